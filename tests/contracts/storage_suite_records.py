"""What every set of books must remember: holds, scans, answers, requests, settings."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from domain.connection import Connection
from domain.decision import Answer, AnswerKind
from domain.errors import StoreProblem
from domain.hold import Cause, Hold
from domain.ids import CompanyId, LedgerContactId, PersonId, RequestId
from domain.ports.store import Books
from domain.request import RequestKind
from domain.scan import INVOICE_WALKS, LEDGER_SCANS, PORTAL_SCANS, Scan, ScanKind
from tests.contracts.storage_fixtures import Rig, StorageSuite

ASK = Cause(code="email-alone", key="email-alone:x@example.com", facts={"email": "x@example.com"})
OTHER = Cause(code="name-taken", key="name-taken:jane")


class HoldsSuite(StorageSuite):
    """Rows of `Holds`."""

    def test_the_same_cause_keeps_its_beginning(self, rig: Rig, connection: Connection) -> None:
        later = rig.now + timedelta(hours=1)
        fresher = replace(ASK, facts={"email": "y"})
        with rig.writing(connection) as books:
            assert books.holds.put("contact:1", ASK, rig.now)
            assert not books.holds.put("contact:1", fresher, later)
            assert books.holds.of("contact:1") == Hold(subject="contact:1", cause=fresher, since=rig.now)
            assert books.holds.put("contact:1", OTHER, later)
            assert books.holds.of("contact:1") == Hold(subject="contact:1", cause=OTHER, since=later)

    def test_release_answers_what_was_held(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.holds.put("contact:1", ASK, rig.now)
            assert books.holds.release("contact:1") == Hold(subject="contact:1", cause=ASK, since=rig.now)
            assert books.holds.release("contact:1") is None
            assert books.holds.of("contact:1") is None

    def test_holds_oldest_first_and_by_cause(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")
        with rig.writing(connection) as books:
            books.holds.put("contact:1", OTHER, rig.now + timedelta(microseconds=2))
            books.holds.put("contact:2", ASK, rig.now + timedelta(microseconds=1))
            books.holds.put("contact:3", ASK, rig.now + timedelta(microseconds=3))
            assert [hold.subject for hold in books.holds.all()] == ["contact:2", "contact:1", "contact:3"]
            assert [hold.subject for hold in books.holds.with_key(ASK.key)] == ["contact:2", "contact:3"]
            found = books.holds.by_subject(["contact:3", "contact:1", "contact:0", "contact:1"])
            assert found == {subject: books.holds.of(subject) for subject in ("contact:1", "contact:3")}
            assert books.holds.by_subject([]) == {}
            assert books.holds.with_codes([ASK.code]) == ("contact:2", "contact:3")
            assert books.holds.with_codes([ASK.code, OTHER.code]) == ("contact:1", "contact:2", "contact:3")
            assert books.holds.has_code([OTHER.code, "none"])
            assert not books.holds.has_code(["none"])
            assert not books.holds.has_code([])
        with rig.writing(other) as books:
            assert books.holds.all() == books.holds.with_key(ASK.key) == ()
            assert books.holds.with_codes([ASK.code]) == ()
            assert not books.holds.has_code([ASK.code])
            assert books.holds.by_subject(["contact:1"]) == {}
            assert books.holds.release("contact:1") is None


class ScansSuite(StorageSuite):
    """Rows of `Scans`."""

    def test_numbers_grow_whatever_the_kind(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            assert books.scans.current_run() == 0
            assert books.scans.latest() == books.scans.latest_finished() == {}
            people = books.scans.start(ScanKind.PORTAL_PEOPLE, now=rig.now)
            assert books.scans.current_run() == 0
            ledger = books.scans.start(
                ScanKind.LEDGER_CHANGES, now=rig.now, since=rig.now - timedelta(days=1)
            )

        assert people == Scan(number=1, kind=ScanKind.PORTAL_PEOPLE, started_at=rig.now)
        assert (ledger.number, ledger.since) == (2, rig.now - timedelta(days=1))
        with rig.reading(connection) as books:
            assert books.scans.current_run() == 2
            assert books.scans.latest() == {people.kind: people, ledger.kind: ledger}

    def test_a_saved_scan_goes_on_where_it_was(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            begun = books.scans.start(ScanKind.LEDGER_ALL, now=rig.now)
            further = replace(
                begun,
                next_page=3,
                as_of=rig.now,
                read=2000,
                expected=2345,
                attempts=1,
                not_before=rig.now + timedelta(minutes=1),
            )
            books.scans.save(further)

        with rig.reading(connection) as books:
            assert books.scans.latest() == {ScanKind.LEDGER_ALL: further}

    def test_the_newest_finished_may_be_older_than_the_newest(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            first = replace(books.scans.start(ScanKind.LEDGER_ALL, now=rig.now), finished_at=rig.now)
            books.scans.save(first)
            second = books.scans.start(ScanKind.LEDGER_ALL, now=rig.now)

            assert books.scans.latest() == {ScanKind.LEDGER_ALL: second}
            assert books.scans.latest_finished() == {ScanKind.LEDGER_ALL: first}

    def finished(self, rig: Rig, books: Books, kind: ScanKind) -> Scan:
        """A scan of that kind, begun and finished."""
        scan = replace(books.scans.start(kind, now=rig.now), finished_at=rig.now)
        books.scans.save(scan)
        return scan

    @pytest.mark.parametrize("kind", [*INVOICE_WALKS, ScanKind.LEDGER_DOCUMENTS])
    def test_of_walks_that_never_end_few_are_kept(
        self, rig: Rig, connection: Connection, kind: ScanKind
    ) -> None:
        other = rig.connect("other", portal="portal-2")
        with rig.writing(other) as books:
            self.finished(rig, books, kind)
        with rig.writing(connection) as books:
            people = self.finished(rig, books, ScanKind.PORTAL_PEOPLE)
            *_, newest = [self.finished(rig, books, kind) for _ in range(3)]
            given_up = books.scans.start(kind, now=rig.now)
            begun = books.scans.start(kind, now=rig.now)

            assert (newest.number, given_up.number, begun.number) == (4, 5, 6)
            assert books.scans.latest() == {people.kind: people, kind: begun}
            assert books.scans.latest_finished() == {people.kind: people, kind: newest}
            assert self.finished(rig, books, kind).number == 7
        kept = rig.sql("SELECT number FROM scan WHERE connection_id = :id ORDER BY number", id=connection.id)
        assert [number for (number,) in kept] == [1, 4, 7]
        assert rig.sql("SELECT count(*) FROM scan WHERE connection_id = :id", id=other.id) == [(1,)]

    def test_no_number_is_given_twice(self, rig: Rig, connection: Connection) -> None:
        """Though the rows of most of them are gone, in whatever order they were begun and finished."""
        chance, given = Random(7), list[int]()
        with rig.writing(connection) as books:
            for _ in range(60):
                scan = books.scans.start(chance.choice(list(ScanKind)), now=rig.now)
                given.append(scan.number)
                if chance.random() < 0.6:
                    books.scans.save(replace(scan, finished_at=rig.now))

        assert given == list(range(1, 61))

    @pytest.mark.parametrize("kind", [*LEDGER_SCANS, *PORTAL_SCANS])
    def test_readings_of_contacts_are_all_kept(
        self, rig: Rig, connection: Connection, kind: ScanKind
    ) -> None:
        with rig.writing(connection) as books:
            for _ in range(3):
                self.finished(rig, books, kind)

        assert rig.sql("SELECT count(*) FROM scan") == [(3,)]

    def test_a_scan_that_was_never_begun_is_not_saved(self, rig: Rig, connection: Connection) -> None:
        ghost = Scan(number=5, kind=ScanKind.LEDGER_ALL, started_at=rig.now)
        with pytest.raises(StoreProblem, match="scan-unknown"), rig.writing(connection) as books:
            books.scans.save(ghost)


class AnswersSuite(StorageSuite):
    """Rows of `Answers`."""

    def test_a_later_answer_replaces_an_earlier_one(self, rig: Rig, connection: Connection) -> None:
        contact_id = LedgerContactId("c-1")
        same = Answer(
            contact_id=contact_id,
            kind=AnswerKind.SAME_AS,
            person_id=PersonId("p-1"),
            at=rig.now,
            actor="ann",
        )
        new = Answer(
            contact_id=contact_id,
            kind=AnswerKind.NEW,
            first_name="Zoë",
            last_name="X",
            company_id=CompanyId("k-1"),
            at=rig.now + timedelta(hours=1),
            actor="bob",
        )
        with rig.writing(connection) as books:
            books.answers.put(same)
            assert books.answers.of([contact_id]) == {contact_id: same}
            books.answers.put(new)
            assert books.answers.of([contact_id, LedgerContactId("c-2")]) == {contact_id: new}
            books.answers.remove(contact_id)
            assert books.answers.of([contact_id]) == {}


class RequestsSuite(StorageSuite):
    """Rows of `Requests`."""

    def test_requests_are_open_until_closed(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            second = books.requests.add(RequestKind.DRY_RUN, now=rig.now + timedelta(seconds=1), actor="ann")
            first = books.requests.add(RequestKind.IMPORT_ALL, now=rig.now, actor="bob")

        with rig.writing(connection) as books:
            assert books.requests.open() == (first, second)
            books.requests.close(first.id, rig.now)
            books.requests.close(first.id, rig.now + timedelta(days=1))
            assert books.requests.open() == (second,)
            assert not books.requests.is_open(first.id)
            assert books.requests.is_open(second.id)
            assert not books.requests.is_open(RequestId("unknown"))


class SettingsRowsSuite(StorageSuite):
    """Rows of `SettingsRows`."""

    def test_every_change_is_a_new_version(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            assert books.settings.current() == (0, {})
            assert books.settings.put({"rhythm": "fast"}, now=rig.now, actor="ann") == 1
            assert books.settings.put({"rhythm": "slow", "x": "y"}, now=rig.now, actor="bob") == 2
            assert books.settings.current() == (2, {"rhythm": "slow", "x": "y"})

        kept = rig.sql("SELECT version, actor, settings FROM settings_version ORDER BY version")
        assert kept == [(1, "ann", '{"rhythm":"fast"}'), (2, "bob", '{"rhythm":"slow","x":"y"}')]
