"""Notices that were given up and landed after all: by just so much more was paid, as the portal says."""

from dataclasses import replace
from datetime import datetime

from domain.dispatch import Act
from domain.payment_balances import paid_of
from domain.payment_outcome import PaymentCase
from domain.ports.store import Books
from domain.services.dispatching import landed_after_all, missing_of
from domain.services.posted_payments import amount_of
from domain.services.recorded_payments import before_of, tell_recorded, with_noted
from domain.services.turn import Turn


def with_late_notice(turn: Turn, books: Books, case: PaymentCase, now: datetime) -> PaymentCase:
    """It is known from now on, as if its answer had come. Who typed in just that amount is taken for it."""
    missing, paid = missing_of(books, case.payment.subject, Act.RECORD_PAYMENT), paid_of(case)
    landed = next((one for one in reversed(missing) if before_of(one) + amount_of(one) == paid), None)
    if landed is None:
        return case
    landed_after_all(books, turn, landed, case.record.id, missing)
    invoice, amount = case.record.invoice, amount_of(landed)
    payment = with_noted(case.payment, invoice, before_of(landed), amount)
    tell_recorded(books, payment, amount, invoice.currency, now)
    return replace(case, payment=payment)
