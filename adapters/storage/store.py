"""The store: one transaction over one connection's rows at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from sqlalchemy import bindparam, select, update

from adapters.storage.answers import Answers
from adapters.storage.customer_answers import CustomerAnswers
from adapters.storage.dispatches import Dispatches
from adapters.storage.documents import Documents
from adapters.storage.events import Events
from adapters.storage.findings import Findings
from adapters.storage.holds import Holds
from adapters.storage.hooks import Hooks
from adapters.storage.invoices import Invoices
from adapters.storage.leases import WANT
from adapters.storage.ledger_mirror import LedgerMirror
from adapters.storage.links import Links
from adapters.storage.named_writes import NamedWrites
from adapters.storage.nudges import Nudges
from adapters.storage.portal_mirror import PortalMirror
from adapters.storage.prepared import run
from adapters.storage.requests import Requests
from adapters.storage.rows.access import connection_of, connection_row
from adapters.storage.scans import Scans
from adapters.storage.scope import MINE, mine
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.settings_rows import SettingsRows
from adapters.storage.tables.access import connection as connection_table
from adapters.storage.tables.access import instance
from adapters.storage.tables.clerk import clerk
from adapters.storage.told import Told
from adapters.storage.transactions import Transactions
from domain.connection import Connection
from domain.errors import LeaseLost, NotFound, Stopped, StoreProblem
from domain.ids import ConnectionId
from domain.ports import store as ports
from domain.ports.identity import Identity

_CONNECTION = select(
    connection_table, select(instance.c.stopped_at).scalar_subquery().label("all_stopped_at")
).where(connection_table.c.id == bindparam(MINE))
_FENCE = select(clerk.c.fence).where(mine(clerk)).with_for_update()


class Books(ports.Books):
    """All that is kept for one connection, as one transaction sees it."""

    def __init__(
        self,
        transaction: sqlalchemy.Connection,
        connection: Connection,
        identity: Identity,
        secrets: Secrets,
    ) -> None:
        self._at = transaction
        self._connection = connection
        self.ledger = LedgerMirror(transaction, connection.id)
        self.portal = PortalMirror(transaction, connection.id)
        self.links = Links(transaction, connection.id)
        self.holds = Holds(transaction, connection.id)
        self.events = Events(transaction, connection.id)
        self.dispatches = Dispatches(transaction, connection.id)
        self.scans = Scans(transaction, connection.id)
        self.answers = Answers(transaction, connection.id)
        self.requests = Requests(transaction, connection.id, identity)
        self.settings = SettingsRows(transaction, connection.id)
        self.invoices = Invoices(transaction, connection.id)
        self.documents = Documents(transaction, connection.id)
        self.customer_answers = CustomerAnswers(transaction, connection.id)
        self.named_writes = NamedWrites(transaction, connection.id)
        self.findings = Findings(transaction, connection.id)
        self.nudges = Nudges(transaction, connection.id)
        self.hooks = Hooks(transaction, connection.id, secrets)
        self.told = Told(transaction, connection.id)

    @property
    def connection(self) -> Connection:
        return self._connection

    def save_connection(self, connection: Connection) -> None:
        columns = connection_table.c
        saved = self._at.execute(
            update(connection_table)
            .where(
                columns.id == self._connection.id,
                columns.portal_id == connection.portal_id,
                columns.tenant_id == connection.tenant_id,
            )
            .values(connection_row(connection))
        )
        if connection.id != self._connection.id or saved.rowcount != 1:
            raise StoreProblem("another-connection", connection=connection.id)
        self._connection = connection

    def nudge(self) -> None:
        run(self._at, WANT, {MINE: self._connection.id})


class Store(ports.Store):
    """Opens the books of a connection."""

    def __init__(self, transactions: Transactions, identity: Identity, secrets: Secrets) -> None:
        self._transactions = transactions
        self._identity = identity
        self._secrets = secrets

    @contextmanager
    def reading(self, connection_id: ConnectionId) -> Iterator[ports.Books]:
        with self._transactions.reading() as transaction:
            row = _row(transaction, connection_id)
            yield Books(transaction, connection_of(row), self._identity, self._secrets)

    @contextmanager
    def writing(self, connection_id: ConnectionId, *, fence: int | None = None) -> Iterator[ports.Books]:
        with self._transactions.writing() as transaction:
            # The row that every writer of this connection locks first: on PostgreSQL too, one at a time
            # writes its books, so that what was read before a write still holds, and no lease is given
            # meanwhile. All else is read under that lock.
            current = run(transaction, _FENCE, {MINE: connection_id}).scalar_one_or_none()
            if fence is not None and current is not None and current != fence:
                raise LeaseLost(connection=connection_id)
            row = _row(transaction, connection_id)
            if fence is not None and row.all_stopped_at is not None:
                raise Stopped
            yield Books(transaction, connection_of(row), self._identity, self._secrets)


def _row(transaction: sqlalchemy.Connection, connection_id: ConnectionId) -> Any:
    row = run(transaction, _CONNECTION, {MINE: connection_id}).one_or_none()
    if row is None:
        raise NotFound(connection=connection_id)
    return row
