"""What a rebuild notes of one invoice: linked again, to be asked of the ledger, held, or let go."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.hold import Cause
from domain.invoice import InvoiceId, InvoiceStatus
from domain.invoice_answers import parting
from domain.invoice_record import BEFORE_CREATION, InvoiceRecord, Readiness
from domain.ledger_document import LedgerDocument
from domain.life import Happening, Stage, Who
from domain.ports.store import Books
from domain.relinking import ALIKE, CONTRADICTION, LinkAgain
from domain.services.invoice_steps import hold, move, part, release, tell
from domain.services.payment_steps import stir
from domain.services.read_invoice import cancelled

_ASKED = frozenset({ALIKE, CONTRADICTION})


def link_again(books: Books, record: InvoiceRecord, found: LinkAgain, now: datetime) -> None:
    """As far as both sides show it: proven if its lines were read, linked if the portal names it."""
    document = books.documents.by_id([found.document.id])[found.document.id]
    books.holds.release(record.subject)
    answers = dict(record.answers)
    for document_id in sorted(found.left):
        answers = parting(answers, document_id)
    record = move(
        record,
        Happening.ADOPT,
        now,
        Who.PERSON,
        document_id=document.id,
        number=document.number,
        contact_id=document.contact_id,
        generation=found.generation,
        sent=None,
        receipt=None,
        edited={},
        reason="",
        readiness=Readiness.SETTLED,
        answers=answers,
    ).as_read()
    facts = {"document_id": document.id, "number": document.number}
    tell(books, record, "document-linked-again", facts, now)
    record = _as_far_as_it_was(books, record, document, now)
    books.invoices.put(record)
    stir(books, record, now)  # what was paid while the books were lost is nowhere else


def _as_far_as_it_was(
    books: Books, record: InvoiceRecord, document: LedgerDocument, now: datetime
) -> InvoiceRecord:
    if document.is_gone:
        tell(books, record, "document-removed", {"status": document.status}, now)
        return move(record, Happening.REMOVED, now, reason=document.status)
    if not document.lines:
        return record  # it is read back like one that was just created
    record = move(record, Happening.RECEIPT, now, receipt=document, readiness=Readiness.SETTLED)
    if record.invoice.accounting_id.strip().lower() != document.id.lower():
        return record  # the link is written once the connection is live
    record = move(record, Happening.LINK_WRITTEN, now, readiness=Readiness.SETTLED)
    is_cancelled = record.invoice.status is InvoiceStatus.CANCELLED
    return cancelled(books, record, now) if is_cancelled else record


def look_for(books: Books, record: InvoiceRecord, now: datetime) -> None:
    """The ledger is asked for the document that the portal names."""
    books.invoices.put(replace(record, readiness=Readiness.LOOK, step_since=now, wants_read=False))


def ask(books: Books, record: InvoiceRecord, why: Cause, now: datetime) -> None:
    """A person must say. What is linked to another document than the portal names is parted from it."""
    if record.stage is Stage.LINKED:
        facts = {"document_id": record.document_id or "", "number": record.number}
        tell(books, record, "document-unlinked", facts, now)
        record = part(record, now)
    if record.place in BEFORE_CREATION:  # what was skipped or removed is not sent in any case
        hold(books, record.as_read(), why, now)


def let_go(books: Books, record: InvoiceRecord, now: datetime) -> None:
    """What an earlier pass asked is answered by what was read since."""
    released = release(books, record, now)
    books.invoices.put(replace(released, readiness=Readiness.UNDECIDED, step_since=now))


def held_by_rebuilding(books: Books, records: Sequence[InvoiceRecord]) -> frozenset[InvoiceId]:
    """Which of them are held by what a rebuild asks."""
    held = [record for record in records if record.stage is Stage.HELD]
    holds = books.holds.by_subject(record.subject for record in held)
    codes = {record.id: holds[record.subject].cause.code for record in held if record.subject in holds}
    return frozenset(one for one, code in codes.items() if code in _ASKED)
