"""The queue's own tables: made once, by whoever comes first, with nothing in them that matters."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from adapters.work.queued.place import address_of, ensure_queue
from domain.errors import StoreProblem
from tests.conftest import Fill
from tests.contracts.engine_queues import OnQueue, Queue
from tests.contracts.engine_rounds import ONE, Rounds, running, until

TABLES = {
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_workers",
    "procrastinate_periodic_defers",
}


def nothing(url: str) -> None:
    """An empty database stays empty."""


@pytest.fixture
def empty(postgres_template: Callable[[Fill], str]) -> str:
    """A database without a queue."""
    return postgres_template(nothing)


def tables(url: str, schema: str) -> set[str]:
    with psycopg.connect(address_of(url)) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (schema,))
        return {name for (name,) in found}


def test_many_processes_that_begin_together_make_it_once(empty: str) -> None:
    with ThreadPoolExecutor(6) as several:
        list(several.map(ensure_queue, [empty] * 6))

    assert tables(empty, "hubflo_xero_queue") == TABLES
    assert tables(empty, "public") == set()


def test_what_another_version_made_is_made_anew_and_somebody_else_s_is_left_alone(empty: str) -> None:
    with psycopg.connect(address_of(empty)) as connection:
        connection.execute("CREATE TABLE public.procrastinate_jobs (id int)")
        connection.execute("CREATE SCHEMA hubflo_xero_queue")
        connection.execute("CREATE TABLE hubflo_xero_queue.of_old (id int)")
        connection.execute("COMMENT ON SCHEMA hubflo_xero_queue IS 'procrastinate 0'")

    ensure_queue(empty)

    assert tables(empty, "hubflo_xero_queue") == TABLES
    assert tables(empty, "public") == {"procrastinate_jobs"}


def test_what_is_there_stays(empty: str) -> None:
    ensure_queue(empty)
    with psycopg.connect(address_of(empty)) as connection:
        connection.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('a', 'b')")

    ensure_queue(empty)

    with psycopg.connect(address_of(empty)) as connection:
        assert connection.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (1,)


def test_a_database_that_refuses_is_named_by_the_kind_of_its_error_alone(empty: str) -> None:
    name = urlsplit(empty).path.lstrip("/")
    with psycopg.connect(address_of(empty), autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'.encode())

    with pytest.raises(StoreProblem) as refused:
        ensure_queue(empty)

    assert refused.value.reason == "queue-not-made"
    assert refused.value.facts == {"kind": "ReadOnlySqlTransaction"}


@pytest.mark.parametrize(
    ("store", "at"),
    [
        ("postgresql://me:s%40c@books.example:5433/books", "postgresql://me:s%40c@books.example:5433/books?"),
        ("postgresql+psycopg://me@/books?host=%2Frun", "postgresql://me@/books?host=%2Frun&"),
        ("postgresql:///books", "postgresql:///books?"),
    ],
)
def test_the_address_is_the_store_s_with_the_queue_s_schema(store: str, at: str) -> None:
    address = address_of(store)

    assert address.startswith(f"{at}options=")
    [options] = parse_qs(urlsplit(address).query)["options"]
    assert options.endswith("-c search_path=hubflo_xero_queue")


def test_an_operator_s_own_options_stay() -> None:
    [options] = parse_qs(urlsplit(address_of("postgresql:///b?options=-c%20jit%3Doff")).query)["options"]

    assert options.startswith("-c jit=off ")


class TestRows(OnQueue):
    """What lies in the queue, and that it goes away."""

    def test_a_job_carries_the_connection_and_nothing_else(self, queue: Queue) -> None:
        queue.engine(Rounds()).wake(ONE)
        until(lambda: bool(queue.jobs()))

        found = queue.ask("SELECT task_name, lock, queueing_lock, args, scheduled_at FROM procrastinate_jobs")
        assert found == [("visit", ONE, ONE, {"connection": ONE}, None)]

    def test_nothing_is_left_of_what_is_over(self, queue: Queue) -> None:
        rounds = Rounds()
        engine = queue.engine(rounds)
        with running(engine):
            for number in range(1, 4):
                engine.wake(ONE)
                until(lambda number=number: rounds.counts[ONE] == number)  # type: ignore[misc]  # a default binds it

        left = {table: queue.ask(f"SELECT * FROM {table}") for table in TABLES}
        assert left == {table: [] for table in TABLES}
