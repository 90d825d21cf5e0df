"""Who is the clerk of a connection now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, UpdateBase, and_, bindparam, or_, select, update

from adapters.storage.database_clock import DatabaseClock, Moment
from adapters.storage.prepared import run
from adapters.storage.scope import MINE, mine
from adapters.storage.tables.access import connection
from adapters.storage.tables.clerk import clerk
from adapters.storage.transactions import Transactions
from adapters.storage.types import Utc
from domain.errors import LeaseLost
from domain.ids import ConnectionId
from domain.ports import leases as ports
from domain.ports.clock import Clock
from domain.ports.leases import Lease

WANT = update(clerk).where(mine(clerk)).values(wanted=clerk.c.wanted + 1)
"""One more cause for a connection's clerk to look again."""

_HELD = and_(mine(clerk), clerk.c.holder == bindparam("by"), clerk.c.fence == bindparam("under"))
_MINE_STILL = select(clerk.c.fence).where(_HELD)
_LEAVE = (
    update(clerk)
    .where(_HELD, clerk.c.wanted == bindparam("seen_before"))
    .values(holder=None, lease_end=None, seen=bindparam("seen_before"), not_before=bindparam("look_at"))
)
_GIVE_UP = update(clerk).where(_HELD).values(holder=None, lease_end=None, wanted=clerk.c.wanted + 1)


@dataclass(frozen=True, slots=True)
class _Statements:
    """Those that look at a clock: the database's, or the one that simulated time goes by."""

    take: UpdateBase
    renew: UpdateBase
    to_wake: Select[Any]


@cache
def _by(moment: Moment) -> _Statements:
    end = moment("until")
    free = or_(clerk.c.holder.is_(None), clerk.c.lease_end <= moment("this_moment"))
    due = or_(clerk.c.wanted > clerk.c.seen, clerk.c.not_before <= bindparam("told", type_=Utc()))
    # Refused to the same holder too: a holder is a process, and its second clerk is another clerk.
    taken = update(clerk).where(mine(clerk), free).returning(clerk.c.fence)
    return _Statements(
        take=taken.values(holder=bindparam("by"), lease_end=end, fence=clerk.c.fence + 1),
        renew=update(clerk).where(_HELD).values(lease_end=end),
        to_wake=select(clerk.c.connection_id)
        .join(connection, connection.c.id == clerk.c.connection_id)
        .where(connection.c.ended_at.is_(None), due, free)
        .order_by(clerk.c.connection_id),
    )


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
        self._statements = _by(database_clock.moment)
        self._seconds = lease_seconds

    def take(self, connection_id: ConnectionId, holder: str) -> Lease | None:
        begun = self._clock.monotonic()
        with self._transactions.writing() as transaction:
            asked = {MINE: connection_id, "by": holder, "until": self._end(), "this_moment": self._now()}
            fence = run(transaction, self._statements.take, asked).scalar_one_or_none()
        if fence is None:
            return None
        return Lease(
            connection_id=connection_id, holder=holder, fence=fence, ends_monotonic=begun + self._seconds
        )

    def renew(self, lease: Lease) -> Lease | None:
        begun = self._clock.monotonic()
        with self._transactions.writing() as transaction:
            renewed = run(transaction, self._statements.renew, {**_of(lease), "until": self._end()})
        if renewed.rowcount != 1:
            return None
        return Lease(
            connection_id=lease.connection_id,
            holder=lease.holder,
            fence=lease.fence,
            ends_monotonic=begun + self._seconds,
        )

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
        with self._transactions.reading() as transaction:
            found = run(transaction, self._statements.to_wake, {"told": now, "this_moment": self._now()})
        return [ConnectionId(connection_id) for (connection_id,) in found]

    def _now(self) -> float | datetime:
        return self._database.after(0.0)

    def _end(self) -> float | datetime:
        return self._database.after(self._seconds)


def _of(lease: Lease) -> dict[str, Any]:
    return {MINE: lease.connection_id, "by": lease.holder, "under": lease.fence}
