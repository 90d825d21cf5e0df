"""Watches for twins of payments: a repeat may have met what landed late, on its document or an earlier one.

Two are an alarm until one of them is deleted in the ledger.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from domain.dispatch import Act, ElementState, OpenElement, landed_by
from domain.ledger_document import DocumentId, LedgerDocument, LedgerPayment
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from domain.services.absent_payments import settle_element
from domain.services.dispatching import TWIN_AGAIN, missing_of
from domain.services.payment_alarms import TWIN, begin_alarm, end_alarm
from domain.services.payment_documents import look_later
from domain.services.payment_whys import why_of_payment
from domain.services.posted_payments import made_by
from domain.services.turn import Turn

_Documents = Mapping[DocumentId, LedgerDocument]


def document_of_try(one: OpenElement) -> DocumentId:
    """The document that it was for."""
    return DocumentId(one.element.facts["document_id"])


def documents_of_tries(books: Books, one: OpenElement) -> Iterator[DocumentId]:
    """Where to look for it: the document that it was for, and those of the tries that it repeats."""
    yield document_of_try(one)
    if one.element.state is ElementState.DONE:
        yield from map(document_of_try, _repeated(books, one))


def watch(
    turn: Turn, books: Books, one: OpenElement, payment: PaymentRecord, documents: _Documents, now: datetime
) -> None:
    """Look whether it is there twice; the watch lasts until all that it repeats has landed or never will."""
    repeated = _repeated(books, one)
    if any(document_of_try(each) not in documents for each in (one, *repeated)):
        look_later(turn, books, one, payment, now)
        return
    made = _made(books, one, documents)
    if len(made) > 1:
        ids, keep = ", ".join(each.id for each in made), one.element.remote_id or made[0].id
        amount = f"{made[0].amount:.2f}"
        why = why_of_payment(books, payment, TWIN, now, ids=ids, keep=keep, amount=amount)
        begin_alarm(books, payment, why, now)
        next_look: datetime | None = now + TWIN_AGAIN  # or when its document has changed
    else:
        over = max((landed_by(each, turn.rhythm.absence_wait) for each in repeated), default=now)
        next_look = over if now < over else None
        if not _is_another_twice(books, one):
            end_alarm(books, payment, TWIN, now)
    settle_element(books, one, ElementState.DONE, remote_id=one.element.remote_id, look_at=next_look)


def _is_another_twice(books: Books, one: OpenElement) -> bool:
    """Whether the alarm is about another payment of the invoice as well: there is one for all of them."""
    watched = [
        each
        for each in books.dispatches.open()
        if each.element.act is Act.CREATE_PAYMENT
        and each.element.subject == one.element.subject
        and each.element.state is ElementState.DONE
        and each.dispatch_id != one.dispatch_id
    ]
    return any(
        len(_made(books, each, books.documents.by_id([*documents_of_tries(books, each)]))) > 1
        for each in watched
    )


def _made(books: Books, one: OpenElement, documents: _Documents) -> list[LedgerPayment]:
    """What came of it and of what it repeats: a mark may be given again when something was taken away."""
    tries = books.dispatches.of(one.element.subject)
    others = {each.element.remote_id for each in tries if each.dispatch_id != one.dispatch_id}
    there = {
        document_id: documents[document_id]
        for document_id in documents_of_tries(books, one)
        if document_id in documents
    }
    payments = [each for document in there.values() for each in document.payments]
    return [each for each in made_by([one, *_repeated(books, one)], payments) if each.id not in others]


def _repeated(books: Books, one: OpenElement) -> tuple[OpenElement, ...]:
    return tuple(missing_of(books, one.element.subject, Act.CREATE_PAYMENT, before=one.dispatch_id))
