"""Secrets as they lie in the store: sealed, each bound to its table, row and column."""

from typing import Any

from sqlalchemy import Column, Connection, Table, select, update

from adapters.storage.tables.access import access_grant, app, connect_attempt, connection
from adapters.storage.tables.intake import hook
from domain.ports.vault import Place, Vault

SEALED: tuple[Column[Any], ...] = (
    app.c.secret_sealed,
    app.c.webhook_key_sealed,
    access_grant.c.access_sealed,
    access_grant.c.refresh_sealed,
    connection.c.api_key_sealed,
    connect_attempt.c.verifier_sealed,
    hook.c.secret_sealed,
)
"""Every column that holds a secret."""


class Secrets:
    """Seals and opens; a secret that is not there is '' on both sides."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def seal(self, text: str, column: Column[Any], row: str) -> str:
        """What may be stored in that column of that row."""
        return self._vault.seal(text, _place(column, row)) if text else ""

    def open(self, sealed: str, column: Column[Any], row: str) -> str:
        """What was sealed there. Raises SealBroken."""
        return self._vault.open(sealed, _place(column, row)) if sealed else ""

    def reseal(self, transaction: Connection) -> int:
        """Seal everything anew with the current key; answers how many."""
        return sum(self._reseal(transaction, column) for column in SEALED)

    def _reseal(self, transaction: Connection, column: Column[Any]) -> int:
        table = column.table
        assert isinstance(table, Table)
        name = _name_of_rows(table)
        rows = transaction.execute(
            select(name, column).where(column != "").order_by(name).with_for_update()
        ).all()
        for row, sealed in rows:
            anew = self.seal(self.open(sealed, column, row), column, row)
            transaction.execute(update(table).where(name == row).values({column.name: anew}))
        return len(rows)


def _name_of_rows(table: Table) -> Column[Any]:
    """What names a row alone, whichever connection it belongs to: the last part of its key."""
    return table.c[list(table.primary_key)[-1].name]


def _place(column: Column[Any], row: str) -> Place:
    table = column.table
    assert isinstance(table, Table)
    return Place(table.name, row, column.name)
