"""Reads one invoice of the portal with its lines, and whom it is for; and takes nudges."""

from dataclasses import replace
from datetime import datetime

from domain.answers import NamedKind, NamedWrite
from domain.contact import Company, Person
from domain.errors import NotFound
from domain.event import SYSTEM
from domain.habits import learned
from domain.invoice import GONE, InvoiceId, InvoiceStatus, PortalInvoice
from domain.invoice_causes import cause
from domain.invoice_plan import same_invoice
from domain.invoice_record import BEFORE_CREATION, InvoiceRecord, Readiness
from domain.invoice_settings import invoice_settings_of
from domain.ledger_document import LedgerDocument
from domain.life import Happening, Stage
from domain.links import party_of
from domain.payment_record import subject_of_payment
from domain.ports.store import Books
from domain.services import noted
from domain.services.invoice_steps import about_sent, move, tell
from domain.services.payment_alarms import look_for_twins
from domain.services.payment_steps import stir
from domain.services.turn import Turn
from domain.units import ReadInvoice

_OF_HABITS = ("totals-unclear", "rounding-unclear")
_MOST_NUDGES = 500


def take_nudges(turn: Turn) -> None:
    """Deliveries say that something is to be looked at again; what they carried besides was never kept."""
    now = turn.clock.now()
    with turn.writing() as books:
        nudges = books.nudges.open(_MOST_NUDGES)
        ids = {nudge.invoice_id for nudge in nudges if nudge.invoice_id is not None}
        books.invoices.want_read(sorted(ids), now)
        others = [nudge for nudge in nudges if nudge.invoice_id is None]
        if any(nudge.document_id is None for nudge in others):
            noted.note_moment(books, noted.WALK_WANTED_AT, now)
        if any(nudge.document_id is not None for nudge in others):
            noted.note_moment(books, noted.DOCUMENTS_WANTED_AT, now)
        books.nudges.close([nudge.seq for nudge in nudges], now)


def read_invoice(turn: Turn, unit: ReadInvoice) -> None:
    """Read it now; what is not there is told. Who wants it read after this began wants it read once more."""
    invoice_id = unit.invoice_id
    with turn.reading() as books:
        begun = _wish(books, invoice_id)
    try:
        invoice = turn.portal.invoice(invoice_id)
    except NotFound:
        _not_there(turn, invoice_id, begun)
        return
    seen_at = turn.clock.now()
    person, company = _recipient(turn, invoice)
    now = turn.clock.now()
    with turn.writing() as books:
        books.portal.put_people([person] if person is not None else [], seen_at)
        books.portal.put_companies([company] if company is not None else [], seen_at)
        again = _wish(books, invoice_id) != begun
        books.invoices.forget_unseen(invoice_id)
        record = books.invoices.get(invoice_id)
        if record is None:
            record = InvoiceRecord(
                invoice=invoice, stage=Stage.SEEN, seen_at=now, read_at=now, step_since=now
            )
            tell(books, record, "invoice-seen", {"title": invoice.title, "status": invoice.status}, now)
        _learn(books, invoice, now)
        record = _follow(books, record.as_read(again=again), invoice, now)
        books.invoices.put(record)
        stir(books, record, now)
        look_for_twins(books, {subject_of_payment(invoice_id)}, now)


def _wish(books: Books, invoice_id: InvoiceId) -> tuple[int, datetime | None]:
    """What tells one wish to read it from the next."""
    record = books.invoices.get(invoice_id)
    return record.wishes if record is not None else 0, books.invoices.unseen_since(invoice_id)


def _recipient(turn: Turn, invoice: PortalInvoice) -> tuple[Person | None, Company | None]:
    """Whom it is for, as they are now; the company only while it has no customer yet, whose data it needs."""
    if invoice.recipient_id is None:
        return None, None
    try:
        person = turn.portal.person(invoice.recipient_id)
    except NotFound:
        return None, None
    if person.company_id is None:
        return person, None
    with turn.reading() as books:
        link = books.links.customer_of_party(party_of(person.id, person.company_id))
    if link is not None:
        return person, None
    try:
        return person, turn.portal.company(person.company_id)
    except NotFound:
        return person, None


