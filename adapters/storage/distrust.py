"""What holds when the store may be older than the world: nothing in it is believed unseen."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update

from adapters.storage.dispatches import look_from
from adapters.storage.tables.access import access_grant, connection
from adapters.storage.tables.clerk import clerk, scan
from adapters.storage.tables.documents import document, payload
from adapters.storage.tables.findings import ledger_books
from adapters.storage.tables.mirror import portal_company, portal_person
from adapters.storage.tables.sending import element
from domain.dispatch import ElementState

_READ_AT = (
    scan.c.started_at,
    portal_person.c.seen_at,
    portal_company.c.seen_at,
    document.c.seen_at,
    payload.c.stored_at,
    ledger_books.c.read_at,
)


def distrust(transaction: Connection, now: datetime) -> int:
    """Open dispatches become unknown, connections distrusted, leases void; answers how many dispatches."""
    in_flight = element.c.state == ElementState.DISPATCHED.value
    dispatches = select(element.c.connection_id, element.c.dispatch_id).where(in_flight).distinct()
    number = transaction.execute(select(func.count()).select_from(dispatches.subquery())).scalar_one()
    transaction.execute(
        update(element).where(in_flight).values(state=ElementState.UNKNOWN.value, look_at=look_from(now))
    )
    transaction.execute(update(connection).where(connection.c.ended_at.is_(None)).values(distrusted_at=now))
    # A reading is trusted again, and gives way to a newer one, by its time; and the clock of another machine
    # may have been ahead of ours.
    before = now - timedelta(microseconds=1)
    for column in _READ_AT:
        transaction.execute(update(column.table).where(column > before).values({column.name: before}))
    # Whoever was the clerk elsewhere finds a newer fence here, and its causes are looked at anew.
    transaction.execute(
        update(clerk).values(holder=None, lease_end=None, fence=clerk.c.fence + 1, wanted=clerk.c.wanted + 1)
    )
    transaction.execute(update(access_grant).values(refresh_holder=None, refresh_until=None))
    return int(number)
