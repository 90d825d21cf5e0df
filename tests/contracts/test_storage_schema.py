"""The schema: migrations make exactly the tables of the code, on both databases, whoever else is at it."""

import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from adapters.storage.engine import open_engine
from adapters.storage.migrate import alone, newest, revision, upgrade, upgrade_within
from adapters.storage.secrets_at_rest import SEALED
from adapters.storage.tables import metadata
from adapters.storage.transactions import Transactions
from domain.errors import Invalid, StoreProblem
from tests.conftest import Fill
from tests.contracts.storage_rivals import migrate

OF_NO_CONNECTION = {
    "workspace",
    "instance",
    "app",
    "access_grant",
    "connect_attempt",
    "connection",
    "budget",
}

POSTGRES_SCHEMA = (
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default,
       collation_name FROM information_schema.columns WHERE table_schema = 'public'""",
)

# A column that was added stands on the line of the one before it.
_BETWEEN_PARTS = re.compile(r",(?![^()]*\))|\n")


def nothing(url: str) -> None:
    """An empty database stays empty."""


@pytest.fixture(params=["sqlite", "postgres"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes empty databases."""
    if request.param == "sqlite":
        files = iter(range(10))
        return lambda: f"sqlite:///{tmp_path}/{next(files)}.db"
    template: Callable[[Fill], str] = request.getfixturevalue("postgres_template")
    return lambda: template(nothing)


def schema_of(engine: Engine) -> set[object]:
    """All that the database says of its tables."""
    with engine.begin() as transaction:
        if engine.dialect.name == "sqlite":
            rows = transaction.execute(text("SELECT tbl_name, name, sql FROM sqlite_master WHERE sql <> ''"))
            parts = {
                (table, name, part.strip())
                for table, name, statement in rows
                for part in _BETWEEN_PARTS.split(statement)
            }
        else:
            parts = {tuple(row) for query in POSTGRES_SCHEMA for row in transaction.execute(text(query))}
    return {part for part in parts if part[0] != "alembic_version"}


def test_migrations_make_the_tables_of_the_code(new_database: Callable[[], str]) -> None:
    migrated, created = open_engine(new_database()), open_engine(new_database())
    upgrade(migrated)
    with created.begin() as transaction:
        metadata.create_all(transaction)

    found, wanted = schema_of(migrated), schema_of(created)
    migrated.dispose()
    created.dispose()

    assert len(wanted) > 200
    assert found - wanted == set()
    assert wanted - found == set()


def test_an_upgrade_is_done_once(new_database: Callable[[], str]) -> None:
    engine = open_engine(new_database())
    before = revision(engine)
    upgrade(engine)
    upgrade(engine)

    after = revision(engine)
    engine.dispose()
    assert (before, after) == ("", newest())


def test_a_newer_schema_is_refused(new_database: Callable[[], str]) -> None:
    engine = open_engine(new_database())
    upgrade(engine)
    with engine.begin() as transaction:
        transaction.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreProblem, match="schema-newer"):
        upgrade(engine)
    engine.dispose()


def test_who_migrates_waits_for_whoever_does(new_database: Callable[[], str]) -> None:
    engine = open_engine(new_database())
    with ThreadPoolExecutor(1) as pool:
        with Transactions(engine).writing() as transaction:
            alone(transaction)
            second = pool.submit(upgrade, engine)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
            upgrade_within(transaction, newest())
        second.result(timeout=60)
    engine.dispose()


def test_several_processes_migrate_at_once(new_database: Callable[[], str]) -> None:
    url = new_database()
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(migrate, [url] * 6, timeout=120)) == [newest()] * 6


def test_the_connection_is_first_in_every_key() -> None:
    keys = {table.name: [column.name for column in table.primary_key] for table in metadata.sorted_tables}
    by_connection = {name for name, columns in keys.items() if columns[0] == "connection_id"}

    assert set(keys) - by_connection == OF_NO_CONNECTION


def test_no_sealed_column_is_forgotten() -> None:
    columns = {column for table in metadata.sorted_tables for column in table.columns}

    assert {column for column in columns if column.name.endswith("_sealed")} == set(SEALED)


@pytest.mark.parametrize("address", ["mysql://host/db", "sqlite://", "nonsense", "postgresql+asyncpg://x"])
def test_an_address_that_cannot_be_used_is_not_repeated(address: str) -> None:
    with pytest.raises(Invalid, match="database-address") as refused:
        open_engine(f"{address}?password=hidden")
    assert "hidden" not in str(refused.value)
