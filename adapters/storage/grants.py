"""Token pairs: sealed, and changed only by whoever knows what they were."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from adapters.storage.database_clock import DatabaseClock
from adapters.storage.prepared import run
from adapters.storage.rows.access import grant_of
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.tables.access import access_grant as table
from adapters.storage.transactions import Transactions
from domain.access import Grant, Tokens
from domain.errors import NotFound
from domain.ids import AppId, GrantId
from domain.ports import registry as ports
from domain.ports.identity import Identity

_ONE = select(table).where(table.c.id == bindparam("grant"))


class Grants(ports.Grants):
    """No transaction is open while tokens are refreshed: a short lease row keeps others away meanwhile."""

    def __init__(
        self,
        transactions: Transactions,
        secrets: Secrets,
        identity: Identity,
        database_clock: DatabaseClock,
    ) -> None:
        self._transactions = transactions
        self._secrets = secrets
        self._identity = identity
        self._database = database_clock

    def add(self, app_id: AppId, tokens: Tokens, now: datetime) -> Grant:
        grant = Grant(id=GrantId(self._identity.new_id()), app_id=app_id, created_at=now, tokens_at=now)
        row = {"id": grant.id, "app_id": app_id, "created_at": now, **self._sealed(grant.id, tokens, now)}
        with self._transactions.writing() as transaction:
            transaction.execute(table.insert().values(row))
        return grant

    def get(self, grant_id: GrantId) -> Grant:
        return grant_of(self._row(grant_id))

    def tokens(self, grant_id: GrantId) -> Tokens:
        row = self._row(grant_id)
        return Tokens(
            access=self._secrets.open(row.access_sealed, table.c.access_sealed, grant_id),
            refresh=self._secrets.open(row.refresh_sealed, table.c.refresh_sealed, grant_id),
            expires_at=row.expires_at,
            scopes=frozenset(row.scopes.split()),
            event_id=row.event_id,
        )

    def swap(self, grant_id: GrantId, *, old_access: str, tokens: Tokens, now: datetime) -> bool:
        new = self._sealed(grant_id, tokens, now)
        with self._transactions.writing() as transaction:
            stored = transaction.execute(
                select(table.c.access_sealed).where(table.c.id == grant_id).with_for_update()
            ).scalar_one_or_none()
            if stored is None:
                raise NotFound(grant=grant_id)
            if self._secrets.open(stored, table.c.access_sealed, grant_id) != old_access:
                return False
            transaction.execute(update(table).where(table.c.id == grant_id).values(new))
            return True

    def replace(self, grant_id: GrantId, tokens: Tokens, now: datetime) -> None:
        self._change(grant_id, **self._sealed(grant_id, tokens, now), lost_at=None)

    def lost(self, grant_id: GrantId, now: datetime) -> None:
        self._change(grant_id, lost_at=now)

    def lock_refresh(self, grant_id: GrantId, holder: str, seconds: float) -> bool:
        moment, after = self._database.moment, self._database.after
        free = or_(table.c.refresh_holder.is_(None), table.c.refresh_until <= moment("this_moment"))
        with self._transactions.writing() as transaction:
            locked = transaction.execute(
                update(table)
                .where(table.c.id == grant_id, free)
                .values(refresh_holder=holder, refresh_until=moment("until")),
                {"this_moment": after(0.0), "until": after(seconds)},
            )
        return locked.rowcount == 1

    def unlock_refresh(self, grant_id: GrantId, holder: str) -> None:
        with self._transactions.writing() as transaction:
            transaction.execute(
                update(table)
                .where(table.c.id == grant_id, table.c.refresh_holder == holder)
                .values(refresh_holder=None, refresh_until=None)
            )

    def _sealed(self, grant_id: GrantId, tokens: Tokens, now: datetime) -> dict[str, Any]:
        return {
            "tokens_at": now,
            "access_sealed": self._secrets.seal(tokens.access, table.c.access_sealed, grant_id),
            "refresh_sealed": self._secrets.seal(tokens.refresh, table.c.refresh_sealed, grant_id),
            "expires_at": tokens.expires_at,
            "scopes": " ".join(sorted(tokens.scopes)),
            "event_id": tokens.event_id,
        }

    def _change(self, grant_id: GrantId, **changes: Any) -> None:
        with self._transactions.writing() as transaction:
            changed = transaction.execute(update(table).where(table.c.id == grant_id).values(changes))
            if changed.rowcount != 1:
                raise NotFound(grant=grant_id)

    def _row(self, grant_id: GrantId) -> Any:
        with self._transactions.reading() as transaction:
            row = run(transaction, _ONE, {"grant": grant_id}).one_or_none()
        if row is None:
            raise NotFound(grant=grant_id)
        return row
