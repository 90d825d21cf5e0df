"""Look-ups are shared and kept for a moment, and only what is there is kept."""

import asyncio
from threading import Event

import pytest
from anyio import CapacityLimiter

from entrypoints.web.remembering import Remembered
from tests.support.clock import ManualClock
from tests.unit.web.doors import run


class Shelf:
    """What is looked up, how often, and a door before it."""

    def __init__(self, **things: str) -> None:
        self.things = things
        self.asked: list[str] = []
        self.is_open = Event()
        self.is_open.set()

    def look_up(self, key: str) -> str | None:
        self.asked.append(key)
        assert self.is_open.wait(20)
        return self.things.get(key)


def remembered(shelf: Shelf, clock: ManualClock) -> Remembered[str]:
    """Kept for two seconds."""
    return Remembered(shelf.look_up, seconds=2, monotonic=clock.monotonic, limiter=CapacityLimiter(1))


def test_it_is_looked_up_once_and_again_when_it_is_old() -> None:
    shelf, clock = Shelf(a="1"), ManualClock()

    async def work() -> list[str | None]:
        memory = remembered(shelf, clock)
        found = [await memory.get("a"), await memory.get("a")]
        clock.advance(1.9)
        found.append(await memory.get("a"))
        shelf.things.clear()
        clock.advance(0.2)
        return [*found, await memory.get("a")]

    assert run(work()) == ["1", "1", "1", None]
    assert shelf.asked == ["a", "a"]


def test_what_is_not_there_is_not_kept() -> None:
    shelf, clock = Shelf(), ManualClock()

    async def work() -> list[str | None]:
        memory = remembered(shelf, clock)
        before = await memory.get("a")
        shelf.things["a"] = "1"
        return [before, await memory.get("a")]

    assert run(work()) == [None, "1"]


def test_those_that_ask_at_once_share_one_answer_and_one_may_leave() -> None:
    shelf, clock = Shelf(a="1"), ManualClock()
    shelf.is_open.clear()

    async def work() -> list[str | None]:
        memory = remembered(shelf, clock)
        asking = [asyncio.create_task(memory.get("a")) for _ in range(20)]
        await asyncio.sleep(0.05)
        asking.pop(0).cancel()
        shelf.is_open.set()
        return list(await asyncio.gather(*asking))

    assert run(work()) == ["1"] * 19
    assert shelf.asked == ["a"]


def test_a_failure_reaches_who_asked_and_is_not_kept() -> None:
    clock, problems = ManualClock(), [ValueError("down")]

    def look_up(_key: str) -> str:
        if problems:
            raise problems.pop()
        return "1"

    async def work() -> str | None:
        memory = Remembered(look_up, seconds=2, monotonic=clock.monotonic, limiter=CapacityLimiter(1))
        with pytest.raises(ValueError, match="down"):
            await memory.get("a")
        return await memory.get("a")

    assert run(work()) == "1"
