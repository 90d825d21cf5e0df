"""What holds when the store may be older than the world: nothing in it is believed unseen."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update

from adapters.storage.dispatches import look_from
from adapters.storage.tables.access import access_grant, connection
from adapters.storage.tables.clerk import clerk, scan
from adapters.storage.tables.sending import element
from domain.dispatch import ElementState


def distrust(transaction: Connection, now: datetime) -> int:
    """Open dispatches become unknown, connections distrusted, leases void; answers how many dispatches."""
    in_flight = element.c.state == ElementState.DISPATCHED.value
    dispatches = select(element.c.connection_id, element.c.dispatch_id).where(in_flight).distinct()
    number = transaction.execute(select(func.count()).select_from(dispatches.subquery())).scalar_one()
    transaction.execute(
        update(element).where(in_flight).values(state=ElementState.UNKNOWN.value, look_at=look_from(now))
    )
    transaction.execute(update(connection).where(connection.c.ended_at.is_(None)).values(distrusted_at=now))
    # A reading is trusted again by its time, and the clock of another machine may have been ahead of ours.
    before = now - timedelta(microseconds=1)
    transaction.execute(update(scan).where(scan.c.started_at > before).values(started_at=before))
    # Whoever was the clerk elsewhere finds a newer fence here, and its causes are looked at anew.
    transaction.execute(
        update(clerk).values(holder=None, lease_end=None, fence=clerk.c.fence + 1, wanted=clerk.c.wanted + 1)
    )
    transaction.execute(update(access_grant).values(refresh_holder=None, refresh_until=None))
    return int(number)
