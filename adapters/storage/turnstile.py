"""Lets the writers of one process pass one by one, in the order in which they came, the urgent first."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from domain.errors import StoreAway


class Turnstile:
    """SQLite has one writer at a time. Whoever waits for it sleeps and looks again, up to 100 ms each time.

    So whoever writes without pause keeps the others out for as long as that lasts. Here the next one is
    woken at once. Writers of other processes still wait as SQLite has it.
    """

    def __init__(self, patience_seconds: float) -> None:
        """Nobody is inside. Nobody waits longer than that."""
        self._patience_seconds = patience_seconds
        self._guard = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def passing(self, *, urgent: bool = False) -> Iterator[None]:
        """Wait for one's turn, and let the next one in at the end. Raises StoreAway if it does not come.

        Who is urgent is next. There must be one such writer only: it comes again at the earliest when its
        own turn is over, and by then somebody else has the turn.
        """
        self._enter(urgent=urgent)
        try:
            yield
        finally:
            self._leave()

    def _enter(self, *, urgent: bool) -> None:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            turn = Lock()
            turn.acquire()
            if urgent:
                self._waiting.appendleft(turn)
            else:
                self._waiting.append(turn)
        if turn.acquire(timeout=self._patience_seconds):
            return
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                raise StoreAway(kind="TimeoutError")
        # It was our turn in the moment in which we gave up: the turnstile is ours.

    def _leave(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
