"""Where deliveries of webhooks are recorded, and where their hooks are kept."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.ids import ConnectionId
from domain.nudge import Delivery, Hook, HookState, Nudge


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHook:
    """A hook with what its deliveries are checked by."""

    connection_id: ConnectionId
    hook: Hook
    secret: str

    def __repr__(self) -> str:
        """Without the secret."""
        return f"KnownHook(path={self.hook.path[:6]}...)"


class Intake(Protocol):
    """The one door through which deliveries enter, whichever connections they are for."""

    @abstractmethod
    def record(self, deliveries: Sequence[Delivery]) -> int:
        """Record them durably in one transaction, each once, and raise `wanted` of their connections.

        Answers how many had not been there before.
        """

    @abstractmethod
    def hook(self, path: str) -> KnownHook | None:
        """The live hook at that path. Raises SealBroken."""


class Nudges(Protocol):
    """Deliveries of one connection that nobody has looked after."""

    @abstractmethod
    def open(self, limit: int) -> tuple[Nudge, ...]:
        """Oldest first."""

    @abstractmethod
    def close(self, seqs: Iterable[int], now: datetime) -> None:
        """They were looked after."""

    @abstractmethod
    def known(self, hook: str, ids: Iterable[str]) -> frozenset[str]:
        """Which deliveries of a hook have come."""

    @abstractmethod
    def tidy(self, before: datetime) -> int:
        """Drop those that were looked after before then; answers how many."""


class Hooks(Protocol):
    """The webhooks of one connection."""

    @abstractmethod
    def add(self, hook: Hook) -> None:
        """Note one before the portal is asked to make it."""

    @abstractmethod
    def made(self, path: str, remote_id: str, secret: str) -> None:
        """The portal made it: its id and its secret, sealed, in one step."""

    @abstractmethod
    def all(self) -> tuple[Hook, ...]:
        """Every hook that has not ended, oldest first."""

    @abstractmethod
    def move(self, path: str, state: HookState) -> None:
        """Note what became of it."""

    @abstractmethod
    def checked(self, path: str, at: datetime) -> None:
        """Its list of deliveries was compared until then."""
