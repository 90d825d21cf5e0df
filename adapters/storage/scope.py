"""What every repository of a connection's rows stands on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import BindParameter, ColumnElement, Connection, Executable, Table, bindparam

from adapters.storage.many import Among, Texts
from adapters.storage.prepared import Rows, run, run_many
from adapters.storage.upserts import inserting, replacing
from domain.ids import ConnectionId

MINE = "mine"


def mine(table: Table) -> ColumnElement[bool]:
    """Rows of the connection that runs the statement: see `Scope._run`."""
    return table.c.connection_id == bindparam(MINE)


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether a column is one of many texts, which are given by name when the statement is run."""
    return Among(column, bindparam(name, type_=Texts()))


class Seen(Protocol):
    """What a transaction that only reads knows of beforehand: see `Glance`."""

    def has(self, kind: str) -> bool:
        """Whether there is anything of that kind."""

    def time(self, name: str) -> datetime | None:
        """A time by its name."""

    def text(self, name: str) -> str | None:
        """A text by its name."""


class Scope:
    """Rows of one connection, as one transaction sees them.

    A statement that is built anew costs several times what the database needs to answer it. What a clerk
    asks at every step is therefore built once, with `mine` and parameters that have names, and run by `_run`:
    compiled once too, and past SQLAlchemy (`prepared.py`).
    """

    def __init__(
        self, transaction: Connection, connection_id: ConnectionId, seen: Seen | None = None
    ) -> None:
        self._at = transaction
        self._id = connection_id
        self._seen = seen

    def _may_have(self, kind: str) -> bool:
        """Whether to ask at all."""
        return self._seen is None or self._seen.has(kind)

    def _run(self, statement: Executable, **values: Any) -> Rows:
        """Run a statement that was built once, for this connection."""
        return run(self._at, statement, {MINE: self._id, **values})

    def _insert(self, table: Table, row: Mapping[str, Any]) -> None:
        """Put one new row."""
        run(self._at, inserting(table), row)

    def _replace(self, table: Table, rows: Sequence[Mapping[str, Any]], newest_by: str = "") -> None:
        """Put whole rows, in the place of those with their keys: see `replacing`."""
        run_many(self._at, replacing(self._at.dialect.name, table, newest_by), rows)

    def _mine(self, table: Table) -> ColumnElement[bool]:
        return table.c.connection_id == self._id

    def _among(self, column: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
        many: BindParameter[Any] = bindparam(None, list(values), type_=Texts())
        return Among(column, many)
