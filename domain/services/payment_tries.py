"""The tries of a payment: what is sent again after its absence counted may come beside what lands late.

Tries of one payment are a family, named by its first dispatch. Whatever any of them makes is that payment,
and more than one is too many. A payment for another part of what came in is of another family.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from domain.dispatch import UNSETTLED, Act, ElementState, OpenElement, landed_by
from domain.ids import DispatchId
from domain.ledger_document import DocumentId, LedgerDocument, LedgerPayment
from domain.payment_outcome import Post
from domain.ports.store import Books
from domain.services.posted_payments import amount_of, made_by
from domain.services.turn import Turn

FAMILY = "family"
"""The fact that tells of which payment a try is, '' where it is the first one."""

Documents = Mapping[DocumentId, LedgerDocument]

_MAY_LAND = UNSETTLED | {ElementState.ABSENT}


def family_of(one: OpenElement) -> DispatchId:
    """Which payment it is a try of."""
    return DispatchId(one.element.facts.get(FAMILY) or one.dispatch_id)


def family_of_next(tries: Sequence[OpenElement], post: Post, still_open: Collection[Decimal]) -> str:
    """Of what is sent next: it repeats what is missing of the same money, however much; '' if nothing is.

    What is missing of a payment that another try of it made is not repeated. `still_open` are the rises that
    wait for their money: what is missing of one that does not may come in place of what is sent.
    """
    missing = [
        one
        for one in _of_none_made(tries)
        if one.element.state is ElementState.ABSENT
        and not (_rise_of(one) in still_open and _is_other_money(one, post))
    ]
    return family_of(missing[-1]) if missing else ""


def _of_none_made(tries: Sequence[OpenElement]) -> list[OpenElement]:
    """Those of which no fellow made the payment, as far as is known."""
    made = {family_of(one) for one in tries if one.element.state is ElementState.DONE}
    return [one for one in tries if family_of(one) not in made]


def _is_other_money(one: OpenElement, post: Post) -> bool:
    """Whether they are for nothing of the same part of what came in: each for so much just below its rise.

    A part may have been corrected since. What is for none by itself may be for any.
    """
    rise, amount = _rise_of(one), amount_of(one)
    if not rise or not post.rise:
        return False
    return max(rise - amount, post.rise - post.draft.amount) >= min(rise, post.rise)


def _rise_of(one: OpenElement) -> Decimal:
    return Decimal(one.element.facts.get("rise", "0"))


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
    """What came of it and its fellows, what is known of it first.

    Other families may have had the same mark: each knows what is its own, and what is more than the tries of
    this one came of another.
    """
    family = fellows(tries, one)
    others, its = (
        {each.element.remote_id for each in tries if (each in family) is is_its} for is_its in (False, True)
    )
    where = dict.fromkeys(map(document_of_try, family))
    payments = [each for place in where if place in documents for each in documents[place].payments]
    made = [
        each
        for each in payments
        if each.id not in others and any(by in family for by in may_have_made(tries, each))
    ]
    made.sort(key=lambda each: each.id not in its)
    return made[: len(family)]


def may_have_made(tries: Sequence[OpenElement], there: LedgerPayment) -> list[OpenElement]:
    """The tries whose mark it bears; those of just its day and amount, where there are any."""
    by = [one for one in tries if made_by([one], [there])]
    dated = there.dated.isoformat() if there.dated is not None else ""
    exact = [one for one in by if amount_of(one) == there.amount and one.element.facts["dated"] == dated]
    return exact or by


def made_by_try(
    tries: Sequence[OpenElement], one: OpenElement, payments: Iterable[LedgerPayment]
) -> list[LedgerPayment]:
    """What that one of them may have made."""
    return [
        each
        for each in payments
        if any(by.dispatch_id == one.dispatch_id for by in may_have_made(tries, each))
    ]


def of_another_part(tries: Sequence[OpenElement], there: LedgerPayment) -> OpenElement | None:
    """The try that made just that payment: nothing else is known of its family.

    None where it may as well be a second one of what is known: then a person is told.
    """
    late = [one for one in may_have_made(tries, there) if one.element.state in _MAY_LAND]
    none_made = _of_none_made(tries)
    return late[0] if late and all(one in none_made for one in late) else None


def watched_until(turn: Turn, tries: Sequence[OpenElement], one: OpenElement) -> datetime | None:
    """Until when (UTC) another one of it may land: None where it was sent once, and answered or found."""
    family = fellows(tries, one)
    if len(family) < 2:
        return None
    wait = turn.rhythm.absence_wait
    return max(turn.clock.now() + wait, *(landed_by(each, wait) for each in family))
