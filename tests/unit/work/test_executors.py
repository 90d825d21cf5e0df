"""Units in flight: as many as allowed, and what they raise comes out once."""

import threading
import time
from collections.abc import Callable
from contextvars import ContextVar

import pytest

from adapters.work.executors import InlineExecutor, PoolExecutor
from domain.ports.engine import Executor

Make = Callable[[], Executor]
BOTH = pytest.mark.parametrize("make", [InlineExecutor, PoolExecutor])


def _wait(gate: threading.Event) -> None:
    assert gate.wait(10)


def fails(word: str) -> Callable[[], None]:
    def work() -> None:
        raise ValueError(word)

    return work


@BOTH
def test_everything_submitted_is_done_at_the_end(make: Make) -> None:
    executor, done = make(), list[int]()

    for number in range(10):
        executor.submit(lambda number=number: done.append(number))  # type: ignore[misc]  # a default binds it
    executor.finish()

    assert sorted(done) == list(range(10))
    assert executor.free > 0


@BOTH
def test_submitting_raises_nothing_and_waiting_raises_it_once(make: Make) -> None:
    executor = make()
    executor.submit(fails("one"))

    with pytest.raises(ValueError, match="one"):
        executor.wait()

    executor.wait()
    executor.finish()


@BOTH
def test_finishing_raises_what_nobody_was_told_of(make: Make) -> None:
    executor = make()
    executor.submit(fails("one"))

    with pytest.raises(ValueError, match="one"):
        executor.finish()

    executor.finish()


@BOTH
def test_a_second_failure_is_not_lost(make: Make) -> None:
    executor = make()
    executor.submit(fails("one"))
    executor.submit(fails("two"))

    with pytest.raises(ValueError, match=r"one|two") as caught:
        executor.finish()

    assert {str(caught.value), caught.value.__notes__[0].split(": ")[-1]} == {"one", "two"}


@BOTH
def test_waiting_for_nothing_returns(make: Make) -> None:
    executor = make()

    executor.wait()
    executor.finish()


@BOTH
def test_nothing_more_starts_while_a_failure_waits_to_be_told(make: Make) -> None:
    executor = make()
    executor.submit(fails("one"))
    end = time.monotonic() + 10
    while executor.free and time.monotonic() < end:
        time.sleep(0.001)

    assert executor.free == 0

    with pytest.raises(ValueError, match="one"):
        executor.wait()
    assert executor.free > 0


def test_inline_works_at_once_in_the_same_thread() -> None:
    seen: list[int] = []
    executor = InlineExecutor()

    executor.submit(lambda: seen.append(threading.get_ident()))

    assert seen == [threading.get_ident()]
    assert executor.free == 1


class _Killed(BaseException):
    """As a simulated crash is."""


def test_a_simulated_crash_passes_straight_through_inline() -> None:
    def work() -> None:
        raise _Killed

    with pytest.raises(_Killed):
        InlineExecutor().submit(work)


def test_a_pool_carries_even_that_to_whoever_waits() -> None:
    def work() -> None:
        raise _Killed

    pool = PoolExecutor()
    pool.submit(work)

    with pytest.raises(_Killed):
        pool.wait()


def test_a_pool_runs_four_at_a_time_and_no_more() -> None:
    pool, gate, lock = PoolExecutor(), threading.Event(), threading.Lock()
    running, most = 0, 0

    def work() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        gate.wait(10)
        with lock:
            running -= 1

    for left in (3, 2, 1, 0):
        pool.submit(work)
        assert pool.free == left
    threading.Timer(0.05, gate.set).start()
    pool.submit(work)  # waits for room
    pool.finish()

    assert most == 4
    assert pool.free == 4


def test_a_pool_waits_for_one_not_for_all() -> None:
    pool, gate = PoolExecutor(), threading.Event()
    pool.submit(lambda: _wait(gate))
    pool.submit(lambda: None)

    pool.wait()

    assert pool.free == 3
    gate.set()
    pool.finish()


def test_what_ended_unnoticed_is_not_waited_for_again() -> None:
    pool, gate = PoolExecutor(), threading.Event()
    pool.submit(lambda: _wait(gate))
    pool.submit(lambda: None)
    end = time.monotonic() + 10
    while pool.free < 3 and time.monotonic() < end:  # whoever asks notices that one ended
        time.sleep(0.001)
    threading.Timer(5, gate.set).start()
    begun = time.monotonic()

    pool.wait()

    assert time.monotonic() - begun < 4
    gate.set()
    pool.wait()
    pool.finish()


def test_finishing_a_pool_waits_for_the_others_before_it_raises() -> None:
    pool, done = PoolExecutor(), list[str]()

    def slow() -> None:
        time.sleep(0.05)
        done.append("slow")

    pool.submit(slow)
    pool.submit(fails("one"))
    with pytest.raises(ValueError, match="one"):
        pool.finish()

    assert done == ["slow"]


def test_no_thread_of_a_pool_outlives_its_piece() -> None:
    pool = PoolExecutor()
    for _ in range(4):
        pool.submit(lambda: None)
    pool.finish()

    end = time.monotonic() + 10
    while [thread for thread in threading.enumerate() if thread.name == "unit"]:
        assert time.monotonic() < end
        time.sleep(0.001)


LABEL: ContextVar[str] = ContextVar("LABEL", default="none")


def test_a_piece_sees_the_context_of_who_submitted_it() -> None:
    seen: list[str] = []
    pool = PoolExecutor()
    token = LABEL.set("connection main")
    pool.submit(lambda: seen.append(LABEL.get()))
    LABEL.reset(token)
    pool.finish()

    assert seen == ["connection main"]
