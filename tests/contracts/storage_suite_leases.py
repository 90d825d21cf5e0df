"""What every giver of leases must do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from domain.connection import Connection
from domain.errors import LeaseLost
from domain.ids import ConnectionId
from domain.ports.leases import Lease
from tests.contracts.storage_fixtures import Rig, StorageSuite

SECONDS = 20.0


class LeasesSuite(StorageSuite):
    """Rows that give a connection to one clerk at a time."""

    def taken(self, rig: Rig, connection: Connection, holder: str = "one") -> Lease:
        """A lease that must be given."""
        lease = rig.storage.leases.take(connection.id, holder)
        assert lease is not None
        return lease

    def woken(self, rig: Rig) -> list[ConnectionId]:
        """Whom a tick wakes now."""
        return list(rig.storage.leases.to_wake(rig.now))

    def settled(self, rig: Rig, connection: Connection) -> None:
        """See the causes that are there."""
        lease = self.taken(rig, connection)
        seen = rig.wanted(connection)
        assert rig.storage.leases.leave(lease, seen=seen, not_before=None)

    def test_one_clerk_at_a_time(self, rig: Rig, connection: Connection) -> None:
        lease = self.taken(rig, connection, "one")

        assert rig.storage.leases.take(connection.id, "two") is None
        assert rig.storage.leases.take(connection.id, "one") is None
        assert (lease.connection_id, lease.holder) == (connection.id, "one")
        assert lease.ends_monotonic == rig.clock.monotonic() + SECONDS

    def test_nobody_is_the_clerk_of_what_does_not_exist(self, rig: Rig) -> None:
        assert rig.storage.leases.take(ConnectionId("nobody"), "one") is None

    def test_the_fence_grows_with_every_lease(self, rig: Rig, connection: Connection) -> None:
        first = self.taken(rig, connection)
        rig.storage.leases.give_up(first)
        second = self.taken(rig, connection)
        rig.clock.advance(SECONDS)
        third = self.taken(rig, connection, "two")

        assert first.fence < second.fence < third.fence

    def test_a_lease_ends_by_itself(self, rig: Rig, connection: Connection) -> None:
        self.taken(rig, connection, "one")

        rig.clock.advance(SECONDS - 0.001)
        assert rig.storage.leases.take(connection.id, "two") is None
        rig.clock.advance(0.001)
        assert rig.storage.leases.take(connection.id, "two") is not None

    def test_renewing_makes_it_longer(self, rig: Rig, connection: Connection) -> None:
        lease = self.taken(rig, connection, "one")
        rig.clock.advance(15)
        renewed = rig.storage.leases.renew(lease)

        assert renewed is not None
        assert (renewed.fence, renewed.holder) == (lease.fence, lease.holder)
        assert renewed.ends_monotonic == rig.clock.monotonic() + SECONDS
        rig.clock.advance(15)
        assert rig.storage.leases.take(connection.id, "two") is None

    def test_a_lost_lease_is_not_renewed(self, rig: Rig, connection: Connection) -> None:
        lost = self.taken(rig, connection, "one")
        rig.clock.advance(SECONDS)
        current = self.taken(rig, connection, "two")

        assert rig.storage.leases.renew(lost) is None
        with pytest.raises(LeaseLost):  # or its clerk would go round for ever with nothing to do
            rig.storage.leases.leave(lost, seen=1, not_before=None)
        rig.storage.leases.give_up(lost)
        assert rig.storage.leases.renew(current) is not None
        rig.storage.leases.give_up(current)
        assert rig.storage.leases.renew(current) is None

    def test_a_lease_that_its_holder_had_before_is_lost_too(self, rig: Rig, connection: Connection) -> None:
        lost = self.taken(rig, connection, "one")
        rig.clock.advance(SECONDS)
        current = self.taken(rig, connection, "one")

        assert rig.storage.leases.renew(lost) is None
        rig.storage.leases.give_up(lost)
        assert rig.storage.leases.renew(current) is not None

    def test_no_lease_is_given_while_the_books_are_written(self, rig: Rig, connection: Connection) -> None:
        lease = self.taken(rig, connection, "one")
        rig.clock.advance(SECONDS)
        with ThreadPoolExecutor(1) as pool:
            with rig.writing(connection, lease.fence):
                taking = pool.submit(rig.storage.leases.take, connection.id, "two")
                with pytest.raises(TimeoutError):
                    taking.result(timeout=0.3)
            assert taking.result(timeout=30) is not None

    def test_leaving_needs_every_cause_seen(self, rig: Rig, connection: Connection) -> None:
        lease = self.taken(rig, connection)
        seen = rig.wanted(connection)
        with rig.writing(connection) as books:
            books.nudge()

        assert not rig.storage.leases.leave(lease, seen=seen, not_before=None)
        assert rig.storage.leases.take(connection.id, "two") is None
        seen = rig.wanted(connection)
        assert rig.storage.leases.leave(lease, seen=seen, not_before=None)
        assert self.woken(rig) == []
        assert rig.storage.leases.take(connection.id, "two") is not None

    def test_a_cause_that_comes_after_the_books_were_read_is_not_seen(
        self, rig: Rig, connection: Connection
    ) -> None:
        lease = self.taken(rig, connection)
        with rig.reading(connection) as books:
            assert books.connection.id == connection.id
            with rig.writing(connection) as meanwhile:
                meanwhile.nudge()
            seen = books.wanted

        assert not rig.storage.leases.leave(lease, seen=seen, not_before=None)

    def test_a_new_connection_is_woken(self, rig: Rig, connection: Connection) -> None:
        assert self.woken(rig) == [connection.id]

    def test_a_cause_wakes(self, rig: Rig, connection: Connection) -> None:
        self.settled(rig, connection)
        assert self.woken(rig) == []

        with rig.writing(connection) as books:
            books.nudge()
        assert self.woken(rig) == [connection.id]

    def test_a_look_that_is_due_wakes(self, rig: Rig, connection: Connection) -> None:
        lease = self.taken(rig, connection)
        seen = rig.wanted(connection)
        rig.storage.leases.leave(lease, seen=seen, not_before=rig.now + timedelta(minutes=1))

        assert self.woken(rig) == []
        rig.clock.advance(60)
        assert self.woken(rig) == [connection.id]

    def test_whoever_has_a_live_clerk_is_not_woken(self, rig: Rig, connection: Connection) -> None:
        self.taken(rig, connection)

        assert self.woken(rig) == []
        rig.clock.advance(SECONDS)
        assert self.woken(rig) == [connection.id]

    def test_what_was_given_up_is_woken_at_once(self, rig: Rig, connection: Connection) -> None:
        self.settled(rig, connection)
        rig.storage.leases.give_up(self.taken(rig, connection))

        assert self.woken(rig) == [connection.id]

    def test_an_ended_connection_is_never_woken(self, rig: Rig, connection: Connection) -> None:
        other = rig.connect("other", portal="portal-2")
        rig.end(connection)

        assert self.woken(rig) == [other.id]

    def test_the_databases_own_clock(self, rig: Rig, connection: Connection) -> None:
        real = rig.elsewhere(now=None, lease_seconds=0.2).leases
        lease = real.take(connection.id, "one")
        assert lease is not None
        assert real.take(connection.id, "two") is None
        assert real.renew(lease) is not None

        ((ends,),) = rig.sql(self.seconds_left(rig))
        assert 0 < float(ends) <= 0.2
        slow = rig.elsewhere(now=None, lease_seconds=-0.1).leases
        assert slow.renew(lease) is not None
        assert real.take(connection.id, "two") is not None

    def seconds_left(self, rig: Rig) -> str:
        """SQL that tells how long the lease lives yet, by the database's clock."""
        if rig.engine.dialect.name == "sqlite":
            return "SELECT (julianday(lease_end) - julianday('now')) * 86400 FROM clerk"
        return "SELECT extract(epoch FROM lease_end - clock_timestamp()) FROM clerk"
