"""The tries of a payment: what is sent again after its absence counted may come beside what lands late.

Tries of one payment are a family, named by its first dispatch. Whatever any of them makes is that payment,
and more than one is too many.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from domain.dispatch import Act, ElementState, OpenElement, landed_by
from domain.ids import DispatchId
from domain.ledger_document import DocumentId, LedgerDocument, LedgerPayment
from domain.ports.store import Books
from domain.services.dispatching import missing_of
from domain.services.posted_payments import made_by
from domain.services.turn import Turn

FAMILY = "family"
"""The fact that tells of which payment a try is, '' where it is the first one."""

Documents = Mapping[DocumentId, LedgerDocument]


def family_of(one: OpenElement) -> DispatchId:
    """Which payment it is a try of."""
    return DispatchId(one.element.facts.get(FAMILY) or one.dispatch_id)


def family_of_next(books: Books, subject: str) -> str:
    """Of a try that is to be sent: it repeats what is missing, whatever the amount was; '' if nothing is.

    What is missing of a payment that another try of it made is not repeated.
    """
    tries = tries_of(books, subject)
    made = {family_of(one) for one in tries if one.element.state is ElementState.DONE}
    missing = [one for one in missing_of(books, subject, Act.CREATE_PAYMENT) if family_of(one) not in made]
    return family_of(missing[-1]) if missing else ""


def tries_of(books: Books, subject: str) -> list[OpenElement]:
    """All that were ever sent, oldest first."""
    return [one for one in books.dispatches.of(subject) if one.element.act is Act.CREATE_PAYMENT]


def fellows(tries: Sequence[OpenElement], one: OpenElement) -> list[OpenElement]:
    """The tries of its family, itself among them."""
    return [each for each in tries if family_of(each) == family_of(one)]


def document_of_try(one: OpenElement) -> DocumentId:
    """The document that it was for."""
    return DocumentId(one.element.facts["document_id"])


def documents_of_tries(books: Books, one: OpenElement) -> Iterator[DocumentId]:
    """Where to look for it: where it was for, and if it is done, where its fellows were for."""
    yield document_of_try(one)
    if one.element.state is ElementState.DONE:
        yield from map(document_of_try, fellows(tries_of(books, one.element.subject), one))


def made_by_family(
    tries: Sequence[OpenElement], one: OpenElement, documents: Documents
) -> list[LedgerPayment]:
    """What came of it and its fellows; other families may have had the same mark, and know what is theirs."""
    family = fellows(tries, one)
    others = {each.element.remote_id for each in tries if each not in family}
    where = dict.fromkeys(map(document_of_try, family))
    payments = [each for place in where if place in documents for each in documents[place].payments]
    return [each for each in made_by(family, payments) if each.id not in others]


def watched_until(turn: Turn, tries: Sequence[OpenElement], one: OpenElement) -> datetime | None:
    """Until when (UTC) another one of it may land: None where it was sent once, and answered or found."""
    family = fellows(tries, one)
    if len(family) < 2:
        return None
    wait = turn.rhythm.absence_wait
    return max(turn.clock.now() + wait, *(landed_by(each, wait) for each in family))
