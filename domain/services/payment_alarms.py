"""Alarms that a payment, or a notice of one, is on a side twice: begun, looked at again, and ended.

A person may say that both are right. Then just these are no alarm any more.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
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


def is_twice(books: Books, payment: PaymentRecord) -> bool:
    """Whether an alarm of it is on."""
    return books.holds.of(twin_of(payment.subject)) is not None


def keep_both(books: Books, payment: PaymentRecord, now: datetime, actor: str) -> PaymentRecord:
    """The alarm of it that is on ends by a person's word, and what both sides count is compared anew."""
    held = books.holds.release(twin_of(payment.subject))
    if held is None:
        return payment
    named = _names_in(held.cause.facts)
    facts = {name: held.cause.facts.get(name, "") for name in ("ids", "amount", "paid", "currency")}
    tell(books, payment, "payment-kept-both", facts, now, actor)
    tell(books, payment, "released", {"code": held.cause.code}, now, actor)
    posted = tuple(replace(one, twin_of=None) if one.id in named else one for one in payment.posted)
    payment = opened(replace(payment, posted=posted, kept=(*payment.kept, " ".join(sorted(named)))), now)
    books.payments.put(payment)
    _look_again(books, {payment.subject}, now)  # another one of its may be there twice too
    return payment


def is_kept(payment: PaymentRecord, facts: Mapping[str, str]) -> bool:
    """Whether a person said of all that an alarm with these facts names that it is right."""
    return any(_names_in(facts) <= set(kept.split()) for kept in payment.kept)


def _names_in(facts: Mapping[str, str]) -> set[str]:
    """The payments; of notices there are none, but which was the repeat, and how much came twice."""
    return set(facts["ids"].split(", ") if "ids" in facts else (f"{facts.get('repeat')}/{facts['amount']}",))


def look_for_twins(books: Books, changed: Collection[str], now: datetime) -> None:
    """Where payments whose subjects are `changed` were there twice, somebody may have put that right."""
    alarms = books.holds.with_codes([TWIN, NOTICE_TWIN])
    if {twin_of(subject) for subject in changed}.intersection(alarms):
        _look_again(books, changed, now)


def _look_again(books: Books, subjects: Collection[str], now: datetime) -> None:
    for one in books.dispatches.open():
        element = one.element
        if element.subject in subjects and element.state is ElementState.DONE:
            books.dispatches.settle(
                one.dispatch_id, element.number, element.state, remote_id=element.remote_id, look_at=now
            )
