"""Transactions, with the database's errors turned into ours at their edge."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from adapters.storage.engine import READS
from adapters.storage.refusals import problem_of
from domain.errors import StoreProblem


class Transactions:
    """Each commits when its block ends well and is rolled back otherwise."""

    def __init__(self, engine: Engine) -> None:
        self._writer = engine
        self._reader = engine.execution_options(**{READS: True})
        if engine.dialect.name == "postgresql":
            # As on SQLite, all that one reading transaction reads is of one moment.
            self._reader = self._reader.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Reads one moment of the store; what is written inside it is refused."""
        with _translated(), self._reader.begin() as connection:
            before = _rows_changed(connection)
            yield connection
            if _rows_changed(connection) != before:
                raise StoreProblem("store-failed", kind="WrittenWhileReading")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The only writer of the moment on SQLite; on PostgreSQL who checks before it writes locks a row."""
        with _translated(), self._writer.begin() as connection:
            yield connection


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
        raise StoreProblem("store-failed", kind=type(cause).__name__) from error
