"""From which status an invoice may go to which (Xero: invoice status codes)."""

from adapters.sandbox.xero.invoices.record import Invoice

FIRST = ("DRAFT", "SUBMITTED", "AUTHORISED")
ENDED = ("DELETED", "VOIDED")

_NEXT = {
    "DRAFT": ("DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"),
    "SUBMITTED": ("SUBMITTED", "AUTHORISED", "DRAFT", "DELETED"),
    "AUTHORISED": ("AUTHORISED", "VOIDED"),
    "PAID": ("PAID",),
}
"""PAID is left by Xero alone, when a payment is deleted; the two that are missing are left by nobody."""

_ILLEGAL = "Invoice not of valid status for modification"
_HAS_PAYMENTS = (
    "The status VOIDED cannot be applied to the invoice "
    "because it has payments or credit notes allocated to it."
)


def creation_error(status: str) -> str:
    """A sentence if nothing can be born with that status."""
    return "" if status in FIRST else "Invoice not of valid status for creation"


def change_error(invoice: Invoice, wanted: str) -> str:
    """A sentence if the invoice may not go there. Every other change of an ended one is refused by it too."""
    if wanted == "VOIDED" and invoice.allocated:
        return _HAS_PAYMENTS
    return "" if wanted in _NEXT.get(invoice.status, ()) else _ILLEGAL
