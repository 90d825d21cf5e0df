"""Statements that go past SQLAlchemy: what the database refuses comes out as SQLAlchemy would tell it."""

from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Table, Text, bindparam, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from adapters.storage.engine import open_engine
from adapters.storage.prepared import run, run_many
from adapters.storage.types import Utc
from tests.support.clock import NOON

SECRET = "what nobody may read"

things = Table("thing", MetaData(), Column("name", Text, primary_key=True), Column("at", Utc))
add = things.insert()
change = update(things).where(things.c.name == bindparam("which"))
some = select(things).where(things.c.name.in_(["a", "b"]), things.c.at >= bindparam("since", type_=Utc()))


def test_what_is_refused_is_told_as_what_it_is_and_without_the_values(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    with engine.begin() as transaction, pytest.raises(OperationalError, match="no such table"):
        run(transaction, add, {"name": SECRET, "at": NOON})
    things.create(engine)
    with engine.begin() as transaction:
        run(transaction, add, {"name": SECRET, "at": NOON})
        with pytest.raises(IntegrityError) as refused:
            run_many(transaction, add, [{"name": "other", "at": None}, {"name": SECRET, "at": NOON}])

    assert SECRET not in str(refused.value)
    engine.dispose()


def test_the_columns_that_are_written_are_those_that_are_given(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    things.create(engine)
    with engine.begin() as transaction:
        run_many(transaction, add, [{"name": name, "at": NOON} for name in "abc"])
        assert run(transaction, change, {"which": "a", "at": None}).rowcount == 1
        assert run(transaction, change, {"which": "c", "name": "d"}).rowcount == 1
        assert run(transaction, change, {"which": "nobody", "name": "e"}).rowcount == 0

        assert [tuple(row) for row in run(transaction, some, {"since": NOON})] == [("b", NOON)]
        assert run(transaction, select(things.c.at).where(things.c.name == "d"), {}).scalar_one() == NOON
    engine.dispose()
