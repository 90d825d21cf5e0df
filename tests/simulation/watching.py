"""Safety: what may at no moment be so, looked at after every write of ours that a service carried out."""

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from adapters.sandbox.hubflo import logs as hubflo_logs
from adapters.sandbox.hubflo.invoices.record import sums_of
from adapters.sandbox.seeds import Firm
from adapters.sandbox.world import World
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.logs import Change
from adapters.sandbox.xero.organisations.record import Organisation
from tests.simulation.money import hubflo_id
from tests.simulation.story import APPROVES, DELETES
from tests.simulation.watching_money import PAID_FIELDS, MoneyWatch, has_landed

GONE = ("DELETED", "VOIDED")
_BY_NAME = {"InvoiceNumber"}
"""What we may change in a document of Xero: a person asked for it by name."""
_CENT = Decimal("0.01")
_APPROVED = {"Status": ("SUBMITTED", "AUTHORISED")}
"""And with `approve-on-payment` on, this, if nobody else touched it and it is paid in full."""
_REMOVED = {"Status": ("SUBMITTED", "DELETED")}
"""And with `cancelled-invoices delete`, this, if nobody else touched it and it is cancelled in Hubflo."""
_LAST_MOMENT = "before sending hubflo PATCH"
LATE_LINK = "a late link over a person's text"
LATE_TWIN = "a late twin of what has no number of ours any more, with an alarm"
LATE_APPROVAL = "a late approval of what a person changed meanwhile"
LATE_REMOVAL = "a late removal of what a person changed meanwhile"
"""What nobody can exclude (`docs/reliability.md`)."""


