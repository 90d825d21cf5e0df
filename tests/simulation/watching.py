"""Safety: what may at no moment be so, looked at after every write of ours that a service carried out."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from adapters.sandbox.hubflo.invoices.record import sums_of
from adapters.sandbox.seeds import Firm
from adapters.sandbox.world import World
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.organisations.record import Organisation
from tests.simulation.money import landed_late, too_much, twice_paid, wrong_amount

GONE = ("DELETED", "VOIDED")
_BY_NAME = {"InvoiceNumber"}
"""What we may change in a document of Xero: a person asked for it by name."""
_OURS = re.compile(r"/invoices/([0-9a-f-]{36})/")
_CENT = Decimal("0.01")
_LAST_MOMENT = "before sending hubflo PATCH"
LATE_LINK = "a late link over a person's text"
LATE_TWIN = "a late twin of what a person renumbered, with an alarm"
LATE_PAYMENT = "a late twin of a part payment, with an alarm"
"""What nobody can exclude (`docs/reliability.md`)."""


class Watch:
    """Looks at both services beside us. What it finds stays found."""

    def __init__(self, world: World, firm: Firm) -> None:
        """From what is there when a story begins."""
        self.found: list[str] = []
        self.excepted = Counter[str]()
        self.slept: list[str] = []
        """Points at which a process stood still past its lease."""
        self.twins = set[str]()
        """Ids of invoices in Hubflo with a late twin: each must be an alarm at the end."""
        self._world, self._firm = world, firm
        self._xero_changes = len(world.xero.changes)
        self._hubflo_changes = len(world.hubflo.changes)
        self._calls = len(world.xero.calls)
        self._edited = set[str]()
        self._renumbered = set[str]()
        self._paid = {one.payment_id for one in self._organisation.payments}
        self._paid_twice = set[str]()

    def look(self) -> None:
        """Once, at what happened since the last look."""
        for check in _CHECKS:
            for wrong in check(self):
                if wrong not in self.found:
                    self.found.append(wrong)

    def _twice(self) -> list[str]:
        """No invoice has two live documents, no customer two contacts."""
        live = [one for one in self._documents() if _invoice_id(one) and _lives(one)]
        documents = Counter(_invoice_id(one) for one in live)
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
        """Its number was given away by a person, and then the request that we had given up landed."""
        landed_late = any(
            landing.request.method == "PUT" and landing.request.path.endswith("/Invoices")
            for landing in self._world.landings
        )
        for one in live if landed_late else ():
            invoice_id = _invoice_id(one)
            if one.invoice_id in self._renumbered and invoice_id in twice - self.twins:
                self.twins.add(invoice_id)
                self.excepted[LATE_TWIN] += 1

    def _wrong_total(self) -> list[str]:
        """Every document is what the client was billed, to the cent, until a person changes it."""
        organization = self._world.hubflo.organizations[self._firm.organization_id]
        wrong = []
        for document in self._documents():
            row = organization.invoices.get(_invoice_id(document))
            if row is None or document.invoice_id in self._edited:
                continue
            billed = sums_of(self._world.hubflo, organization, row["id"]).total.quantize(_CENT, ROUND_HALF_UP)
            if document.totals.total != billed:
                wrong.append(f"{row['title']}: {document.totals.total} in Xero, {billed} in Hubflo")
        return wrong

    def _overwritten(self) -> list[str]:
        """Of what was there before, we change nothing but what a person asked for by name, and the link."""
        news = self._world.xero.changes[self._xero_changes :]
        self._xero_changes += len(news)
        by_people = [one for one in news if one.who == "person"]
        self._edited |= {one.record_id for one in by_people}
        self._renumbered |= {one.record_id for one in by_people if "InvoiceNumber" in one.fields}
        wrong = [
            f"changed in Xero: {one.kind} {dict(one.fields)}"
            for one in news
            if one.who == "api" and one.fields.keys() - _BY_NAME
        ]
        theirs = self._world.hubflo.changes[self._hubflo_changes :]
        self._hubflo_changes += len(theirs)
        for change in theirs:
            if change.who == "api" and not _is_link(change.old, change.new):
                if self._landed_late(change.id):
                    self.excepted[LATE_LINK] += 1
                else:
                    wrong.append(f"changed in Hubflo: {change.kind} {dict(change.old)} -> {dict(change.new)}")
        return wrong

    def _landed_late(self, invoice_id: str) -> bool:
        """Or was sent late: who sent it stood still between its check and the first byte."""
        return any(one.startswith(_LAST_MOMENT) for one in self.slept) or any(
            landing.request.method == "PATCH" and landing.request.path.endswith(f"/invoices/{invoice_id}")
            for landing in self._world.landings
        )

    def _paid_wrongly(self) -> list[str]:
        """Nothing is posted twice, nor more than came in, and each payment is what was missing."""
        for _, reference in twice_paid(self._organisation) if landed_late(self._world) else ():
            if reference not in self._paid_twice:
                self._paid_twice.add(reference)
                self.excepted[LATE_PAYMENT] += 1
        news = [one for one in self._organisation.payments if one.payment_id not in self._paid]
        self._paid |= {one.payment_id for one in news}
        documents = {one.invoice_id: one for one in self._documents()}
        organization = self._world.hubflo.organizations[self._firm.organization_id]
        wrong = [
            f"paid twice: {reference}"
            for _, reference in twice_paid(self._organisation)
            if reference not in self._paid_twice
        ]
        if self._paid_twice:
            return wrong
        for one in news:
            if one.client_id and one in documents[one.invoice_id].payments[-1:]:
                wrong += wrong_amount(documents[one.invoice_id], one)
        ids = {one.invoice_id: _invoice_id(one) for one in documents.values()}
        return wrong + too_much(self._organisation, organization, ids)

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


def _invoice_id(document: Invoice) -> str:
    """The invoice in Hubflo that a document of ours is of, '' for any other one."""
    found = _OURS.search(str(document.fields.get("Url") or ""))
    return found[1] if found else ""


def _lives(document: Invoice) -> bool:
    return document.status not in GONE


def _is_link(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether it is our reference, written where nothing stood."""
    return new.keys() <= {"accounting_id", "updated_at"} and not old.get("accounting_id")
