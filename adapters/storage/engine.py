"""Opens the database: SQLite as a file of one machine, PostgreSQL for many."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from domain.errors import Invalid, StoreProblem

READS = "only_reads"
"""In the `info` of a connection whose transaction only reads; any other one is taken for a writing one."""

PATIENCE_SECONDS = 30

_STATEMENTS = 512
"""So many stay prepared in each connection of SQLite: more than there are."""


def open_engine(address: str | URL) -> Engine:
    """The engine for `sqlite:///FILE` or `postgresql://...`.

    Raises Invalid for any other address, StoreProblem where no file can be.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise Invalid("database-address") from None  # the address may hold a password: not repeated
    if url.get_backend_name() == "sqlite" and url.database:
        return _sqlite(url)
    if url.drivername in ("postgresql", "postgresql+psycopg"):
        return _postgresql(url.set(drivername="postgresql+psycopg"))
    raise Invalid("database-address", kind=url.drivername)


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # its log and index beside it get the mode of the file
    except OSError as error:
        raise StoreProblem("store-failed", kind=type(error).__name__) from error
    options = {"timeout": PATIENCE_SECONDS, "cached_statements": _STATEMENTS}
    engine = create_engine(url, hide_parameters=True, pool_size=8, max_overflow=24, connect_args=options)
    event.listen(engine, "connect", _set_up)
    setattr(engine.dialect, "do_begin", _begin)  # noqa: B010 - as an event it would cost twice the transaction
    return engine


def _set_up(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin`, not guessed by the driver
    # Of a file that is new: a page of contacts changes half as many of twice the size.
    connection.execute("PRAGMA page_size = 8192")
    _ensure_write_ahead_log(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -8000")
    # A big reading changes the same pages of an index again and again: they are carried from the log into
    # the file when it has 16 MB, a quarter as often as by SQLite's own measure.
    connection.execute("PRAGMA wal_autocheckpoint = 2000")


def _ensure_write_ahead_log(connection: Any) -> None:
    # The first switch needs the file alone, and SQLite answers "locked" at once instead of waiting its turn.
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(0.01)


def _begin(connection: PoolProxiedConnection) -> None:
    # A writer takes the file's one write lock at its beginning: a transaction that reads first and
    # writes later would decide on what another one has changed meanwhile.
    connection.cursor().execute("BEGIN" if connection.info.get(READS) else "BEGIN IMMEDIATE")


def _postgresql(url: URL) -> Engine:
    # A process that was stopped inside a transaction must not hold its locks for ever.
    limits = f"-c lock_timeout={PATIENCE_SECONDS}s -c idle_in_transaction_session_timeout={PATIENCE_SECONDS}s"
    options = {} if "options" in url.query else {"options": limits}
    try:
        return create_engine(
            url, hide_parameters=True, pool_pre_ping=True, pool_size=8, max_overflow=24, connect_args=options
        )
    except ModuleNotFoundError as missing:
        raise Invalid("postgres-driver-missing") from missing
