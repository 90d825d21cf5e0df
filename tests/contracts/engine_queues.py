"""Engines on a database of the test's own that holds a queue, and looks into that queue."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import Any

import psycopg
import pytest

from adapters.work.queued.engine import Pace, QueuedEngine
from adapters.work.queued.place import address_of, ensure_queue
from domain.ids import ConnectionId
from tests.conftest import Fill
from tests.contracts.engine_rounds import CLOCK, Rounds
from tests.contracts.engine_suite import Make
from tests.unit.work.rows import Rows


class Queue:
    """The queue as it lies in the database, and engines on it."""

    def __init__(self, url: str, closed_at_the_end: ExitStack) -> None:
        """Nothing is made yet."""
        self.url = url
        self._closed = closed_at_the_end

    def engine(
        self,
        rounds: Rounds,
        rows: Rows | None = None,
        *,
        tick_seconds: float = 60,
        at_once: int = 64,
        lease_seconds: float = 20,
    ) -> QueuedEngine:
        """One process's."""
        pace = Pace(tick_seconds=tick_seconds, lease_seconds=lease_seconds, at_once=at_once)
        engine = QueuedEngine(self.url, rounds, rows or Rows(CLOCK), CLOCK, pace)
        return self._closed.enter_context(closing(engine))

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a statement answers, or nothing."""
        with psycopg.connect(address_of(self.url), autocommit=True) as connection:
            done = connection.execute(statement.encode(), values)
            return done.fetchall() if done.description else []

    def jobs(self) -> Sequence[tuple[ConnectionId, str]]:
        """Each job's connection and its status, the oldest first."""
        found = self.ask("SELECT lock, status::text FROM procrastinate_jobs ORDER BY id")
        return [(ConnectionId(lock), status) for lock, status in found]

    def is_listened_to(self) -> bool:
        """Whether a worker hears what is announced from now on."""
        heard = self.ask(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE %s",
            'LISTEN "procrastinate_queue%',
        )
        return bool(heard)

    def left_by_a_dead_process(self, connection_id: ConnectionId) -> None:
        """A job that somebody began who has not been heard of for an hour."""
        [[dead]] = self.ask(
            """INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')
               RETURNING id"""
        )
        self.ask(
            """INSERT INTO procrastinate_jobs
                   (queue_name, task_name, lock, queueing_lock, args, status, worker_id)
               VALUES ('clerks', 'visit', %s, %s, jsonb_build_object('connection', %s::text), 'doing', %s)""",
            *[connection_id] * 3,
            dead,
        )


@contextmanager
def queue_on(postgres_template: Callable[[Fill], str]) -> Iterator[Queue]:
    """A database with an empty queue; all engines on it are closed at the end."""
    url = postgres_template(ensure_queue)
    with ExitStack() as closed_at_the_end:
        yield Queue(url, closed_at_the_end)


class OnQueue:
    """For suites: engines on a queue."""

    @pytest.fixture
    def queue(self, postgres_template: Callable[[Fill], str]) -> Iterator[Queue]:
        """Of this test alone."""
        with queue_on(postgres_template) as queue:
            yield queue

    @pytest.fixture
    def make(self, queue: Queue) -> Make:
        """Each engine is one process's."""
        return queue.engine
