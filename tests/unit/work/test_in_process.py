"""The engine of one process says when: by hint, by tick, by the nearest look; never twice at a time."""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import pairwise

import structlog

from adapters.clock import SystemClock
from adapters.work.in_process import InProcessEngine
from adapters.work.resting import Resting
from domain.errors import StoreProblem
from domain.ids import ConnectionId
from tests.unit.work.rows import Rows

ONE, TWO, THREE = ConnectionId("one"), ConnectionId("two"), ConnectionId("three")
CLOCK = SystemClock()


class Rounds:
    """Counts rounds; a test may make one connection's do something."""

    def __init__(self) -> None:
        self.counts: Counter[ConnectionId] = Counter()
        self.at: defaultdict[ConnectionId, list[float]] = defaultdict(list)
        self.running: Counter[ConnectionId] = Counter()
        self.most_at_once: Counter[ConnectionId] = Counter()
        self.most_of_all = 0
        self.act: Callable[[ConnectionId], None] = lambda _connection: None
        self._lock = threading.Lock()

    def gaps(self, connection_id: ConnectionId) -> list[float]:
        """Seconds from each round's start to the next one's."""
        at = self.at[connection_id]
        return [later - earlier for earlier, later in pairwise(at)]

    def __call__(self, connection_id: ConnectionId) -> None:
        with self._lock:
            self.at[connection_id].append(time.monotonic())
            self.counts[connection_id] += 1
            self.running[connection_id] += 1
            self.most_of_all = max(self.most_of_all, self.running.total())
            self.most_at_once[connection_id] = max(
                self.most_at_once[connection_id], self.running[connection_id]
            )
        try:
            self.act(connection_id)
        finally:
            with self._lock:
                self.running[connection_id] -= 1


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for what another thread does; fails if it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)


@contextmanager
def running(engine: InProcessEngine) -> Iterator[threading.Thread]:
    stop = threading.Event()
    thread = threading.Thread(target=engine.run, args=(stop.is_set,))
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(timeout=20)
        assert not thread.is_alive()


def make(
    rounds: Rounds,
    rows: Rows | None = None,
    *,
    tick_seconds: float = 60,
    at_once: int = 64,
    nearest: Callable[[datetime], datetime | None] = lambda _now: None,
) -> InProcessEngine:
    return InProcessEngine(
        rounds,
        rows or Rows(CLOCK),
        CLOCK,
        tick_seconds=tick_seconds,
        at_once=at_once,
        nearest=nearest,
    )


def test_a_hint_wakes_at_once_and_only_whom_it_names() -> None:
    rounds = Rounds()
    engine = make(rounds)

    took: list[float] = []
    with running(engine):
        for number in range(1, 6):
            hinted_at = time.monotonic()
            engine.wake(ONE)
            until(lambda number=number: rounds.counts[ONE] == number)  # type: ignore[misc]  # a default binds it
            took.append(rounds.at[ONE][-1] - hinted_at)

    assert sorted(took)[2] < 0.1  # half of the 0.2 s after which it looks for a stop
    assert rounds.counts == {ONE: 5}


def test_a_hint_before_the_engine_runs_is_kept() -> None:
    rounds = Rounds()
    engine = make(rounds)
    engine.wake(ONE)
    engine.wake(ONE)

    with running(engine):
        until(lambda: rounds.counts[ONE] == 1)

    assert rounds.counts == {ONE: 1}


def test_the_tick_wakes_whom_the_store_names() -> None:
    rounds = Rounds()
    rows = Rows(CLOCK, due=lambda _now: [TWO, THREE])

    with running(make(rounds, rows, tick_seconds=0.05)):
        until(lambda: rounds.counts[TWO] >= 3 and rounds.counts[THREE] >= 3)

    assert ONE not in rounds.counts
    assert all(later - earlier >= 0.045 for earlier, later in zip(rows.ticks, rows.ticks[1:], strict=False))


