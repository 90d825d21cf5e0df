"""Finds the one invoice that a person means, and opens the books to change it."""

from domain.errors import Invalid
from domain.invoice_record import InvoiceRecord
from domain.ports.store import Books


def one_invoice(books: Books, which: str) -> InvoiceRecord:
    """The invoice of that id, number, document's id or title.

    Raises Invalid (`invoice-unknown`, `invoice-several`).
    """
    found = books.invoices.find(which)
    if not found:
        raise Invalid("invoice-unknown", which=which)
    if len(found) > 1:
        listed = "; ".join(
            f"{one.invoice.title} {one.invoice.net_total:f} {one.invoice.currency} ({one.id})"
            for one in found
        )
        raise Invalid("invoice-several", which=which, count=str(len(found)), found=listed)
    return found[0]


def because_of(text: str) -> str:
    """Why a person does it, in their words. Raises Invalid (`because-missing`)."""
    if not text.strip():
        raise Invalid("because-missing")
    return text.strip()[:500]
