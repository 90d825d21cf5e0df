"""A credit note as the API shows it: as an invoice, with names of its own and nothing that is due."""

from typing import Any

from adapters.sandbox.xero.invoices import showing
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.wire.moments import ms_day

_OWN_NAMES = {"InvoiceID": "CreditNoteID", "InvoiceNumber": "CreditNoteNumber"}
_AN_INVOICES_ALONE = frozenset(
    {
        "AmountCredited",
        "AmountDue",
        "AmountPaid",
        "CreditNotes",
        "IsDiscounted",
        "Overpayments",
        "Prepayments",
        "TotalDiscount",
    }
)


def complete(note: Invoice, places: int) -> dict[str, Any]:
    """As a single read shows it: with lines, and with the whole contact."""
    return _own(note, showing.complete(note, places))


def row(note: Invoice, places: int) -> dict[str, Any]:
    """With lines, and of the contact its id and name alone."""
    return _own(note, showing.row(note, places, lines=True))


def _own(note: Invoice, shown: dict[str, Any]) -> dict[str, Any]:
    """What of it was set against invoices, and what is left."""
    own = {
        _OWN_NAMES.get(name, name): value for name, value in shown.items() if name not in _AN_INVOICES_ALONE
    }
    allocations = [
        {
            "AllocationID": one.credit_id,
            "Amount": one.amount,
            "Date": ms_day(one.on),
            "Invoice": {"InvoiceID": one.invoice.invoice_id, "InvoiceNumber": one.invoice.number},
        }
        for one in note.credits
    ]
    return own | {"RemainingCredit": note.amount_due, "Allocations": allocations}
