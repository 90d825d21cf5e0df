"""Writes the ledger's id of its document into an invoice of the portal: read, written, read again."""

from dataclasses import replace
from datetime import datetime

from domain.dispatch import UNSETTLED, Act, ElementState, OpenElement
from domain.errors import NotFound, OutcomeUnknown, Rejected
from domain.hold import Cause
from domain.invoice import InvoiceId, InvoiceStatus, PortalInvoice
from domain.invoice_answers import KEEP_REFERENCE, parted_from
from domain.invoice_causes import About, cause
from domain.invoice_record import InvoiceRecord, Readiness, Step, invoice_of
from domain.invoice_settings import invoice_settings_of
from domain.life import Happening
from domain.numbering import is_taken
from domain.ports.store import Books
from domain.services.dispatching import Intent, done, is_in_vain, missing_of, repeat_pause, send
from domain.services.invoice_steps import about_sent, hold, move, never_answered, release, tell
from domain.services.looked_for import settle_looked
from domain.services.payment_steps import stir
from domain.services.read_invoice import cancelled
from domain.services.turn import Turn
from domain.units import LinkInvoice

OTHER_REFERENCE = "other-reference"


def link_invoice(turn: Turn, unit: LinkInvoice) -> None:
    """What stands there is read first: only what is empty or ours is written over."""
    with turn.reading() as books:
        record = books.invoices.get(unit.invoice_id)
        is_open = record is not None and _is_open(books, record)
    if record is None or record.step is not Step.LINK or record.document_id is None:
        return
    if is_open:  # it may land still: nothing is written beside what is not settled
        _postpone(turn, record.id)
        return
    try:
        head = turn.portal.invoice_head(unit.invoice_id)
    except NotFound:
        _hold(turn, unit.invoice_id, cause(About(invoice=record.invoice), "invoice-gone"))
        return
    text = head.accounting_id.strip()
    if text.lower() == record.document_id.lower():
        _linked(turn, unit.invoice_id, written=False)
    elif not text or text.lower() in {one.lower() for one in parted_from(record.answers)}:
        _write(turn, record)
    else:
        _other_text(turn, record, head)


def _write(turn: Turn, record: InvoiceRecord) -> None:
    document_id = record.document_id or ""
    intent = Intent(act=Act.WRITE_LINK, subject=record.subject, facts={"document_id": document_id})
    envelope = turn.portal.link_envelope(record.id, document_id)
    try:
        dispatch_id, _ = send(turn, intent, envelope, turn.portal.send_link)
    except Rejected as problem:
        said = problem.facts.get("said", "")
        _hold(turn, record.id, cause(About(invoice=record.invoice), "reference-refused", said=said))
        return
    except OutcomeUnknown:
        _postpone(turn, record.id)
        raise
    with turn.writing() as books:
        done(books, turn, dispatch_id, document_id)
    head = turn.portal.invoice_head(record.id)
    if head.accounting_id.strip().lower() == document_id.lower():
        _linked(turn, record.id, written=True)
    else:
        _other_text(turn, record, head)


def _other_text(turn: Turn, record: InvoiceRecord, head: PortalInvoice) -> None:
    """A document's id or number is taken; any other text stays, and is asked about once per connection."""
    text = head.accounting_id.strip()
    about = about_sent(record)
    with turn.reading() as books:
        numbers = frozenset(document.number for document in books.documents.find(text))
        keeps = invoice_settings_of(*books.settings.current()).keeps_other_reference
    keeps |= head.status is InvoiceStatus.CANCELLED  # what is told of that must not wait for this question
    if KEEP_REFERENCE in record.answers:
        _linked(turn, record.id, written=False, kept=text)
    elif is_taken(text, known_numbers=numbers):
        _hold(turn, record.id, cause(about, "reference-taken", reference=text, number=record.number))
    elif keeps:
        _linked(turn, record.id, written=False, kept=text)
    else:
        _hold(turn, record.id, cause(about, OTHER_REFERENCE, shared="connection", reference=text))


def settle_link(turn: Turn, unknown: OpenElement) -> None:
    """Ours stands there: it is done. Else it is due again, for the same text harms nobody twice."""
    invoice_id = invoice_of(unknown.element.subject)
    try:
        text = turn.portal.invoice_head(invoice_id).accounting_id.strip().lower()
    except NotFound:
        text = ""
    is_there = text == unknown.element.facts["document_id"].lower()
    now = turn.clock.now()
    with turn.writing() as books:
        state = ElementState.DONE if is_there else ElementState.ABSENT
        remote_id = unknown.element.facts["document_id"] if is_there else ""
        settle_looked(books, unknown, state, remote_id=remote_id)
        record = books.invoices.get(invoice_id)
        if record is None:
            return
        missing = missing_of(books, record.subject, Act.WRITE_LINK)
        if not is_there and record.step is Step.LINK and is_in_vain(missing):
            hold(books, record, never_answered(record), now)
            return
        until = now + repeat_pause(turn, missing)
        books.invoices.put(replace(record, not_before=None if is_there else until, step_since=now))


def _is_open(books: Books, record: InvoiceRecord) -> bool:
    """Whether a link was sent of which nobody knows what became of it: whoever sent it may have died."""
    return any(
        one.element.act is Act.WRITE_LINK and one.element.state in UNSETTLED
        for one in books.dispatches.of(record.subject)
    )


def _linked(turn: Turn, invoice_id: InvoiceId, *, written: bool, kept: str = "") -> None:
    now = turn.clock.now()
    with turn.writing() as books:
        record = books.invoices.get(invoice_id)
        if record is None or record.step is not Step.LINK:
            return
        record = move(release(books, record, now), Happening.LINK_WRITTEN, now, readiness=Readiness.SETTLED)
        if not kept:  # what we know to stand there is no news to the next walk
            invoice = replace(record.invoice, accounting_id=record.document_id or "")
            record = replace(record, invoice=invoice)
        facts = {"document_id": record.document_id or "", "number": record.number, "kept": kept}
        tell(books, record, "invoice-linked", {**facts, "written": "yes" if written else ""}, now)
        record = _after_linking(books, record, now)
        books.invoices.put(record)
        stir(books, record, now)


def _after_linking(books: Books, record: InvoiceRecord, now: datetime) -> InvoiceRecord:
    """What was cancelled on its way here is told now."""
    is_cancelled = record.invoice.status is InvoiceStatus.CANCELLED
    return cancelled(books, record, now) if is_cancelled else record


def _hold(turn: Turn, invoice_id: InvoiceId, why: Cause) -> None:
    now = turn.clock.now()
    with turn.writing() as books:
        record = books.invoices.get(invoice_id)
        if record is not None and record.step is Step.LINK:
            hold(books, record, why, now)


def _postpone(turn: Turn, invoice_id: InvoiceId) -> None:
    """Until the outcome is settled nothing is written there."""
    with turn.writing() as books:
        record = books.invoices.get(invoice_id)
        if record is not None:
            until = turn.clock.now() + turn.rhythm.absence_wait
            books.invoices.put(replace(record, not_before=until))
