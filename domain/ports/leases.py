"""Leases: who is the clerk of a connection now, by the database's clock."""

from abc import abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.ids import ConnectionId
from domain.ports.sending import Permit


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A lease that was given. `wanted` is the counter when it was given; `fence` grows with every lease.

    `ends_monotonic` is when it ends on the holder's own monotonic clock (seconds), taken before the
    row was written, so that it is never later than what the row says.
    """

    connection_id: ConnectionId
    holder: str
    fence: int
    ends_monotonic: float


class Leases(Protocol):
    """Rows that give a connection to one clerk at a time."""

    @abstractmethod
    def take(self, connection_id: ConnectionId, holder: str) -> Lease | None:
        """The lease, or None while another holder's lives."""

    @abstractmethod
    def renew(self, lease: Lease) -> Lease | None:
        """The same lease with a later end, or None if it was lost."""

    @abstractmethod
    def leave(self, lease: Lease, *, seen: int, not_before: datetime | None) -> bool:
        """Give the lease up, only if `Books.wanted` still equals `seen`; answers whether it was given up.

        Notes when to look next by itself (UTC, None: only when nudged). Raises LeaseLost if it is
        another's by now: who stood still for longer than it lives has nothing to go round for any more.
        """

    @abstractmethod
    def give_up(self, lease: Lease) -> None:
        """Give the lease up at once with work left: the next tick takes it."""

    @abstractmethod
    def to_wake(self, now: datetime) -> Sequence[ConnectionId]:
        """Connections with causes not seen or a look that is due, and no live lease; ended ones never."""


class LeaseKeeper(Protocol):
    """Keeps a lease alive while a clerk works."""

    @abstractmethod
    def keeping(self, lease: Lease) -> AbstractContextManager[Permit]:
        """Renew in the background until the block ends; the permit fails as soon as the lease is lost."""
