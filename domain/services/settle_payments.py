"""Settles payments whose outcome nobody knows by looking at what counts on their documents.

The ledger has no unique key for a payment: absence must last. Before an absence counts it is asked for what
was deleted, too: a document does not show that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.dispatch import ElementState, OpenElement, absence_counts_at
from domain.ledger_document import LedgerDocument
from domain.money import to_cents
from domain.payment_life import PaymentHappening, PaymentStage
from domain.payment_record import PaymentRecord, invoice_of_payment
from domain.ports.store import Books
from domain.services.absent_payments import absent
from domain.services.deleted_payments import Deleted, deleted_on
from domain.services.looked_for import settle_found, settle_looked
from domain.services.payment_documents import ask_later, documents_of_payments, look_later
from domain.services.payment_steps import move, release
from domain.services.payment_tries import (
    Documents,
    document_of_try,
    documents_of_tries,
    made_by_family,
    made_by_try,
    tries_of,
    watched_until,
)
from domain.services.payment_twins import watch
from domain.services.posted_payments import as_sent, made_by, note_posted, posted_by
from domain.services.read_documents import note_documents
from domain.services.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What one look showed, `now` (UTC): documents, and what was deleted where an absence would count."""

    documents: Documents
    deleted: Deleted
    now: datetime


def settle_payments(turn: Turn, elements: Sequence[OpenElement]) -> None:
    """Look once for every payment of a dispatch."""
    with turn.reading() as books:
        wanted = [document_id for one in elements for document_id in documents_of_tries(books, one)]
    asked_at = turn.clock.now()
    documents = documents_of_payments(turn, wanted).found
    now = turn.clock.now()
    look = _Look(documents=documents, deleted=_deleted(turn, elements, documents, now), now=now)
    with turn.writing() as books:
        note_documents(books, list(documents.values()), asked_at=asked_at, now=now)
        for one in elements:
            payment = books.payments.get(invoice_of_payment(one.element.subject))
            if payment is None:
                settle_looked(books, one, ElementState.ABSENT)
            elif one.element.state is ElementState.DONE:
                watch(turn, books, one, payment, documents, now)
            else:
                _settle(turn, books, one, payment, look)


def _deleted(
    turn: Turn,
    elements: Sequence[OpenElement],
    documents: Documents,
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
        settle_looked(books, one, ElementState.ABSENT)
    elif document is None:
        look_later(turn, books, one, payment, look.now)
    elif document.id in look.deleted.untold and _is_missing(books, payment, document):
        ask_later(turn, books, one, payment, look.now)
    else:
        release(books, payment, look.now)  # that it was not shown, if that had to be asked about
        _outcome(turn, books, one, payment, document, look)


def _is_missing(books: Books, payment: PaymentRecord, document: LedgerDocument) -> bool:
    """Whether anything would be posted if it is not there: else it does not matter whether it was deleted."""
    record, word = books.invoices.get(payment.invoice_id), payment.word
    is_said = word is not None and word.left > 0
    return record is not None and (is_said or to_cents(record.invoice.paid_amount) > document.counted)


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
    tries = tries_of(books, payment.subject)
    made = made_by_try(tries, one, document.payments)
    made = made or [as_sent(one, each) for each in made_by([one], deleted)]
    if not made:  # what landed late of a try before it is noted when it is planned anew
        absent(turn, books, one, payment, look.now)
        return
    are_several = len(made_by_family(tries, one, {document.id: document})) > 1
    look_at = look.now if are_several else watched_until(turn, tries, one)
    settle_found(books, one, made[0].id, look_at=look_at)
    found = posted_by(one, made[0], look.now, document)
    note_posted(books, payment, found, PaymentHappening.FOUND, look.now)
