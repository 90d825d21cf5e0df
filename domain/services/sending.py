"""Sends one write for several subjects: recorded before it leaves, each element settled by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeVar

from domain.dispatch import Act, Dispatch, Element, ElementState, Envelope
from domain.errors import AccessLost, LeaseLost, NotFound, NotNow, OutcomeUnknown
from domain.ids import DispatchId
from domain.ports.store import Books
from domain.services import noted
from domain.services.turn import Turn

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a write is for, and what a look-up needs to recognise it."""

    subject: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A dispatch that was recorded: its elements are numbered from 1 in the order of its subjects."""

    id: DispatchId
    act: Act
    subjects: tuple[str, ...]

    def number_of(self, subject: str) -> int:
        """The number of a subject's element."""
        return self.subjects.index(subject) + 1


def record_batch(turn: Turn, books: Books, act: Act, entries: Sequence[Entry], envelope: Envelope) -> Batch:
    """Record the dispatch in the caller's transaction; nothing may leave before that is committed."""
    now = turn.clock.now()
    dispatch = Dispatch(
        id=DispatchId(turn.identity.new_id()),
        at=now,
        method=envelope.method,
        path=envelope.path,
        body_hash=sha256(envelope.body).hexdigest(),
        give_up_at=now + turn.ledger_give_up_after,
        fence=turn.fence,
        settings_version=turn.settings_version,
        elements=tuple(
            Element(number=number, act=act, subject=entry.subject, facts=entry.facts)
            for number, entry in enumerate(entries, start=1)
        ),
    )
    books.dispatches.add(dispatch)
    return Batch(id=dispatch.id, act=act, subjects=tuple(entry.subject for entry in entries))


def send_batch(
    turn: Turn,
    batch: Batch,
    sender: Callable[[], Answered],
    *,
    undone: Callable[[Books], None],
    unknown: Callable[[Books], None],
) -> Answered:
    """Send it once. If it surely did nothing, or if nobody can say, that is noted for every element.

    `undone` and `unknown` note what that means, in the same transaction. Returns with the elements still
    `dispatched`: the caller settles each by its part of the answer. Raises what the sender raises.
    """
    try:
        return sender()
    except LeaseLost:
        raise  # whoever is the clerk now finds it open under an older fence and looks
    except (NotNow, AccessLost, NotFound):
        with turn.writing() as books:
            settle_all(books, batch, ElementState.NOT_SENT)
            undone(books)
        raise
    except OutcomeUnknown:
        with turn.writing() as books:
            _leave_unknown(turn, books, batch)
            unknown(books)
        raise


def refuse_whole(turn: Turn, batch: Batch, undone: Callable[[Books], None] = lambda books: None) -> None:
    """Nobody knows whose fault it is that several were refused as one: nothing was done, half go next.

    So a refusal ends with one alone. `undone` is noted in the same transaction.
    """
    with turn.writing() as books:
        settle_all(books, batch, ElementState.NOT_SENT)
        undone(books)
        noted.halve_batch(books, batch.act, len(batch.subjects))


def settle_all(books: Books, batch: Batch, state: ElementState) -> None:
    """Settle every element of a batch alike."""
    for number in range(1, len(batch.subjects) + 1):
        books.dispatches.settle(batch.id, number, state)


def leave_unknown(turn: Turn, books: Books, batch: Batch, subject: str) -> None:
    """The answer does not speak of that element: it is looked for at once."""
    number = batch.number_of(subject)
    books.dispatches.settle(batch.id, number, ElementState.UNKNOWN, look_at=turn.clock.now())


def _leave_unknown(turn: Turn, books: Books, batch: Batch) -> None:
    for subject in batch.subjects:
        leave_unknown(turn, books, batch, subject)
