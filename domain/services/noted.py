"""What is noted of a connection under a name, as values."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.connection import ConnectionState
from domain.dispatch import Act
from domain.habits import PortalHabits
from domain.ids import LedgerContactId
from domain.ledger_document import LedgerDocument
from domain.links import Party
from domain.ports.store import Books
from domain.rounding import NetReading, Rounding

BOOKS_READ_AT, BOOKS_WANTED_AT, HELD_READ_AT = "books-read-at", "books-wanted-at", "held-read-at"
WALK_WANTED_AT, DOCUMENTS_WANTED_AT = "walk-wanted-at", "documents-wanted-at"
SET_BACK_AT, PLANNED_ANEW_FOR = "set-back-at", "planned-anew-for"
RELINKED_AT = "relinked-at"
_HABITS = "habits"
_AT_ONCE: Mapping[Act, str] = {
    **dict.fromkeys((Act.CREATE_DOCUMENT, Act.CREATE_CUSTOMER, Act.CHANGE_DOCUMENT), "documents-at-once"),
    Act.CREATE_PAYMENT: "payments-at-once",
}
_REBUILT_FROM, _CUSTOMERS, _STRAYS, _CLAIMS = "rebuilt-from", "customers-again", "strays", "billed-as:"
_MOST_STRAYS = 100


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


def fewer_at_once(books: Books) -> Mapping[Act, int]:
    """Writes into which fewer go than they could hold, for a while after one like them went wrong as a whole.

    Payments by themselves: while their absence has to last, invoices that go well say nothing of them.
    """
    noted = {act: books.findings.noted(name) for act, name in _AT_ONCE.items()}
    return {act: int(text) for act, text in noted.items() if text}


def halve_batch(books: Books, act: Act, size: int) -> None:
    """A write of that many went wrong as a whole: half as many go into the next one like it."""
    books.findings.note(_AT_ONCE[act], str(max(1, size // 2)))


def double_batch(books: Books, act: Act, most: int) -> None:
    """A write went well: twice as many may go into the next one like it, up to the most."""
    text = books.findings.noted(_AT_ONCE[act])
    if text:
        wider = int(text) * 2
        books.findings.note(_AT_ONCE[act], "" if wider >= most else str(wider))


def note_rebuild(books: Books, state: ConnectionState, now: datetime) -> None:
    """A rebuild begins: what the connection was before, and from when on nothing in the books is believed."""
    books.findings.note(_REBUILT_FROM, state)
    books.findings.note(RELINKED_AT, "")
    note_moment(books, SET_BACK_AT, now)


def rebuilt_from(books: Books) -> ConnectionState:
    """What the connection was before the last rebuild."""
    return ConnectionState(books.findings.noted(_REBUILT_FROM))


def was_rebuilt(books: Books) -> bool:
    """Whether a rebuild was ever begun."""
    return books.findings.noted(_REBUILT_FROM) != ""


def customers_again(books: Books) -> tuple[int, int]:
    """How many customers a rebuild found linked, and how many it could not tell."""
    linked, _, doubtful = books.findings.noted(_CUSTOMERS).partition(" ")
    return int(linked or 0), int(doubtful or 0)


def note_customers_again(books: Books, linked: int, doubtful: int) -> None:
    """Keep how many."""
    books.findings.note(_CUSTOMERS, f"{linked} {doubtful}")


def claims(books: Books, party: Party) -> tuple[LedgerContactId, ...]:
    """The contacts that a party was billed as, where a rebuild could not say which one it is."""
    return tuple(map(LedgerContactId, books.findings.noted(_of_party(party)).split()))


def note_claims(books: Books, party: Party, contact_ids: Iterable[LedgerContactId]) -> None:
    """Keep them, or that there is no doubt (any more)."""
    text = " ".join(sorted(contact_ids))
    if books.findings.noted(_of_party(party)) != text:
        books.findings.note(_of_party(party), text)


def strays(books: Books) -> tuple[str, ...]:
    """The numbers, or ids, of the first documents of ours whose invoice the portal did not have."""
    return tuple(books.findings.noted(_STRAYS).splitlines())


def note_strays(books: Books, documents: Sequence[LedgerDocument]) -> None:
    """Keep the first of them."""
    books.findings.note(_STRAYS, "\n".join(one.number or one.id for one in documents[:_MOST_STRAYS]))


def _of_party(party: Party) -> str:
    return f"{_CLAIMS}{party.kind}:{party.id}"
