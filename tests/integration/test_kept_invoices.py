"""The half-done database of the second migration is taken over, and its invoices are finished."""

import json
from pathlib import Path

import pytest

from adapters.sandbox.http import Request
from adapters.sandbox.world import World
from domain.life import Stage
from tests.integration.kept import world_0002 as world_of
from tests.integration.kept.people import connect, switch_on
from tests.integration.test_kept_databases import KEPT, end_state, only, taken_over
from tests.support.canon import Canon, differences, twins
from tests.support.clock import ManualClock
from tests.support.house import House, open_house
from tests.support.lives import until_quiet

ENDS = {
    world_of.NOT_PROVEN: Stage.LINKED,
    world_of.LOST: Stage.LINKED,
    world_of.WAITS: Stage.LINKED,
    world_of.HELD: Stage.HELD,
}


def half_done(clock: ManualClock, folder: Path) -> tuple[World, world_of.Ids]:
    """Both sides as the killed process left them: the same consent, invoices and writes, in that order."""
    world = World(now=clock.now)
    ids = world_of.seed(world)
    with open_house(folder, world, clock) as house:
        connection = connect(house, ids)
        world_of.issue(world, ids)
        for write in json.loads((KEPT / "0002-writes.json").read_text()):
            _write(world, write, token=house.container.xero().tokens.token(connection.grant_id))
    clock.advance((world_of.LEFT - clock.now()).total_seconds())
    return world, ids


def _write(world: World, write: dict[str, object], *, token: str) -> None:
    headers = {**_texts(write["headers"]), "authorization": f"Bearer {token}", "accept": "application/json"}
    request = Request(
        method=str(write["method"]),
        path=str(write["path"]),
        query=tuple(_texts(write["query"]).items()),
        headers=headers,
        body=str(write["body"]).encode(),
    )
    assert world.answer("xero", request).status == 200


def _texts(pairs: object) -> dict[str, str]:
    assert isinstance(pairs, dict | list)
    return {str(name): str(value) for name, value in dict(pairs).items()}


def stages(house: House) -> dict[str, Stage]:
    """Where each invoice is, by its title."""
    with house.container.storage().store.reading(only(house).id) as books:
        return {record.invoice.title: record.stage for record in books.invoices.listing()}


@pytest.fixture
def undisturbed(tmp_path: Path) -> Canon:
    """The same firm from the beginning, by today's code, and by nobody else."""
    clock = ManualClock(world_of.BEGUN)
    world = World(now=clock.now)
    ids = world_of.seed(world)
    folder = tmp_path / "undisturbed"
    with open_house(folder, world, clock) as house:
        connection = connect(house, ids)
        switch_on(house, connection, world_of.SETTINGS)
        world_of.issue(world, ids)
        house.work(connection)
        house.container.switching().go_live(connection.id, actor="person:test")
        until_quiet(house, connection)
        clock.advance(86_400)
        until_quiet(house, connection)
        return end_state(house)


def test_the_work_of_0002_is_finished(tmp_path: Path, undisturbed: Canon, database_url: str) -> None:
    clock = ManualClock(world_of.BEGUN)
    world, ids = half_done(clock, tmp_path / "before")
    with taken_over(tmp_path / "here", world, clock, ids, "0002", database_url) as house:
        assert stages(house) == {
            world_of.NOT_PROVEN: Stage.CREATED,
            world_of.LOST: Stage.DISPATCHED,
            world_of.WAITS: Stage.DUE,
            world_of.HELD: Stage.HELD,
        }
        until_quiet(house, only(house))
        clock.advance(86_400)
        until_quiet(house, only(house))

        assert stages(house) == ENDS
        assert twins(world) == []
        assert differences(undisturbed, end_state(house)) == []