def test_one_connection_never_has_two_rounds_at_a_time_but_several_connections_do() -> None:
    rounds = Rounds()
    rounds.act = lambda _connection: time.sleep(0.02)
    engine = make(rounds)

    with running(engine):
        for _ in range(40):
            engine.wake(ONE)
            engine.wake(TWO)
            engine.wake(THREE)
            time.sleep(0.004)

    assert set(rounds.most_at_once.values()) == {1}
    assert rounds.most_of_all == 3


def test_a_hint_during_a_round_makes_another_one() -> None:
    rounds = Rounds()
    gate = threading.Event()

    def act(_connection: ConnectionId) -> None:
        assert gate.wait(10)

    rounds.act = act
    engine = make(rounds)

    with running(engine):
        engine.wake(ONE)
        until(lambda: rounds.counts[ONE] == 1)
        engine.wake(ONE)
        engine.wake(ONE)
        time.sleep(0.05)
        assert rounds.counts[ONE] == 1
        gate.set()
        until(lambda: rounds.counts[ONE] == 2)

    assert rounds.counts[ONE] == 2


def test_the_nearest_look_is_met_exactly() -> None:
    rounds = Rounds()
    due_at = CLOCK.now() + timedelta(seconds=0.4)
    rows = Rows(CLOCK, due=lambda now: [ONE] if due_at <= now and not rounds.counts else [])
    engine = make(rounds, rows, nearest=lambda now: due_at if now < due_at else None)

    with running(engine):
        due_monotonic = time.monotonic() + (due_at - CLOCK.now()).total_seconds()
        until(lambda: rounds.counts[ONE] == 1)

    assert 0 <= rounds.at[ONE][0] - due_monotonic < 1  # a tick would have taken a minute
    assert len(rows.ticks) < 10


def test_a_look_that_a_round_noted_is_met_without_waiting_for_a_tick() -> None:
    rounds = Rounds()
    noted: list[datetime] = []

    def note(_connection: ConnectionId) -> None:
        if not noted:
            noted.append(CLOCK.now() + timedelta(seconds=0.3))

    rounds.act = note
    rows = Rows(CLOCK, due=lambda now: [ONE] if noted and noted[0] <= now and rounds.counts[ONE] < 2 else [])
    engine = make(rounds, rows, nearest=lambda now: noted[0] if noted and now < noted[0] else None)

    with running(engine):
        until(lambda: bool(rows.ticks))
        engine.wake(ONE)
        until(lambda: rounds.counts[ONE] == 2)

    assert 0.25 < rounds.gaps(ONE)[0] < 2  # a tick would have taken a minute


def test_a_connection_left_with_work_is_not_spun_on() -> None:
    rounds = Rounds()
    rows = Rows(CLOCK, due=lambda _now: [ONE])

    with running(make(rounds, rows, tick_seconds=0.1)):
        until(lambda: rounds.counts[ONE] >= 4)

    assert min(rounds.gaps(ONE)) > 0.08


def test_one_connection_s_failure_is_logged_spaced_out_and_stops_no_other() -> None:
    rounds = Rounds()

    def act(connection_id: ConnectionId) -> None:
        if connection_id == ONE:
            raise StoreProblem("disk-full", table="event")

    rounds.act = act
    rows = Rows(CLOCK, due=lambda _now: [ONE, TWO])
    with structlog.testing.capture_logs() as logs, running(make(rounds, rows, tick_seconds=0.05)):
        until(lambda: rounds.counts[TWO] >= 20, seconds=20)

    failed = [entry for entry in logs if entry["event"] == "round-failed"]
    assert failed[0]["code"] == "disk-full"
    assert failed[0]["facts"] == {"table": "event"}
    assert failed[0]["connection"] == ONE
    assert [entry["failures"] for entry in failed] == list(range(1, len(failed) + 1))
    gaps = rounds.gaps(ONE)
    assert len(gaps) >= 2
    assert all(gap > 0.05 * 2**number * 0.9 for number, gap in enumerate(gaps))


