"""Records in the portal what was paid in the ledger alone, where a person set it so; it adds up there."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from domain.dispatch import Act, ElementState, OpenElement
from domain.errors import AccessLost, LeaseLost, NotFound, NotNow, OutcomeUnknown, Rejected
from domain.invoice_causes import cause
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import LedgerDocument
from domain.money import to_cents
from domain.payment_causes import about_payment
from domain.payment_life import PaymentHappening, PaymentStage
from domain.payment_outcome import Record
from domain.payment_record import PaymentRecord, PaymentStep, invoice_of_payment
from domain.ports.store import Books
from domain.services.absent_payments import absent, settle_element
from domain.services.decide_payments import UNCLEAR, apply_payment_plan
from domain.services.dispatching import Intent, done, send
from domain.services.payment_case import case_of, plan_of
from domain.services.payment_steps import document_of, hold, move, opened, tell
from domain.services.turn import Turn
from domain.units import RecordPayment

_NOON = time(12, tzinfo=UTC)
"""The ledger knows days, the portal wants a moment: noon UTC is of that day nearly everywhere."""
_READ_BY_THEN = timedelta(minutes=1)
"""How long the invoice has to be read anew; when it was, what waits for that is decided at once."""


def record_payment(turn: Turn, unit: RecordPayment) -> None:
    """What the portal says is read first; only what it lacks then is recorded."""
    try:
        head = turn.portal.invoice_head(unit.invoice_id)
    except NotFound:
        head = None
    now = turn.clock.now()
    with turn.writing() as books:
        record = books.invoices.get(unit.invoice_id)
        payment = books.payments.get(unit.invoice_id)
        if record is None or payment is None or payment.step is not PaymentStep.RECORD:
            return
        if head is None:
            books.invoices.want_read([record.id], now)
            books.payments.put(replace(opened(payment, now), not_before=now + _READ_BY_THEN))
            return
        invoice = replace(
            record.invoice,
            status=head.status,
            status_word=head.status_word,
            paid_amount=head.paid_amount,
            paid_at=head.paid_at,
        )
        case = case_of(books, payment, replace(record, invoice=invoice), now)
        plan = plan_of(case) if case is not None else None
        if case is None or plan is None:
            return
        if not isinstance(plan, Record):
            apply_payment_plan(books, case, plan, now)
            books.invoices.want_read([record.id], now)
            return
        paid_at = _paid_at(document_of(books, record), now)
    _send(turn, record, payment, plan, paid_at)


def _paid_at(document: LedgerDocument | None, now: datetime) -> datetime:
    """When the last payment came in, never later than now."""
    days = [one.dated for one in document.payments if one.dated] if document is not None else []
    return min(datetime.combine(max(days), _NOON), now) if days else now


def _send(turn: Turn, record: InvoiceRecord, payment: PaymentRecord, plan: Record, paid_at: datetime) -> None:
    facts = {"before": f"{plan.paid_before:.2f}", "amount": f"{plan.amount:.2f}"}
    intent = Intent(act=Act.RECORD_PAYMENT, subject=payment.subject, facts=facts)
    envelope = turn.portal.payment_envelope(record.id, plan.amount, paid_at)
    sent = move(payment, PaymentHappening.DISPATCHED, turn.clock.now(), is_open=False)
    told = {**facts, "currency": record.invoice.currency}

    def also(books: Books) -> None:
        books.payments.put(sent)
        tell(books, sent, "payment-recording", told, turn.clock.now())

    try:
        dispatch_id, _ = send(turn, intent, envelope, turn.portal.send_payment, also)
    except LeaseLost:
        raise  # whoever is the clerk now finds both as they were left, and looks
    except Rejected as problem:
        _refused(turn, record, problem.facts.get("said", ""))
        return
    except OutcomeUnknown:
        _moved(turn, record, PaymentHappening.LOST)
        raise
    except (NotNow, AccessLost, NotFound):
        _moved(turn, record, PaymentHappening.NOT_SENT)
        raise
    now = turn.clock.now()
    with turn.writing() as books:
        done(books, turn, dispatch_id, record.id)
        _recorded(books, sent, plan.amount, PaymentHappening.ANSWERED, now)


def _moved(turn: Turn, record: InvoiceRecord, by: PaymentHappening) -> None:
    now = turn.clock.now()
    with turn.writing() as books:
        payment = books.payments.get(record.id)
        if payment is not None and payment.stage is PaymentStage.DISPATCHED:
            is_open = by is PaymentHappening.NOT_SENT
            books.payments.put(move(payment, by, now, is_open=is_open))


def _refused(turn: Turn, record: InvoiceRecord, said: str) -> None:
    now = turn.clock.now()
    with turn.writing() as books:
        payment = books.payments.get(record.id)
        case = case_of(books, payment, record, now) if payment is not None else None
        if payment is not None and case is not None:
            hold(books, payment, cause(about_payment(case), "payment-notice-refused", said=said), now)


def _recorded(
    books: Books, payment: PaymentRecord, amount: Decimal, by: PaymentHappening, now: datetime
) -> None:
    """The invoice is read again, and then both sides say the same."""
    payment = move(payment, by, now, recorded=payment.recorded + amount, is_open=True)
    books.payments.put(replace(payment, not_before=now + _READ_BY_THEN))
    books.invoices.want_read([payment.invoice_id], now)
    record = books.invoices.get(payment.invoice_id)
    currency = record.invoice.currency if record is not None else ""
    tell(books, payment, "payment-recorded", {"amount": f"{amount:.2f}", "currency": currency}, now)


def settle_notice(turn: Turn, unknown: OpenElement) -> None:
    """What the portal says was paid tells it: more than before by that amount, or as before, or unclear."""
    invoice_id = invoice_of_payment(unknown.element.subject)
    before = Decimal(unknown.element.facts["before"])
    amount = Decimal(unknown.element.facts["amount"])
    try:
        paid = to_cents(turn.portal.invoice_head(invoice_id).paid_amount)
    except NotFound:
        paid = before
    now = turn.clock.now()
    with turn.writing() as books:
        payment = books.payments.get(invoice_id)
        record = books.invoices.get(invoice_id)
        if payment is not None and payment.stage is PaymentStage.DISPATCHED:
            payment = move(payment, PaymentHappening.LOST, now)
        if payment is None or record is None or payment.stage is not PaymentStage.UNKNOWN:
            settle_element(books, unknown, ElementState.ABSENT)
        elif paid == before + amount:
            settle_element(books, unknown, ElementState.DONE, remote_id=record.id)
            _recorded(books, payment, amount, PaymentHappening.FOUND, now)
        elif paid != before:
            settle_element(books, unknown, ElementState.ABSENT)
            _unclear(books, payment, record, paid, unknown, now)
        else:
            absent(turn, books, unknown, payment, now)


def _unclear(
    books: Books,
    payment: PaymentRecord,
    record: InvoiceRecord,
    paid: Decimal,
    unknown: OpenElement,
    now: datetime,
) -> None:
    """Somebody recorded something else meanwhile: whether ours is in it nobody can tell."""
    books.invoices.want_read([record.id], now)
    case = case_of(books, payment, record, now)
    if case is None:
        return
    facts = {"before": unknown.element.facts["before"], "amount": unknown.element.facts["amount"]}
    facts["now"] = f"{paid:.2f}"
    unclear = replace(payment, facts={**payment.facts, UNCLEAR: "yes"})
    hold(books, unclear, cause(about_payment(case), "payment-notice-unclear", **facts), now)
