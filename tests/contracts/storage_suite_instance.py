"""What every store must do as a whole: its place, taking it over, saving it and filling it again."""

import gzip
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from adapters.storage.engine import open_engine
from adapters.storage.migrate import newest, upgrade_within
from adapters.storage.transactions import Transactions
from domain.connection import Connection, ConnectionState
from domain.contact import Company
from domain.dispatch import Act, Dispatch, Element, ElementState
from domain.errors import Invalid, WrongInstance
from domain.ids import CompanyId, DispatchId, LedgerContactId
from domain.reasons import Reason
from domain.scan import ScanKind
from tests.contracts.storage_bills import whole_document, whole_record
from tests.contracts.storage_fixtures import Rig, StorageSuite
from tests.contracts.storage_suite_intake import hook
from tests.contracts.storage_suite_said import snapshot


def as_of_schema(schema: str, backup: bytes, folder: Path) -> bytes:
    """The backup without what that schema did not have."""
    engine = open_engine(f"sqlite:///{folder / schema}.db")
    with Transactions(engine).writing() as transaction:
        upgrade_within(transaction, schema)
        tables = inspect(transaction)
        known = {name: {c["name"] for c in tables.get_columns(name)} for name in tables.get_table_names()}
    engine.dispose()
    header, *lines, _ = [json.loads(line) for line in gzip.decompress(backup).splitlines()]
    kept: list[Any] = [{**header, "schema": schema}]
    rows, columns, places = 0, set[str](), list[int]()
    for line in lines:
        if isinstance(line, dict):
            columns = known.get(line["table"], set())
            places = [place for place, name in enumerate(line["columns"]) if name in columns]
            kept += [{**line, "columns": [line["columns"][place] for place in places]}] if columns else []
        elif columns:
            kept.append([line[place] for place in places])
            rows += 1
    kept.append({"rows": rows})
    return gzip.compress("\n".join(map(json.dumps, kept)).encode())


