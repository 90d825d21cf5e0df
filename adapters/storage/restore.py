"""Fills an empty store from a backup, whatever schema it was written with."""

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Insert, column, insert, inspect, select, table, text, update
from sqlalchemy.exc import DataError, IntegrityError, NoSuchTableError

from adapters.storage.backup import FORMAT, VERSION
from adapters.storage.migrate import alone, knows, newest, upgrade_within
from adapters.storage.tables import access, metadata
from domain.connection import ConnectionState
from domain.errors import Invalid

_BORN_WITH = {"instance", "workspace", "budget"}
"""Tables that an unused store may have rows in."""
_AT_A_TIME = 1000
_SPOILT = (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError)
"""What a spoilt file makes gzip, JSON and the reading of lines raise."""
_REFUSED = (IntegrityError, DataError, NoSuchTableError)
"""What a file with wrong rows makes the database raise."""


def read(transaction: Connection, file: str) -> int:
    """Load all rows into the schema that they were written with, then bring that up to date."""
    with _lines(file) as lines:
        header = _header(lines, file)
        alone(transaction)
        _refuse_used(transaction)
        metadata.drop_all(transaction)
        transaction.execute(text("DROP TABLE IF EXISTS alembic_version"))
        upgrade_within(transaction, header["schema"])
        rows = _load(transaction, lines, file)
    upgrade_within(transaction, newest())
    return rows


def pause(transaction: Connection) -> None:
    """No connection goes on by itself after a restore."""
    connection = access.connection
    transaction.execute(
        update(connection).where(connection.c.ended_at.is_(None)).values(state=ConnectionState.PAUSED.value)
    )


@contextmanager
def _lines(file: str) -> Iterator[Iterator[Any]]:
    """The file's lines as values; whatever is wrong with them means that it is no backup of ours."""
    try:
        with gzip.open(file, "rt", encoding="ascii") as opened:
            yield (json.loads(line) for line in opened)
    except (*_SPOILT, *_REFUSED) as error:
        raise Invalid("not-a-backup", file=file, kind=type(error).__name__) from error


def _header(lines: Iterator[Any], file: str) -> dict[str, str]:
    header = next(lines, None)
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise Invalid("not-a-backup", file=file)
    if header.get("version", 0) > VERSION or not knows(str(header.get("schema"))):
        raise Invalid("backup-newer", file=file, schema=str(header.get("schema")))
    return header


def _refuse_used(transaction: Connection) -> None:
    existing = set(inspect(transaction).get_table_names())
    for kept in metadata.sorted_tables:
        if kept.name in _BORN_WITH or kept.name not in existing:
            continue
        if transaction.execute(select(kept).limit(1)).first() is not None:
            raise Invalid("store-not-empty", table=kept.name)


def _load(transaction: Connection, lines: Iterator[Any], file: str) -> int:
    """Rows of one table after the other, in the order of the file: what is referred to comes first."""
    loader = _Loader(transaction)
    for line in lines:
        if isinstance(line, list):
            loader.add(line)
        elif "table" in line:
            loader.next_table(line["table"], line["columns"])
        elif line["rows"] == loader.finish():
            return loader.loaded
    raise Invalid("not-a-backup", file=file)


class _Loader:
    """Rows into one table at a time. Names come from the file: the schema is that of the file, too."""

    def __init__(self, transaction: Connection) -> None:
        self.loaded = 0
        self._at = transaction
        self._names: list[str] = []
        self._statement: Insert | None = None
        self._pending: list[dict[str, Any]] = []

    def next_table(self, name: str, names: list[str]) -> None:
        self.finish()
        if name not in inspect(self._at).get_table_names():
            raise ValueError(name)
        existing = {found["name"] for found in inspect(self._at).get_columns(name)}
        if not existing.issuperset(names):
            raise ValueError(name)
        self._names = names
        self._statement = insert(table(name, *(column(each) for each in names)))

    def add(self, values: list[Any]) -> None:
        self._pending.append(dict(zip(self._names, values, strict=True)))
        if len(self._pending) == _AT_A_TIME:
            self.finish()

    def finish(self) -> int:
        """Write what is pending; answers how many rows were written so far."""
        if self._pending and self._statement is not None:
            self._at.execute(self._statement, self._pending)
        self.loaded += len(self._pending)
        self._pending = []
        return self.loaded
