"""Keeps a lease alive while a clerk works, and refuses to send once it may be somebody else's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

import structlog

from adapters.work.held import HeldLease
from domain.errors import Problem
from domain.ports.clock import Clock
from domain.ports.leases import Lease, LeaseKeeper, Leases
from domain.ports.sending import Permit

RENEW_SECONDS = 5.0
MARGIN_SECONDS = 2.0
"""A request may take this long from the check to its first byte on the other side."""


class ThreadKeeper(LeaseKeeper):
    """Renews in a daemon thread. What stops the process stops the thread too, and the deadline holds."""

    def __init__(
        self,
        leases: Leases,
        clock: Clock,
        *,
        renew_seconds: float = RENEW_SECONDS,
        margin_seconds: float = MARGIN_SECONDS,
    ) -> None:
        """`renew_seconds` is a fraction of how long a lease lives, so that some renewals may fail."""
        self._leases = leases
        self._clock = clock
        self._renew_seconds = renew_seconds
        self._margin_seconds = margin_seconds

    @contextmanager
    def keeping(self, lease: Lease) -> Iterator[Permit]:
        """Renew until the block ends; then nothing renews any more."""
        held = HeldLease(lease, self._clock, self._margin_seconds)
        ended = Event()
        renewing = Thread(
            target=self._renew, args=(held, ended), name=f"lease {lease.connection_id}", daemon=True
        )
        renewing.start()
        try:
            yield held
        finally:
            ended.set()
            renewing.join()

    def _renew(self, held: HeldLease, ended: Event) -> None:
        log = structlog.get_logger()
        while not ended.wait(self._renew_seconds) and not held.is_lost:
            try:
                held.take(self._leases.renew(held.lease))
            except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to; the deadline holds
                code = error.reason if isinstance(error, Problem) else type(error).__name__
                log.warning("lease-not-renewed", connection=held.lease.connection_id, code=code)


class InlineKeeper(LeaseKeeper):
    """Renews when the permit is asked and it is time: without threads a simulation repeats exactly."""

    def __init__(
        self,
        leases: Leases,
        clock: Clock,
        *,
        renew_seconds: float = RENEW_SECONDS,
        margin_seconds: float = MARGIN_SECONDS,
    ) -> None:
        """As for the keeper with a thread."""
        self._leases = leases
        self._clock = clock
        self._renew_seconds = renew_seconds
        self._margin_seconds = margin_seconds

    @contextmanager
    def keeping(self, lease: Lease) -> Iterator[Permit]:
        """Renew whenever the permit is asked late enough."""
        held = HeldLease(lease, self._clock, self._margin_seconds)
        yield _Inline(held, self._leases, self._clock, self._renew_seconds, self._clock.monotonic())


@dataclass(slots=True)
class _Inline(Permit):
    held: HeldLease
    leases: Leases
    clock: Clock
    renew_seconds: float
    renewed_at: float

    def check(self) -> None:
        """Renew if it is time. What the thread would have renewed while time passed is renewed now."""
        now = self.clock.monotonic()
        if not self.held.is_lost and now - self.renewed_at >= self.renew_seconds:
            self.held.take(self.leases.renew(self.held.lease))
            self.renewed_at = now
        self.held.check()
