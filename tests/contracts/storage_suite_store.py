"""What every store must do: transactions, the fence, the stop."""

from dataclasses import replace

import pytest

from domain.connection import Connection, ConnectionState
from domain.dispatch import ElementState
from domain.errors import LeaseLost, NotFound, Stopped, StoreProblem
from domain.hold import Cause
from domain.ids import ConnectionId, DispatchId, LedgerContactId, PersonId, TenantId
from domain.links import PersonLink
from domain.reasons import Reason
from tests.contracts.storage_fixtures import Rig, StorageSuite, renamed

CAUSE = Cause(code="x", key="x")


class StoreSuite(StorageSuite):
    """Transactions over one connection's rows."""

    def test_a_block_that_ends_well_is_kept(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.holds.put("contact:1", CAUSE, rig.now)

        with rig.reading(connection) as books:
            assert books.holds.of("contact:1") is not None

    def test_a_block_that_fails_leaves_nothing(self, rig: Rig, connection: Connection) -> None:
        with pytest.raises(StoreProblem), rig.writing(connection) as books:  # noqa: PT012 - the last one fails
            books.holds.put("contact:1", CAUSE, rig.now)
            books.nudge()
            books.dispatches.settle(DispatchId("none"), 1, ElementState.DONE)

        with rig.reading(connection) as books:
            assert books.holds.all() == ()
        assert rig.wanted(connection) == 1

    def test_unknown_connections_have_no_books(self, rig: Rig) -> None:
        for opened in (rig.storage.store.reading, rig.storage.store.writing):
            with pytest.raises(NotFound), opened(ConnectionId("nobody")):
                pass

    def test_reading_cannot_write(self, rig: Rig, connection: Connection) -> None:
        with pytest.raises(StoreProblem), rig.reading(connection) as books:
            books.holds.put("contact:1", CAUSE, rig.now)

    def test_reading_sees_one_moment(self, rig: Rig, connection: Connection) -> None:
        with rig.reading(connection) as books:
            assert books.holds.all() == ()
            with rig.writing(connection) as others:
                others.holds.put("contact:1", CAUSE, rig.now)
            assert books.holds.all() == ()

    def test_a_connection_is_saved_but_for_its_two_ids(self, rig: Rig, connection: Connection) -> None:
        paused = replace(
            renamed(connection, "new").moved_to(ConnectionState.PAUSED, rig.now),
            distrusted_at=rig.now,
            link_id="link-2",
            live_since=rig.now,
        )
        with rig.writing(connection) as books:
            books.save_connection(paused)
            assert books.connection == paused
        with rig.reading(connection) as books:
            assert books.connection == paused

        with pytest.raises(StoreProblem, match="another-connection"), rig.writing(connection) as books:
            books.save_connection(replace(paused, tenant_id=TenantId("tenant-9")))

    def test_another_connection_is_not_saved_through_these_books(
        self, rig: Rig, connection: Connection
    ) -> None:
        other = rig.connect("other", portal="portal-2")

        with pytest.raises(StoreProblem, match="another-connection"), rig.writing(connection) as books:
            books.save_connection(other)

    def test_an_older_fence_is_refused_before_anything(self, rig: Rig, connection: Connection) -> None:
        first = rig.storage.leases.take(connection.id, "one")
        assert first is not None
        with rig.writing(connection, first.fence):
            pass
        rig.clock.advance(60)
        second = rig.storage.leases.take(connection.id, "two")
        assert second is not None

        entered = False
        with pytest.raises(LeaseLost), rig.writing(connection, first.fence):
            entered = True
        assert not entered
        with rig.writing(connection, second.fence):
            pass

    def test_everything_stops_but_a_persons_commands(self, rig: Rig, connection: Connection) -> None:
        lease = rig.storage.leases.take(connection.id, "one")
        assert lease is not None
        rig.storage.instance.stop_all(rig.now)

        entered = False
        with pytest.raises(Stopped), rig.writing(connection, lease.fence):
            entered = True
        assert not entered
        with rig.writing(connection) as books:
            books.nudge()

        rig.storage.instance.resume_all()
        with rig.writing(connection, lease.fence):
            pass

    def test_a_failure_tells_no_value(self, rig: Rig, connection: Connection) -> None:
        link = PersonLink(
            contact_id=LedgerContactId("c-1"),
            person_id=PersonId("p-1"),
            evidence=Reason(code="email", facts={"email": "secret-value"}),
            made_at=rig.now,
        )
        with rig.writing(connection) as books:
            books.links.add_person(link)
        another = replace(link, contact_id=LedgerContactId("c-2"))

        with pytest.raises(StoreProblem) as problem, rig.writing(connection) as books:
            books.links.add_person(another)

        assert problem.value.__cause__ is not None
        assert "secret-value" not in f"{problem.value} {problem.value.__cause__}"
