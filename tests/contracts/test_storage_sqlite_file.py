"""What is SQLite's alone: the file, its settings, and that the hot questions are answered from indexes."""

import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sqlalchemy import Connection as Transaction
from sqlalchemy import event, text

from adapters.storage import engine
from adapters.storage.migrate import upgrade
from adapters.storage.transactions import Transactions
from adapters.storage.types import time_text
from domain.connection import Connection
from domain.ids import LedgerContactId
from domain.invoice import InvoiceId
from domain.invoice_record import Step
from domain.ledger_document import DocumentId
from domain.life import Stage
from domain.standing import Standing
from tests.contracts.storage_fixtures import OnSqlite, Rig, StorageSuite, sqlite_template
from tests.support.disk import AS_SHIPPED
from tests.unit.domain.properties import tried

__all__ = ["sqlite_template"]

DAY = date(2026, 3, 2)


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
def asked(rig: Rig) -> Iterator[list[str]]:
    """What SQLite is asked in the block, values and all, by whatever way."""
    found: list[str] = []
    watched: list[sqlite3.Connection] = []

    def watch(transaction: Transaction) -> None:
        driver = transaction.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_trace_callback(found.append)
        watched.append(driver)

    event.listen(rig.engine, "begin", watch)
    yield found
    event.remove(rig.engine, "begin", watch)
    for driver in watched:
        driver.set_trace_callback(None)


def plan(rig: Rig, statements: Iterable[str], *tables: str) -> list[str]:
    """How SQLite says that it answers each of these that asks one of these tables."""
    assert rig.engine.url.database is not None
    with closing(sqlite3.connect(rig.engine.url.database)) as aside:
        return [
            str(step[3])
            for statement in statements
            if statement.startswith(("SELECT", "UPDATE")) and any(f" {name}" in statement for name in tables)
            for step in aside.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]


class TestFile(OnSqlite, StorageSuite):
    """The file and its settings."""

    def test_it_survives_a_power_cut_and_enforces_its_keys(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine, "_set_up", AS_SHIPPED)
        shipped = engine.open_engine(f"sqlite:///{tmp_path / 'shipped.db'}")
        with shipped.connect() as connection:
            settings = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }
        shipped.dispose()

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
        with Transactions(rig.engine).reading() as reading:
            reading.execute(text("SELECT count(*) FROM event"))
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        other.close()


class TestQueryPlans(OnSqlite, StorageSuite):
    """Nothing that a clerk asks walks over all contacts of a connection."""

    def test_the_clerks_questions(self, rig: Rig, connection: Connection) -> None:
        ids = [LedgerContactId("c-1")]
        with asked(rig) as statements, rig.writing(connection) as books:
            books.ledger.undecided(10)
            books.ledger.due(10, rig.now)
            books.ledger.undecided_count()
            books.ledger.get(ids[0])
            books.ledger.listing(standings=[Standing.NEEDS_YOU])
            books.ledger.listing(after=ids[0])
            assert [step for step in plan(rig, statements, "mirror_contact") if "ORDER BY" in step] == []

            books.ledger.put_page([], 1)
            books.ledger.eligible_by_email(["a@example.com", "b@example.com"])
            books.ledger.planned_people(["ann"])
            books.ledger.planned_companies(["firm"])
            books.ledger.undecide(ids)
            books.ledger.looked_up(ids, rig.now)
            books.ledger.settle(ids[0], Standing.CREATED, 1)
            books.ledger.postpone(ids[0], rig.now + timedelta(hours=1))
            books.ledger.next_due_at()

        searched = [step for step in plan(rig, statements, "mirror_contact") if "mirror_contact" in step]
        assert len(searched) >= 14
        whole = "(connection_id=?)"
        assert [step for step in searched if not step.startswith("SEARCH") or step.endswith(whole)] == []

    def test_counting_never_touches_the_rows(self, rig: Rig, connection: Connection) -> None:
        with asked(rig) as statements, rig.writing(connection) as books:
            books.ledger.undecided_count()

        assert plan(rig, statements, "mirror_contact") == [
            "SEARCH mirror_contact USING COVERING INDEX ix_mirror_contact_stage (connection_id=? AND stage=?)"
        ]


