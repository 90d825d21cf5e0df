"""Consents that were asked for."""

from datetime import datetime

from sqlalchemy import select, update

from adapters.storage.rows.access import attempt_of, attempt_row
from adapters.storage.secrets_at_rest import Secrets
from adapters.storage.tables.access import connect_attempt as table
from adapters.storage.transactions import Transactions
from domain.access import ConnectAttempt
from domain.errors import Invalid, NotFound, NotNow
from domain.ids import AttemptId
from domain.ports import registry as ports


class Attempts(ports.Attempts):
    """Each is used once, in the statement that says so."""

    def __init__(self, transactions: Transactions, secrets: Secrets) -> None:
        self._transactions = transactions
        self._secrets = secrets

    def add(self, attempt: ConnectAttempt, *, verifier: str) -> None:
        sealed = self._secrets.seal(verifier, table.c.verifier_sealed, attempt.id)
        with self._transactions.writing() as transaction:
            transaction.execute(table.insert().values(**attempt_row(attempt), verifier_sealed=sealed))

    def use(self, state_hash: str, now: datetime) -> tuple[ConnectAttempt, str]:
        mine = table.c.state_hash == state_hash
        with self._transactions.writing() as transaction:
            used = transaction.execute(
                update(table)
                .where(mine, table.c.used_at.is_(None), table.c.expires_at > now)
                .values(used_at=now)
                .returning(*table.c)
            ).one_or_none()
            if used is None:
                before = transaction.execute(select(table.c.used_at).where(mine)).one_or_none()
                if before is None:
                    raise Invalid("consent-unknown")
                if before.used_at is None:
                    raise NotNow("consent-late")
                raise Invalid("consent-used")
        verifier = self._secrets.open(used.verifier_sealed, table.c.verifier_sealed, used.id)
        return attempt_of(used), verifier

    def get(self, attempt_id: AttemptId) -> ConnectAttempt:
        with self._transactions.reading() as transaction:
            row = transaction.execute(select(table).where(table.c.id == attempt_id)).one_or_none()
        if row is None:
            raise NotFound(attempt=attempt_id)
        return attempt_of(row)