class Watch:
    """Looks at both services beside us. What it finds stays found."""

    def __init__(
        self, world: World, firm: Firm, on: frozenset[str] = frozenset(), *, is_too_late: bool = False
    ) -> None:
        """From what is there when a story begins; `on` and `is_too_late` are the story's."""
        self.found: list[str] = []
        self.excepted = Counter[str]()
        self.slept: list[str] = []
        """Points at which a process stood still past its lease."""
        self.twins = set[str]()
        """Ids of invoices in Hubflo with a late twin: each must be an alarm at the end."""
        self.edited = set[str]()
        """Documents that a person changed."""
        self._world, self._firm, self._on = world, firm, on
        self._is_too_late = is_too_late
        self._organization = world.hubflo.organizations[firm.organization_id]
        self.money = MoneyWatch(world, self._organisation, self._organization, on)
        self._xero_changes = len(world.xero.changes)
        self._hubflo_changes = len(world.hubflo.changes)
        self._calls = len(world.xero.calls)
        self._renumbered = set[str]()
        self._excused_asleep = 0
        """Links that a process wrote late which stood still before its first byte: one for each."""

    def look(self) -> None:
        """Once, at what happened since the last look."""
        self.money.note_counted()
        for check in _CHECKS:
            for wrong in check(self):
                if wrong not in self.found:
                    self.found.append(wrong)

    def _twice(self) -> list[str]:
        """No invoice has two live documents, no customer two contacts."""
        live = [one for one in self._documents() if hubflo_id(one) and _lives(one)]
        documents = Counter(hubflo_id(one) for one in live)
        self._except_twins({one for one, count in documents.items() if count > 1}, live)
        contacts = Counter(
            str(one.fields["ContactNumber"])
            for one in self._organisation.contacts
            if one.fields.get("ContactNumber")
        )
        return [
            *(
                f"twice in Xero: {invoice_id}"
                for invoice_id, count in documents.items()
                if count > 1 and invoice_id not in self.twins
            ),
            *(f"contact twice in Xero: {key}" for key, count in contacts.items() if count > 1),
        ]

    def _except_twins(self, twice: set[str], live: list[Invoice]) -> None:
        """A request landed that we had given up, and nothing of Xero's refuses it any more.

        A person gave its number away; or Xero makes the numbers, and it landed after its repeat.
        """
        for one in live if twice - self.twins else ():
            invoice_id = hubflo_id(one)
            landed_late = self._is_late("PUT", "/Invoices", invoice_id)
            is_free = one.invoice_id in self._renumbered or self._is_too_late
            if landed_late and is_free and invoice_id in twice - self.twins:
                self.twins.add(invoice_id)
                self.excepted[LATE_TWIN] += 1

    def _wrong_total(self) -> list[str]:
        """Every document is what the client was billed, to the cent, until a person changes it."""
        organization, wrong = self._organization, []
        for document in self._documents():
            row = organization.invoices.get(hubflo_id(document))
            if row is None or document.invoice_id in self.edited:
                continue
            billed = sums_of(self._world.hubflo, organization, row["id"]).total.quantize(_CENT, ROUND_HALF_UP)
            if document.totals.total != billed:
                wrong.append(f"{row['title']}: {document.totals.total} in Xero, {billed} in Hubflo")
        return wrong

    def _overwritten(self) -> list[str]:
        """Of what was there before, we change nothing but what a person asked for."""
        news = self._world.xero.changes[self._xero_changes :]
        self._xero_changes += len(news)
        wrong = []
        for one in news:
            if one.who == "person":
                self.edited.add(one.record_id)
                self._renumbered |= {one.record_id} if "InvoiceNumber" in one.fields else set()
            elif one.who == "api" and one.fields.keys() - _BY_NAME:
                wrong += self._changed(one)
        theirs = self._world.hubflo.changes[self._hubflo_changes :]
        self._hubflo_changes += len(theirs)
        return wrong + [found for change in theirs for found in self._changed_in_hubflo(change)]

    def _changed(self, change: Change) -> list[str]:
        """A document of Xero, by us: only from awaiting approval to approved or away, where that was said."""
        document = self._organisation.invoices.get(change.record_id)
        row = self._organization.invoices.get(hubflo_id(document)) if document is not None else None
        approves = APPROVES in self._on and dict(change.fields) == _APPROVED
        removes = DELETES in self._on and dict(change.fields) == _REMOVED
        if document is None or row is None or not (approves or removes):
            return [f"changed in Xero: {change.kind} {dict(change.fields)}"]
        if approves and (row["paid_amount"] or 0) < document.totals.total:
            return [f"approved, and not paid in full: {row['title']}"]
        if removes and row["status"] != "cancelled":
            return [f"removed, and not cancelled: {row['title']}"]
        if change.record_id not in self.edited:
            return []
        if self._is_late("POST", "/Invoices", change.record_id):
            self.excepted[LATE_APPROVAL if approves else LATE_REMOVAL] += 1
            return []
        return [f"approved or removed, and a person had changed it: {row['title']}"]

    def _changed_in_hubflo(self, change: hubflo_logs.Change) -> list[str]:
        """An invoice of Hubflo: by us only our link where nothing stood, and what was paid in Xero alone."""
        if change.new.keys() <= PAID_FIELDS and "paid_amount" in change.new:
            return self.money.changed(change)
        if change.who != "api" or _is_link(change.old, change.new):
            return []
        asleep = sum(one.startswith(_LAST_MOMENT) for one in self.slept)
        if self._is_late("PATCH", f"/invoices/{change.id}") or self._excused_asleep < asleep:
            self._excused_asleep += not self._is_late("PATCH", f"/invoices/{change.id}")
            self.excepted[LATE_LINK] += 1
            return []
        return [f"changed in Hubflo: {change.kind} {dict(change.old)} -> {dict(change.new)}"]

    def _is_late(self, method: str, path: str, words: str = "") -> bool:
        return has_landed(self._world, method, path, words)

    def _paid_wrongly(self) -> list[str]:
        """As the watch of the money says."""
        return self.money.look()

    def _over_limits(self) -> list[str]:
        """Xero never has to refuse us for calling too often."""
        news = self._world.xero.calls[self._calls :]
        self._calls += len(news)
        return [f"429 from Xero for {one.method} {one.path}" for one in news if one.status == 429]

    def _documents(self) -> list[Invoice]:
        return list(self._organisation.invoices)

    @property
    def _organisation(self) -> Organisation:
        return self._world.xero.organisations[self._firm.tenant_id]


_CHECKS: tuple[Callable[[Watch], list[str]], ...] = (
    Watch._overwritten,
    Watch._twice,
    Watch._wrong_total,
    Watch._paid_wrongly,
    Watch._over_limits,
)


def _lives(document: Invoice) -> bool:
    return document.status not in GONE


def _is_link(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether it is our reference, written where nothing stood."""
    return new.keys() <= {"accounting_id", "updated_at"} and not old.get("accounting_id")
