"""Carries out named writes: changes to documents of the ledger that a person asked for by command."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.answers import NamedKind, NamedWrite
from domain.budget import Purpose
from domain.dispatch import Act, ElementState, Envelope, OpenElement, may_land
from domain.drafts import DocumentChange, Refusal
from domain.errors import Problem, Rejected, Unavailable
from domain.invoice_causes import Facts
from domain.invoice_record import InvoiceRecord, Step, invoice_of
from domain.ledger_document import NOT_APPROVED, DocumentId, DocumentKind, LedgerDocument
from domain.life import IN_LEDGER, Happening
from domain.payment_outcome import Wait
from domain.ports.store import Books
from domain.receipts import is_untouched
from domain.services.approving_paid import NOT_WANTED
from domain.services.dispatching import missing_of, repeat_pause
from domain.services.documents_by_id import DocumentsRead, documents_by_id
from domain.services.invoice_steps import move, tell
from domain.services.looked_for import settle_looked
from domain.services.payment_case import case_of, plan_of
from domain.services.payment_steps import stir
from domain.services.read_documents import note_documents
from domain.services.sending import Batch, Entry, leave_unknown, record_batch, refuse_whole, send_batch
from domain.services.turn import Turn
from domain.units import ChangeDocuments


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """A write that was recorded `at` (UTC), and may leave."""

    at: datetime
    batch: Batch
    envelope: Envelope
    changes: tuple[DocumentChange, ...]
    writes: dict[DocumentId, NamedWrite]


def change_documents(turn: Turn, unit: ChangeDocuments) -> None:
    """Read the documents, leave alone what a person touched, and send the rest as one write."""
    with turn.reading() as books:
        ids = [one.document_id for one in books.invoices.many(unit.ids).values() if one.document_id]
        known = books.documents.by_id(ids)
    asked_at = turn.clock.now()
    read = documents_by_id(turn.ledger, ids, known, purpose=Purpose.WORK)
    prepared = _prepare(turn, unit, read, asked_at=asked_at)
    if prepared is None:
        return
    batch, changes = prepared.batch, prepared.changes
    try:
        answers = send_batch(
            turn,
            batch,
            lambda: turn.ledger.send_changes(prepared.envelope, changes, dispatch_id=batch.id),
            undone=lambda _books: None,
            unknown=lambda _books: None,
        )
    except Rejected as problem:
        if len(changes) > 1:
            refuse_whole(turn, batch)
            return
        answers = {change.document_id: Refusal(sentences=problem.sentences) for change in changes}
    now = turn.clock.now()
    with turn.writing() as books:
        for change in changes:
            _answered(turn, books, prepared, change, answers.get(change.document_id), now)


def _prepare(
    turn: Turn, unit: ChangeDocuments, read: DocumentsRead, *, asked_at: datetime
) -> _Prepared | None:
    now = turn.clock.now()
    with turn.writing() as books:
        records = books.invoices.many(unit.ids)
        wait = turn.rhythm.absence_wait
        open_subjects = {one.element.subject for one in books.dispatches.open() if may_land(one, now, wait)}
        changes, entries, writes = [], [], dict[DocumentId, NamedWrite]()
        for write in books.named_writes.open():
            record = records.get(write.invoice_id)
            if record is None or record.subject in open_subjects or record.step is Step.PROVE:
                continue
            if record.document_id in read.left:
                continue
            document_id = record.document_id or DocumentId("")
            document = read.found.get(document_id)
            why = _why_not(record, document, read.refused.get(document_id))
            if document is not None and not why and write.kind is NamedKind.APPROVAL:
                why = _why_not_approved(books, record, document, now)
            if document is None or why:
                books.named_writes.close(write.id, now, said=why["why"])
                if document is not None:
                    note_documents(books, [document], asked_at=asked_at, now=now)
                tell(books, record, "change-not-made", {"kind": write.kind, **why}, now)
            elif document.id not in writes and write.value not in {one.value for one in writes.values()} - {
                ""
            }:
                writes[document.id] = write
                changes.append(_change_of(write, document))
                facts = {"number": write.value, "document_id": document.id, "write": write.id}
                entries.append(Entry(subject=record.subject, facts=facts))
        if not changes:
            return None
        envelope = turn.ledger.changes_envelope(changes)
        batch = record_batch(turn, books, Act.CHANGE_DOCUMENT, entries, envelope)
    return _Prepared(at=now, batch=batch, envelope=envelope, changes=tuple(changes), writes=writes)


def _why_not(record: InvoiceRecord, document: LedgerDocument | None, problem: Problem | None) -> Facts:
    """Only what awaits approval and nobody touched is changed, and only by name. Raises what may pass."""
    if isinstance(problem, Unavailable):
        raise problem
    if problem is not None:
        return {"why": "refused", "said": problem.facts.get("said", "")}
    if document is None:
        return {"why": "missing"}
    if document.kind is not DocumentKind.INVOICE:
        return {"why": document.kind}
    if document.status not in NOT_APPROVED:
        return {"why": document.status}
    if record.receipt is None or not is_untouched(record.receipt, document):
        return {"why": "edited"}
    return {}


def _why_not_approved(books: Books, record: InvoiceRecord, document: LedgerDocument, now: datetime) -> Facts:
    """It was planned a while ago: by now it may be held, paid back, or switched off."""
    payment = books.payments.get(record.id)
    case = case_of(books, payment, record, now, document) if payment is not None else None
    plan = plan_of(case) if case is not None else None
    return {} if isinstance(plan, Wait) and plan.approves else {"why": NOT_WANTED}


def _change_of(write: NamedWrite, document: LedgerDocument) -> DocumentChange:
    if write.kind is not NamedKind.NUMBER:
        approves = write.kind is NamedKind.APPROVAL
        return DocumentChange(document_id=document.id, removes=not approves, approves=approves)
    return DocumentChange(document_id=document.id, number=write.value)


def _answered(
    turn: Turn,
    books: Books,
    prepared: _Prepared,
    change: DocumentChange,
    answer: LedgerDocument | Refusal | None,
    now: datetime,
) -> None:
    batch, write = prepared.batch, prepared.writes[change.document_id]
    record = books.invoices.get(write.invoice_id)
    if record is None:
        return
    number = batch.number_of(record.subject)
    match answer:
        case LedgerDocument():
            _changed(books, record, write, answer, asked_at=prepared.at, now=now)
            books.dispatches.settle(batch.id, number, ElementState.DONE, remote_id=answer.id)
        case Refusal():
            books.dispatches.settle(batch.id, number, ElementState.REFUSED)
            said = "; ".join(answer.sentences)
            books.named_writes.close(write.id, now, said=said)
            tell(books, record, "change-not-made", {"kind": write.kind, "why": "refused", "said": said}, now)
        case _:
            leave_unknown(turn, books, batch, record.subject)


def _changed(
    books: Books,
    record: InvoiceRecord,
    write: NamedWrite,
    document: LedgerDocument,
    *,
    asked_at: datetime,
    now: datetime,
) -> None:
    """What was asked for stands there: it is what we compare with from now on.

    A person may have done more to it meanwhile: that is followed as where it is read for its own sake, while
    our write is open still and so no act of a person.
    """
    match write.kind:
        case NamedKind.NUMBER:
            note_documents(books, [document], asked_at=asked_at, now=now)
            for followed in books.invoices.many([record.id]).values():
                _numbered(books, followed, write, document, now)
        case NamedKind.APPROVAL:
            note_documents(books, [document], asked_at=asked_at, now=now)
            tell(books, record, "document-approved-by-us", {"because": write.because}, now)
            stir(books, record, now)
        case NamedKind.REMOVAL:
            books.documents.put([document], now)
            _removed(books, record, write, document, now)
    books.named_writes.close(write.id, now)


def _numbered(
    books: Books, record: InvoiceRecord, write: NamedWrite, document: LedgerDocument, now: datetime
) -> None:
    receipt = replace(record.receipt, number=document.number) if record.receipt is not None else None
    books.invoices.put(replace(record, number=document.number, receipt=receipt))
    facts = {"number": document.number, "before": record.number, "because": write.because}
    tell(books, record, "number-set", facts, now)


def _removed(
    books: Books, record: InvoiceRecord, write: NamedWrite, document: LedgerDocument, now: datetime
) -> None:
    if document.is_gone and record.stage in IN_LEDGER:
        record = move(record, Happening.REMOVED, now, reason=document.status)
        books.invoices.put(record)
    stir(books, record, now)
    books.holds.release(record.subject)
    tell(books, record, "document-removed", {"status": document.status, "because": write.because}, now)


def _waits_for_repeat(turn: Turn, books: Books, one: OpenElement, now: datetime) -> bool:
    """Whether it is looked for once more, later: what was missing before is not sent again at once."""
    missing = (*missing_of(books, one.element.subject, Act.CHANGE_DOCUMENT), one)
    pause = repeat_pause(turn, missing)
    if not pause or one.element.looks:
        return False
    settle_looked(books, one, ElementState.UNKNOWN, look_at=now + pause)
    return True


def _is_made(write: NamedWrite, document: LedgerDocument) -> bool:
    match write.kind:
        case NamedKind.REMOVAL:
            return document.is_gone
        case NamedKind.APPROVAL:
            return document.status not in NOT_APPROVED and not document.is_gone
        case NamedKind.NUMBER:
            return document.number == write.value


def settle_changes(turn: Turn, elements: Sequence[OpenElement]) -> None:
    """A change is looked for in the document itself; one that did not arrive is due again, being the same."""
    ids = list(dict.fromkeys(DocumentId(one.element.facts["document_id"]) for one in elements))
    with turn.reading() as books:
        known = books.documents.by_id(ids)
    asked_at = turn.clock.now()
    there = documents_by_id(turn.ledger, ids, known, purpose=Purpose.VITAL).found
    now = turn.clock.now()
    with turn.writing() as books:
        writes = {write.id: write for write in books.named_writes.open()}
        for one in elements:
            facts = one.element.facts
            write, document = writes.get(facts["write"]), there.get(DocumentId(facts["document_id"]))
            record = books.invoices.get(invoice_of(one.element.subject))
            is_done = write is not None and document is not None and _is_made(write, document)
            if not is_done and _waits_for_repeat(turn, books, one, now):
                continue
            state = ElementState.DONE if is_done else ElementState.ABSENT
            remote_id = facts["document_id"] if is_done else ""
            if is_done and write is not None and document is not None and record is not None:
                _changed(books, record, write, document, asked_at=asked_at, now=now)
            settle_looked(books, one, state, remote_id=remote_id)