class TestQueryPlansOfInvoices(OnSqlite, StorageSuite):
    """What a clerk asks at every step touches only what is to be done."""

    def test_the_agenda_is_one_statement_that_reads_an_index_of_what_has_a_step(
        self, rig: Rig, connection: Connection
    ) -> None:
        with asked(rig) as statements, rig.writing(connection) as books:
            before = len(statements)
            books.invoices.agenda(rig.now, 50)
            assert len(statements) == before + 1

        found = plan(rig, statements, "invoice")
        searches = [step for step in found if " invoice " in step]
        wanted = "SEARCH invoice USING COVERING INDEX ix_invoice_agenda (connection_id=? AND step=?)"
        assert searches == [wanted] * len(Step)
        assert [step for step in found if "ORDER BY" in step] == []

    def test_what_there_is_at_all_is_one_statement_of_steps_down_an_index(
        self, rig: Rig, connection: Connection
    ) -> None:
        with asked(rig) as statements, rig.reading(connection) as books:
            before = len(statements)
            books.dispatches.open()
            books.requests.open()
            books.ledger.due(50, rig.now)
            books.ledger.next_due_at()
            books.invoices.agenda(rig.now, 50)
            books.invoices.next_due_at()
            books.invoices.waiting_since(Step.SEND)
            books.holds.has_code(["period-locked"])
            assert len(statements) == before + 1

        tables = ("element", "hold", "hook", "invoice", "mirror_contact", "named_write", "nudge", "request")
        found = plan(rig, statements, *tables)
        assert len(found) >= 9 + 2 + 2 * len(Step)
        assert [step for step in found if step.startswith("SCAN") and "CONSTANT" not in step] == []
        assert [step for step in found if "invoice USING" in step and " ix_" not in step] == []

    def test_what_else_is_asked_at_every_step(self, rig: Rig, connection: Connection) -> None:
        tables = ("invoice", "unseen_invoice", "nudge", "named_write", "hold")
        with asked(rig) as statements, rig.writing(connection) as books:
            books.invoices.next_due_at()
            books.invoices.waiting_since(Step.SEND)
            books.invoices.unseen(50)
            books.nudges.open(50)
            books.named_writes.open()
            books.holds.has_code(["period-locked", "tax-choice-needed"])

        assert [step for step in plan(rig, statements, *tables) if step.startswith(("SEARCH", "SCAN"))] == [
            "SEARCH invoice USING INDEX ix_invoice_not_before (connection_id=? AND not_before>?)",
            "SEARCH invoice USING COVERING INDEX ix_invoice_agenda (connection_id=? AND step=?)",
            "SEARCH unseen_invoice USING COVERING INDEX ix_unseen_invoice_wanted_at (connection_id=?)",
            "SEARCH nudge USING INDEX ix_nudge_open (connection_id=?)",
            "SEARCH named_write USING INDEX one_open_write_of_a_kind (connection_id=?)",
            "SEARCH hold USING COVERING INDEX ix_hold_code (connection_id=? AND code=?)",
            "SCAN json_each VIRTUAL TABLE INDEX 1:",
        ]

    def test_nothing_walks_over_all_invoices(self, rig: Rig, connection: Connection) -> None:
        tables = ("invoice", "document", "payload", "nudge", "hook")
        with asked(rig) as statements, rig.writing(connection) as books:
            one, document = InvoiceId("i-1"), DocumentId("d-1")
            books.invoices.many([one])
            books.invoices.of_documents([document])
            books.invoices.find("INV-1")
            books.invoices.not_walked(1, [Stage.LINKED], 50)
            books.invoices.listing(stages=[Stage.HELD])
            books.invoices.undecide(["invoice:i-1"], rig.now)
            books.invoices.raw(one)
            books.documents.by_id([document])
            books.documents.find("INV-1")
            books.documents.like(
                LedgerContactId("c-1"), total=Decimal(1), currency="EUR", earliest=DAY, latest=DAY
            )
            books.nudges.known("h-1", ["1"])
            books.nudges.close([1], rig.now)
            rig.storage.intake.hook("h-1")

        searched = [step for step in plan(rig, statements, *tables) if step.startswith(("SEARCH", "SCAN"))]
        assert len(searched) >= 20
        of_open_ones = "SEARCH invoice USING COVERING INDEX ix_invoice_issued (connection_id=?)"
        by_their_key = ("=?)", "VIRTUAL TABLE INDEX 1:")
        assert [step for step in searched if step.endswith("(connection_id=?)")] == [of_open_ones]
        assert [step for step in searched if not step.endswith((*by_their_key, "dated<?)"))] == []
