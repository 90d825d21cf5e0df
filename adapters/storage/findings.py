"""What was learnt of a connection's two sides, by name."""

from sqlalchemy import bindparam, select

from adapters.storage.rows.values import value_of, value_text
from adapters.storage.scope import Scope, mine
from adapters.storage.tables.findings import finding, ledger_books
from domain.books import LedgerBooks
from domain.ports import invoices as ports

_BOOKS = select(ledger_books.c.books).where(mine(ledger_books))
_NOTED = select(finding.c.noted).where(mine(finding), finding.c.name == bindparam("wanted"))


class Findings(Scope, ports.Findings):
    """The newest of each."""

    def ledger_books(self) -> LedgerBooks | None:
        text = self._run(_BOOKS).scalar_one_or_none()
        return None if text is None else value_of(LedgerBooks, text)

    def put_ledger_books(self, books: LedgerBooks) -> None:
        row = {"connection_id": self._id, "read_at": books.read_at, "books": value_text(books)}
        self._replace(ledger_books, [row], newest_by="read_at")

    def noted(self, name: str) -> str:
        return self._run(_NOTED, wanted=name).scalar_one_or_none() or ""

    def note(self, name: str, text: str) -> None:
        self._replace(finding, [{"connection_id": self._id, "name": name, "noted": text}])
