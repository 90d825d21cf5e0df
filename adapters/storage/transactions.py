"""Transactions, with the database's errors turned into ours at their edge."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Connection, Engine, exc
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from adapters.storage.engine import PATIENCE_SECONDS, READS
from adapters.storage.refusals import problem_of
from adapters.storage.turnstile import Turnstile
from domain.errors import StoreAway, StoreProblem

_AWAY = (
    *(exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError),
    sqlite3.OperationalError,
)
"""Locked, full, broken, ended by the server, no line free: it says nothing of the rows that were given."""


class Transactions:
    """Each commits when its block ends well and is rolled back otherwise."""

    def __init__(self, engine: Engine) -> None:
        self._writer = self._reader = engine
        self._turnstile = Turnstile(PATIENCE_SECONDS) if engine.dialect.name == "sqlite" else None
        if engine.dialect.name == "postgresql":
            # As on SQLite, all that one reading transaction reads is of one moment.
            self._reader = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Reads one moment of the store; what is written inside it is refused."""
        with _translated(), self._reader.connect() as connection, _only_reading(connection):
            before = _rows_changed(connection)
            yield connection
            if _rows_changed(connection) != before:
                raise StoreProblem("store-failed", kind="WrittenWhileReading")

    @contextmanager
    def writing(self, *, urgent: bool = False) -> Iterator[Connection]:
        """The only writer of the moment on SQLite; on PostgreSQL who checks before it writes locks a row.

        Who is `urgent` is the next writer of this process, whoever waits already.
        """
        with _translated(), self._turn(urgent=urgent), self._writer.begin() as connection:
            yield connection

    def _turn(self, *, urgent: bool) -> AbstractContextManager[None]:
        return nullcontext() if self._turnstile is None else self._turnstile.passing(urgent=urgent)


@contextmanager
def _only_reading(connection: Connection) -> Iterator[None]:
    info = connection.info
    info[READS] = True
    try:
        with connection.begin():
            yield
    finally:
        info.pop(READS)


def _rows_changed(connection: Connection) -> int:
    """How many rows were ever changed over a connection of SQLite; PostgreSQL itself refuses to.

    SQLite would refuse too, but each time it is told to it forgets every statement that it has prepared.
    """
    return getattr(connection.connection.dbapi_connection, "total_changes", 0)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise problem_of(error) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        kind = type(cause).__name__
        if isinstance(error, _AWAY) or getattr(error, "connection_invalidated", False):
            raise StoreAway(kind=kind) from error
        raise StoreProblem("store-failed", kind=kind) from error
