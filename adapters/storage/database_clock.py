"""The database's clock, as an expression: every process that shares the database shares this clock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, literal
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


class DatabaseClock:
    """Times of leases. `now` replaces the database's clock, for simulated time."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self._now = now

    def now(self) -> ColumnElement[datetime]:
        """The time."""
        return self.later(0.0)

    def later(self, seconds: float) -> ColumnElement[datetime]:
        """So many seconds from now."""
        if self._now is not None:
            return literal(self._now() + timedelta(seconds=seconds), Utc())
        return _Later(literal(float(seconds)))
