"""Records in the portal what was paid in the ledger alone, where a person set it so; it adds up there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from domain.budget import Purpose
from domain.dispatch import Act, ElementState, Envelope
from domain.errors import (
    AccessLost,
    NotFound,
    Problem,
    Rejected,
    Throttled,
    Unavailable,
)
from domain.ids import DispatchId
from domain.invoice import PortalInvoice
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentId, LedgerDocument
from domain.outage import Side
from domain.payment_life import PaymentHappening, PaymentStage
from domain.payment_outcome import PaymentCase, Record
from domain.payment_record import PaymentRecord, PaymentStep
from domain.ports.store import Books
from domain.services.decide_payments import apply_payment_plan
from domain.services.dispatching import Intent, done, missing_of, record_dispatch, send_recorded
from domain.services.late_notices import with_late_notice
from domain.services.outages import note_outage
from domain.services.payment_case import case_of, plan_of
from domain.services.payment_documents import documents_of_payments, try_later
from domain.services.payment_steps import hold, move, opened, tell, without_answer
from domain.services.payment_whys import why_of_payment
from domain.services.read_documents import note_documents
from domain.services.settle_notices import READ_BY_THEN, note_recorded, with_head
from domain.services.turn import Turn
from domain.told_words import as_told
from domain.units import RecordPayment

_REFUSED = "payment-notice-refused"
_NOON = time(12)
"""The ledger knows days, and the portal wants a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What both sides said, asked from `asked_at` (UTC) on.

    `head` is None where the portal has it no more. `problem` is the ledger's.
    """

    asked_at: datetime
    head: PortalInvoice | None
    documents: Mapping[DocumentId, LedgerDocument] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notice:
    """One that was recorded, and may leave."""

    dispatch_id: DispatchId
    intent: Intent
    envelope: Envelope
    record: InvoiceRecord
    plan: Record


def record_payment(turn: Turn, unit: RecordPayment) -> None:
    """Both sides are read first; what the portal lacks then is planned and recorded as one, and sent."""
    with turn.reading() as books:
        record = books.invoices.get(unit.invoice_id)
    if record is None:
        return
    read = _read(turn, record)
    now = turn.clock.now()
    with turn.writing() as books:
        notice = _prepare(turn, books, unit, read, now)
    if notice is not None:
        _send(turn, notice)


def _read(turn: Turn, record: InvoiceRecord) -> _Read:
    """What the portal raises is its own; the ledger's troubles are told apart, for it is not its unit."""
    asked_at = turn.clock.now()
    try:
        head = turn.portal.invoice_head(record.id)
    except NotFound:
        return _Read(asked_at=asked_at, head=None)
    ids = [record.document_id] if record.document_id is not None else []
    try:
        there = documents_of_payments(turn, ids, purpose=Purpose.WORK).found
    except (Throttled, Unavailable, AccessLost) as problem:
        return _Read(asked_at=asked_at, head=head, problem=problem)
    return _Read(asked_at=asked_at, head=head, documents=there)


def _prepare(turn: Turn, books: Books, unit: RecordPayment, read: _Read, now: datetime) -> _Notice | None:
    """Planned on what is known now, and recorded in the same transaction: nobody gets a word in between."""
    payment = books.payments.get(unit.invoice_id)
    if payment is None or payment.step is not PaymentStep.RECORD:
        return None
    if read.head is None:
        books.invoices.want_read([unit.invoice_id], now)
        books.payments.put(replace(opened(payment, now), not_before=now + READ_BY_THEN))
        return None
    if read.problem is not None:
        _put_off(turn, books, payment, read.problem, now)
        return None
    note_documents(books, list(read.documents.values()), asked_at=read.asked_at, now=now)
    record, payment = books.invoices.get(unit.invoice_id), books.payments.get(unit.invoice_id)
    if record is None or payment is None:
        return None
    document = read.documents.get(record.document_id or DocumentId(""))
    case = case_of(books, payment, with_head(record, read.head), now, document)
    if case is not None:
        case = with_late_notice(turn, books, case, now)
    if case is None:  # nothing is known of the ledger yet: then it is decided
        books.payments.put(opened(payment, now))
    elif document is None:
        try_later(turn, books, case.payment, now, problem="document-not-shown")
    elif isinstance(plan := plan_of(case), Record):
        return _dispatched(turn, books, case, plan, now)
    else:
        apply_payment_plan(books, case, plan, now)
        books.invoices.want_read([record.id], now)
    return None


