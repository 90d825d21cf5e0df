"""Where a queue loses or blocks a hint, and what this engine does there. Each was met by running it."""

import threading
import time
from datetime import timedelta

import pytest
import structlog

from adapters.work.queued import engine
from domain.ids import ConnectionId
from tests.contracts.engine_queues import OnQueue, Queue
from tests.contracts.engine_rounds import CLOCK, ONE, TWO, Rounds, running, until
from tests.unit.work.rows import Rows


class TestTraps(OnQueue):
    """One engine or two on one queue. A tick a minute stands for none at all."""

    def test_a_wake_behind_a_running_clerk_begins_when_that_one_ends(
        self, queue: Queue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine, "_LOOK_SECONDS", 60)  # told at once, and not found a while later
        rounds, gate = Rounds(), threading.Event()

        def act(_connection: ConnectionId) -> None:
            assert gate.wait(10)

        rounds.act = act
        here, elsewhere = queue.engine(rounds), queue.engine(rounds)

        with running(here):
            until(queue.is_listened_to)
            elsewhere.wake(ONE)
            until(lambda: rounds.counts[ONE] == 1)
            elsewhere.wake(ONE)
            until(lambda: queue.jobs() == [(ONE, "doing"), (ONE, "todo")])
            elsewhere.wake(ONE)
            time.sleep(0.1)
            assert queue.jobs() == [(ONE, "doing"), (ONE, "todo")]
            gate.set()
            until(lambda: rounds.counts[ONE] == 2)
            until(lambda: not queue.jobs())

        assert rounds.most_at_once[ONE] == 1

    def test_a_wake_behind_a_stalled_job_begins_when_a_tick_has_deleted_that(self, queue: Queue) -> None:
        rounds = Rounds()
        queue.left_by_a_dead_process(ONE)
        one = queue.engine(rounds, tick_seconds=0.2)
        one.wake(ONE)
        until(lambda: queue.jobs() == [(ONE, "doing"), (ONE, "todo")])

        with running(one):
            until(lambda: rounds.counts[ONE] == 1)
            until(lambda: not queue.jobs())

    def test_a_stalled_job_alone_is_deleted_and_state_wakes_anew(self, queue: Queue) -> None:
        rounds = Rounds()
        queue.left_by_a_dead_process(ONE)
        rows = Rows(CLOCK, due=lambda _now: [] if rounds.counts else [ONE])

        with running(queue.engine(rounds, rows, tick_seconds=0.2)):
            until(lambda: rounds.counts[ONE] == 1)
            until(lambda: not queue.jobs())

    def test_a_lost_hint_costs_a_tick(self, queue: Queue) -> None:
        rounds = Rounds()
        one = queue.engine(rounds, Rows(CLOCK, due=lambda _now: [ONE]), tick_seconds=0.2)
        one.wake(ONE)
        until(lambda: queue.jobs() == [(ONE, "todo")])
        queue.ask("DELETE FROM procrastinate_jobs")

        with running(one):
            until(lambda: rounds.counts[ONE] >= 1)

    def test_two_ticks_at_once_wake_once_at_a_time_and_refuse_each_other_harmlessly(
        self, queue: Queue
    ) -> None:
        rounds = Rounds()
        rounds.act = lambda _connection: time.sleep(0.02)
        for each in (ONE, TWO):
            queue.left_by_a_dead_process(each)
        rows = Rows(CLOCK, due=lambda _now: [ONE, TWO])
        one, two = (queue.engine(rounds, rows, tick_seconds=0.02) for _ in range(2))

        with structlog.testing.capture_logs() as logs, running(one), running(two):
            until(lambda: min(rounds.counts[ONE], rounds.counts[TWO]) >= 10)

        assert set(rounds.most_at_once.values()) == {1}
        assert [entry["event"] for entry in logs if entry["log_level"] != "info"] == []

    def test_a_delayed_look_is_overtaken_by_an_urgent_one(self, queue: Queue) -> None:
        rounds = Rounds()
        later = CLOCK.now() + timedelta(seconds=1.5)
        rows = Rows(CLOCK, due=lambda now: [ONE] if later <= now and rounds.counts[ONE] < 2 else [])
        one = queue.engine(rounds, rows, tick_seconds=0.2)

        with running(one):
            until(lambda: len(rows.ticks) > 1)
            one.wake(ONE)
            until(lambda: rounds.counts[ONE] == 1)
            assert CLOCK.now() < later
            assert queue.ask("SELECT 1 FROM procrastinate_jobs WHERE scheduled_at IS NOT NULL") == []
            until(lambda: rounds.counts[ONE] == 2)

        assert CLOCK.now() >= later

    def test_a_job_whose_end_could_not_be_written_blocks_its_connection_for_a_tick(
        self, queue: Queue
    ) -> None:
        rounds = Rounds()
        broken = "procrastinate_finish_job_v1"

        def act(_connection: ConnectionId) -> None:
            if rounds.counts[ONE] == 1:
                queue.ask(f"ALTER FUNCTION {broken} RENAME TO for_a_moment")

        rounds.act = act
        one = queue.engine(rounds, tick_seconds=0.3)
        with running(one):
            one.wake(ONE)
            until(lambda: rounds.counts[ONE] == 1 and not rounds.running[ONE])
            time.sleep(0.2)
            assert queue.jobs() == [(ONE, "doing")]
            queue.ask(f"ALTER FUNCTION for_a_moment RENAME TO {broken}")
            one.wake(ONE)
            until(lambda: rounds.counts[ONE] == 2)
            until(lambda: not queue.jobs())

    def test_a_worker_whose_lines_break_is_followed_by_another_one(self, queue: Queue) -> None:
        rounds, gate = Rounds(), threading.Event()

        def act(connection_id: ConnectionId) -> None:
            assert connection_id == TWO or gate.wait(20)

        rounds.act = act
        one = queue.engine(rounds, Rows(CLOCK), tick_seconds=0.2)

        with structlog.testing.capture_logs(), running(one):
            one.wake(ONE)
            until(lambda: rounds.counts[ONE] == 1)
            for _ in range(3):
                queue.ask(
                    """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE datname = current_database() AND pid <> pg_backend_pid()"""
                )
                time.sleep(0.1)

            def woken() -> bool:
                one.wake(TWO)
                return rounds.counts[TWO] > 0

            until(woken, seconds=20)  # while the first round still runs
            gate.set()

    def test_a_process_that_was_stopped_past_its_lease_finds_its_job_gone_and_goes_on(
        self, queue: Queue
    ) -> None:
        rounds, gate = Rounds(), threading.Event()

        def act(_connection: ConnectionId) -> None:
            if rounds.counts[ONE] == 1:
                assert gate.wait(10)

        rounds.act = act
        one = queue.engine(rounds, tick_seconds=0.2)
        with structlog.testing.capture_logs(), running(one):
            one.wake(ONE)
            until(lambda: rounds.counts[ONE] == 1)
            queue.ask("DELETE FROM procrastinate_workers")  # as the ticks of others do
            until(lambda: not queue.jobs())
            gate.set()

            def woken() -> bool:
                one.wake(ONE)
                return rounds.counts[ONE] > 1

            until(woken, seconds=20)

    def test_a_worker_without_a_heart_is_followed_by_another_one(self, queue: Queue) -> None:
        rounds = Rounds()
        heart = "procrastinate_update_heartbeat_v1"
        one = queue.engine(rounds, tick_seconds=0.2, lease_seconds=2)
        with structlog.testing.capture_logs() as logs, running(one):
            until(lambda: bool(queue.ask("SELECT 1 FROM procrastinate_workers")))
            queue.ask(f"ALTER FUNCTION {heart} RENAME TO for_a_moment")
            until(lambda: "worker-ended" in [entry["event"] for entry in logs])
            queue.ask(f"ALTER FUNCTION for_a_moment RENAME TO {heart}")
            one.wake(ONE)
            until(lambda: rounds.counts[ONE] == 1)
