"""Alarms that a payment, or a notice of one, is on a side twice: begun, looked at again, and ended."""

from collections.abc import Collection
from datetime import datetime

from domain.dispatch import ElementState
from domain.hold import Cause, twin_of
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from domain.services.payment_steps import opened, tell

TWIN = "payment-twin"
"""The alarm that a payment of ours is in the ledger twice."""
NOTICE_TWIN = "payment-notice-twin"
"""The alarm that one was recorded in the portal twice."""


def begin_alarm(books: Books, payment: PaymentRecord, why: Cause, now: datetime) -> None:
    """It is on from now on; what is planned rests on it."""
    if books.holds.put(twin_of(payment.subject), why, now):
        tell(books, payment, "held", {**why.facts, "code": why.code}, now)
        books.payments.put(opened(payment, now))


def end_alarm(books: Books, payment: PaymentRecord, code: str, now: datetime) -> None:
    """It is over, if it was this one that was on."""
    subject = twin_of(payment.subject)
    held = books.holds.of(subject)
    if held is not None and held.cause.code == code:
        books.holds.release(subject)
        tell(books, payment, "released", {"code": code}, now)
        books.payments.put(opened(payment, now))


def look_for_twins(books: Books, changed: Collection[str], now: datetime) -> None:
    """Where payments whose subjects are `changed` were there twice, somebody may have put that right."""
    alarms = books.holds.with_codes([TWIN, NOTICE_TWIN])
    if not {twin_of(subject) for subject in changed}.intersection(alarms):
        return
    for one in books.dispatches.open():
        element = one.element
        if element.subject in changed and element.state is ElementState.DONE:
            books.dispatches.settle(
                one.dispatch_id, element.number, element.state, remote_id=element.remote_id, look_at=now
            )
