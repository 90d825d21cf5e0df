"""Says why a payment is held, with all that the books tell of it, however little that is."""

from datetime import datetime

from domain.hold import Cause
from domain.invoice_causes import About, cause
from domain.payment_causes import about_payment
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from domain.services.payment_case import case_of


def why_of_payment(
    books: Books, payment: PaymentRecord, code: str, at: datetime, /, *, shared: str = "", **facts: str
) -> Cause:
    """The cause with that code, with what both sides tell if that is known, and `facts`.

    What was sent must not be left to nobody because the ledger's settings were never read.
    """
    record = books.invoices.get(payment.invoice_id)
    if record is None:
        told = {"invoice": payment.invoice_id, "invoice_id": payment.invoice_id, **facts}
        return Cause(code=code, key=f"{code}:{shared or payment.invoice_id}", facts=told)
    case = case_of(books, payment, record, at)
    about = about_payment(case) if case is not None else About(invoice=record.invoice)
    return cause(about, code, shared=shared, **facts)