def _follow(books: Books, record: InvoiceRecord, invoice: PortalInvoice, now: datetime) -> InvoiceRecord:
    """The record as read: what is not created yet is decided anew, so is a question about the link."""
    was_hidden, is_new = record.invoice.is_hidden, record.seen_at == now
    before = replace(record.invoice, unreadable=()) if was_hidden else record.invoice
    record = replace(record, invoice=invoice, read_at=now)
    changed = not is_new and before.lines != () and not same_invoice(before, invoice)
    if changed:
        tell(books, record, "invoice-changed", {"status": invoice.status, "title": invoice.title}, now)
    if record.place in BEFORE_CREATION:
        attempts = 0 if changed or was_hidden else record.attempts
        return replace(
            record, readiness=Readiness.UNDECIDED, step_since=now, not_before=None, attempts=attempts
        )
    if invoice.status is InvoiceStatus.CANCELLED and record.stage is Stage.LINKED:
        return cancelled(books, record, now)
    if record.stage is Stage.REMOVED and before.status is not invoice.status is InvoiceStatus.CANCELLED:
        tell(books, record, "invoice-cancelled", {}, now)  # gone from both sides: nobody is asked
    is_asked = record.stage is Stage.HELD and record.place is Stage.PROVEN
    asked_of = (before.accounting_id, before.status)
    if is_asked and asked_of != (invoice.accounting_id, invoice.status):  # the question may be gone
        return replace(record, readiness=Readiness.UNDECIDED, step_since=now, not_before=None)
    return record


def cancelled(books: Books, record: InvoiceRecord, now: datetime) -> InvoiceRecord:
    """Cancelled after it was sent: shown as long as the ledger says otherwise. The caller stores it."""
    tell(books, record, "invoice-cancelled", {}, now)
    record = move(record, Happening.CANCELLED, now)
    document = (
        books.documents.by_id([record.document_id]).get(record.document_id) if record.document_id else None
    )
    if document is None or not document.is_gone:
        ask_about_cancelled(books, record, document or record.receipt, now)
        _ask_for_removal(books, record, now)
    return record


def _ask_for_removal(books: Books, record: InvoiceRecord, now: datetime) -> None:
    """Where a person set it so, what awaits approval is taken away; the write itself looks whether it may."""
    if not invoice_settings_of(*books.settings.current()).deletes_cancelled:
        return
    books.named_writes.add(
        NamedWrite(
            id=f"cancelled-{record.id}-{record.generation}",
            invoice_id=record.id,
            kind=NamedKind.REMOVAL,
            value="",
            because="cancelled-invoices",
            at=now,
            actor=SYSTEM,
        )
    )


def ask_about_cancelled(
    books: Books, record: InvoiceRecord, document: LedgerDocument | None, now: datetime
) -> None:
    """The two sides disagree: a person must void or credit it, for nothing approved is voided by us."""
    about = about_sent(record)
    facts = {
        "number": record.number,
        "status": document.status.value if document is not None else "",
        "customer": document.contact_name if document is not None else "",
    }
    why = cause(about, "cancelled-in-hubflo", **facts)
    if books.holds.put(record.subject, why, now):
        tell(books, record, "held", {**why.facts, "code": why.code}, now)


def _learn(books: Books, invoice: PortalInvoice, now: datetime) -> None:
    """What its figures show of how the portal sums up; whoever was held for not knowing is decided anew."""
    if invoice.unreadable or not invoice.is_issued:
        return
    before = noted.habits(books)
    after = learned(before, invoice)
    if after != before:
        noted.note_habits(books, after)
        books.invoices.undecide(books.holds.with_codes(_OF_HABITS), now)


def _not_there(turn: Turn, invoice_id: InvoiceId, begun: tuple[int, datetime | None]) -> None:
    """Gone before it was sent is like a draft: nothing goes on, until it is issued there again."""
    now = turn.clock.now()
    with turn.writing() as books:
        again = _wish(books, invoice_id) != begun
        record = books.invoices.get(invoice_id)
        if record is not None or not again:
            books.invoices.forget_unseen(invoice_id)
        if record is not None:
            record = replace(record.as_read(again=again), read_at=now)
            if record.invoice.is_hidden:  # as long as the lists show it, it is not gone
                books.invoices.put(record)
                return
            if record.invoice.status_word != GONE:
                tell(books, record, "invoice-not-there", {}, now)
            gone = replace(record.invoice, status=InvoiceStatus.UNKNOWN, status_word=GONE)
            if record.place in BEFORE_CREATION:
                gone = replace(gone, status=InvoiceStatus.DRAFT, issued_at=None, unreadable=())
                record = replace(record, readiness=Readiness.UNDECIDED, step_since=now)
            record = replace(record, invoice=gone)
            books.invoices.put(record)
            stir(books, record, now)
