"""Settles payments whose outcome nobody knows by looking at what counts on their documents.

The ledger has no unique key for a payment: absence must last. Before an absence counts it is asked for what
was deleted, too: a document does not show that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.dispatch import Act, ElementState, OpenElement, absence_counts_at
from domain.ledger_document import DocumentId, LedgerDocument
from domain.payment_life import PaymentHappening, PaymentStage
from domain.payment_record import PaymentRecord, invoice_of_payment
from domain.ports.store import Books
from domain.services.absent_payments import absent, settle_element
from domain.services.deleted_payments import Deleted, deleted_on
from domain.services.dispatching import missing_of, twin_look
from domain.services.payment_documents import ask_later, documents_of_payments, look_later
from domain.services.payment_steps import move, release
from domain.services.payment_twins import document_of_try, documents_of_tries, watch
from domain.services.posted_payments import made_by, note_posted, posted_by
from domain.services.read_documents import note_documents
from domain.services.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What one look showed, `now` (UTC): documents, and what was deleted where an absence would count."""

    documents: Mapping[DocumentId, LedgerDocument]
    deleted: Deleted
    now: datetime


def settle_payments(turn: Turn, elements: Sequence[OpenElement]) -> None:
    """Look once for every payment of a dispatch."""
    with turn.reading() as books:
        wanted = [document_id for one in elements for document_id in documents_of_tries(books, one)]
    documents = documents_of_payments(turn, wanted).found
    now = turn.clock.now()
    look = _Look(documents=documents, deleted=_deleted(turn, elements, documents, now), now=now)
    with turn.writing() as books:
        note_documents(books, list(documents.values()), now)
        for one in elements:
            payment = books.payments.get(invoice_of_payment(one.element.subject))
            if payment is None:
                settle_element(books, one, ElementState.ABSENT)
            elif one.element.state is ElementState.DONE:
                watch(turn, books, one, payment, documents, now)
            else:
                _settle(turn, books, one, payment, look)


def _deleted(
    turn: Turn,
    elements: Sequence[OpenElement],
    documents: Mapping[DocumentId, LedgerDocument],
    now: datetime,
) -> Deleted:
    """What was deleted on the documents on which an absence would count by now."""
    wait = turn.rhythm.absence_wait
    ids = [
        document.id
        for one in elements
        if one.element.state is not ElementState.DONE and now >= absence_counts_at(one, wait)
        if (document := documents.get(document_of_try(one))) is not None
        if not made_by([one], document.payments)
    ]
    return deleted_on(turn, ids)


def _settle(turn: Turn, books: Books, one: OpenElement, payment: PaymentRecord, look: _Look) -> None:
    if payment.stage is PaymentStage.DISPATCHED:
        # Whoever sent it died before noting that nobody can say.
        payment = move(payment, PaymentHappening.LOST, look.now)
        books.payments.put(payment)
    document = look.documents.get(document_of_try(one))
    if payment.stage is not PaymentStage.UNKNOWN:
        settle_element(books, one, ElementState.ABSENT)
    elif document is None:
        look_later(turn, books, one, payment, look.now)
    elif document.id in look.deleted.untold:
        ask_later(turn, books, one, payment, look.now)
    else:
        release(books, payment, look.now)  # that it was not shown, if that had to be asked about
        _outcome(turn, books, one, payment, document, look)


def _outcome(
    turn: Turn,
    books: Books,
    one: OpenElement,
    payment: PaymentRecord,
    document: LedgerDocument,
    look: _Look,
) -> None:
    known = {each.id for each in payment.posted}
    deleted = [each for each in look.deleted.of(document.id) if each.id not in known]
    made = made_by([one], document.payments) or made_by([one], deleted)
    if not made:  # what landed late of a try before it is noted when it is planned anew
        absent(turn, books, one, payment, look.now)
        return
    missing = missing_of(books, payment.subject, Act.CREATE_PAYMENT, before=one.dispatch_id)
    are_several = len(made_by([one, *missing], document.payments)) > 1
    look_at = look.now if are_several else twin_look(turn, missing)
    settle_element(books, one, ElementState.DONE, remote_id=made[0].id, look_at=look_at)
    note_posted(books, payment, posted_by(one, made[0], look.now, document), PaymentHappening.FOUND, look.now)
