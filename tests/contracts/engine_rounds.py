"""Rounds that are watched, and an engine that runs beside a test."""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

from adapters.clock import SystemClock
from domain.ids import ConnectionId
from domain.ports.engine import Engine

ONE, TWO, THREE = ConnectionId("one"), ConnectionId("two"), ConnectionId("three")
CLOCK = SystemClock()


class Rounds:
    """Counts rounds; a test may make one connection's do something."""

    def __init__(self) -> None:
        self.counts: Counter[ConnectionId] = Counter()
        self.at: defaultdict[ConnectionId, list[float]] = defaultdict(list)
        self.running: Counter[ConnectionId] = Counter()
        self.most_at_once: Counter[ConnectionId] = Counter()
        self.most_of_all = 0
        self.act: Callable[[ConnectionId], None] = lambda _connection: None
        self.has_more: Callable[[ConnectionId], bool] = lambda _connection: False
        self.order: list[ConnectionId] = []
        self._lock = threading.Lock()

    def gaps(self, connection_id: ConnectionId) -> list[float]:
        """Seconds from each round's start to the next one's."""
        at = self.at[connection_id]
        return [later - earlier for earlier, later in pairwise(at)]

    def __call__(self, connection_id: ConnectionId) -> bool:
        with self._lock:
            self.order.append(connection_id)
            self.at[connection_id].append(time.monotonic())
            self.counts[connection_id] += 1
            self.running[connection_id] += 1
            self.most_of_all = max(self.most_of_all, self.running.total())
            self.most_at_once[connection_id] = max(
                self.most_at_once[connection_id], self.running[connection_id]
            )
        try:
            self.act(connection_id)
            return self.has_more(connection_id)
        finally:
            with self._lock:
                self.running[connection_id] -= 1


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for what another thread does; fails if it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)


@contextmanager
def running(engine: Engine) -> Iterator[threading.Thread]:
    """The engine runs in a thread, and must end soon when it is told to."""
    stop = threading.Event()
    thread = threading.Thread(target=engine.run, args=(stop.is_set,))
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(timeout=20)
        assert not thread.is_alive()
