"""The ledger's settings as they are now, for who only looks: nothing is kept or decided."""

from dataclasses import dataclass, field

from domain.books import LedgerBooks
from domain.connection import Connection
from domain.errors import Problem
from domain.ids import ConnectionId
from domain.ports.ledger import Ledgers
from domain.ports.sending import AlwaysPermitted
from domain.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshBooks:
    """Each connection's are read once. Where the ledger does not answer, it is as it was read last."""

    store: Store
    ledgers: Ledgers
    _read: dict[ConnectionId, LedgerBooks | None] = field(default_factory=dict)

    def of(self, connection: Connection) -> LedgerBooks | None:
        """None where they were never read, and cannot be."""
        if connection.id not in self._read:
            self._read[connection.id] = self._now(connection)
        return self._read[connection.id]

    def _now(self, connection: Connection) -> LedgerBooks | None:
        with self.store.reading(connection.id) as books:
            known = books.findings.ledger_books()
        try:
            return self.ledgers.of(connection, AlwaysPermitted()).books(known=known)
        except Problem:  # told by itself, where it is examined whether the ledger answers
            return known
