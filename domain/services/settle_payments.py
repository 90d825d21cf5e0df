"""Settles payments whose outcome nobody knows by looking at what counts on their documents.

The ledger has no unique key for a payment: absence must last, and after a repeat a look searches for twins.
Before an absence counts it is asked for what was deleted, too: a document does not show that.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from domain.dispatch import Act, ElementState, OpenElement, absence_counts_at
from domain.ledger_document import DocumentId, LedgerDocument, LedgerPayment
from domain.payment_life import PaymentHappening, PaymentStage
from domain.payment_record import PaymentRecord, invoice_of_payment
from domain.ports.store import Books
from domain.services.absent_payments import absent, settle_element
from domain.services.deleted_payments import Deleted, deleted_on
from domain.services.dispatching import TWIN_AGAIN, missing_of, twin_look
from domain.services.documents_by_id import DocumentsRead
from domain.services.payment_alarms import TWIN, begin_alarm, end_alarm
from domain.services.payment_documents import documents_of_payments, look_later
from domain.services.payment_steps import move, release
from domain.services.payment_whys import why_of_payment
from domain.services.posted_payments import note_posted, posted_by
from domain.services.read_documents import note_documents
from domain.services.turn import Turn


def settle_payments(turn: Turn, elements: Sequence[OpenElement]) -> None:
    """Look once for every payment of a dispatch."""
    read = documents_of_payments(turn, (_document_of(one) for one in elements))
    now = turn.clock.now()
    deleted = _deleted(turn, elements, read, now)
    with turn.writing() as books:
        note_documents(books, list(read.found.values()), now)
        for one in elements:
            payment = books.payments.get(invoice_of_payment(one.element.subject))
            if payment is None:
                settle_element(books, one, ElementState.ABSENT)
            else:
                _settle(turn, books, one, payment, read.found.get(_document_of(one)), deleted, now)


def _document_of(one: OpenElement) -> DocumentId:
    return DocumentId(one.element.facts["document_id"])


def _deleted(turn: Turn, elements: Sequence[OpenElement], read: DocumentsRead, now: datetime) -> Deleted:
    """What was deleted on the documents on which an absence would count by now."""
    wait = turn.rhythm.absence_wait
    late = [
        one
        for one in elements
        if one.element.state is not ElementState.DONE and now >= absence_counts_at(one, wait)
    ]
    there = [(one, read.found[_document_of(one)]) for one in late if _document_of(one) in read.found]
    ids = [document.id for one, document in there if not _made_by([one], document.payments)]
    return deleted_on(turn, ids)


def _settle(
    turn: Turn,
    books: Books,
    one: OpenElement,
    payment: PaymentRecord,
    document: LedgerDocument | None,
    deleted: Deleted,
    now: datetime,
) -> None:
    if one.element.state is not ElementState.DONE:
        _settle_unknown(turn, books, one, payment, document, deleted, now)
    elif document is None:
        look_later(turn, books, one, payment, now)
    else:
        _twins(books, one, payment, document, now)


def _settle_unknown(
    turn: Turn,
    books: Books,
    one: OpenElement,
    payment: PaymentRecord,
    document: LedgerDocument | None,
    deleted: Deleted,
    now: datetime,
) -> None:
    if payment.stage is PaymentStage.DISPATCHED:
        # Whoever sent it died before noting that nobody can say.
        payment = move(payment, PaymentHappening.LOST, now)
        books.payments.put(payment)
    if payment.stage is not PaymentStage.UNKNOWN:
        settle_element(books, one, ElementState.ABSENT)
    elif document is None:
        look_later(turn, books, one, payment, now)
    else:
        release(books, payment, now)  # that it was not shown, if that had to be asked about
        _outcome(turn, books, one, payment, document, deleted.get(document.id, ()), now)


def _outcome(
    turn: Turn,
    books: Books,
    one: OpenElement,
    payment: PaymentRecord,
    document: LedgerDocument,
    deleted: Sequence[LedgerPayment],
    now: datetime,
) -> None:
    missing = missing_of(books, payment.subject, Act.CREATE_PAYMENT, before=one.dispatch_id)
    known = {each.id for each in payment.posted}
    made = _made_by([one], document.payments)
    made = made or [each for each in _made_by([one], deleted) if each.id not in known]
    if not made:  # what landed late of a try before it is noted when it is planned anew
        absent(turn, books, one, payment, now)
        return
    first = made[0]
    are_several = len(_made_by([one, *missing], document.payments)) > 1
    look_at = now if are_several else twin_look(turn, missing)
    settle_element(books, one, ElementState.DONE, remote_id=first.id, look_at=look_at)
    note_posted(books, payment, posted_by(one, first, now), PaymentHappening.FOUND, now)


def _made_by(tries: Iterable[OpenElement], payments: Iterable[LedgerPayment]) -> list[LedgerPayment]:
    """Those with the mark of one of these tries; none that stood there before it."""
    facts = [one.element.facts for one in tries]
    marks = {each["reference"] for each in facts}
    stood_there = {payment_id for each in facts for payment_id in each["there"].split()}
    return [each for each in payments if each.reference in marks and each.id not in stood_there]


def _made_by_others(books: Books, one: OpenElement) -> set[str]:
    """What other writes of ours made: the same mark may be given again when something was taken away."""
    tries = books.dispatches.of(one.element.subject)
    return {each.element.remote_id for each in tries if each.dispatch_id != one.dispatch_id}


def _twins(
    books: Books, one: OpenElement, payment: PaymentRecord, document: LedgerDocument, now: datetime
) -> None:
    """A repeat may have met what landed late: an alarm until one of the two is deleted in the ledger."""
    missing = missing_of(books, payment.subject, Act.CREATE_PAYMENT, before=one.dispatch_id)
    others = _made_by_others(books, one)
    made = [each for each in _made_by([one, *missing], document.payments) if each.id not in others]
    if len(made) < 2:
        settle_element(books, one, ElementState.DONE, remote_id=one.element.remote_id)
        end_alarm(books, payment, TWIN, now)
        return
    amount: Decimal = made[0].amount
    ids, keep = ", ".join(each.id for each in made), one.element.remote_id or made[0].id
    twin = why_of_payment(books, payment, TWIN, now, ids=ids, keep=keep, amount=f"{amount:.2f}")
    begin_alarm(books, payment, twin, now)
    next_look = now + TWIN_AGAIN  # or when its document has changed
    settle_element(books, one, ElementState.DONE, remote_id=one.element.remote_id, look_at=next_look)
