"""What is held for a reason that may go away unseen is tried again once a night."""

from dataclasses import replace
from datetime import datetime

from domain.invoice_record import Readiness, invoice_of, is_of_invoice
from domain.payment_record import invoice_of_payment, is_of_payment
from domain.ports.store import Books
from domain.services.decide_payments import tried_again

_PAYMENTS_NIGHTLY = ("payment-refused", "payment-unexpected", "payment-notice-refused")
_INVOICES_NIGHTLY = ("ledger-refused", "contact-refused", "invoice-gone", "unexpected")


def try_again_by_night(books: Books, now: datetime) -> None:
    """Once a night what was refused, or failed for a reason that nobody foresaw, is read and tried again.

    And every payment that waits or is held is decided anew, whatever was missed.
    """
    books.payments.look_anew(None, now)
    payments = filter(is_of_payment, books.holds.with_codes(_PAYMENTS_NIGHTLY))
    for payment in books.payments.many(map(invoice_of_payment, payments)).values():
        books.payments.put(tried_again(payment, now))
    held = filter(is_of_invoice, books.holds.with_codes(_INVOICES_NIGHTLY))
    for record in books.invoices.many(map(invoice_of, held)).values():
        anew = replace(record, attempts=0, readiness=Readiness.UNDECIDED, step_since=now)
        books.invoices.put(anew.to_be_read())
