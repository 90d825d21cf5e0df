"""Posts payments that are ready: the documents are read in the same unit, and only what is missing goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from domain.dispatch import Act, ElementState, Envelope
from domain.drafts import PaymentDraft, Refusal
from domain.errors import Rejected
from domain.invoice import InvoiceId
from domain.invoice_causes import cause
from domain.ledger_document import DocumentId, LedgerDocument, PaymentReceipt
from domain.meant_parts import open_of
from domain.money import ZERO
from domain.open_parts import case_of_part
from domain.payment_balances import is_answered, picture_of
from domain.payment_causes import about_payment
from domain.payment_life import PaymentHappening, PaymentStage
from domain.payment_outcome import PaymentCase, Post
from domain.payment_record import PaymentRecord, PaymentStep, Posted
from domain.ports.store import Books
from domain.services import noted
from domain.services.adopted_payments import with_all_of_ours
from domain.services.decide_payments import REFUSED, REFUSED_AS, UNCLEAR, apply_payment_plan
from domain.services.deleted_payments import Deleted, deleted_before_set_back, with_what_was_deleted
from domain.services.payment_case import case_of, plan_of
from domain.services.payment_documents import documents_of_payments, try_later
from domain.services.payment_steps import hold, move, opened, tell, without_answer
from domain.services.payment_tries import FAMILY, family_of_next, tries_of, watched_until
from domain.services.payment_whys import why_of_payment
from domain.services.posted_payments import note_posted
from domain.services.read_documents import note_documents, tell_status
from domain.services.sending import Batch, Entry, leave_unknown, record_batch, refuse_whole, send_batch
from domain.services.turn import Turn
from domain.units import PostPayments


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """`paid_before` is what the ledger counted as paid on each document, read for this write."""

    batch: Batch
    envelope: Envelope
    posts: Mapping[InvoiceId, Post]
    paid_before: Mapping[InvoiceId, Decimal]

    @property
    def drafts(self) -> tuple[PaymentDraft, ...]:
        return tuple(post.draft for post in self.posts.values())


def post_payments(turn: Turn, unit: PostPayments) -> None:
    """Read the documents, plan each once more, record the dispatch, send it, note what came back."""
    with turn.reading() as books:
        records = [one for one in books.invoices.many(unit.ids).values() if one.document_id]
        set_back = noted.moment(books, noted.SET_BACK_AT)
    asked_at = turn.clock.now()
    read = documents_of_payments(turn, [one.document_id for one in records if one.document_id])
    deleted = deleted_before_set_back(turn, records, set_back)
    prepared = _prepare(turn, unit, list(read.found.values()), deleted, asked_at=asked_at)
    if prepared is None:
        return
    batch, envelope, drafts = prepared.batch, prepared.envelope, prepared.drafts
    try:
        answers = send_batch(
            turn,
            batch,
            lambda: turn.ledger.send_payments(envelope, drafts, dispatch_id=batch.id),
            undone=lambda books: _moved(turn, books, drafts, PaymentHappening.NOT_SENT),
            unknown=lambda books: _unknown(turn, books, drafts),
        )
    except Rejected as problem:
        if len(drafts) > 1:
            refuse_whole(turn, batch, lambda books: _moved(turn, books, drafts, PaymentHappening.NOT_SENT))
            return
        answers = {drafts[0].invoice_id: Refusal(sentences=problem.sentences)}
    now = turn.clock.now()
    with turn.writing() as books:
        payments = books.payments.many(prepared.posts)
        for invoice_id, post in prepared.posts.items():
            answer, payment = answers.get(invoice_id), payments[invoice_id]
            if isinstance(answer, PaymentReceipt):
                _made(turn, books, prepared, payment, answer, now)
            else:
                _not_made(turn, books, batch, payment, post, answer, now)
        noted.double_batch(books, Act.CREATE_PAYMENT, turn.ledger.traits.batch)


def _prepare(
    turn: Turn,
    unit: PostPayments,
    documents: Sequence[LedgerDocument],
    deleted: Deleted,
    *,
    asked_at: datetime,
) -> _Prepared | None:
    now = turn.clock.now()
    there = {document.id: document for document in documents}
    with turn.writing() as books:
        note_documents(books, documents, asked_at=asked_at, now=now)
        records = books.invoices.many(unit.ids)
        posts: dict[InvoiceId, Post] = {}
        cases: list[PaymentCase] = []
        for payment in books.payments.many(unit.ids).values():
            record = records.get(payment.invoice_id)
            if record is None or payment.ready is not PaymentStep.POST or payment.step is None:
                continue
            case = case_of(books, payment, record, now)
            if case is None:  # nothing is known of the ledger yet: then it is decided
                books.payments.put(opened(payment, now))
                continue
            document = there.get(record.document_id) if record.document_id is not None else None
            if document is None:
                try_later(turn, books, payment, now, problem="document-not-shown")
                continue
            if document.id in deleted.untold and not is_answered(case):
                try_later(turn, books, payment, now, problem="deleted-not-told")
                continue
            case = with_all_of_ours(turn, books, case, now)
            case = with_what_was_deleted(case, deleted.of(document.id), now)
            plan = plan_of(case)
            if isinstance(plan, Post):
                posts[record.id] = plan
                cases.append(case)
            else:
                apply_payment_plan(books, case, plan, now)
        if not posts:
            return None
        envelope = turn.ledger.payments_envelope([post.draft for post in posts.values()])
        entries = [_entry(books, case, posts[case.record.id]) for case in cases]
        batch = record_batch(turn, books, Act.CREATE_PAYMENT, entries, envelope)
        for case in cases:
            _dispatched(books, case, posts[case.record.id], batch, now)
    paid_before = {one.record.id: one.document.amount_paid for one in cases if one.document is not None}
    return _Prepared(batch=batch, envelope=envelope, posts=posts, paid_before=paid_before)


def _entry(books: Books, case: PaymentCase, post: Post) -> Entry:
    """What a look-up needs: where it would stand, by which mark, and what stood there before."""
    draft = post.draft
    there = case.document.payments if case.document is not None else ()
    still_open = {rise.upto for rise, _ in open_of(case, case.document)} if case.document is not None else ()
    facts = {
        "document_id": draft.document_id,
        "reference": draft.reference,
        "amount": f"{draft.amount:.2f}",
        "currency": draft.currency,
        "dated": draft.dated.isoformat(),
        "account": post.account.name,
        "there": " ".join(one.id for one in there),
        "rise": f"{post.rise:.2f}",
        FAMILY: family_of_next(tries_of(books, case.payment.subject), post, still_open),
    }
    return Entry(subject=case.payment.subject, facts=facts)


def _dispatched(books: Books, case: PaymentCase, post: Post, batch: Batch, now: datetime) -> None:
    draft = post.draft
    payment = move(case.payment, PaymentHappening.DISPATCHED, now, is_open=False)
    books.payments.put(payment)
    facts = {
        "dispatch": batch.id,
        "amount": f"{draft.amount:.2f}",
        "currency": draft.currency,
        "dated": draft.dated.isoformat(),
        "account": post.account.name,
    }
    tell(books, payment, "payment-sent", facts, now)


def _made(
    turn: Turn,
    books: Books,
    prepared: _Prepared,
    payment: PaymentRecord,
    answer: PaymentReceipt,
    now: datetime,
) -> None:
    batch, post = prepared.batch, prepared.posts[payment.invoice_id]
    tries = tries_of(books, payment.subject)
    (this,) = (one for one in tries if one.dispatch_id == batch.id)
    number, look_at = batch.number_of(payment.subject), watched_until(turn, tries, this)
    books.dispatches.settle(batch.id, number, ElementState.DONE, remote_id=answer.payment.id, look_at=look_at)
    paid = _counted(books, payment, post.draft.document_id, answer, now)
    before = prepared.paid_before[payment.invoice_id]
    made = Posted(
        id=answer.payment.id,
        amount=answer.payment.amount,
        currency=post.draft.currency,
        dated=answer.payment.dated or post.draft.dated,
        account=post.account.name,
        at=now,
        document_id=post.draft.document_id,
        rise=post.rise,
        beside=max(ZERO, paid - before - answer.payment.amount),
    )
    note_posted(books, payment, made, PaymentHappening.ANSWERED, now)
    if made.amount != post.draft.amount:
        _answered_otherwise(books, made, post.draft, now)


def _not_made(
    turn: Turn,
    books: Books,
    batch: Batch,
    payment: PaymentRecord,
    post: Post,
    answer: Refusal | None,
    now: datetime,
) -> None:
    if answer is None:
        leave_unknown(turn, books, batch, payment.subject)
        books.payments.put(move(payment, PaymentHappening.LOST, now))
        return
    books.dispatches.settle(batch.id, batch.number_of(payment.subject), ElementState.REFUSED)
    _refused(books, payment, post, answer, now)


def _counted(
    books: Books, payment: PaymentRecord, document_id: DocumentId, receipt: PaymentReceipt, now: datetime
) -> Decimal:
    """The answer tells what its document comes to now; where it does not, the document is read again.

    Until then ours is added: else it would seem to have been deleted. What was read with it already is newer.
    Answers what counts as paid there by now, as far as that is known.
    """
    record = books.invoices.get(payment.invoice_id)
    document = books.documents.by_id([document_id]).get(document_id)
    if document is not None and receipt.payment.id in {one.id for one in document.payments}:
        return document.amount_paid
    due, paid, credited = receipt.amount_due, receipt.amount_paid, receipt.amount_credited
    is_told = due is not None and paid is not None
    if not is_told:
        noted.note_moment(books, noted.DOCUMENTS_WANTED_AT, now)
    if document is None:
        return paid if paid is not None else ZERO
    added = receipt.payment.amount
    told = replace(
        document,
        status=receipt.status if is_told else document.status,
        status_word=receipt.status_word if is_told else document.status_word,
        amount_due=due if due is not None and is_told else document.amount_due - added,
        amount_paid=paid if paid is not None and is_told else document.amount_paid + added,
        amount_credited=credited if credited is not None else document.amount_credited,
        payments=(*document.payments, receipt.payment),
        answered_at=now,
    )
    if record is not None and record.document_id == document_id:
        tell_status(books, record, document, told, now)
    books.documents.put([told], now)
    return told.amount_paid


def _refused(books: Books, payment: PaymentRecord, post: Post, answer: Refusal, now: datetime) -> None:
    """The ledger said no: held in its own words, and what may say why is read anew."""
    record = books.invoices.get(payment.invoice_id)
    case = case_of(books, payment, record, now) if record is not None else None
    said = "; ".join(answer.sentences)
    if case is None:
        why = why_of_payment(books, payment, REFUSED, now, said=said)
    else:
        payment = replace(payment, facts={**payment.facts, REFUSED_AS: picture_of(case, post.draft)})
        why = cause(about_payment(case_of_part(case, post.rise)), REFUSED, said=said)
    hold(books, payment, why, now)
    noted.note_moment(books, noted.BOOKS_WANTED_AT, now)
    noted.note_moment(books, noted.DOCUMENTS_WANTED_AT, now)


def _answered_otherwise(books: Books, made: Posted, draft: PaymentDraft, now: datetime) -> None:
    """It is there, and is not what was sent: nothing follows it before a person says so."""
    payment = books.payments.many([draft.invoice_id])[draft.invoice_id]
    facts = {"amount": f"{draft.amount:.2f}", "answered": f"{made.amount:.2f}"}
    why = why_of_payment(books, payment, "payment-answered-otherwise", now, **facts)
    hold(books, replace(payment, facts={**payment.facts, UNCLEAR: "yes"}), why, now)


def _moved(turn: Turn, books: Books, drafts: Sequence[PaymentDraft], by: PaymentHappening) -> None:
    now = turn.clock.now()
    for payment in books.payments.many(draft.invoice_id for draft in drafts).values():
        if payment.stage is PaymentStage.DISPATCHED:
            books.payments.put(without_answer(payment, by, now))


def _unknown(turn: Turn, books: Books, drafts: Sequence[PaymentDraft]) -> None:
    """What went wrong may be one of them: the next write holds half as many."""
    _moved(turn, books, drafts, PaymentHappening.LOST)
    noted.halve_batch(books, Act.CREATE_PAYMENT, len(drafts))
