"""The time, so that tests can own it."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Wall time and monotonic time."""

    @abstractmethod
    def now(self) -> datetime:
        """The time in UTC, aware."""

    @abstractmethod
    def monotonic(self) -> float:
        """Seconds on a clock that never jumps; only differences mean anything."""

    @abstractmethod
    def pause(self, seconds: float) -> None:
        """Wait that long; used for short waits only."""