class InstanceSuite(StorageSuite):
    """The store as a whole."""

    def open_dispatches(self, rig: Rig, connection: Connection) -> None:
        """One dispatch with two elements in flight, one that is done."""
        with rig.writing(connection) as books:
            for name, states in {
                "flying": (ElementState.DISPATCHED, ElementState.DISPATCHED),
                "done": (ElementState.DONE,),
            }.items():
                books.dispatches.add(
                    Dispatch(
                        id=DispatchId(name),
                        at=rig.now,
                        method="POST",
                        path="/",
                        body_hash="",
                        give_up_at=rig.now + timedelta(seconds=30),
                        fence=1,
                        settings_version=0,
                        elements=tuple(
                            Element(number=n, act=Act.CREATE_PERSON, subject=f"contact:{n}", state=state)
                            for n, state in enumerate(states, start=1)
                        ),
                    )
                )

    def test_a_store_knows_itself(self, rig: Rig) -> None:
        state = rig.storage.instance.state()

        assert (state.place, state.stopped_at, state.schema) == ("", None, newest())
        assert rig.storage.instance.state() == state
        rig.storage.instance.stop_all(rig.now)
        assert rig.storage.instance.state().stopped_at == rig.now
        rig.storage.instance.resume_all()
        assert rig.storage.instance.state().stopped_at is None

    def test_a_copy_elsewhere_is_refused_until_taken_over(self, rig: Rig) -> None:
        rig.storage.instance.check_place()
        rig.storage.instance.check_place()
        copy = rig.elsewhere(place="another host")

        with pytest.raises(WrongInstance):
            copy.instance.check_place()
        assert copy.instance.take_over(rig.now) == 0
        copy.instance.check_place()
        with pytest.raises(WrongInstance):
            rig.storage.instance.check_place()

    def test_taking_over_believes_nothing(self, rig: Rig, connection: Connection) -> None:
        ended = rig.end(rig.connect("ended", portal="portal-2"))
        lease = rig.storage.leases.take(connection.id, "one")
        rig.storage.grants.lock_refresh(connection.grant_id, "one", 10)
        self.open_dispatches(rig, connection)

        assert rig.storage.instance.take_over(rig.now) == 1

        with rig.reading(connection) as books:
            elements = [one.element for one in books.dispatches.open()]
            assert books.connection.distrusted_at == rig.now
        assert {element.state for element in elements} == {ElementState.UNKNOWN}
        assert {element.look_at for element in elements} == {rig.now + timedelta(seconds=30)}
        assert rig.storage.connections.get(ended.id).distrusted_at is None
        assert lease is not None
        assert rig.storage.leases.renew(lease) is None
        newer = rig.storage.leases.take(connection.id, "two")
        assert newer is not None
        assert newer.fence > lease.fence + 1
        assert rig.storage.grants.lock_refresh(connection.grant_id, "two", 10)

    def test_a_backup_fills_an_empty_store(
        self, rig: Rig, empty: Rig, connection: Connection, tmp_path: Path
    ) -> None:
        file = str(tmp_path / "backup.gz")
        ended = rig.end(rig.connect("ended", portal="portal-2"))
        self.open_dispatches(rig, connection)
        rig.storage.instance.check_place()
        with rig.writing(connection) as books:
            books.ledger.forget(LedgerContactId("c-1"), Reason(code="forgotten"))
            books.events.add(at=rig.now, actor="ann", subject="x", code="y", facts={"name": "Zoë"})
            story = books.events.latest()
            books.invoices.put(whole_record())
            books.documents.put([whole_document()], rig.now)
            books.hooks.add(hook())
            books.hooks.made("h-1", "remote-1", "hook-secret")
        rig.storage.apps.set_webhook_key(connection.app_id, "webhook-key")

        rows = rig.storage.instance.backup(file, rig.now)
        later = rig.now + timedelta(hours=1)
        assert empty.storage.instance.restore(file, later) == rows

        restored = empty.storage.connections.get(connection.id)
        assert (restored.state, restored.distrusted_at) == (ConnectionState.PAUSED, later)
        assert empty.storage.connections.get(ended.id) == ended
        assert empty.storage.connections.api_key(connection.id) == "portal-key"
        assert empty.storage.grants.tokens(connection.grant_id) == rig.tokens()
        with empty.reading(connection) as books:
            assert books.events.latest() == story
            assert {one.element.state for one in books.dispatches.open()} == {ElementState.UNKNOWN}
            kept = books.ledger.get(LedgerContactId("c-1"))
            assert kept is not None
            assert kept.forgotten
            assert books.invoices.get(whole_record().id) == whole_record()
            assert books.invoices.raw(whole_record().id) == whole_record().invoice.raw
            assert books.documents.by_id([whole_document().id]) == {whole_document().id: whole_document()}
        known = empty.storage.intake.hook("h-1")
        assert known is not None
        assert (known.connection_id, known.secret) == (connection.id, "hook-secret")
        assert empty.storage.apps.webhook_key(connection.app_id) == "webhook-key"
        empty.storage.instance.check_place()
        assert empty.storage.instance.state().id == rig.storage.instance.state().id
        assert empty.storage.instance.state().schema == newest()

    @pytest.mark.parametrize("behind", [timedelta(0), timedelta(minutes=3)])
    def test_no_reading_of_a_backup_counts_where_the_clock_is_behind(
        self, rig: Rig, empty: Rig, connection: Connection, tmp_path: Path, behind: timedelta
    ) -> None:
        file = str(tmp_path / "backup.gz")
        with rig.writing(connection) as books:
            books.scans.start(ScanKind.PORTAL_PEOPLE, now=rig.now)
        rig.storage.instance.backup(file, rig.now)

        empty.storage.instance.restore(file, rig.now - behind)

        distrusted_at = empty.storage.connections.get(connection.id).distrusted_at
        with empty.reading(connection) as books:
            started_at = books.scans.latest()[ScanKind.PORTAL_PEOPLE].started_at
        assert distrusted_at is not None
        assert started_at < distrusted_at

    def test_what_was_read_later_by_another_clock_gives_way(
        self, rig: Rig, empty: Rig, connection: Connection, tmp_path: Path
    ) -> None:
        file, ahead = str(tmp_path / "backup.gz"), rig.now + timedelta(days=400)
        with rig.writing(connection) as books:
            books.documents.put([whole_document()], ahead)
            books.portal.put_companies([Company(id=CompanyId("k-1"), name="Acme")], ahead)
            books.findings.put_ledger_books(snapshot(read_at=ahead))
        rig.storage.instance.backup(file, rig.now)

        empty.storage.instance.restore(file, rig.now)

        read = replace(whole_document(), reference="read anew")
        with empty.writing(connection) as books:
            books.documents.put([read], rig.now)
            books.portal.put_companies([Company(id=CompanyId("k-1"), name="Acme & Co")], rig.now)
            books.findings.put_ledger_books(snapshot(read_at=rig.now))

            assert books.documents.by_id([read.id]) == {read.id: read}
            assert books.portal.company(CompanyId("k-1")) == Company(id=CompanyId("k-1"), name="Acme & Co")
            assert books.findings.ledger_books() == snapshot(read_at=rig.now)

    def test_a_backup_of_the_first_schema_is_brought_up_to_date(
        self, rig: Rig, empty: Rig, connection: Connection, tmp_path: Path
    ) -> None:
        file, older = tmp_path / "backup.gz", tmp_path / "older.gz"
        acme = Company(id=CompanyId("k-1"), name="Acme", email="a@acme.com")
        with rig.writing(connection) as books:
            books.portal.put_companies([acme], rig.now)
        rig.storage.instance.backup(str(file), rig.now)
        older.write_bytes(as_of_schema("0001", file.read_bytes(), tmp_path))

        empty.storage.instance.restore(str(older), rig.now)

        with empty.writing(connection) as books:
            assert books.portal.company(acme.id) == acme
            books.invoices.put(whole_record())
        assert empty.storage.apps.webhook_key(connection.app_id) == ""
        assert empty.storage.instance.state().schema == newest()

    def test_a_backup_says_what_it_is(self, rig: Rig, connection: Connection, tmp_path: Path) -> None:
        file = tmp_path / "backup.gz"
        rows = rig.storage.instance.backup(str(file), rig.now)

        with gzip.open(file, "rt") as opened:
            lines = [json.loads(line) for line in opened]
        assert lines[0] == {
            "format": "hubflo-xero-backup",
            "version": 1,
            "schema": newest(),
            "at": "2026-03-02T12:00:00.000000Z",
        }
        assert lines[-1] == {"rows": rows}
        assert file.stat().st_mode & 0o777 == 0o600
        assert "portal-key" not in str(lines)
        assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["backup.gz"]

    def test_a_backup_replaces_no_file(self, rig: Rig, tmp_path: Path) -> None:
        file = tmp_path / "there"
        file.write_text("precious")

        with pytest.raises(Invalid, match="file-exists"):
            rig.storage.instance.backup(str(file), rig.now)
        assert file.read_text() == "precious"

    def test_a_used_store_is_not_filled(self, rig: Rig, connection: Connection, tmp_path: Path) -> None:
        file = str(tmp_path / "backup.gz")
        rig.storage.instance.backup(file, rig.now)

        with pytest.raises(Invalid, match="store-not-empty"):
            rig.storage.instance.restore(file, rig.now)
        assert rig.storage.connections.get(connection.id) == connection

    @pytest.mark.parametrize(
        "change",
        ["missing", "text", "cut", "short", "torn", "foreign", "columns", "table", "strange"],
    )
    def test_what_is_no_backup_changes_nothing(
        self, rig: Rig, empty: Rig, connection: Connection, tmp_path: Path, change: str
    ) -> None:
        file = tmp_path / "backup.gz"
        rig.storage.instance.backup(str(file), rig.now)
        whole = file.read_bytes()
        lines = gzip.decompress(whole).decode().splitlines()
        rows = [line for line in lines if line.startswith("[")]
        strange = '{"table": "strange", "columns": ["id"]}'
        spoilt = {
            "missing": None,
            "text": b"not gzip at all",
            "cut": whole[: len(whole) // 2],
            "short": gzip.compress("\n".join(line for line in lines if line != rows[-1]).encode()),
            "torn": gzip.compress("\n".join(line for line in lines if line != rows[0]).encode()),
            "strange": gzip.compress("\n".join([lines[0], strange, lines[-1]]).encode()),
            "foreign": gzip.compress(b'{"format": "other"}\n'),
            "columns": gzip.compress("\n".join([*lines[:2], "[1]", *lines[2:]]).encode()),
            "table": gzip.compress("\n".join([lines[0], '{"table": 5}', lines[-1]]).encode()),
        }[change]
        file.unlink()
        if spoilt is not None:
            file.write_bytes(spoilt)
        before = empty.storage.instance.state()

        with pytest.raises(Invalid, match="not-a-backup"):
            empty.storage.instance.restore(str(file), rig.now)
        assert empty.storage.instance.state() == before
        assert empty.storage.connections.all(with_ended=True) == ()

    @pytest.mark.parametrize(("name", "value"), [("schema", "9999"), ("version", 2)])
    def test_a_newer_backup_is_refused(
        self, rig: Rig, empty: Rig, tmp_path: Path, name: str, value: object
    ) -> None:
        file = tmp_path / "backup.gz"
        header = {"format": "hubflo-xero-backup", "version": 1, "schema": newest(), "at": "", name: value}
        file.write_bytes(gzip.compress(json.dumps(header).encode() + b'\n{"rows": 0}\n'))

        with pytest.raises(Invalid, match="backup-newer"):
            empty.storage.instance.restore(str(file), rig.now)
