"""Forgetting a person: what is kept of them afterwards."""

import re
import sqlite3
from contextlib import closing

from pytest_bdd import parsers, then, when

from domain.connection import Connection
from tests.scenarios.calls import Calls
from tests.scenarios.office import ACTOR
from tests.support.house import House

_SEALED = re.compile(r"v1\.[\w-]+\.[\w=-]+")
"""Of the vault: random letters, which nobody reads and which may happen to spell a short name."""


@when(parsers.parse('I forget "{who}"'), target_fixture="calls")
def _(house: House, connection: Connection, who: str) -> Calls:
    house.container.forgetting().forget(connection.id, who, actor=ACTOR)
    return Calls.since_now(house.world)


@then(parsers.re(r'nothing that we keep holds (?P<texts>"[^"]+"( or "[^"]+")*)'))
def _(house: House, texts: str) -> None:
    file = house.container.settings().data_folder / "hubflo-xero.db"
    with closing(sqlite3.connect(file)) as database:
        kept = _SEALED.sub("", "\n".join(database.iterdump())).casefold()

    assert [text for text in texts.split('"')[1::2] if text.casefold() in kept] == []
