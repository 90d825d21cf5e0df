"""Half-done databases of every migration are taken over, brought up to date, and their work is finished."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from adapters.sandbox.http import Request
from adapters.sandbox.world import World
from adapters.storage.engine import open_engine
from adapters.storage.migrate import newest, upgrade_within
from adapters.storage.transactions import Transactions
from domain.connection import Connection
from domain.errors import WrongInstance
from tests.integration.kept import world_0001
from tests.integration.kept.on_postgres import moved
from tests.integration.kept.people import Ids, connect
from tests.support.canon import Canon, canon, differences, twins
from tests.support.clock import ManualClock
from tests.support.house import House, open_house
from tests.support.lives import until_quiet

KEPT = Path(__file__).parent / "kept"
MIGRATIONS = Path(__file__).parents[2] / "adapters/storage/migrations/versions"
LEFT_OF = {"0001": "import", "0002": "invoices", "0003": "payments"}
"""What was left half done, by migration."""
TAKEN_OVER = 100
"""Seed of the ids of whoever goes on: other ones than those in the store."""


def files(revision: str) -> list[Path]:
    """What is kept for a migration."""
    names = (f"{LEFT_OF[revision]}-half-done.sqlite3", "keys.json", "writes.json")
    return [KEPT / f"{revision}-{name}" for name in names]


def half_done(clock: ManualClock) -> tuple[World, world_0001.Ids]:
    """Both sides as the killed process left them."""
    world = World(now=clock.now)
    ids = world_0001.seed(world)
    for write in json.loads((KEPT / "0001-writes.json").read_text()):
        key = {"authorization": f"Bearer {ids.api_key}", "content-type": "application/json"}
        request = Request(
            method=write["method"], path=write["path"], headers=key, body=write["body"].encode()
        )
        assert world.answer("hubflo", request).status in (200, 201)
    clock.advance((world_0001.LEFT - clock.now()).total_seconds())
    world_0001.restore_two(world, ids)
    return world, ids


def copy_kept(folder: Path, revision: str = "0001", database_url: str = "") -> None:
    """A copy of the kept store, where a process looks for one: a file, or that database."""
    (folder / "data").mkdir(parents=True)
    (folder / "config").mkdir()
    store, keys, _ = files(revision)
    if database_url:
        moved(store, revision, database_url)
    else:
        shutil.copyfile(store, folder / "data" / "hubflo-xero.db")
    shutil.copyfile(keys, folder / "config" / "keys.json")
    (folder / "config" / "keys.json").chmod(0o600)


@contextmanager
def taken_over(
    folder: Path,
    world: World,
    clock: ManualClock,
    ids: Ids,
    revision: str = "0001",
    database_url: str = "",
) -> Iterator[House]:
    """A house over a copy of the kept store: refused first, then taken over; the consent is renewed."""
    copy_kept(folder, revision, database_url)
    with open_house(folder, world, clock, database_url=database_url, seed=TAKEN_OVER) as house:
        instance = house.container.storage().instance
        with pytest.raises(WrongInstance):
            instance.check_place()
        instance.take_over(clock.now())
        instance.check_place()
        connect(house, ids, only(house))
        yield house


def only(house: House) -> Connection:
    """The one connection."""
    (connection,) = house.container.storage().connections.all()
    return connection


def end_state(house: House) -> Canon:
    """Without the story: who is killed, taken over and reconnected has more to tell."""
    engine = open_engine(house.container.settings().store_url)
    try:
        state = canon(house.world, engine)
    finally:
        engine.dispose()
    return {part: lines for part, lines in state.items() if part != "story"}


@pytest.fixture
def undisturbed(tmp_path: Path) -> Canon:
    """The same firm imported by today's code from the beginning, and by nobody else."""
    clock = ManualClock(world_0001.BEGUN)
    world = World(now=clock.now)
    ids = world_0001.seed(world)
    folder = tmp_path / "undisturbed"
    with open_house(folder, world, clock) as house:
        connection = connect(house, ids)
        house.container.switching().go_live(connection.id, actor="person:test")
        until_quiet(house, connection)
        clock.advance((world_0001.LEFT - clock.now()).total_seconds())
        world_0001.restore_two(world, ids)
        clock.advance(3600)
        until_quiet(house, connection)
        house.work(connection)
        return end_state(house)


def test_the_work_of_0001_is_finished(tmp_path: Path, undisturbed: Canon, database_url: str) -> None:
    clock = ManualClock(world_0001.BEGUN)
    world, ids = half_done(clock)
    with taken_over(tmp_path / "here", world, clock, ids, database_url=database_url) as house:
        until_quiet(house, only(house))

        assert house.container.storage().instance.state().schema == newest()
        assert differences(undisturbed, end_state(house)) == []
        assert twins(world) == []


def test_a_copy_that_is_older_than_the_world_makes_nothing_again(tmp_path: Path) -> None:
    """The store was copied, and the original finished its work: whatever the copy still plans exists."""
    clock = ManualClock(world_0001.BEGUN)
    world, ids = half_done(clock)
    with taken_over(tmp_path / "original", world, clock, ids) as house:
        until_quiet(house, only(house))
    made = end_state_of_hubflo(world)

    clock.advance(60)
    with taken_over(tmp_path / "copy", world, clock, ids) as house:
        until_quiet(house, only(house))

    assert twins(world) == []
    assert end_state_of_hubflo(world) == made


def end_state_of_hubflo(world: World) -> list[str]:
    """Everybody in Hubflo."""
    return sorted(
        json.dumps(row, sort_keys=True, default=str)
        for organization in world.hubflo.organizations.values()
        for row in (*organization.contacts.rows, *organization.companies.rows)
    )


def revisions() -> list[str]:
    """Every migration there is."""
    found = [re.match(r"r(\d{4})_", path.name) for path in MIGRATIONS.glob("r*.py")]
    return sorted(match[1] for match in found if match)


def test_every_migration_has_a_kept_database() -> None:
    assert sorted(LEFT_OF) == revisions()
    missing = [path.name for revision in revisions() for path in files(revision) if not path.exists()]

    assert revisions()
    assert missing == [], "see tests/integration/kept/__init__.py"


@pytest.mark.parametrize("revision", revisions())
def test_a_kept_database_has_the_schema_of_its_migration(revision: str, tmp_path: Path) -> None:
    """A migration that stores were made with is never changed; before its release, keep a new database."""
    kept = files(revision)[0]
    fresh = tmp_path / "fresh.db"
    upgrade_to(fresh, revision)

    assert kept.exists()
    assert tables(kept) == tables(fresh)
    with closing(sqlite3.connect(kept)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]


def upgrade_to(path: Path, revision: str) -> None:
    """An empty store of that schema."""
    engine = open_engine(f"sqlite:///{path}")
    with Transactions(engine).writing() as transaction:
        upgrade_within(transaction, revision)
    engine.dispose()


def tables(path: Path) -> list[str]:
    """How tables and indexes were created."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return sorted(str(sql) for (sql,) in rows)
