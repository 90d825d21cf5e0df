"""What a look for an open write came to: noted in one place, and absence counted by one rule."""

from datetime import datetime

from domain.dispatch import ElementState, OpenElement, absence_counts_at
from domain.ports.store import Books
from domain.services.turn import Turn


def settle_looked(
    books: Books,
    one: OpenElement,
    state: ElementState,
    *,
    remote_id: str = "",
    look_at: datetime | None = None,
) -> None:
    """It was looked at once more; `look_at` (UTC) is when it will be again, None for never."""
    books.dispatches.settle(
        one.dispatch_id, one.element.number, state, remote_id=remote_id, look_at=look_at, looked=True
    )


def settle_found(books: Books, one: OpenElement, remote_id: str, *, look_at: datetime | None = None) -> None:
    """It is there; `look_at` (UTC) is when it will be looked for once more, None for never."""
    settle_looked(books, one, ElementState.DONE, remote_id=remote_id, look_at=look_at)


def stays_unknown(turn: Turn, books: Books, one: OpenElement, now: datetime) -> bool:
    """Whether its absence does not count yet: only one that lasts tells that it is not there.

    Until then it is looked for ever more rarely, and once more in the moment in which absence counts.
    """
    counts_from = absence_counts_at(one, turn.rhythm.absence_wait)
    if now >= counts_from:
        return False
    soon = now + turn.rhythm.settle_pause * 2**one.element.looks
    settle_looked(books, one, ElementState.UNKNOWN, look_at=min(soon, counts_from))
    return True
