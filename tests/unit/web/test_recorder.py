"""Many requests, one writer: nobody is let go before the commit, and nobody has a commit alone."""

import asyncio

import pytest

from domain.errors import StoreProblem
from entrypoints.web.answers import Refused
from entrypoints.web.recorder import Recorder
from tests.unit.web.doors import MemoryIntake, delivery, run


async def outcomes(recorder: Recorder, *numbers: int) -> list[object]:
    """How each request ended that came at once with the others: None if well."""
    asked = (recorder.record([delivery(number)]) for number in numbers)
    return await asyncio.gather(*asked, return_exceptions=True)


def test_a_request_is_let_go_only_after_its_commit() -> None:
    intake, woken = MemoryIntake(), list[str]()

    async def work(recorder: Recorder) -> None:
        intake.is_open.clear()
        waiting = asyncio.create_task(recorder.record([delivery(1)]))
        await asyncio.to_thread(intake.came.wait)
        await asyncio.sleep(0.05)
        assert not waiting.done()
        assert woken == []
        intake.is_open.set()
        await waiting

    with Recorder(intake, woken.append) as recorder:
        run(work(recorder))

    assert woken == ["c1"]
    assert list(intake.recorded) == [("h", "1")]


def test_what_comes_during_a_commit_shares_the_next_one() -> None:
    intake, counted, woken = MemoryIntake(), list[int](), list[str]()

    async def work(recorder: Recorder) -> None:
        intake.is_open.clear()
        first = asyncio.create_task(recorder.record([delivery(0)]))
        await asyncio.to_thread(intake.came.wait)
        others = [
            asyncio.create_task(recorder.record([delivery(number, f"c{number % 2}")]))
            for number in range(1, 100)
        ]
        await asyncio.sleep(0.05)
        intake.is_open.set()
        await asyncio.gather(first, *others)

    with Recorder(intake, woken.append, counted.append) as recorder:
        run(work(recorder))

    assert [len(batch) for batch in intake.batches] == [1, 99]
    assert counted == [1, 99]
    assert sorted(woken) == ["c0", "c1", "c1"]  # once for each commit, not for each delivery


def test_two_that_bring_the_same_at_once_are_both_let_go_and_it_is_there_once() -> None:
    intake, counted = MemoryIntake(), list[int]()

    with Recorder(intake, lambda _: None, counted.append) as recorder:
        assert run(outcomes(recorder, 7, 7, 7)) == [None, None, None]

    assert len(intake.recorded) == 1
    assert sum(counted) == 1


def test_one_that_cannot_be_recorded_refuses_no_other() -> None:
    intake, woken = MemoryIntake(), list[str]()
    intake.refused["2"] = StoreProblem("store-refused")

    with Recorder(intake, woken.append) as recorder:
        ended = run(outcomes(recorder, 1, 2, 3))

    assert [type(one) for one in ended] == [type(None), StoreProblem, type(None)]
    assert sorted(delivery_id for _, delivery_id in intake.recorded) == ["1", "3"]


def test_a_store_that_fails_refuses_all_at_once_and_the_next_try_is_taken() -> None:
    intake, woken = MemoryIntake(), list[str]()
    intake.refused["1"] = StoreProblem("store-failed")

    async def work(recorder: Recorder) -> list[object]:
        intake.is_open.clear()
        busy = asyncio.create_task(recorder.record([delivery(0)]))
        await asyncio.to_thread(intake.came.wait)
        several = asyncio.create_task(outcomes(recorder, 1, 2, 3))
        await asyncio.sleep(0.05)
        intake.is_open.set()
        await busy
        return await several

    with Recorder(intake, woken.append) as recorder:
        ended = run(work(recorder))
        assert [type(one) for one in ended] == [StoreProblem] * 3
        assert len(intake.batches) == 2
        assert woken == ["c1"]
        intake.refused.clear()
        assert run(outcomes(recorder, 1, 2, 3)) == [None] * 3


def test_a_request_that_went_away_takes_nothing_with_it() -> None:
    intake = MemoryIntake()

    async def work(recorder: Recorder) -> None:
        intake.is_open.clear()
        busy = asyncio.create_task(recorder.record([delivery(0)]))
        await asyncio.to_thread(intake.came.wait)
        gone = asyncio.create_task(recorder.record([delivery(1)]))
        stays = asyncio.create_task(recorder.record([delivery(2)]))
        await asyncio.sleep(0.05)
        gone.cancel()
        intake.is_open.set()
        await asyncio.gather(busy, stays)

    with Recorder(intake, lambda _: None) as recorder:
        run(work(recorder))

    assert len(intake.recorded) == 3


def test_what_was_taken_before_the_end_is_recorded_and_later_ones_are_refused() -> None:
    intake = MemoryIntake()

    async def work(recorder: Recorder) -> list[object]:
        intake.is_open.clear()
        waiting = [asyncio.create_task(recorder.record([delivery(number)])) for number in range(50)]
        await asyncio.to_thread(intake.came.wait)
        closing = asyncio.create_task(asyncio.to_thread(recorder.__exit__, None, None, None))
        await asyncio.sleep(0.05)
        with pytest.raises(Refused) as refused:
            await recorder.record([delivery(99)])
        assert refused.value.status == 503
        intake.is_open.set()
        await closing
        return await asyncio.gather(*waiting, return_exceptions=True)

    recorder = Recorder(intake, lambda _: None).__enter__()

    assert run(work(recorder)) == [None] * 50
    assert len(intake.recorded) == 50
