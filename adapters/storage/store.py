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
from adapters.storage.glance import Glance
from adapters.storage.holds import Holds
from adapters.storage.hooks import Hooks
from adapters.storage.invoices import Invoices
from adapters.storage.leases import WANT
from adapters.storage.ledger_mirror import LedgerMirror
from adapters.storage.links import Links
from adapters.storage.named_writes import NamedWrites
from adapters.storage.nudges import Nudges
from adapters.storage.payments import Payments
from adapters.storage.portal_mirror import PortalMirror
from adapters.storage.prepared import run
from adapters.storage.requests import Requests
from adapters.storage.rows.access import connection_of, connection_row
from adapters.storage.scans import Scans
from adapters.storage.scope import MINE, Seen, mine
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.settings_rows import SettingsRows
from adapters.storage.tables.access import connection as connection_table
from adapters.storage.tables.access import instance
from adapters.storage.tables.clerk import clerk, settings_version
from adapters.storage.told import Told
from adapters.storage.transactions import Transactions
from domain.connection import Connection
from domain.errors import LeaseLost, NotFound, Stopped, StoreProblem
from domain.ids import ConnectionId
from domain.ports import store as ports
from domain.ports.identity import Identity

_SETTINGS = (
    select(settings_version)
    .where(settings_version.c.connection_id == connection_table.c.id)
    .order_by(settings_version.c.version.desc())
    .limit(1)
)
_CONNECTION = select(
    connection_table,
    select(instance.c.stopped_at).scalar_subquery().label("all_stopped_at"),
    select(clerk.c.fence).where(mine(clerk)).scalar_subquery().label("fence"),
    select(clerk.c.wanted).where(mine(clerk)).scalar_subquery().label("wanted"),
    _SETTINGS.with_only_columns(settings_version.c.version).scalar_subquery().label("settings_version"),
    _SETTINGS.with_only_columns(settings_version.c.settings).scalar_subquery().label("settings"),
).where(connection_table.c.id == bindparam(MINE))
_LOCK = select(clerk.c.fence).where(mine(clerk)).with_for_update()


class Books(ports.Books):
    """All that is kept for one connection, as one transaction sees it."""

    def __init__(
        self,
        transaction: sqlalchemy.Connection,
        row: Any,
        identity: Identity,
        secrets: Secrets,
        seen: Seen | None = None,
    ) -> None:
        self._at = transaction
        connection = self._connection = connection_of(row)
        self._wanted = int(row.wanted or 0)
        self.ledger = LedgerMirror(transaction, connection.id, seen)
        self.portal = PortalMirror(transaction, connection.id)
        self.links = Links(transaction, connection.id)
        self.holds = Holds(transaction, connection.id, seen)
        self.events = Events(transaction, connection.id)
        self.dispatches = Dispatches(transaction, connection.id, seen)
        self.scans = Scans(transaction, connection.id)
        self.answers = Answers(transaction, connection.id)
        self.requests = Requests(transaction, connection.id, identity, seen)
        self.settings = SettingsRows(transaction, connection.id, (row.settings_version, row.settings))
        self.invoices = Invoices(transaction, connection.id, seen)
        self.documents = Documents(transaction, connection.id)
        self.customer_answers = CustomerAnswers(transaction, connection.id)
        self.named_writes = NamedWrites(transaction, connection.id, seen)
        self.payments = Payments(transaction, connection.id, seen)
        self.findings = Findings(transaction, connection.id, seen)
        self.nudges = Nudges(transaction, connection.id, seen)
        self.hooks = Hooks(transaction, connection.id, secrets, seen)
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

    @property
    def wanted(self) -> int:
        return self._wanted

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
            seen = Glance(transaction, connection_id)
            yield Books(transaction, row, self._identity, self._secrets, seen)

    @contextmanager
    def writing(self, connection_id: ConnectionId, *, fence: int | None = None) -> Iterator[ports.Books]:
        with self._transactions.writing() as transaction:
            if transaction.dialect.name != "sqlite":
                # The row that every writer of this connection locks first: as on SQLite, one at a time
                # writes its books, so that what was read before a write still holds, and no lease is given
                # meanwhile. All else is read under that lock.
                run(transaction, _LOCK, {MINE: connection_id})
            row = _row(transaction, connection_id)
            if fence is not None and row.fence != fence:
                raise LeaseLost(connection=connection_id)
            if fence is not None and row.all_stopped_at is not None:
                raise Stopped
            yield Books(transaction, row, self._identity, self._secrets)


def _row(transaction: sqlalchemy.Connection, connection_id: ConnectionId) -> Any:
    row = run(transaction, _CONNECTION, {MINE: connection_id}).one_or_none()
    if row is None:
        raise NotFound(connection=connection_id)
    return row
