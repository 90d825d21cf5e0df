"""Which errors of a database say nothing of what was to be kept."""

import sqlite3

import pytest
from sqlalchemy import exc

from adapters.storage.transactions import _translated
from domain.errors import StoreAway, StoreProblem

LOST = exc.DBAPIError("SELECT 1", {}, Exception("gone"), connection_invalidated=True)


@pytest.mark.parametrize(
    "error",
    [
        exc.OperationalError("SELECT 1", {}, sqlite3.OperationalError("database is locked")),
        exc.InternalError("SELECT 1", {}, Exception("idle in transaction")),
        exc.InterfaceError("SELECT 1", {}, Exception("the connection is closed")),
        exc.TimeoutError("no line is free"),
        sqlite3.OperationalError("unable to open database file"),
        LOST,
    ],
)
def test_a_store_that_is_away(error: Exception) -> None:
    with pytest.raises(StoreAway) as raised, _translated():
        raise error

    assert raised.value.reason == "store-failed"


@pytest.mark.parametrize(
    "error",
    [
        exc.DataError("INSERT", {}, Exception("no text may hold a NUL")),
        exc.ProgrammingError("INSERT", {}, Exception("no such column")),
        exc.InvalidRequestError("no transaction"),
    ],
)
def test_what_the_store_cannot_keep(error: Exception) -> None:
    with pytest.raises(StoreProblem) as raised, _translated():
        raise error

    assert (type(raised.value), raised.value.reason) == (StoreProblem, "store-failed")
