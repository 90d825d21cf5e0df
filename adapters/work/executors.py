"""Run the units of one clerk: one after the other, or a few at a time in threads."""

from collections.abc import Callable
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread

from domain.ports.engine import Executor

AT_ONCE = 4
"""Units of one connection in flight; Xero allows five calls at once (Xero: API limits)."""


class InlineExecutor(Executor):
    """Does each piece where it is submitted, so that a simulation is the same each time."""

    def __init__(self) -> None:
        """Nothing has failed yet."""
        self._failures: list[Exception] = []

    def submit(self, work: Callable[[], None]) -> None:
        """Do it now; what it raises waits for `wait`."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - kept as it is, and raised by `wait` or `finish`
            self._failures.append(error)

    def wait(self, at_most_seconds: float | None = None) -> None:  # noqa: ARG002 - nothing is in flight
        """Raise the oldest failure that nobody was told of."""
        if self._failures:
            raise self._failures.pop(0)

    def finish(self) -> None:
        """Nothing is ever in flight; raise the oldest failure, the others with it."""
        _raise_first(self._failures)

    @property
    def free(self) -> int:
        """Always room for one; none while a failure waits to be told."""
        return 0 if self._failures else 1


class PoolExecutor(Executor):
    """A thread for each piece, so many at a time. Used by one thread; it needs no closing.

    A piece is a request or more: a thread costs little beside it, and none lives longer than its piece.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        """`at_once` is how many pieces run at the same time."""
        self._at_once = at_once
        self._running = 0
        self._ended: SimpleQueue[BaseException | None] = SimpleQueue()
        self._told = True
        self._failures: list[BaseException] = []

    def submit(self, work: Callable[[], None]) -> None:
        """Start it in a thread, with this thread's context; waits for room if there is none."""
        self._collect(block=self._running >= self._at_once)
        self._running += 1
        context = copy_context()
        Thread(target=lambda: self._ended.put(context.run(_outcome, work)), name="unit").start()

    def wait(self, at_most_seconds: float | None = None) -> None:
        """Wait until a piece ended that nobody was told of, if any runs; raises the oldest failure."""
        block = self._running > 0 and self._told and not self._failures
        self._collect(block=block, at_most_seconds=at_most_seconds)
        self._told = True
        if self._failures:
            raise self._failures.pop(0)

    def finish(self) -> None:
        """Wait for all; raise the oldest failure, the others with it."""
        while self._running:
            self._collect(block=True)
        _raise_first(self._failures)

    @property
    def free(self) -> int:
        """How many more may start; none while a failure waits to be told."""
        self._collect(block=False)
        return 0 if self._failures else self._at_once - self._running

    def _collect(self, *, block: bool, at_most_seconds: float | None = None) -> None:
        """Take in what ended: at least one piece if `block`, unless that takes too long."""
        while block or not self._ended.empty():
            try:
                failure = self._ended.get(timeout=at_most_seconds)
            except Empty:
                return
            self._running -= 1
            self._told = block = False
            if failure is not None:
                self._failures.append(failure)


def _outcome(work: Callable[[], None]) -> BaseException | None:
    try:
        work()
    except BaseException as error:  # noqa: BLE001 - carried over to the thread that waits, and raised there
        return error
    return None


def _raise_first(failures: list[BaseException] | list[Exception]) -> None:
    """The first, with a note on each other so that none is lost silently."""
    if not failures:
        return
    first, *others = failures
    failures.clear()
    for other in others:
        first.add_note(f"in the same round: {type(other).__name__}: {other}")
    raise first
