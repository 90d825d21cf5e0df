"""What every story must remember: events in their order, whom they tell of, and what is blanked."""

import pytest

from domain.connection import Connection
from domain.dispatch import ElementState
from domain.errors import StoreProblem
from domain.event import Event
from domain.ids import DispatchId
from tests.contracts.storage_bills import record
from tests.contracts.storage_fixtures import FIRST, Rig, StorageSuite
from tests.contracts.storage_payments import payment
from tests.contracts.storage_suite_ledger_mirror import sighting


class EventsSuite(StorageSuite):
    """Rows of `Events`."""

    def tell(self, rig: Rig, connection: Connection, subject: str, **facts: str) -> None:
        """Add one event."""
        with rig.writing(connection) as books:
            books.events.add(
                at=rig.now, actor="ann", subject=subject, code="held", facts=facts, request_id="r-1"
            )

    def test_a_connection_is_born_with_the_first_event_of_its_story(
        self, rig: Rig, connection: Connection
    ) -> None:
        with rig.reading(connection) as books:
            assert books.events.latest() == (FIRST,)

    def test_an_event_comes_back_whole(self, rig: Rig, connection: Connection) -> None:
        self.tell(rig, connection, "contact:1", name="Zoë \x00 \ud800", email="z@example.com")

        with rig.reading(connection) as books:
            assert books.events.of("contact:1") == (
                Event(
                    seq=2,
                    at=rig.now,
                    actor="ann",
                    subject="contact:1",
                    code="held",
                    facts={"name": "Zoë \x00 \ud800", "email": "z@example.com"},
                    request_id="r-1",
                ),
            )
            assert list(books.events.of("contact:1")[0].facts) == ["name", "email"]

    def test_numbers_have_no_gaps_even_after_a_rollback(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")
        self.tell(rig, connection, "contact:1")
        with pytest.raises(StoreProblem), rig.writing(connection) as books:  # noqa: PT012 - the second fails
            books.events.add(at=rig.now, actor="ann", subject="contact:1", code="lost")
            books.dispatches.settle(DispatchId("none"), 1, ElementState.DONE)
        self.tell(rig, connection, "contact:2")
        self.tell(rig, other, "contact:1")
        self.tell(rig, connection, "contact:1")

        with rig.reading(connection) as books:
            assert [event.seq for event in books.events.latest()] == [4, 3, 2, 1]
            assert [event.seq for event in books.events.latest(2)] == [4, 3]
            assert [event.seq for event in books.events.of("contact:1")] == [2, 4]
            assert [event.seq for event in books.events.of("contact:1", 1)] == [2]
        with rig.reading(other) as books:
            assert [event.seq for event in books.events.latest()] == [2, 1]

    def test_forgetting_blanks_facts_but_those_kept(self, rig: Rig, connection: Connection) -> None:
        self.tell(rig, connection, "contact:1", name="Jane", contact_id="1")
        self.tell(rig, connection, "contact:2", name="John")
        with rig.writing(connection) as books:
            books.events.forget("contact:1", ["contact_id"])

            assert [dict(event.facts) for event in books.events.latest()] == [
                {"name": "John"},
                {"contact_id": "1"},
                dict(FIRST.facts),
            ]
        assert "Jane" not in str(rig.sql("SELECT * FROM event"))

    def test_every_event_says_its_schema(self, rig: Rig, connection: Connection) -> None:
        self.tell(rig, connection, "contact:1")

        assert rig.sql("SELECT schema FROM event") == [(1,), (1,)]

    @pytest.mark.parametrize("kind", ["contact", "invoice", "payment"])
    def test_whom_no_row_is_kept_for_is_lost(self, rig: Rig, connection: Connection, kind: str) -> None:
        other = rig.connect("other", portal="portal-2")
        with rig.writing(connection) as books:
            for subject in (
                "connection",
                f"{kind}:i-2",
                f"{kind}:i-1",
                f"{kind}:i-2",
                f"{kind}s",
                "hook:i-1",
            ):
                books.events.add(at=rig.now, actor="ann", subject=subject, code="seen")
        assert self.lost(rig, connection, kind) == (f"{kind}:i-1", f"{kind}:i-2")
        assert self.lost(rig, other, kind) == ()

        for who in (connection, other):
            with rig.writing(who) as books:
                books.ledger.put_page([sighting("i-2")], 1)
                books.invoices.put(record("i-2"))
                books.payments.put(payment("i-2"))
        assert self.lost(rig, connection, kind) == (f"{kind}:i-1",)

    def lost(self, rig: Rig, connection: Connection, kind: str) -> tuple[str, ...]:
        """Of that kind."""
        with rig.reading(connection) as books:
            return books.events.lost(kind)
