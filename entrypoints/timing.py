"""How long a unit of work took, told without the clerk knowing that somebody measures."""

from collections.abc import Callable
from contextvars import ContextVar

from domain.ports.clock import Clock
from domain.ports.engine import Executor

_begun: ContextVar[float | None] = ContextVar("begun", default=None)


class TimedExecutor(Executor):
    """Another executor, whose pieces know when they began."""

    def __init__(self, inner: Executor, clock: Clock) -> None:
        """`inner` does the work."""
        self._inner = inner
        self._clock = clock

    def submit(self, work: Callable[[], None]) -> None:
        """Note the time where the piece runs, then run it."""

        def timed() -> None:
            _begun.set(self._clock.monotonic())
            work()

        self._inner.submit(timed)

    def wait(self, at_most_seconds: float | None = None) -> None:
        """As the inner one does."""
        self._inner.wait(at_most_seconds)

    def finish(self) -> None:
        """As the inner one does."""
        self._inner.finish()

    @property
    def free(self) -> int:
        """As the inner one says."""
        return self._inner.free


def seconds_so_far(clock: Clock) -> float | None:
    """How long the piece that asks has run; None outside of one."""
    begun = _begun.get()
    return None if begun is None else clock.monotonic() - begun
