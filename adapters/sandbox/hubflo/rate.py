"""Calls a minute: over the limit every call is refused for one minute (Hubflo: API reference, rate limit)."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.sandbox.hubflo.switches import Switches

MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Meter:
    """The calls of one organization's current minute, and the end of its block if it has one."""

    calls: deque[datetime] = field(default_factory=deque)
    blocked_until: datetime | None = None

    def admits(self, now: datetime, switches: Switches) -> bool:
        """Count a call, or refuse it; the first call over the limit begins the block."""
        if self.blocked_until is not None:
            if now < self.blocked_until:
                return False
            self.blocked_until = None
            self.calls.clear()
        self._forget(now, switches)
        if len(self.calls) >= switches.rate_limit_per_minute:
            self.blocked_until = now + timedelta(seconds=switches.rate_block_seconds)
            return False
        self.calls.append(now)
        return True

    def remaining(self, switches: Switches) -> int:
        """How many calls the current minute still has."""
        return max(0, switches.rate_limit_per_minute - len(self.calls))

    def _forget(self, now: datetime, switches: Switches) -> None:
        """Drop the calls that count no more."""
        if switches.rate_window == "sliding":
            while self.calls and now - self.calls[0] >= MINUTE:
                self.calls.popleft()
        elif self.calls and now - self.calls[0] >= MINUTE:
            self.calls.clear()
