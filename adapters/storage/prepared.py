"""Runs statements that were built once, past SQLAlchemy: its own way costs ten times what the database needs.

They are compiled once for each database and go to the driver, with the types of their columns on the way in
and out. What the driver raises is raised as SQLAlchemy would.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError

Processor = Callable[[Any], Any]
_MOST = 1_000
"""Far more than there are; a statement that is built anew each time fills no memory either."""


class Rows:
    """All that a statement answered, and how many rows it changed. Each row has its columns' names."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: Sequence[Any], rowcount: int) -> None:
        """Rows are tuples with names."""
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        """Row by row."""
        return iter(self._rows)

    def first(self) -> Any:
        """The first row, None without one."""
        return self._rows[0] if self._rows else None

    def one_or_none(self) -> Any:
        """The only row, None without one."""
        assert len(self._rows) <= 1, "asked for by its key"
        return self.first()

    def scalars(self) -> list[Any]:
        """The first column."""
        return [row[0] for row in self._rows]

    def scalar_one(self) -> Any:
        """The first column of the only row."""
        (row,) = self._rows
        return row[0]

    def scalar_one_or_none(self) -> Any:
        """The same, None without a row."""
        row = self.one_or_none()
        return None if row is None else row[0]


def run(transaction: Connection, statement: Executable, values: Mapping[str, Any]) -> Rows:
    """Run a statement that was built once. Its columns and parameters get the values of their names."""
    return _prepared(transaction.dialect, statement, values).run(transaction, values)


def run_many(transaction: Connection, statement: Executable, many: Sequence[Mapping[str, Any]]) -> None:
    """Run it once for each of many sets of values, all of the same names."""
    if many:
        _prepared(transaction.dialect, statement, many[0]).run_many(transaction, many)


_known: dict[tuple[str, Executable, tuple[str, ...]], "_Prepared"] = {}


def _prepared(dialect: Dialect, statement: Executable, values: Mapping[str, Any]) -> "_Prepared":
    """Two databases of one kind take the same text; which columns are written follows from the names."""
    key = (dialect.name, statement, tuple(values))
    found = _known.get(key)
    if found is None:
        if len(_known) >= _MOST:
            _known.clear()
        found = _known[key] = _Prepared(statement, key[2], dialect)
    return found


class _Prepared:
    """The text, and what is done to each value and to each column of a row."""

    def __init__(self, statement: Any, names: tuple[str, ...], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=True)
        told = compiled.construct_expanded_state(dict.fromkeys(names))
        turns = {name: _into(each.type, dialect) for name, each in compiled.binds.items()} | told.processors
        fixed = {name: value for name, value in told.parameters.items() if name not in names}
        self._text = told.statement
        self._fixed = {
            name: turn(value) if (turn := turns.get(name)) else value for name, value in fixed.items()
        }
        self._is_by_position = told.positiontup is not None
        self._taken: list[tuple[str, Processor | None]] = [
            (name, None if name in fixed else turns.get(name)) for name in told.positiontup or told.parameters
        ]
        columns = statement.exported_columns.values()
        row = namedtuple("row", [column.key for column in columns], rename=True)  # type: ignore[misc]  # noqa: PYI024 - made here
        self._row: Callable[[Sequence[Any]], Any] = row._make
        turned = [_out_of(column.type, dialect) for column in columns]
        self._turned = [(at, turn) for at, turn in enumerate(turned) if turn is not None]

    def run(self, transaction: Connection, values: Mapping[str, Any]) -> Rows:
        cursor = transaction.connection.cursor()
        self._ask(transaction, cursor.execute, self._given(values))
        rows = [self._read(row) for row in cursor.fetchall()] if cursor.description else []
        answered = Rows(rows, cursor.rowcount)
        cursor.close()
        return answered

    def run_many(self, transaction: Connection, many: Sequence[Mapping[str, Any]]) -> None:
        cursor = transaction.connection.cursor()
        self._ask(transaction, cursor.executemany, [self._given(values) for values in many])
        cursor.close()

    def _ask(self, transaction: Connection, how: Callable[..., Any], given: Any) -> None:
        driver: Any = transaction.dialect.loaded_dbapi
        try:
            how(self._text, given)
        except driver.Error as error:  # told without the parameters, which may be secrets
            raise DBAPIError.instance(
                self._text,
                None,
                error,
                driver.Error,
                hide_parameters=True,
                connection_invalidated=transaction.dialect.is_disconnect(error, _line(transaction), None),
                dialect=transaction.dialect,
            ) from error

    def _given(self, values: Mapping[str, Any]) -> Any:
        if self._fixed:
            values = {**values, **self._fixed}
        if self._is_by_position:
            return [turn(values[name]) if turn else values[name] for name, turn in self._taken]
        return {name: turn(values[name]) if turn else values[name] for name, turn in self._taken}

    def _read(self, row: Sequence[Any]) -> Any:
        if self._turned:
            row = list(row)
            for at, turn in self._turned:
                row[at] = turn(row[at])
        return self._row(row)


def _line(transaction: Connection) -> Any:
    return transaction.connection.dbapi_connection


def _into(kind: Any, dialect: Dialect) -> Processor | None:
    turn: Processor | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return turn


def _out_of(kind: Any, dialect: Dialect) -> Processor | None:
    turn: Processor | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return turn
