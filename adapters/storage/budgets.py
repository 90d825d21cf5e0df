"""The shared rows that count calls."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from adapters.storage.prepared import run
from adapters.storage.rows.budgets import budget_of, budget_row
from adapters.storage.tables.access import budget as table
from adapters.storage.transactions import Transactions
from adapters.storage.upserts import insert_into
from domain import budget as rules
from domain.budget import Budget, Limits, Purpose, Told, Wait
from domain.ports import budgets as ports

_MINE = table.c.key == bindparam("mine")
_READ = select(table).where(_MINE)
_LOCK = _READ.with_for_update()
_CHANGE = update(table).where(_MINE)
_COLUMNS = [column for column in table.columns if column is not table.c.key]
_CHANGE_IF_SAME = _CHANGE.where(
    *(column.is_not_distinct_from(bindparam(f"old_{column.name}", type_=column.type)) for column in _COLUMNS)
)


class Budgets(ports.Budgets):
    """The rules are the domain's; here is only the row, locked while it changes.

    Mostly the row is as this process left it: then it is changed without being read.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._left: dict[str, tuple[Budget, Mapping[str, Any]]] = {}

    def take(
        self, key: str, limits: Limits, now: datetime, *, purpose: Purpose, call: str = ""
    ) -> Wait | None:
        return self._change(key, lambda budget: rules.take(budget, limits, now, purpose=purpose, call=call))

    def landed(self, key: str, told: Told, *, call: str) -> None:
        self._change(key, lambda budget: rules.landed(budget, told, call=call))

    def blocked(self, key: str, *, until: datetime, limit: str) -> None:
        self._change(key, lambda budget: rules.blocked(budget, until=until, limit=limit))

    def read(self, key: str) -> Budget:
        with self._transactions.reading() as transaction:
            row = run(transaction, _READ, {"mine": key}).one_or_none()
        return Budget() if row is None else budget_of(row)

    def _change(self, key: str, rule: Callable[[Budget], Budget | Wait]) -> Wait | None:
        with self._transactions.writing() as transaction:
            if self._changed_unread(transaction, key, rule):
                return None
            after = rule(budget_of(_locked(transaction, key) or _made(transaction, key)))
            if isinstance(after, Wait):
                return after
            row = budget_row(after)
            run(transaction, _CHANGE, {"mine": key, **row})
            self._left[key] = (after, row)
        return None

    def _changed_unread(
        self, transaction: Connection, key: str, rule: Callable[[Budget], Budget | Wait]
    ) -> bool:
        """Whether the row was still as it was left. Whoever must wait is told so by the row itself."""
        before, old = self._left.get(key, (None, {}))
        after = rule(before) if before is not None else None
        if not isinstance(after, Budget):
            return False
        row = budget_row(after)
        compared = {f"old_{name}": value for name, value in old.items()}
        if run(transaction, _CHANGE_IF_SAME, {"mine": key, **compared, **row}).rowcount != 1:
            return False
        self._left[key] = (after, row)
        return True


def _locked(transaction: Connection, key: str) -> Any:
    return run(transaction, _LOCK, {"mine": key}).one_or_none()


def _made(transaction: Connection, key: str) -> Any:
    """For the first call of all; on PostgreSQL another process may make the row at the same time."""
    first = insert_into(transaction, table).values(key=key, **budget_row(Budget()))
    transaction.execute(first.on_conflict_do_nothing())
    made = _locked(transaction, key)
    assert made is not None
    return made
