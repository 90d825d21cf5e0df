"""Lease rows kept in memory, with only what keepers and engines ask of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event

from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.leases import Lease, Leases

LEASE_SECONDS = 20.0


def lease_until(ends_monotonic: float) -> Lease:
    """A lease with that end."""
    return Lease(connection_id=ConnectionId("c-1"), holder="us", fence=7, ends_monotonic=ends_monotonic)


@dataclass
class Rows(Leases):
    """Renews for `LEASE_SECONDS` as long as the test lets it; wakes whom the test says."""

    clock: Clock
    refuse: bool = False
    failing: Exception | None = None
    renewals: int = 0
    renewed: Event = field(default_factory=Event)
    due: Callable[[datetime], Sequence[ConnectionId]] = lambda _now: ()
    ticks: list[float] = field(default_factory=list)

    def renew(self, lease: Lease) -> Lease | None:
        """A later end, a refusal, or a failure."""
        self.renewals += 1
        self.renewed.set()
        if self.failing is not None:
            raise self.failing
        if self.refuse:
            return None
        return replace(lease, ends_monotonic=self.clock.monotonic() + LEASE_SECONDS)

    def to_wake(self, now: datetime) -> Sequence[ConnectionId]:
        """Whom the test says."""
        self.ticks.append(self.clock.monotonic())
        if self.failing is not None:
            raise self.failing
        return self.due(now)

    def take(self, connection_id: ConnectionId, holder: str) -> Lease | None:
        raise AssertionError

    def leave(self, lease: Lease, *, seen: int, not_before: datetime | None) -> bool:
        raise AssertionError

    def give_up(self, lease: Lease) -> None:
        raise AssertionError