def test_hints_do_not_shorten_the_rest_of_a_connection_that_fails() -> None:
    rounds = Rounds()

    def act(_connection: ConnectionId) -> None:
        raise RuntimeError("a defect")

    rounds.act = act
    engine = make(rounds, tick_seconds=60)
    with structlog.testing.capture_logs() as logs, running(engine):
        for _ in range(20):
            engine.wake(ONE)
            time.sleep(0.01)

    assert rounds.counts[ONE] == 1
    assert [(entry["code"], str(entry["exc_info"])) for entry in logs] == [("RuntimeError", "a defect")]


def test_a_store_that_fails_at_the_tick_does_not_end_the_engine() -> None:
    rounds = Rounds()
    rows = Rows(CLOCK, due=lambda _now: [ONE], failing=StoreProblem("database-locked"))

    with structlog.testing.capture_logs() as logs, running(make(rounds, rows, tick_seconds=0.02)):
        until(lambda: len(rows.ticks) > 2)
        rows.failing = None
        until(lambda: rounds.counts[ONE] > 0)

    assert {(entry["event"], entry["code"]) for entry in logs} == {("tick-failed", "database-locked")}


def test_stopping_finishes_the_rounds_that_run_and_starts_no_other() -> None:
    rounds = Rounds()
    gate, stop = threading.Event(), threading.Event()
    ended: list[ConnectionId] = []

    def act(connection_id: ConnectionId) -> None:
        gate.wait(10)
        ended.append(connection_id)

    rounds.act = act
    engine = make(rounds)
    engine.wake(ONE)
    thread = threading.Thread(target=engine.run, args=(stop.is_set,))
    thread.start()
    until(lambda: rounds.counts[ONE] == 1)
    stop.set()
    time.sleep(0.3)
    engine.wake(TWO)
    assert thread.is_alive()

    gate.set()
    thread.join(timeout=10)

    assert not thread.is_alive()
    assert ended == [ONE]
    assert TWO not in rounds.counts


def test_a_stop_is_noticed_within_half_a_second() -> None:
    began = time.monotonic()
    with running(make(Rounds(), tick_seconds=60)):
        pass

    assert time.monotonic() - began < 0.5 + 1


def test_no_more_rounds_run_at_once_than_allowed_and_nobody_is_forgotten() -> None:
    rounds = Rounds()
    rounds.act = lambda _connection: time.sleep(0.01)
    engine = make(rounds, at_once=2)
    everybody = [ConnectionId(f"c-{number}") for number in range(12)]
    for each in everybody:
        engine.wake(each)

    with running(engine):
        until(lambda: len(rounds.counts) == 12)

    assert rounds.most_of_all == 2
    assert set(rounds.counts.values()) == {1}


def test_an_idle_engine_asks_the_store_at_ticks_only() -> None:
    rows = Rows(CLOCK)

    with running(make(Rounds(), rows, tick_seconds=60)):
        time.sleep(0.5)

    assert len(rows.ticks) == 1


def test_rests_double_up_to_the_longest_and_end_with_a_success() -> None:
    resting = Resting(shortest_seconds=5, longest_seconds=300)

    lengths = [resting.failed(ONE, 1000).until - 1000 for _ in range(8)]

    assert lengths == [5, 10, 20, 40, 80, 160, 300, 300]
    assert resting.rests(ONE, 1299.9)
    assert not resting.rests(ONE, 1300)
    assert not resting.rests(TWO, 1000)
    resting.went_well(ONE)
    assert not resting.rests(ONE, 1000)
    assert resting.failed(ONE, 0).failures == 1


def test_a_rest_stays_finite_after_very_many_failures() -> None:
    resting = Resting(shortest_seconds=5, longest_seconds=300)

    rests = [resting.failed(ONE, 0) for _ in range(5000)]

    assert rests[-1].until == 300
