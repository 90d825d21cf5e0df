"""The database's clock, as an expression: every process that shares the database shares this clock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Float, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from adapters.storage.types import Utc


class _Later(FunctionElement[datetime]):
    """So many seconds after the moment at which the statement runs."""

    type = Utc()
    inherit_cache = True


@compiles(_Later, "sqlite")
def _sqlite(element: _Later, compiler: SQLCompiler, **kw: Any) -> str:
    # SQLite counts milliseconds; the rest is filled up, so that the text compares with those of `Utc`.
    seconds = compiler.process(element.clauses, **kw)
    return f"(strftime('%Y-%m-%dT%H:%M:%f', 'now', ({seconds}) || ' seconds') || '000Z')"


@compiles(_Later, "postgresql")
def _postgresql(element: _Later, compiler: SQLCompiler, **kw: Any) -> str:
    # Not now(): that is when the transaction began, and it may have waited for a lock since.
    return f"(clock_timestamp() + make_interval(secs => {compiler.process(element.clauses, **kw)}))"


Moment = Callable[[str], ColumnElement[datetime]]


def told_by_the_database(name: str) -> ColumnElement[datetime]:
    """The moment so many seconds after the statement runs; a parameter of that name gives the seconds."""
    return _Later(bindparam(name, type_=Float()))


def as_given(name: str) -> ColumnElement[datetime]:
    """The moment that a parameter of that name is."""
    return bindparam(name, type_=Utc())


class DatabaseClock:
    """Times of leases. `now` replaces the database's clock, for simulated time.

    Statements are built with `moment`, and run with what `after` says for each of its names.
    """

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self._now = now
        self.moment: Moment = told_by_the_database if now is None else as_given

    def after(self, seconds: float) -> float | datetime:
        """What a moment so many seconds from now is given."""
        return seconds if self._now is None else self._now() + timedelta(seconds=seconds)
