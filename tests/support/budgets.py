"""Budgets kept in memory, for tests that need no store."""

from datetime import datetime
from threading import Lock

from domain import budget
from domain.budget import Budget, Limits, Purpose, Told, Wait
from domain.ports.budgets import Budgets


class MemoryBudgets(Budgets):
    """The rules of `domain.budget` over a dictionary."""

    def __init__(self) -> None:
        """No rows yet."""
        self.rows: dict[str, Budget] = {}
        self.purposes: list[Purpose] = []
        self._lock = Lock()

    def take(
        self, key: str, limits: Limits, now: datetime, *, purpose: Purpose, call: str = ""
    ) -> Wait | None:
        """Count a call, or say until when it must wait."""
        with self._lock:
            taken = budget.take(self.rows.get(key, Budget()), limits, now, purpose=purpose, call=call)
            if isinstance(taken, Wait):
                return taken
            self.rows[key] = taken
            self.purposes.append(purpose)
            return None

    def landed(self, key: str, told: Told, *, call: str) -> None:
        """The call ended."""
        with self._lock:
            self.rows[key] = budget.landed(self.rows[key], told, call=call)

    def blocked(self, key: str, *, until: datetime, limit: str) -> None:
        """Nothing before `until`."""
        with self._lock:
            self.rows[key] = budget.blocked(self.rows.get(key, Budget()), until=until, limit=limit)

    def read(self, key: str) -> Budget:
        """The row as it stands."""
        with self._lock:
            return self.rows.get(key, Budget())
