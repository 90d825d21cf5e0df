"""What every engine must do: wake by hint and by tick, never two rounds of a connection at a time."""

import threading
import time
from typing import Protocol

import pytest
import structlog

from domain.errors import StoreProblem
from domain.ids import ConnectionId
from domain.ports.engine import Engine
from tests.contracts.engine_rounds import CLOCK, ONE, THREE, TWO, Rounds, running, until
from tests.unit.work.rows import Rows


class Make(Protocol):
    """Makes an engine, closed when the test is over. A tick a minute stands for none at all."""

    def __call__(
        self, rounds: Rounds, rows: Rows | None = None, *, tick_seconds: float = 60, at_once: int = 64
    ) -> Engine:
        """Another one each time."""


class EngineSuite:
    """An engine says when, never what."""

    @pytest.fixture
    def make(self) -> Make:
        """Said by the engine whose exam it is."""
        raise NotImplementedError  # pytest takes the fixture of the subclass

    def test_a_hint_wakes_at_once_and_only_whom_it_names(self, make: Make) -> None:
        rounds = Rounds()
        engine = make(rounds)

        with running(engine):
            for number in range(1, 6):
                engine.wake(ONE)
                until(lambda number=number: rounds.counts[ONE] == number)  # type: ignore[misc]  # a default binds it

        assert rounds.counts == {ONE: 5}

    def test_a_hint_before_the_engine_runs_is_kept(self, make: Make) -> None:
        rounds = Rounds()
        engine = make(rounds)
        engine.wake(ONE)
        engine.wake(ONE)

        with running(engine):
            until(lambda: rounds.counts[ONE] == 1)

        assert rounds.counts == {ONE: 1}

    def test_the_tick_wakes_whom_the_store_names(self, make: Make) -> None:
        rounds = Rounds()
        rows = Rows(CLOCK, due=lambda _now: [TWO, THREE])

        with running(make(rounds, rows, tick_seconds=0.05)):
            until(lambda: rounds.counts[TWO] >= 3 and rounds.counts[THREE] >= 3)

        assert ONE not in rounds.counts
        assert all(
            later - earlier >= 0.045 for earlier, later in zip(rows.ticks, rows.ticks[1:], strict=False)
        )

    def test_one_connection_never_has_two_rounds_at_a_time_but_several_connections_do(
        self, make: Make
    ) -> None:
        rounds, together = Rounds(), threading.Barrier(3)

        def act(connection_id: ConnectionId) -> None:
            if rounds.counts[connection_id] == 1:
                together.wait(10)  # each goes on when all three are in their first round
            time.sleep(0.02)

        rounds.act = act
        engine = make(rounds)

        with running(engine):
            for _ in range(40):
                engine.wake(ONE)
                engine.wake(TWO)
                engine.wake(THREE)
                time.sleep(0.004)
            until(lambda: min(rounds.counts[one] for one in (ONE, TWO, THREE)) > 1)

        assert rounds.most_at_once == {ONE: 1, TWO: 1, THREE: 1}
        assert not together.broken

    def test_a_hint_during_a_round_makes_another_one(self, make: Make) -> None:
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

    def test_a_connection_left_with_work_is_not_spun_on(self, make: Make) -> None:
        rounds = Rounds()
        rows = Rows(CLOCK, due=lambda _now: [ONE])

        with running(make(rounds, rows, tick_seconds=0.1)):
            until(lambda: rounds.counts[ONE] >= 4)

        assert rounds.counts[ONE] <= len(rows.ticks)

    def test_one_connection_s_failure_is_logged_spaced_out_and_stops_no_other(self, make: Make) -> None:
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

    def test_hints_do_not_shorten_the_rest_of_a_connection_that_fails(self, make: Make) -> None:
        rounds = Rounds()

        def act(_connection: ConnectionId) -> None:
            raise RuntimeError("a defect")

        rounds.act = act
        engine = make(rounds, tick_seconds=60)
        with structlog.testing.capture_logs() as logs, running(engine):
            engine.wake(ONE)
            until(lambda: rounds.counts[ONE] == 1)
            for _ in range(20):
                engine.wake(ONE)
                time.sleep(0.01)

        assert rounds.counts[ONE] == 1
        assert [(entry["code"], str(entry["exc_info"])) for entry in logs] == [("RuntimeError", "a defect")]

    def test_a_store_that_fails_at_the_tick_does_not_end_the_engine(self, make: Make) -> None:
        rounds = Rounds()
        rows = Rows(CLOCK, due=lambda _now: [ONE], failing=StoreProblem("database-locked"))

        with structlog.testing.capture_logs() as logs, running(make(rounds, rows, tick_seconds=0.02)):
            until(lambda: len(rows.ticks) > 2)
            rows.failing = None
            until(lambda: rounds.counts[ONE] > 0)

        assert {(entry["event"], entry["code"]) for entry in logs} == {("tick-failed", "database-locked")}

    def test_stopping_finishes_the_rounds_that_run_and_starts_no_other(self, make: Make) -> None:
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

    def test_a_stop_is_noticed_before_the_next_tick(self, make: Make) -> None:
        rows = Rows(CLOCK)
        with running(make(Rounds(), rows, tick_seconds=60)):
            until(lambda: len(rows.ticks) == 1)

        assert len(rows.ticks) == 1

    def test_no_more_rounds_run_at_once_than_allowed_and_nobody_is_forgotten(self, make: Make) -> None:
        rounds, two = Rounds(), threading.Barrier(2)

        def act(_connection_id: ConnectionId) -> None:
            two.wait(10)  # nobody goes on alone
            time.sleep(0.01)

        rounds.act = act
        engine = make(rounds, at_once=2)
        everybody = [ConnectionId(f"c-{number}") for number in range(12)]
        for each in everybody:
            engine.wake(each)

        with running(engine):
            until(lambda: len(rounds.counts) == 12)

        assert rounds.most_of_all == 2
        assert set(rounds.counts.values()) == {1}

    def test_who_has_more_to_do_goes_on_behind_whoever_waits_and_waits_for_no_tick(self, make: Make) -> None:
        rounds = Rounds()
        rounds.has_more = lambda connection_id: rounds.counts[connection_id] < 3
        engine = make(rounds, at_once=1)
        both_wait = threading.Event()

        def act(_connection_id: ConnectionId) -> None:
            assert both_wait.wait(10)

        rounds.act = act
        engine.wake(ONE)
        with running(engine):
            until(lambda: rounds.counts[ONE] == 1)
            engine.wake(TWO)
            both_wait.set()
            until(lambda: rounds.counts == {ONE: 3, TWO: 3})

        assert rounds.order == [ONE, TWO, ONE, TWO, ONE, TWO]

    def test_an_idle_engine_asks_the_store_at_ticks_only(self, make: Make) -> None:
        rows = Rows(CLOCK)

        with running(make(Rounds(), rows, tick_seconds=60)):
            time.sleep(0.5)

        assert len(rows.ticks) == 1
