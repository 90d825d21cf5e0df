"""What is noted of a connection under a name, as values."""

from datetime import datetime

from domain.habits import PortalHabits
from domain.ports.store import Books
from domain.rounding import NetReading, Rounding

BOOKS_READ_AT, BOOKS_WANTED_AT, HELD_READ_AT = "books-read-at", "books-wanted-at", "held-read-at"
WALK_WANTED_AT, DOCUMENTS_WANTED_AT = "walk-wanted-at", "documents-wanted-at"
SET_BACK_AT = "set-back-at"
_HABITS, _BATCH = "habits", "documents-at-once"


def moment(books: Books, name: str) -> datetime | None:
    """A noted time (UTC)."""
    text = books.findings.noted(name)
    return datetime.fromisoformat(text) if text else None


def note_moment(books: Books, name: str, at: datetime) -> None:
    """Note a time."""
    books.findings.note(name, at.isoformat())


def habits(books: Books) -> PortalHabits:
    """How the portal sums up, as far as its invoices showed it."""
    text = books.findings.noted(_HABITS)
    if not text:
        return PortalHabits()
    net, _, ways = text.partition("|")
    return PortalHabits(
        net=NetReading(net) if net else None,
        roundings=frozenset(Rounding(way) for way in ways.split(",") if way),
    )


def note_habits(books: Books, known: PortalHabits) -> None:
    """Keep what was learnt."""
    ways = ",".join(sorted(known.roundings))
    books.findings.note(_HABITS, f"{known.net or ''}|{ways}")


def batch_limit(books: Books, most: int) -> int:
    """How many documents go into one write: fewer for a while after one was refused as a whole."""
    text = books.findings.noted(_BATCH)
    return min(most, int(text)) if text else most


def halve_batch(books: Books, size: int) -> None:
    """A write of that many was refused as a whole: half as many go into the next one."""
    books.findings.note(_BATCH, str(max(1, size // 2)))


def double_batch(books: Books, most: int) -> None:
    """A write went well: twice as many may go into the next one, up to the most."""
    text = books.findings.noted(_BATCH)
    if text:
        wider = int(text) * 2
        books.findings.note(_BATCH, "" if wider >= most else str(wider))
