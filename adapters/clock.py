"""The system's clocks."""

import time
from datetime import UTC, datetime

from domain.ports.clock import Clock


class SystemClock(Clock):
    """Wall time from the system; monotonic time that goes on while the machine sleeps, if it has such."""

    def now(self) -> datetime:
        """The time in UTC, aware."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that include suspended time: a laptop that slept an hour held no lease meanwhile.

        Linux counts sleep in CLOCK_BOOTTIME alone (clock_gettime(2)), macOS in CLOCK_MONOTONIC.
        """
        clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
        return time.monotonic() if clock is None else time.clock_gettime(clock)

    def pause(self, seconds: float) -> None:
        """Sleep that long; nothing for zero or less."""
        if seconds > 0:
            time.sleep(seconds)
