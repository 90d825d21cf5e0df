"""The webhooks of one connection."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from adapters.storage.rows.intake import hook_of, hook_row
from adapters.storage.scope import Scope, Seen, mine
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.tables.intake import hook as table
from domain.errors import StoreProblem
from domain.ids import ConnectionId
from domain.nudge import Hook, HookState
from domain.ports import intake as ports

_ALL = (
    select(table)
    .where(mine(table), table.c.state != HookState.ENDED.value)
    .order_by(table.c.made_at, table.c.path)
)


class Hooks(Scope, ports.Hooks):
    """One row per hook, ended ones too: what was delivered to one is told from what was not."""

    def __init__(
        self, transaction: Connection, connection_id: ConnectionId, secrets: Secrets, seen: Seen | None
    ) -> None:
        super().__init__(transaction, connection_id, seen)
        self._secrets = secrets

    def add(self, hook: Hook) -> None:
        self._at.execute(table.insert().values({**hook_row(self._id, hook), "secret_sealed": ""}))

    def made(self, path: str, remote_id: str, secret: str) -> None:
        sealed = self._secrets.seal(secret, table.c.secret_sealed, path)
        self._change(path, state=HookState.LIVE.value, remote_id=remote_id, secret_sealed=sealed)

    def all(self) -> tuple[Hook, ...]:
        return tuple(hook_of(row) for row in self._run(_ALL)) if self._may_have("hooks") else ()

    def move(self, path: str, state: HookState) -> None:
        self._change(path, state=state.value)

    def checked(self, path: str, at: datetime) -> None:
        self._change(path, checked_at=at)

    def _change(self, path: str, **values: Any) -> None:
        changed = self._at.execute(
            update(table).where(self._mine(table), table.c.path == path).values(values)
        )
        if changed.rowcount != 1:
            raise StoreProblem("hook-unknown")
