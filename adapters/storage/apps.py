"""Registrations at the ledger, and the workspace that they belong to."""

from typing import Any

from sqlalchemy import Column, Select, bindparam, select, update

from adapters.storage.prepared import run
from adapters.storage.rows.access import app_of, app_row
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.tables.access import app as table
from adapters.storage.tables.access import workspace
from adapters.storage.transactions import Transactions
from adapters.storage.upserts import insert_into
from domain.access import App
from domain.errors import NotFound
from domain.ids import AppId, WorkspaceId
from domain.ports import registry as ports
from domain.ports.clock import Clock
from domain.ports.identity import Identity

_DEFAULT = "default"
_BY_ID, _BY_CLIENT_ID = (
    select(table).where(key == bindparam("asked")) for key in (table.c.id, table.c.client_id)
)


class Apps(ports.Apps):
    """One row per client id."""

    def __init__(
        self, transactions: Transactions, secrets: Secrets, clock: Clock, identity: Identity
    ) -> None:
        self._transactions = transactions
        self._secrets = secrets
        self._clock = clock
        self._identity = identity

    def default_workspace(self) -> WorkspaceId:
        new = {"id": self._identity.new_id(), "name": _DEFAULT, "created_at": self._clock.now()}
        with self._transactions.writing() as transaction:
            transaction.execute(
                insert_into(transaction, workspace)
                .values(new)
                .on_conflict_do_nothing(index_elements=["name"])
            )
            found = transaction.execute(select(workspace.c.id).where(workspace.c.name == _DEFAULT))
            return WorkspaceId(found.scalar_one())

    def put(self, app: App, *, secret: str) -> App:
        born = {
            "id": app.id,
            "workspace_id": app.workspace_id,
            "client_id": app.client_id,
            "secret_sealed": "",
            **app_row(app),
        }
        with self._transactions.writing() as transaction:
            transaction.execute(
                insert_into(transaction, table)
                .values(born)
                .on_conflict_do_nothing(index_elements=["client_id"])
            )
            mine = table.c.client_id == app.client_id
            app_id = transaction.execute(select(table.c.id).where(mine).with_for_update()).scalar_one()
            sealed = self._secrets.seal(secret, table.c.secret_sealed, app_id)
            changes = {**app_row(app), "secret_sealed": sealed}
            stored = transaction.execute(update(table).where(mine).values(changes).returning(*table.c))
            return app_of(stored.one())

    def get(self, app_id: AppId) -> App:
        found = self._find(_BY_ID, app_id)
        if found is None:
            raise NotFound(app=app_id)
        return found

    def by_client_id(self, client_id: str) -> App | None:
        return self._find(_BY_CLIENT_ID, client_id)

    def secret(self, app_id: AppId) -> str:
        return self._opened(table.c.secret_sealed, app_id)

    def set_webhook_key(self, app_id: AppId, key: str) -> None:
        sealed = self._secrets.seal(key, table.c.webhook_key_sealed, app_id)
        with self._transactions.writing() as transaction:
            changed = transaction.execute(
                update(table).where(table.c.id == app_id).values(webhook_key_sealed=sealed)
            )
            if changed.rowcount != 1:
                raise NotFound(app=app_id)

    def webhook_key(self, app_id: AppId) -> str:
        return self._opened(table.c.webhook_key_sealed, app_id)

    def _opened(self, column: Column[Any], app_id: AppId) -> str:
        with self._transactions.reading() as transaction:
            sealed = transaction.execute(select(column).where(table.c.id == app_id)).scalar_one_or_none()
        if sealed is None:
            raise NotFound(app=app_id)
        return self._secrets.open(sealed, column, app_id)

    def _find(self, wanted: Select[Any], asked: str) -> App | None:
        with self._transactions.reading() as transaction:
            row = run(transaction, wanted, {"asked": asked}).one_or_none()
            return None if row is None else app_of(row)
