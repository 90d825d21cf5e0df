"""The list of connections."""

from sqlalchemy import ColumnElement, bindparam, select, update

from adapters.storage.events import Events
from adapters.storage.prepared import run
from adapters.storage.rows.access import birth_row, connection_of, connection_row
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.tables.access import connection as table
from adapters.storage.tables.clerk import clerk
from adapters.storage.tables.story import event_counter
from adapters.storage.transactions import Transactions
from domain.connection import Connection
from domain.errors import Invalid, NotFound
from domain.event import Event
from domain.ids import AppId, ConnectionId, GrantId, TenantId
from domain.ports import registry as ports

_KEY = select(table.c.api_key_sealed).where(table.c.id == bindparam("asked"))


class Connections(ports.Connections):
    """Connections, ended ones too: none is ever deleted."""

    def __init__(self, transactions: Transactions, secrets: Secrets) -> None:
        self._transactions = transactions
        self._secrets = secrets

    def add(self, connection: Connection, *, api_key: str, first: Event) -> None:
        pair = (table.c.portal_id == connection.portal_id, table.c.tenant_id == connection.tenant_id)
        sealed = self._secrets.seal(api_key, table.c.api_key_sealed, connection.id)
        with self._transactions.writing() as transaction:
            # Asked first for the name that the refusal tells; the constraint stands behind it.
            joined = transaction.execute(select(table.c.name).where(*pair, table.c.ended_at.is_(None)))
            name = joined.scalar_one_or_none()
            if name is not None:
                raise Invalid(
                    "already-joined",
                    connection=name,
                    portal=connection.portal_name,
                    ledger=connection.ledger_name,
                )
            row = {**birth_row(connection), **connection_row(connection), "api_key_sealed": sealed}
            transaction.execute(table.insert().values(row))
            transaction.execute(clerk.insert().values(connection_id=connection.id, wanted=1, seen=0, fence=0))
            transaction.execute(event_counter.insert().values(connection_id=connection.id, last_seq=0))
            Events(transaction, connection.id).add(
                at=first.at, actor=first.actor, subject=first.subject, code=first.code, facts=first.facts
            )

    def all(self, *, with_ended: bool = False) -> tuple[Connection, ...]:
        return self._select() if with_ended else self._select(table.c.ended_at.is_(None))

    def named(self, name: str) -> Connection:
        return _only(self._select(table.c.name == name, table.c.ended_at.is_(None)), name)

    def get(self, connection_id: ConnectionId) -> Connection:
        return _only(self._select(table.c.id == connection_id), connection_id)

    def using_grant(self, grant_id: GrantId) -> tuple[Connection, ...]:
        return self._select(table.c.grant_id == grant_id, table.c.ended_at.is_(None))

    def api_key(self, connection_id: ConnectionId) -> str:
        with self._transactions.reading() as transaction:
            sealed = run(transaction, _KEY, {"asked": connection_id}).scalar_one_or_none()
        if sealed is None:
            raise NotFound(connection=connection_id)
        return self._secrets.open(sealed, table.c.api_key_sealed, connection_id)

    def set_api_key(self, connection_id: ConnectionId, api_key: str) -> None:
        sealed = self._secrets.seal(api_key, table.c.api_key_sealed, connection_id)
        with self._transactions.writing() as transaction:
            changed = transaction.execute(
                update(table).where(table.c.id == connection_id).values(api_key_sealed=sealed)
            )
            if changed.rowcount != 1:
                raise NotFound(connection=connection_id)

    def of_tenant(self, app_id: AppId, tenant_id: TenantId) -> tuple[Connection, ...]:
        return self._select(
            table.c.app_id == app_id, table.c.tenant_id == tenant_id, table.c.ended_at.is_(None)
        )

    def _select(self, *wanted: ColumnElement[bool]) -> tuple[Connection, ...]:
        with self._transactions.reading() as transaction:
            rows = transaction.execute(select(table).where(*wanted).order_by(table.c.name, table.c.id))
            return tuple(connection_of(row) for row in rows)


def _only(found: tuple[Connection, ...], asked: str) -> Connection:
    if not found:
        raise NotFound(connection=asked)
    return found[0]
