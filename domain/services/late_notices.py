"""Notices that were given up and landed after all: by just so much more was paid, as the portal says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from domain.dispatch import Act, OpenElement, landed_by
from domain.money import ZERO
from domain.payment_balances import paid_of
from domain.payment_outcome import PaymentCase
from domain.ports.store import Books
from domain.services.dispatching import landed_after_all, missing_of
from domain.services.posted_payments import amount_of
from domain.services.recorded_payments import before_of, tell_recorded, with_noted
from domain.services.turn import Turn

_SEEN_WITHIN = timedelta(hours=1)
"""So long after it must have landed its invoice was read, in trouble too. Later it is another payment."""


def with_late_notice(turn: Turn, books: Books, case: PaymentCase, now: datetime) -> PaymentCase:
    """It is known from now on, as if its answer had come. Who typed in just that amount then is taken for it.

    Should several have landed, one is known by this, and the look for twins tells of the others.
    """
    missing = missing_of(books, case.payment.subject, Act.RECORD_PAYMENT)
    wait = turn.rhythm.absence_wait
    may = [one for one in missing if now < landed_by(one, wait) + _SEEN_WITHIN]
    landed = next((one for one in reversed(may) if _is_there(case, one, may)), None)
    if landed is None:
        return case
    landed_after_all(books, turn, landed, case.record.id, missing)
    invoice, amount = case.record.invoice, amount_of(landed)
    payment = with_noted(case.payment, invoice, before_of(landed), amount)
    tell_recorded(books, payment, amount, invoice.currency, now)
    return replace(case, payment=payment)


def _is_there(case: PaymentCase, one: OpenElement, missing: Sequence[OpenElement]) -> bool:
    """Whether it, or it and its repeats, make up what is paid since: nothing else came in between."""
    before, paid = before_of(one), paid_of(case)
    if any(before < rise.upto < paid for rise in case.payment.rises):
        return False
    amounts: list[Decimal] = [amount_of(each) for each in missing if before_of(each) == before]
    return paid - before in (amount_of(one), sum(amounts, ZERO))
