"""Safety: what may at no moment be so, looked at after every write of ours that a service carried out."""

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from adapters.sandbox.seeds import Firm
from adapters.sandbox.world import World
from adapters.sandbox.xero.invoices.record import Invoice

GONE = ("DELETED", "VOIDED")
_BY_NAME = {"InvoiceNumber"}
"""What we may change in a document of Xero: a person asked for it by name."""


class Watch:
    """Looks at both services beside us. What it finds stays found."""

    def __init__(self, world: World, firm: Firm) -> None:
        """From what is there when a story begins."""
        self.found: list[str] = []
        self.excepted: list[str] = []
        """What nobody can exclude (`docs/reliability.md`): our link landed late, on what was typed since."""
        self._world, self._firm = world, firm
        self._xero_changes = len(world.xero.changes)
        self._hubflo_changes = len(world.hubflo.changes)
        self._calls = len(world.xero.calls)
        self._edited = set[str]()

    def look(self) -> None:
        """Once, at what happened since the last look."""
        for check in _CHECKS:
            for wrong in check(self):
                if wrong not in self.found:
                    self.found.append(wrong)

    def _twice(self) -> list[str]:
        """No invoice has two live documents, no customer two contacts."""
        documents = Counter(
            str(one.fields["Url"]) for one in self._documents() if one.fields.get("Url") and _lives(one)
        )
        contacts = Counter(
            str(one.fields["ContactNumber"])
            for one in self._world.xero.organisations[self._firm.tenant_id].contacts
            if one.fields.get("ContactNumber")
        )
        return [
            *(f"twice in Xero: {key}" for key, count in documents.items() if count > 1),
            *(f"contact twice in Xero: {key}" for key, count in contacts.items() if count > 1),
        ]

    def _wrong_total(self) -> list[str]:
        """Every document is what the client was billed, to the cent, until a person changes it."""
        rows = self._world.hubflo.organizations[self._firm.organization_id].invoices
        wrong = []
        for document in self._documents():
            row = rows.get(str(document.fields.get("Url") or "").rpartition("/")[2])
            if row is None or document.invoice_id in self._edited:
                continue
            billed = Decimal(str(row["net_total"]))
            if document.totals.total != billed:
                wrong.append(f"{row['title']}: {document.totals.total} in Xero, {billed} in Hubflo")
        return wrong

    def _overwritten(self) -> list[str]:
        """Of what was there before, we change nothing but what a person asked for by name, and the link."""
        news = self._world.xero.changes[self._xero_changes :]
        self._xero_changes += len(news)
        self._edited |= {one.record_id for one in news if one.who == "person"}
        wrong = [
            f"changed in Xero: {one.kind} {dict(one.fields)}"
            for one in news
            if one.who == "api" and one.fields.keys() - _BY_NAME
        ]
        theirs = self._world.hubflo.changes[self._hubflo_changes :]
        self._hubflo_changes += len(theirs)
        for change in theirs:
            if change.who == "api" and not _is_link(change.old, change.new):
                told = f"changed in Hubflo: {change.kind} {dict(change.old)} -> {dict(change.new)}"
                (self.excepted if self._landed_late(change.id) else wrong).append(told)
        return wrong

    def _landed_late(self, invoice_id: str) -> bool:
        return any(
            landing.request.method == "PATCH" and landing.request.path.endswith(f"/invoices/{invoice_id}")
            for landing in self._world.landings
        )

    def _over_limits(self) -> list[str]:
        """Xero never has to refuse us for calling too often."""
        news = self._world.xero.calls[self._calls :]
        self._calls += len(news)
        return [f"429 from Xero for {one.method} {one.path}" for one in news if one.status == 429]

    def _documents(self) -> list[Invoice]:
        return list(self._world.xero.organisations[self._firm.tenant_id].invoices)


_CHECKS: tuple[Callable[[Watch], list[str]], ...] = (
    Watch._overwritten,
    Watch._twice,
    Watch._wrong_total,
    Watch._over_limits,
)


def _lives(document: Invoice) -> bool:
    return document.status not in GONE


def _is_link(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether it is our reference, written where nothing stood."""
    return new.keys() <= {"accounting_id", "updated_at"} and not old.get("accounting_id")
