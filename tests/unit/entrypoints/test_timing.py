"""Units are timed where they run, whatever runs them."""

from threading import Event

import pytest

from adapters.work.executors import InlineExecutor, PoolExecutor
from domain.ids import DispatchId
from domain.ports.engine import Executor
from domain.scan import ScanKind
from domain.units import ReadPage, Settle
from entrypoints.timing import TimedExecutor, seconds_so_far
from entrypoints.watching import kind_of
from tests.support.clock import ManualClock


@pytest.mark.parametrize("inner", [InlineExecutor(), PoolExecutor(at_once=2)])
def test_a_piece_knows_how_long_it_has_run(inner: Executor) -> None:
    clock, told = ManualClock(), list[float | None]()
    executor = TimedExecutor(inner, clock)

    def piece() -> None:
        clock.advance(3)
        told.append(seconds_so_far(clock))

    executor.submit(piece)
    executor.finish()

    assert told == [3]


def test_two_pieces_at_once_have_their_own_times() -> None:
    clock, first_runs, first_may_end = ManualClock(), Event(), Event()
    told: dict[str, float | None] = {}
    executor = TimedExecutor(PoolExecutor(at_once=2), clock)

    def first() -> None:
        first_runs.set()
        assert first_may_end.wait(20)
        told["first"] = seconds_so_far(clock)

    executor.submit(first)
    assert first_runs.wait(20)
    clock.advance(2)
    executor.submit(lambda: told.update(second=seconds_so_far(clock)))
    while "second" not in told:
        executor.wait()
    first_may_end.set()
    executor.finish()

    assert told == {"first": 2, "second": 0}


def test_what_a_piece_raises_comes_out_as_before_and_its_room_is_free_again() -> None:
    executor = TimedExecutor(InlineExecutor(), ManualClock())

    def fail() -> None:
        raise ValueError("as before")

    executor.submit(fail)

    assert executor.free == 0
    with pytest.raises(ValueError, match="as before"):
        executor.wait()
    assert executor.free == 1


def test_a_kind_of_unit_is_told_in_words() -> None:
    assert kind_of(Settle(dispatch_id=DispatchId("d"), number=1, subject="s")) == "settle"
    assert kind_of(ReadPage(kind=ScanKind.LEDGER_ALL, begin=True)) == "read-page"
