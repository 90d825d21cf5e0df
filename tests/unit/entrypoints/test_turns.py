"""Connections that wait have their turns, however much there is to do for another one."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from dependency_injector import providers

from domain.connection import Connection
from entrypoints import engines
from entrypoints.watching import Watch
from tests.contracts.engine_rounds import running, until
from tests.support.house import House, open_house
from tests.support.lives import quiet
from tests.support.small_firm import small_firm

FIRST, SECOND = "first", "second"


class Visits(Watch):
    """By the names of the connections, in their order."""

    def __init__(self) -> None:
        self.order: list[str] = []

    def visit(self, connection: str, result: str) -> None:
        assert result == "worked"
        self.order.append(connection)

    def unit(self, kind: str, seconds: float) -> None:
        """Not counted."""


def live(house: House, name: str) -> Connection:
    """Connected, with everything to bring over."""
    connection = house.connect(small_firm(house.world, house.clock.now()), name)
    house.container.switching().go_live(connection.id, actor="person:test")
    return connection


@contextmanager
def two_at_one_place(folder: Path) -> Iterator[tuple[House, list[Connection], Visits]]:
    """Two connections are worked on, of which only one may be at a time."""
    with open_house(folder) as house:
        container, visits = house.container, Visits()
        one_place = container.settings().model_copy(update={"connections_at_once": 1})
        container.settings.override(providers.Object(one_place))
        both = [live(house, FIRST), live(house, SECOND)]
        with running(container.engine(watch=visits)):
            yield house, both, visits


def test_two_that_have_much_to_do_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "TURN_SECONDS", 0.0)

    with two_at_one_place(tmp_path) as (_, _, visits):
        until(lambda: len(visits.order) >= 8, seconds=60)

    assert visits.order[:8] in ([FIRST, SECOND] * 4, [SECOND, FIRST] * 4)


def test_a_store_that_is_distrusted_is_planned_anew_once_however_short_a_turn_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else what one turn planned would be thrown away by the next one, and nothing ever be done."""
    monkeypatch.setattr(engines, "TURN_SECONDS", 0.0)
    with open_house(tmp_path) as house:
        connection = live(house, FIRST)
        store = house.container.storage().store
        with store.writing(connection.id) as books:
            books.save_connection(replace(books.connection, distrusted_at=house.clock.now()))

        def is_done() -> bool:
            with store.reading(connection.id) as books:
                is_trusted = books.connection.distrusted_at is None
            return is_trusted and quiet(store, connection.id, house.clock.now())

        with running(house.container.engine()):
            until(is_done, seconds=60)

        with store.reading(connection.id) as books:
            told = Counter(event.subject for event in books.events.latest(10_000) if event.code == "decided")
        assert set(told.values()) == {1}


def test_who_is_done_before_its_turn_is_over_is_not_interrupted(tmp_path: Path) -> None:
    with two_at_one_place(tmp_path) as (house, both, visits):
        until(lambda: len(visits.order) >= 2, seconds=60)

        store, now = house.container.storage().store, house.clock.now()
        assert all(quiet(store, one.id, now) for one in both)
        assert sorted(visits.order) == [FIRST, SECOND]
