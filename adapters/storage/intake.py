"""Where deliveries of webhooks come in: many a second, each recorded before it is answered."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby

from sqlalchemy import Connection, Executable, bindparam, select

from adapters.storage.leases import WANT
from adapters.storage.prepared import run
from adapters.storage.rows.intake import delivery_row, hook_of
from adapters.storage.scope import MINE
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.tables.intake import hook, nudge, nudge_counter
from adapters.storage.transactions import Transactions
from adapters.storage.upserts import ignoring, insert_for
from domain.ids import ConnectionId
from domain.nudge import Delivery, HookState
from domain.ports import intake as ports
from domain.ports.intake import KnownHook

_LIVE_HOOK = select(hook).where(hook.c.path == bindparam("asked"), hook.c.state == HookState.LIVE.value)


class Intake(ports.Intake):
    """A few statements a connection and one commit for all that came together."""

    def __init__(self, transactions: Transactions, secrets: Secrets) -> None:
        self._transactions = transactions
        self._secrets = secrets

    def record(self, deliveries: Sequence[Delivery]) -> int:
        if not deliveries:
            return 0
        # In one order, so that two who record the same ones wait for each other and never in a circle.
        ordered = sorted(deliveries, key=lambda each: (each.connection_id, each.hook, each.id))
        with self._transactions.writing(urgent=True) as transaction:
            new = {
                connection_id: _insert(transaction, connection_id, list(group))
                for connection_id, group in groupby(ordered, key=lambda each: each.connection_id)
            }
            # Last, since this is the row that the clerk's own transactions hold.
            for connection_id in (each for each, number in new.items() if number):
                run(transaction, WANT, {MINE: connection_id})
        return sum(new.values())

    def hook(self, path: str) -> KnownHook | None:
        with self._transactions.reading() as transaction:
            row = run(transaction, _LIVE_HOOK, {"asked": path}).one_or_none()
        if row is None:
            return None
        return KnownHook(
            connection_id=ConnectionId(row.connection_id),
            hook=hook_of(row),
            secret=self._secrets.open(row.secret_sealed, hook.c.secret_sealed, path),
        )


def _insert(transaction: Connection, connection_id: ConnectionId, deliveries: Sequence[Delivery]) -> int:
    """Answers how many were not there."""
    last = _count_up(transaction, connection_id, len(deliveries))
    rows = [
        delivery_row(delivery, seq)
        for seq, delivery in enumerate(deliveries, start=last - len(deliveries) + 1)
    ]
    insert = ignoring(transaction.dialect.name, nudge, "connection_id", "hook", "delivery_id")
    return transaction.execute(insert, rows, execution_options={"preserve_rowcount": True}).rowcount


def _count_up(transaction: Connection, connection_id: ConnectionId, number: int) -> int:
    """The last of so many numbers that are this caller's alone."""
    counted = _counting(transaction.dialect.name)
    return int(
        transaction.execute(counted, {"connection_id": connection_id, "last_seq": number}).scalar_one()
    )


@cache
def _counting(database: str) -> Executable:
    insert = insert_for(database, nudge_counter)
    last_seq = nudge_counter.c.last_seq
    return insert.on_conflict_do_update(
        index_elements=["connection_id"], set_={"last_seq": last_seq + insert.excluded.last_seq}
    ).returning(last_seq)
