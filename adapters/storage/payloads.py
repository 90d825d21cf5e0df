"""What both sides sent, word for word, each for a time only."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, select

from adapters.storage.scope import Scope
from adapters.storage.tables.documents import payload
from domain.ids import ConnectionId


class Side(StrEnum):
    """Whose words they are."""

    PORTAL = "portal"
    LEDGER = "ledger"


class Payloads(Scope):
    """The last payload of each record of one side. A record without words keeps those that are there."""

    def __init__(self, transaction: Connection, connection_id: ConnectionId, side: Side) -> None:
        super().__init__(transaction, connection_id)
        self._side = side

    def keep(self, payloads: Iterable[tuple[str, str]], at: datetime) -> None:
        """Keep them, each with the id of its record."""
        rows = [
            {"connection_id": self._id, "side": self._side.value, "id": name, "stored_at": at, "raw": raw}
            for name, raw in payloads
            if raw
        ]
        self._replace(payload, rows, newest_by="stored_at")

    def of(self, name: str) -> str:
        """The words of one record; '' if none are kept."""
        kept = self._at.execute(select(payload.c.raw).where(*self._of_side(), payload.c.id == name))
        return kept.scalar_one_or_none() or ""

    def drop(self, before: datetime) -> int:
        """Drop what was stored before then; answers how many."""
        return self._at.execute(
            delete(payload).where(*self._of_side(), payload.c.stored_at < before)
        ).rowcount

    def _of_side(self) -> tuple[ColumnElement[bool], ...]:
        return self._mine(payload), payload.c.side == self._side.value
