"""What is SQLite's alone: the file, its settings, and that the hot questions are answered from indexes."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sqlalchemy import Connection as Transaction
from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPICursor

from adapters.storage.engine import READS
from adapters.storage.migrate import upgrade
from adapters.storage.types import time_text
from domain.connection import Connection
from domain.ids import LedgerContactId
from domain.standing import Standing
from tests.contracts.storage_fixtures import OnSqlite, Rig, StorageSuite, sqlite_template
from tests.unit.domain.properties import tried

__all__ = ["sqlite_template"]


@tried
@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))])))
@example(datetime(1, 1, 1, tzinfo=UTC))
@example(datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC))
def test_a_time_is_a_text_that_sorts_as_times_do(time: datetime) -> None:
    assume(time.tzinfo is UTC or time.year > 1)  # before the first year there is no time
    assume(time.year < 9999)

    text = time_text(time)

    assert len(text) == 27
    assert datetime.fromisoformat(text) == time
    assert text < time_text(time + timedelta(microseconds=1))


@contextmanager
def plans(rig: Rig) -> Iterator[list[str]]:
    """How SQLite says that it answers each question of the block."""
    found: list[str] = []

    def explain(
        transaction: Transaction,
        cursor: DBAPICursor,
        statement: str,
        parameters: Any,
        *_: Any,
    ) -> None:
        if statement.startswith(("SELECT", "UPDATE")) and " mirror_contact" in statement:
            asking = cursor.connection.cursor()
            asking.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            found.extend(str(step[3]) for step in asking.fetchall())

    event.listen(rig.engine, "before_cursor_execute", explain)
    yield found
    event.remove(rig.engine, "before_cursor_execute", explain)


class TestFile(OnSqlite, StorageSuite):
    """The file and its settings."""

    def test_it_survives_a_power_cut_and_enforces_its_keys(self, rig: Rig) -> None:
        settings = {
            name: rig.sql(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "foreign_keys")
        }

        assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}

    def test_its_pages_are_of_the_size_that_a_page_of_contacts_fits(self, rig: Rig) -> None:
        assert rig.sql("PRAGMA page_size")[0][0] == 8192

    def test_it_is_its_owners_alone(self, rig: Rig, tmp_path: Path) -> None:
        new = tmp_path / "new" / "store.db"

        upgrade(f"sqlite:///{new}")
        assert new.stat().st_mode & 0o777 == 0o600

    def test_it_is_opened_while_another_program_writes_to_it(self, tmp_path: Path) -> None:
        path = tmp_path / "other.db"
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("CREATE TABLE theirs (x)")
        other.execute("BEGIN IMMEDIATE")

        with ThreadPoolExecutor(1) as pool:
            opening = pool.submit(upgrade, f"sqlite:///{path}")
            with pytest.raises(TimeoutError):
                opening.result(timeout=0.3)
            other.execute("ROLLBACK")
            opening.result(timeout=30)
        other.close()

    def test_a_writer_is_alone_from_its_beginning(self, rig: Rig) -> None:
        path = rig.engine.url.database
        assert path is not None
        other = sqlite3.connect(path, timeout=0, isolation_level=None)

        with rig.engine.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        with rig.engine.execution_options(**{READS: True}).begin() as reading:
            reading.execute(text("SELECT count(*) FROM event"))
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        other.close()


class TestQueryPlans(OnSqlite, StorageSuite):
    """Nothing that a clerk asks walks over all contacts of a connection."""

    def test_the_clerks_questions(self, rig: Rig, connection: Connection) -> None:
        ids = [LedgerContactId("c-1")]
        with rig.writing(connection) as books, plans(rig) as found:
            books.ledger.undecided(10)
            books.ledger.due(10, rig.now)
            books.ledger.undecided_count()
            books.ledger.get(ids[0])
            books.ledger.listing(standings=[Standing.NEEDS_YOU])
            books.ledger.listing(after=ids[0])
            assert [step for step in found if "ORDER BY" in step] == []

            books.ledger.put_page([], 1)
            books.ledger.eligible_by_email(["a@example.com", "b@example.com"])
            books.ledger.planned_people(["ann"])
            books.ledger.planned_companies(["firm"])
            books.ledger.undecide(ids)
            books.ledger.looked_up(ids, rig.now)
            books.ledger.settle(ids[0], Standing.CREATED, 1)
            books.ledger.postpone(ids[0], rig.now + timedelta(hours=1))
            books.ledger.next_due_at()

        searched = [step for step in found if "mirror_contact" in step]
        assert len(searched) >= 14
        whole = "(connection_id=?)"
        assert [step for step in searched if not step.startswith("SEARCH") or step.endswith(whole)] == []

    def test_counting_never_touches_the_rows(self, rig: Rig, connection: Connection) -> None:
        with rig.reading(connection) as books, plans(rig) as found:
            books.ledger.undecided_count()

        assert found == [
            "SEARCH mirror_contact USING COVERING INDEX ix_mirror_contact_stage (connection_id=? AND stage=?)"
        ]
