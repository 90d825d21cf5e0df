"""Watches for a notice that landed late beside its repeat: the portal adds up what it is told twice."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from domain.dispatch import OpenElement
from domain.errors import NotFound
from domain.money import ZERO, to_cents
from domain.payment_record import PaymentRecord, invoice_of_payment
from domain.ports.store import Books
from domain.services.dispatching import TWIN_AGAIN, may_land_beside
from domain.services.looked_for import settle_found
from domain.services.payment_alarms import NOTICE_TWIN, begin_alarm, end_alarm, is_kept
from domain.services.payment_steps import document_of
from domain.services.payment_whys import why_of_payment
from domain.services.posted_payments import amount_of
from domain.services.recorded_payments import before_of
from domain.services.turn import Turn


def watch_notice(turn: Turn, repeat: OpenElement) -> None:
    """What the portal says was paid tells it: more by just what was given up is an alarm until it is less."""
    invoice_id = invoice_of_payment(repeat.element.subject)
    try:
        paid: Decimal | None = to_cents(turn.portal.invoice_head(invoice_id).paid_amount)
    except NotFound:
        paid = None
    now = turn.clock.now()
    with turn.writing() as books:
        payment = books.payments.get(invoice_id)
        looks_again = payment is not None and (paid is None or _compare(books, repeat, payment, paid, now))
        look_at = now + TWIN_AGAIN if looks_again else None  # or when its invoice was read
        settle_found(books, repeat, repeat.element.remote_id, look_at=look_at)


def _compare(books: Books, repeat: OpenElement, payment: PaymentRecord, paid: Decimal, now: datetime) -> bool:
    """Begin the alarm, or end it; whether it is on."""
    extra = _twice(books, repeat, payment, paid)
    told = {"amount": f"{extra:.2f}", "paid": f"{paid:.2f}"} if extra is not None else {}
    facts = {**told, "repeat": repeat.dispatch_id}
    if extra is None or is_kept(payment, facts):
        end_alarm(books, payment, NOTICE_TWIN, now)
        return False
    begin_alarm(books, payment, why_of_payment(books, payment, NOTICE_TWIN, now, **facts), now)
    return True


def _twice(books: Books, repeat: OpenElement, payment: PaymentRecord, paid: Decimal) -> Decimal | None:
    """How much was recorded twice: all or some of what was given up before, and not a cent besides.

    Others may have recorded something on both sides since: then it is more than the ledger counts by that.
    """
    told = before_of(repeat) + amount_of(repeat)
    record = books.invoices.get(payment.invoice_id)
    document = document_of(books, record) if record is not None else None
    counted = max(told, document.counted) if document is not None else told
    missing = may_land_beside(books, repeat)
    late = _sums(amount_of(one) for one in missing) - {ZERO}
    return next((paid - expected for expected in (told, counted) if paid - expected in late), None)


def _sums(amounts: Iterable[Decimal]) -> set[Decimal]:
    """What any of them come to."""
    sums = {ZERO}
    for amount in amounts:
        sums |= {each + amount for each in sums}
    return sums
