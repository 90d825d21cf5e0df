"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta
from threading import Lock

from domain.ports.clock import Clock

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class ManualClock(Clock):
    """Both times move together, by `advance` and by whoever pauses; `jump` moves our wall clock alone.

    `theirs` is what time it is for everybody else.
    """

    def __init__(self, now: datetime = NOON) -> None:
        """`pauses` collects every wait that was asked for, in seconds."""
        self.pauses: list[float] = []
        self._now = now
        self._jumped = timedelta(0)
        self._monotonic = 1000.0
        self._lock = Lock()

    def now(self) -> datetime:
        """The wall time as the test set it."""
        with self._lock:
            return self._now

    def theirs(self) -> datetime:
        """The wall time of the others, who do not jump with us."""
        with self._lock:
            return self._now - self._jumped

    def monotonic(self) -> float:
        """Seconds since some moment."""
        with self._lock:
            return self._monotonic

    def pause(self, seconds: float) -> None:
        """Note the wait and let the time pass at once."""
        self.pauses.append(seconds)
        self.advance(max(0.0, seconds))

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._now += timedelta(seconds=seconds)
            self._monotonic += seconds

    def jump(self, seconds: float) -> None:
        """Set the wall clock forward, or back if negative, as an administrator does; no time passes."""
        with self._lock:
            self._now += timedelta(seconds=seconds)
            self._jumped += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """The machine sleeps: time passes for everybody, and what counts seconds stands still."""
        with self._lock:
            self._now += timedelta(seconds=seconds)
