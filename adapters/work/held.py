"""A lease in hand: a permit as long as its deadline is not near and no renewal was refused."""

from dataclasses import dataclass, field
from threading import Lock

from domain.errors import LeaseLost
from domain.ports.clock import Clock
from domain.ports.leases import Lease
from domain.ports.sending import Permit


@dataclass(slots=True)
class HeldLease(Permit):
    """Renewed by one thread, asked by others. Once lost it stays lost, whatever comes later.

    The deadline is compared on the monotonic clock each time: a process that was stopped finds it past
    before any thread of it did anything.
    """

    lease: Lease
    clock: Clock
    margin_seconds: float
    is_lost: bool = False
    _lock: Lock = field(default_factory=Lock, repr=False)

    def take(self, renewed: Lease | None) -> None:
        """What a renewal brought: the same lease with a later end, or None if it was lost."""
        with self._lock:
            if renewed is None:
                self.is_lost = True
            else:
                self.lease = renewed

    def check(self) -> None:
        """Raises LeaseLost if it is lost, or may be before a request arrives."""
        with self._lock:
            left = self.lease.ends_monotonic - self.clock.monotonic() - self.margin_seconds
            if self.is_lost or left <= 0:
                raise LeaseLost(connection=self.lease.connection_id, fence=str(self.lease.fence))