def _put_off(turn: Turn, books: Books, payment: PaymentRecord, problem: Problem, now: datetime) -> None:
    """The ledger does not say whether it still counts: later, when it does."""
    if not isinstance(problem, Throttled):
        note_outage(books, Side.LEDGER, problem, now)
    until = problem.until if isinstance(problem, Throttled) else now + turn.rhythm.walk_every
    books.payments.put(replace(payment, not_before=until))


def _dispatched(turn: Turn, books: Books, case: PaymentCase, plan: Record, now: datetime) -> _Notice:
    record = case.record
    facts = {"before": f"{plan.paid_before:.2f}", "amount": f"{plan.amount:.2f}"}
    intent = Intent(act=Act.RECORD_PAYMENT, subject=case.payment.subject, facts=facts)
    envelope = turn.portal.payment_envelope(record.id, plan.amount, _paid_at(case, now))
    payment = as_told(case.payment, record.invoice)  # what the portal says by now is not of our making
    payment = move(payment, PaymentHappening.DISPATCHED, now, is_open=False)
    books.payments.put(payment)
    books.invoices.put(record)
    tell(books, payment, "payment-recording", {**facts, "currency": record.invoice.currency}, now)
    dispatch_id = record_dispatch(turn, books, intent, envelope)
    return _Notice(dispatch_id=dispatch_id, intent=intent, envelope=envelope, record=record, plan=plan)


def _paid_at(case: PaymentCase, now: datetime) -> datetime:
    """When the last payment came in (UTC), by the days of the books; never later than now."""
    payments = case.document.payments if case.document is not None else ()
    days = [one.dated for one in payments if one.dated]
    if not days:
        return now
    return min(datetime.combine(max(days), _NOON, ZoneInfo(case.time_zone)).astimezone(UTC), now)


def _send(turn: Turn, notice: _Notice) -> None:
    record = notice.record

    def settled(books: Books, state: ElementState, said: str) -> None:
        _without_answer(turn, books, record, state, said)

    def send() -> PortalInvoice:
        return turn.portal.send_payment(notice.envelope)

    try:
        told = send_recorded(turn, notice.dispatch_id, notice.intent, send, settled)
    except Rejected:
        return  # a person is told
    now = turn.clock.now()
    with turn.writing() as books:
        missing = missing_of(books, notice.intent.subject, Act.RECORD_PAYMENT)
        done(books, turn, notice.dispatch_id, record.id, missing)
        payment = books.payments.get(record.id)
        if payment is not None:
            note_recorded(books, payment, notice.plan, told, PaymentHappening.ANSWERED, now)


def _without_answer(turn: Turn, books: Books, record: InvoiceRecord, state: ElementState, said: str) -> None:
    """What surely did not leave is decided anew, what was lost is looked for, and a refusal is told."""
    now = turn.clock.now()
    payment = books.payments.get(record.id)
    if payment is None:
        return
    if state is ElementState.REFUSED:
        hold(books, payment, why_of_payment(books, payment, _REFUSED, now, said=said), now)
    elif payment.stage is PaymentStage.DISPATCHED:
        is_lost = state is ElementState.UNKNOWN
        by = PaymentHappening.LOST if is_lost else PaymentHappening.NOT_SENT
        books.payments.put(without_answer(payment, by, now))
