"""The shared rows that count calls."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from domain.budget import Budget, Limits, Purpose, Told, Wait


class Budgets(Protocol):
    """Rows of `domain.budget`, one per key; each change is one short transaction of its own."""

    @abstractmethod
    def take(
        self, key: str, limits: Limits, now: datetime, *, purpose: Purpose, call: str = ""
    ) -> Wait | None:
        """Count a call that leaves now (None), or say until when it must wait.

        One with an id, `call`, is in flight until it is told that it landed.
        """

    @abstractmethod
    def landed(self, key: str, told: Told, *, call: str) -> None:
        """The call `call` ended; keep what its answer told."""

    @abstractmethod
    def blocked(self, key: str, *, until: datetime, limit: str) -> None:
        """The service said: nothing before `until` (UTC)."""

    @abstractmethod
    def read(self, key: str) -> Budget:
        """The row as it stands, empty if there is none."""
