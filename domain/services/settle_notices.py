"""Settles notices of payment whose outcome nobody knows, by what the portal says was paid."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from domain.dispatch import Act, ElementState, OpenElement
from domain.errors import NotFound
from domain.invoice import PortalInvoice
from domain.invoice_record import InvoiceRecord
from domain.money import to_cents
from domain.payment_life import PaymentHappening, PaymentStage
from domain.payment_outcome import Record
from domain.payment_record import PaymentRecord, invoice_of_payment
from domain.ports.store import Books
from domain.services.absent_payments import absent
from domain.services.decide_payments import UNCLEAR
from domain.services.dispatching import missing_of, twin_look
from domain.services.looked_for import settle_found, settle_looked
from domain.services.payment_steps import hold, move
from domain.services.payment_whys import why_of_payment
from domain.services.posted_payments import amount_of
from domain.services.recorded_payments import before_of, tell_recorded, with_noted
from domain.services.turn import Turn

READ_BY_THEN = timedelta(minutes=1)
"""How long the invoice has to be read anew; when it was, what waits for that is decided at once."""
_UNCLEAR = "payment-notice-unclear"


def note_recorded(
    books: Books,
    payment: PaymentRecord,
    made: Record,
    told: PortalInvoice,
    by: PaymentHappening,
    now: datetime,
) -> None:
    """It is there, as the portal told it. The invoice is read again, and then both sides say the same."""
    payment = move(with_noted(payment, told, made.paid_before, made.amount), by, now, is_open=True)
    books.payments.put(replace(payment, not_before=now + READ_BY_THEN))
    record = books.invoices.get(payment.invoice_id)
    if record is not None:
        books.invoices.put(with_head(record, told))
    books.invoices.want_read([payment.invoice_id], now)
    tell_recorded(books, payment, made.amount, record.invoice.currency if record is not None else "", now)


def with_head(record: InvoiceRecord, head: PortalInvoice) -> InvoiceRecord:
    """The invoice with what the portal says of its payments by now."""
    invoice = replace(
        record.invoice,
        status=head.status,
        status_word=head.status_word,
        paid_amount=head.paid_amount,
        payment_method=head.payment_method,
        by_card_service=head.by_card_service,
        paid_at=head.paid_at,
    )
    return replace(record, invoice=invoice)


def settle_notice(turn: Turn, unknown: OpenElement) -> None:
    """What the portal says was paid tells it: more than before by that amount, or as before, or unclear."""
    invoice_id = invoice_of_payment(unknown.element.subject)
    before, amount = before_of(unknown), amount_of(unknown)
    try:
        head = turn.portal.invoice_head(invoice_id)
    except NotFound:
        head = None
    paid = to_cents(head.paid_amount) if head is not None else before
    now = turn.clock.now()
    with turn.writing() as books:
        payment = books.payments.get(invoice_id)
        record = books.invoices.get(invoice_id)
        if payment is not None and payment.stage is PaymentStage.DISPATCHED:
            payment = move(payment, PaymentHappening.LOST, now)
        if payment is None or record is None or payment.stage is not PaymentStage.UNKNOWN:
            settle_looked(books, unknown, ElementState.ABSENT)
        elif head is not None and paid == before + amount:
            missing = missing_of(books, payment.subject, Act.RECORD_PAYMENT)
            look_at = twin_look(turn, (*missing, unknown)) if missing else None
            settle_found(books, unknown, record.id, look_at=look_at)
            made = Record(amount=amount, paid_before=before)
            note_recorded(books, payment, made, head, PaymentHappening.FOUND, now)
        elif paid != before:
            settle_looked(books, unknown, ElementState.ABSENT)
            _unclear(books, payment, paid, unknown, now)
        else:
            absent(turn, books, unknown, payment, now)


def _unclear(
    books: Books, payment: PaymentRecord, paid: Decimal, unknown: OpenElement, now: datetime
) -> None:
    """Somebody recorded something else meanwhile: whether ours is in it nobody can tell."""
    books.invoices.want_read([payment.invoice_id], now)
    facts = {"before": unknown.element.facts["before"], "amount": unknown.element.facts["amount"]}
    why = why_of_payment(books, payment, _UNCLEAR, now, **facts, now=f"{paid:.2f}")
    hold(books, replace(payment, facts={**payment.facts, UNCLEAR: "yes"}), why, now)
