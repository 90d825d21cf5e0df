"""Who is the clerk of a connection now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update

from adapters.storage.database_clock import DatabaseClock
from adapters.storage.prepared import run
from adapters.storage.scope import MINE, mine
from adapters.storage.tables.access import connection
from adapters.storage.tables.clerk import clerk
from adapters.storage.transactions import Transactions
from domain.errors import LeaseLost
from domain.ids import ConnectionId
from domain.ports import leases as ports
from domain.ports.clock import Clock
from domain.ports.leases import Lease

WANT = update(clerk).where(mine(clerk)).values(wanted=clerk.c.wanted + 1)
"""One more cause for a connection's clerk to look again."""

_WANTED = select(clerk.c.wanted).where(mine(clerk))
_HELD = and_(mine(clerk), clerk.c.holder == bindparam("by"), clerk.c.fence == bindparam("under"))
_MINE_STILL = select(clerk.c.fence).where(_HELD)
_LEAVE = (
    update(clerk)
    .where(_HELD, clerk.c.wanted == bindparam("seen_before"))
    .values(holder=None, lease_end=None, seen=bindparam("seen_before"), not_before=bindparam("look_at"))
)
_GIVE_UP = update(clerk).where(_HELD).values(holder=None, lease_end=None, wanted=clerk.c.wanted + 1)


class Leases(ports.Leases):
    """Each change is one statement in a transaction of its own; times are the database's.

    A holder's own deadline is counted from before its statement: never later than what the row says.
    """

    def __init__(
        self, transactions: Transactions, clock: Clock, database_clock: DatabaseClock, *, lease_seconds: float
    ) -> None:
        self._transactions = transactions
        self._clock = clock
        self._database = database_clock
        self._seconds = lease_seconds

    def take(self, connection_id: ConnectionId, holder: str) -> Lease | None:
        begun = self._clock.monotonic()
        # Refused to the same holder too: a holder is a process, and its second clerk is another clerk.
        free = or_(clerk.c.holder.is_(None), self._has_ended())
        with self._transactions.writing() as transaction:
            fence = transaction.execute(
                update(clerk)
                .where(clerk.c.connection_id == connection_id, free)
                .values(holder=holder, lease_end=self._end(), fence=clerk.c.fence + 1)
                .returning(clerk.c.fence)
            ).scalar_one_or_none()
        if fence is None:
            return None
        return Lease(
            connection_id=connection_id, holder=holder, fence=fence, ends_monotonic=begun + self._seconds
        )

    def renew(self, lease: Lease) -> Lease | None:
        begun = self._clock.monotonic()
        with self._transactions.writing() as transaction:
            renewed = transaction.execute(
                update(clerk).where(_HELD).values(lease_end=self._end()), _of(lease)
            )
        if renewed.rowcount != 1:
            return None
        return Lease(
            connection_id=lease.connection_id,
            holder=lease.holder,
            fence=lease.fence,
            ends_monotonic=begun + self._seconds,
        )

    def wanted(self, connection_id: ConnectionId) -> int:
        with self._transactions.reading() as transaction:
            wanted = run(transaction, _WANTED, {MINE: connection_id}).scalar_one_or_none()
        return int(wanted or 0)

    def leave(self, lease: Lease, *, seen: int, not_before: datetime | None) -> bool:
        with self._transactions.writing() as transaction:
            left = run(transaction, _LEAVE, {**_of(lease), "seen_before": seen, "look_at": not_before})
            if left.rowcount == 1:
                return True
            if run(transaction, _MINE_STILL, _of(lease)).first() is None:
                raise LeaseLost(connection=lease.connection_id, fence=str(lease.fence))
        return False

    def give_up(self, lease: Lease) -> None:
        # What was left undone is a cause of its own: the next tick finds it whatever brought the clerk here.
        with self._transactions.writing() as transaction:
            run(transaction, _GIVE_UP, _of(lease))

    def to_wake(self, now: datetime) -> Sequence[ConnectionId]:
        due = or_(clerk.c.wanted > clerk.c.seen, clerk.c.not_before <= now)
        free = or_(clerk.c.holder.is_(None), self._has_ended())
        with self._transactions.reading() as transaction:
            found = transaction.execute(
                select(clerk.c.connection_id)
                .join(connection, connection.c.id == clerk.c.connection_id)
                .where(connection.c.ended_at.is_(None), due, free)
                .order_by(clerk.c.connection_id)
            )
            return [ConnectionId(connection_id) for (connection_id,) in found]

    def _has_ended(self) -> ColumnElement[bool]:
        return clerk.c.lease_end <= self._database.now()

    def _end(self) -> ColumnElement[datetime]:
        return self._database.later(self._seconds)


def _of(lease: Lease) -> dict[str, Any]:
    return {MINE: lease.connection_id, "by": lease.holder, "under": lease.fence}
