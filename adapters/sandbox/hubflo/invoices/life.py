"""What happens to an invoice, by whomever, and which event tells of it.

Life cycle (Hubflo: help, editing and cancelling invoices; API reference, issuances and payment notice):
draft, then issued, then paid, even if the payment is partial; open ones may be cancelled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from adapters.sandbox.hubflo.invoices.line import Line
from adapters.sandbox.hubflo.invoices.overdue import watch
from adapters.sandbox.hubflo.invoices.record import new_row, shown
from adapters.sandbox.hubflo.logs import Who
from adapters.sandbox.hubflo.replies import instant
from adapters.sandbox.hubflo.state import HubfloState, Organization
from adapters.sandbox.hubflo.table import Row
from adapters.sandbox.hubflo.webhooks.events import emit

OPEN = ("issued", "overdue")
"""Issued and not paid; the second only where overdue is a status of its own."""
PAYABLE = (*OPEN, "paid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One organization's invoices at one moment, in the hands of the API's client or of a person."""

    state: HubfloState
    organization: Organization
    now: datetime
    who: Who
    logged: bool = True
    """Whether changes are written down; a seed of a hundred thousand has no use for that."""

    def draft(self, fields: Mapping[str, Any], lines: Sequence[Line] = (), *, event: bool = True) -> Row:
        """A new invoice, at first without a number, a date or money."""
        row = new_row(self.state, self.organization, instant(self.now), fields)
        self.organization.invoices.add(row)
        self.organization.lines[row["id"]] = list(lines)
        if self.who == "person" and self.logged:
            self.state.log(self.organization, "invoice", row["id"], {}, row, now=self.now, who=self.who)
        if event:
            self._tell("invoice_created", row["id"])
        return row

    def change(self, invoice_id: str, fields: Mapping[str, Any]) -> bool:
        """Other values; no event tells of them."""
        if not self.logged:
            return bool(self.organization.invoices.change(invoice_id, fields)[1])
        return self.state.change(self.organization, "invoice", invoice_id, fields, now=self.now, who=self.who)

    def issue(self, invoice_id: str) -> None:
        """From now on nothing of it can be edited but its `accounting_id`."""
        self.change(invoice_id, {"status": "issued", "issued_at": instant(self.now)})
        watch(self.organization, self.organization.invoices[invoice_id], self.now)
        self._tell("invoice_issued", invoice_id)

    def pay(
        self, invoice_id: str, *, paid_amount: Decimal | None, method: str | None, paid_at: datetime
    ) -> None:
        """Money came in, so much in all: the invoice is paid even if some is missing."""
        known = self.organization.invoices[invoice_id]["status"] == "paid"
        self.change(
            invoice_id,
            {
                "status": "paid",
                "paid_amount": paid_amount,
                "payment_method_used": method,
                "paid_at": instant(paid_at),
            },
        )
        if self.state.switches.paid_event == "each" or not known:
            self._tell("invoice_paid", invoice_id)

    def paid_with(self, invoice_id: str, amount: Decimal) -> Decimal:
        """What has come in with this payment; it adds up."""
        return Decimal(self.organization.invoices[invoice_id]["paid_amount"] or 0) + amount

    def _tell(self, event_name: str, invoice_id: str) -> None:
        row = self.organization.invoices[invoice_id]
        document = partial(shown, self.state, self.organization, row)
        emit(self.state, self.organization, event_name, document, self.now)
