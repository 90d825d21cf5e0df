"""Telling a person without being asked."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.notice import ToldCause


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message: its subject and text for a person, and the same as data for a program."""

    subject: str
    text: str
    data: Mapping[str, object]


class Messenger(Protocol):
    """Carries a message to where a connection wants it."""

    @abstractmethod
    def send(self, address: str, notice: Notice) -> None:
        """Send it to an address (https:, http: here, or mailto:). Raises Unavailable or Invalid."""


class Told(Protocol):
    """What was told of a connection's causes."""

    @abstractmethod
    def all(self) -> tuple[ToldCause, ...]:
        """Causes whose end is not told yet, oldest first."""

    @abstractmethod
    def put(self, cause: ToldCause) -> None:
        """Insert or replace one by its key."""

    @abstractmethod
    def last_sent_at(self) -> datetime | None:
        """When the last message went out."""

    @abstractmethod
    def sent(self, at: datetime) -> None:
        """A message went out."""
