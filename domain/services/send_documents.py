"""Creates the documents of invoices that are ready: one write, each element settled by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.customers import UseContact
from domain.dispatch import Act, ElementState, Envelope
from domain.drafts import DocumentDraft, Refusal
from domain.errors import Invalid, Rejected
from domain.invoice_causes import About, cause
from domain.invoice_outcome import Send
from domain.invoice_record import InvoiceRecord, Readiness, Step
from domain.ledger_document import LedgerDocument
from domain.life import Happening, Stage
from domain.links import CustomerLink
from domain.ports.store import Books
from domain.services import noted
from domain.services.decide_invoices import REFUSED, apply_plan
from domain.services.dispatching import missing_of, twin_look
from domain.services.invoice_case import bench_of, plan_of, recipient_of
from domain.services.invoice_steps import about_sent, follow_number, hold, move, tell
from domain.services.look_first import look_first
from domain.services.sending import Batch, Entry, leave_unknown, record_batch, refuse_whole, send_batch
from domain.services.turn import Turn
from domain.units import SendDocuments

TAKEN = "number-called-taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    batch: Batch
    envelope: Envelope
    drafts: tuple[DocumentDraft, ...]


def send_documents(turn: Turn, unit: SendDocuments) -> None:
    """Plan each once more on what is known now, record the dispatch, send it, note what came back."""
    look_first(turn, unit)
    prepared = _prepare(turn, unit)
    if prepared is None:
        return
    batch, envelope, drafts = prepared.batch, prepared.envelope, prepared.drafts
    try:
        answers = send_batch(
            turn,
            batch,
            lambda: turn.ledger.send_documents(envelope, drafts, dispatch_id=batch.id),
            undone=lambda books: _all(turn, books, drafts, Happening.NOT_SENT),
            unknown=lambda books: _unknown(turn, books, drafts),
        )
    except Rejected as problem:
        if len(drafts) > 1:
            refuse_whole(turn, batch, lambda books: _all(turn, books, drafts, Happening.NOT_SENT))
            return
        answers = {drafts[0].invoice_id: Refusal(sentences=problem.sentences)}
    now = turn.clock.now()
    with turn.writing() as books:
        for draft in drafts:
            record = books.invoices.get(draft.invoice_id)
            if record is not None:
                _answered(turn, books, batch, record, answers.get(draft.invoice_id), now)
        noted.double_batch(books, Act.CREATE_DOCUMENT, turn.ledger.traits.batch)


def _prepare(turn: Turn, unit: SendDocuments) -> _Prepared | None:
    now = turn.clock.now()
    with turn.writing() as books:
        bench = bench_of(books)
        if bench is None:
            return None
        sends: list[tuple[InvoiceRecord, Send]] = []
        numbers: set[str] = set()
        for record in books.invoices.many(unit.ids).values():
            if record.step is not Step.SEND:
                continue
            plan = plan_of(books, record, bench)
            if not isinstance(plan, Send):
                apply_plan(books, record, plan, now)
            elif plan.sent.draft.number not in numbers:  # a second of one number goes by itself, later
                sends.append((record, plan))
                numbers |= {plan.sent.draft.number} - {""}
        sends, envelope = _fitting(turn, books, sends, now)
        if envelope is None:
            return None
        drafts = tuple(plan.sent.draft for _, plan in sends)
        entries = [
            Entry(subject=record.subject, facts={"number": plan.sent.draft.number}) for record, plan in sends
        ]
        batch = record_batch(turn, books, Act.CREATE_DOCUMENT, entries, envelope)
        for record, plan in sends:
            _dispatched(books, record, plan, batch, bench.time_zone, now)
    return _Prepared(batch=batch, envelope=envelope, drafts=drafts)


def _fitting(
    turn: Turn, books: Books, sends: list[tuple[InvoiceRecord, Send]], now: datetime
) -> tuple[list[tuple[InvoiceRecord, Send]], Envelope | None]:
    """As many as one request may hold, the others go next. One that is too large by itself is held."""
    while sends:
        try:
            return sends, turn.ledger.documents_envelope([plan.sent.draft for _, plan in sends])
        except Invalid as problem:
            if len(sends) == 1:
                record, _ = sends[0]
                why = cause(About(invoice=record.invoice), "document-too-large", **problem.facts)
                hold(books, record, why, now)
            sends = sends[: len(sends) // 2]
    return [], None


def _dispatched(
    books: Books, record: InvoiceRecord, plan: Send, batch: Batch, time_zone: str, now: datetime
) -> None:
    contact = plan.customer.contact
    if plan.customer.is_new_link:
        join_customer(books, record, plan.customer, now)
    draft = plan.sent.draft
    record = move(
        record,
        Happening.DISPATCHED,
        now,
        sent=plan.sent,
        number=draft.number,
        contact_id=contact.id,
        dated=plan.day,
        time_zone=record.time_zone or time_zone,
        readiness=Readiness.SETTLED,
    )
    books.invoices.put(record)
    facts = {"dispatch": batch.id, "number": draft.number, "contact": contact.name, "rung": plan.sent.rung}
    tell(books, record, "document-sent", facts, now)


def join_customer(books: Books, record: InvoiceRecord, customer: UseContact, now: datetime) -> None:
    """From now on the party is billed as that contact."""
    recipient = recipient_of(books, record)
    if recipient is None:
        return
    contact, evidence = customer.contact, customer.evidence
    link = CustomerLink(contact_id=contact.id, party=recipient.party, evidence=evidence, made_at=now)
    books.links.move_customer(link)
    facts = {"contact_id": contact.id, "contact": contact.name, "evidence": evidence.code}
    tell(books, record, "customer-joined", facts, now)


def _answered(
    turn: Turn,
    books: Books,
    batch: Batch,
    record: InvoiceRecord,
    answer: LedgerDocument | Refusal | None,
    now: datetime,
) -> None:
    number = batch.number_of(record.subject)
    match answer:
        case LedgerDocument():
            look_at = twin_look(turn, missing_of(books, record.subject, Act.CREATE_DOCUMENT))
            books.dispatches.settle(batch.id, number, ElementState.DONE, remote_id=answer.id, look_at=look_at)
            created(books, record, answer, Happening.ANSWERED, now)
        case Refusal() if not answer.is_taken:
            books.dispatches.settle(batch.id, number, ElementState.REFUSED)
            refused(books, record, answer.sentences, now)
        case _:  # its number is there already, or the answer does not speak of it: only a look can tell
            if isinstance(answer, Refusal):
                tell(books, record, TAKEN, {"number": record.number}, now)
            leave_unknown(turn, books, batch, record.subject)
            books.invoices.put(move(record, Happening.LOST, now))


def created(
    books: Books, record: InvoiceRecord, document: LedgerDocument, by: Happening, now: datetime
) -> InvoiceRecord:
    """The document exists: its ids, the copy of it, and the story."""
    number = document.number or record.number
    record = move(record, by, now, document_id=document.id, number=record.number or number)
    code = "document-created" if by is Happening.ANSWERED else "document-found-again"
    tell(books, record, code, {"document_id": document.id, "number": number}, now)
    record = follow_number(books, record, number, now)
    books.invoices.put(record)
    books.documents.put([document], now)
    return record


def refused(books: Books, record: InvoiceRecord, sentences: Sequence[str], now: datetime) -> None:
    """The ledger said no: held in its own words, and its settings are read anew, for they may say why."""
    about = about_sent(record)
    said = "; ".join(sentences)
    held = hold(books, move(record, Happening.NOT_SENT, now), cause(about, REFUSED, said=said), now)
    books.invoices.put(replace(held, attempts=held.attempts + 1))
    noted.note_moment(books, noted.BOOKS_WANTED_AT, now)


def _all(turn: Turn, books: Books, drafts: Sequence[DocumentDraft], by: Happening) -> None:
    now = turn.clock.now()
    for record in books.invoices.many(draft.invoice_id for draft in drafts).values():
        if record.stage is Stage.DISPATCHED:
            readiness = Readiness.READY if by is Happening.NOT_SENT else Readiness.SETTLED
            books.invoices.put(move(record, by, now, readiness=readiness))


def _unknown(turn: Turn, books: Books, drafts: Sequence[DocumentDraft]) -> None:
    """What went wrong may be one of them: the next write holds half as many."""
    _all(turn, books, drafts, Happening.LOST)
    noted.halve_batch(books, Act.CREATE_DOCUMENT, len(drafts))
