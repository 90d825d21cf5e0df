"""The guards of payments, each taken out by a ledger that hides something from one kind of reading only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.budget import Purpose
from domain.dispatch import UNSETTLED, Act, ElementState
from domain.ledger_document import DocumentId, DocumentStatus, LedgerDocument
from domain.ports.store import Books
from tests.simulation.weakened import Instead, each, of_clerk
from tests.support.house import House

Documents = tuple[LedgerDocument, ...]


def no_reading_of_the_balance(house: House) -> None:
    """Who is about to post is answered from the mirror; who looks for what was posted sees all."""

    def hidden(books: Books, ids: Sequence[DocumentId], shown: Documents) -> Documents:
        return shown if _states(books, ids) else tuple(books.documents.by_id(ids).values())

    _reads(house, hidden)


def no_look_before_a_payment_is_repeated(house: House) -> None:
    """Who looks for a payment of which nobody knows sees none; who is about to post sees all."""

    def hidden(books: Books, ids: Sequence[DocumentId], shown: Documents) -> Documents:
        is_looking = UNSETTLED & _states(books, ids)
        return tuple(map(_unpaid, shown)) if is_looking else shown

    _reads(house, hidden)


def no_look_for_twins_of_a_payment(house: House) -> None:
    """Who looks once more after a repeat sees one of two alike."""

    def hidden(books: Books, ids: Sequence[DocumentId], shown: Documents) -> Documents:
        is_looking = ElementState.DONE in _states(books, ids)
        return tuple(map(_without_twins, shown)) if is_looking else shown

    _reads(house, hidden)


OF_PAYMENTS: Mapping[str, Callable[[House], None]] = {
    "reading the balance before a payment": no_reading_of_the_balance,
    "the look before a payment is repeated": no_look_before_a_payment_is_repeated,
    "the look for twins of a payment": no_look_for_twins_of_a_payment,
}
"""What is taken out, by the name of the guard."""


def _reads(house: House, hidden: Callable[[Books, Sequence[DocumentId], Documents], Documents]) -> None:
    """A ledger whose documents by id are hidden so from who writes or settles."""
    store = house.container.storage().store
    (connection,) = house.container.storage().connections.all()

    def weaker(ledger: object) -> Instead:
        def documents(ids: Sequence[DocumentId], *, purpose: Purpose) -> Documents:
            shown: Documents = ledger.documents(ids, purpose=purpose)  # type: ignore[attr-defined]  # a ledger
            if purpose is not Purpose.VITAL:
                return shown
            with store.reading(connection.id) as books:
                return hidden(books, ids, shown)

        return Instead(ledger, documents=documents)

    of_clerk(house, ledgers=each(house.container.clerk().ledgers, weaker))


def _states(books: Books, ids: Sequence[DocumentId]) -> set[ElementState]:
    """How payments on these documents stand that are still looked for."""
    return {
        one.element.state
        for one in books.dispatches.open()
        if one.element.act is Act.CREATE_PAYMENT and one.element.facts["document_id"] in ids
    }


def _unpaid(document: LedgerDocument) -> LedgerDocument:
    nothing = Decimal(0)
    is_paid = document.status is DocumentStatus.PAID
    return replace(
        document,
        status=DocumentStatus.APPROVED if is_paid else document.status,
        amount_due=document.total,
        amount_paid=nothing,
        amount_credited=nothing,
        payments=(),
    )


def _without_twins(document: LedgerDocument) -> LedgerDocument:
    one_each = {one.reference: one for one in document.payments}
    return replace(document, payments=tuple(one_each.values()))
