"""What was learnt of a connection's two sides, by name."""

from sqlalchemy import Connection, bindparam, not_, select

from adapters.storage.rows.json_text import load
from adapters.storage.rows.values import value_of, value_text
from adapters.storage.scope import Scope, Seen, mine
from adapters.storage.tables.findings import finding, ledger_books
from adapters.storage.together import Together
from adapters.storage.types import storable
from domain.books import LedgerBooks
from domain.ids import ConnectionId
from domain.ports import invoices as ports

_BOOKS = select(ledger_books.c.books).where(mine(ledger_books))
_ONE_OF_MANY = ":"
"""In the names of what is noted of each of many things; what has a name of its own is read all at once."""
FEW = select(Together(finding.c.name, finding.c.noted)).where(
    mine(finding), not_(finding.c.name.contains(_ONE_OF_MANY))
)
_NOTED = select(finding.c.noted).where(mine(finding), finding.c.name == bindparam("wanted"))


class Findings(Scope, ports.Findings):
    """The newest of each."""

    def __init__(self, transaction: Connection, connection_id: ConnectionId, seen: Seen | None) -> None:
        super().__init__(transaction, connection_id, seen)
        self._known: dict[str, str] | None = None  # as this transaction sees and changes it

    def ledger_books(self) -> LedgerBooks | None:
        text = self._run(_BOOKS).scalar_one_or_none()
        return None if text is None else value_of(LedgerBooks, text)

    def put_ledger_books(self, books: LedgerBooks) -> None:
        row = {"connection_id": self._id, "read_at": books.read_at, "books": value_text(books)}
        self._replace(ledger_books, [row], newest_by="read_at")

    def noted(self, name: str) -> str:
        if _ONE_OF_MANY in name:
            return self._run(_NOTED, wanted=name).scalar_one_or_none() or ""
        if self._known is None:
            together = self._run(FEW).scalar_one() if self._seen is None else self._seen.text("noted")
            self._known = load(together or "{}")
        return self._known.get(name, "")

    def note(self, name: str, text: str) -> None:
        row = {"connection_id": self._id, "name": name, "noted": storable(text)}
        self._replace(finding, [row])
        if self._known is not None:
            self._known[name] = row["noted"]
