"""A payment whose outcome nobody knows and that is not there, on either side: waited for, then due again."""

from datetime import datetime

from domain.dispatch import ElementState, OpenElement
from domain.payment_life import PaymentHappening
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from domain.services.dispatching import is_in_vain, missing_of, repeat_pause
from domain.services.looked_for import settle_looked, stays_unknown
from domain.services.payment_steps import hold, move, tell
from domain.services.payment_whys import why_of_payment
from domain.services.turn import Turn


def absent(turn: Turn, books: Books, one: OpenElement, payment: PaymentRecord, now: datetime) -> None:
    """Only lasting absence tells that it is not there; then it is decided anew, or a person is told."""
    if stays_unknown(turn, books, one, now):
        books.payments.put(payment)
        return
    settle_looked(books, one, ElementState.ABSENT)
    missing = missing_of(books, payment.subject, one.element.act)
    tell(books, payment, "write-absent", {"act": one.element.act, "dispatch": one.dispatch_id}, now)
    if is_in_vain(missing):
        told = {"shared": "never-answered", "problem": "never-answered"}
        hold(books, payment, why_of_payment(books, payment, "payment-unexpected", now, **told), now)
        return
    until = now + repeat_pause(turn, missing)
    books.payments.put(move(payment, PaymentHappening.ABSENT, now, is_open=True, not_before=until))
