"""Plans undecided invoices, and keeps their stage, holds and story in step. No call is made."""

from dataclasses import replace
from datetime import datetime

from domain.hold import Cause
from domain.invoice_outcome import Adopt, Cancel, Create, Look, NotIssued, Plan, Send, Skip
from domain.invoice_record import InvoiceRecord, Readiness, Step
from domain.ledger_document import LedgerDocument
from domain.life import Happening, Stage
from domain.ports.store import Books
from domain.relinking import CONTRADICTION
from domain.services.invoice_case import bench_of, plan_of
from domain.services.invoice_steps import hold, move, release, tell
from domain.services.payment_steps import stir
from domain.services.turn import Turn
from domain.units import DecideInvoices

REFUSED = "ledger-refused"
PARTED = "unlinked"


def decide_invoices(turn: Turn, unit: DecideInvoices) -> None:
    """Decide on each by itself."""
    now = turn.clock.now()
    with turn.writing() as books:
        bench = bench_of(books)
        if bench is None:
            return
        for record in books.invoices.many(unit.ids).values():
            if record.step is Step.DECIDE:
                apply_plan(books, record, plan_of(books, record, bench), now)


def apply_plan(books: Books, record: InvoiceRecord, plan: Plan, now: datetime) -> InvoiceRecord:
    """Store what the plan means; answers the record as it was stored."""
    if _stays(books, record, plan):
        return _put(books, replace(record, readiness=Readiness.SETTLED))
    if isinstance(plan, Cause):
        return hold(books, record, plan, now)
    record = release(books, record, now)
    match plan:
        case NotIssued():
            return _put(books, replace(record, readiness=Readiness.SETTLED))
        case Skip():
            tell(books, record, "invoice-skipped", {"reason": plan.reason}, now)
            skipped = move(record, Happening.BEFORE_START, now, reason=plan.reason)
            return _ended(books, replace(skipped, readiness=Readiness.SETTLED), now)
        case Cancel():
            tell(books, record, "invoice-cancelled", {}, now)
            return _ended(books, move(record, Happening.CANCELLED, now, readiness=Readiness.SETTLED), now)
        case Adopt():
            return adopt(books, record, plan.document, now)
        case Look():
            return _put(books, _ready(record, Readiness.LOOK, now))
        case Create():
            return _put(books, _ready(_due(record, now), Readiness.CONTACT, now))
        case Send():
            return _put(books, _ready(_due(record, now), Readiness.READY, now))


def adopt(books: Books, record: InvoiceRecord, document: LedgerDocument, now: datetime) -> InvoiceRecord:
    """What is in the ledger already is ours: it is proven and linked like one that was just created."""
    record = move(
        _due(record, now),
        Happening.ADOPT,
        now,
        document_id=document.id,
        number=document.number,
        contact_id=document.contact_id,
        readiness=Readiness.SETTLED,
    )
    tell(books, record, "document-adopted", {"document_id": document.id, "number": document.number}, now)
    return _put(books, record)


def _due(record: InvoiceRecord, now: datetime) -> InvoiceRecord:
    return move(record, Happening.ISSUED, now) if record.stage is Stage.SEEN else record


def _ready(record: InvoiceRecord, readiness: Readiness, now: datetime) -> InvoiceRecord:
    """Whoever waits for the same thing already has waited since then."""
    if record.readiness is readiness:
        return record
    return replace(record, readiness=readiness, step_since=now, attempts=0, not_before=None)


def _stays(books: Books, record: InvoiceRecord, plan: Plan) -> bool:
    """Whether a held invoice stays held for what it is, whatever else is known by now.

    What the ledger refused is not sent again before something about it changed. What a person parted from
    its document, or whose marks contradict one another, only a person moves on, unless it is cancelled.
    """
    held = books.holds.of(record.subject) if record.stage is Stage.HELD else None
    if held is None:
        return False
    if held.cause.code in (PARTED, CONTRADICTION):
        return not isinstance(plan, Cancel)
    return held.cause.code == REFUSED and record.attempts > 0 and isinstance(plan, Send | Create)


def _ended(books: Books, record: InvoiceRecord, now: datetime) -> InvoiceRecord:
    """What was paid for it waits no more."""
    books.invoices.put(record)
    stir(books, record, now)
    return record


def _put(books: Books, record: InvoiceRecord) -> InvoiceRecord:
    books.invoices.put(record)
    return record
