"""Records deliveries: many requests, one thread that writes, one commit for all that came meanwhile."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Self

import structlog

from domain.errors import Problem, StoreProblem
from domain.ids import ConnectionId
from domain.nudge import Delivery
from domain.ports.intake import Intake
from entrypoints.web.answers import Refused

MOST_AT_ONCE = 500
"""Requests that one transaction may serve."""
_WHOLE_STORE = frozenset({"store-failed"})
"""Problems that say nothing of the deliveries: trying them one by one would only take longer."""


@dataclass(frozen=True, slots=True, eq=False)
class _Handed:
    """What one request brought, and where it waits."""

    deliveries: Sequence[Delivery]
    future: asyncio.Future[None]
    loop: asyncio.AbstractEventLoop

    def settle(self, problem: Exception | None) -> None:
        if self.future.done():
            return  # nobody waits any more
        if problem is None:
            self.future.set_result(None)
        else:
            self.future.set_exception(problem)


class Recorder:
    """A request that was let go by `record` finds its deliveries in the store, whatever happens next.

    After each commit the connections that it was for are woken.
    """

    def __init__(
        self,
        intake: Intake,
        wake: Callable[[ConnectionId], None],
        recorded: Callable[[int], None] = lambda _new: None,
    ) -> None:
        """`recorded` is told after each commit how many deliveries had not been there before."""
        self._intake = intake
        self._wake = wake
        self._recorded = recorded
        self._queue: SimpleQueue[_Handed | None] = SimpleQueue()
        self._thread = Thread(target=self._write_on, name="recorder")
        self._closing = Lock()
        self._is_open = False

    def __enter__(self) -> Self:
        """From here on deliveries are taken."""
        self._is_open = True
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What was taken is recorded, then nothing is taken any more."""
        with self._closing:
            self._is_open = False
            self._queue.put(None)
        self._thread.join()

    async def record(self, deliveries: Sequence[Delivery]) -> None:
        """Return once they are in the store. Raises StoreProblem, or Refused while closing."""
        loop = asyncio.get_running_loop()
        handed = _Handed(deliveries, loop.create_future(), loop)
        with self._closing:  # held for a moment only: nothing is put behind the end
            if not self._is_open:
                raise Refused(503, "closing")
            self._queue.put(handed)
        await handed.future

    def _write_on(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            goes_on = self._drain(batch)
            self._write(batch)
            if not goes_on:
                return

    def _drain(self, batch: list[_Handed]) -> bool:
        """Add what waits already; answers whether more may come."""
        while len(batch) < MOST_AT_ONCE:
            try:
                handed = self._queue.get_nowait()
            except Empty:
                return True
            if handed is None:
                return False
            batch.append(handed)
        return True

    def _write(self, batch: Sequence[_Handed]) -> None:
        deliveries = [delivery for handed in batch for delivery in handed.deliveries]
        problem: Exception | None = None
        try:
            new = self._intake.record(deliveries)
        except Exception as error:  # noqa: BLE001 - carried over to the requests that wait for it
            if len(batch) > 1 and not _is_of_whole_store(error):
                for handed in batch:
                    self._write([handed])  # one that cannot be recorded must not refuse the others
                return
            _log(error, len(batch))
            problem = error
        else:
            self._recorded(new)
            for connection_id in dict.fromkeys(delivery.connection_id for delivery in deliveries):
                self._wake(connection_id)
        _settle(batch, problem)


def _settle(batch: Sequence[_Handed], problem: Exception | None) -> None:
    """One visit to the loop for all that wait there."""
    loop = batch[0].loop

    def settle() -> None:
        for handed in batch:
            handed.settle(problem)

    if not loop.is_closed():  # else the server is gone and nobody waits
        loop.call_soon_threadsafe(settle)


def _is_of_whole_store(error: Exception) -> bool:
    return isinstance(error, StoreProblem) and error.reason in _WHOLE_STORE


def _log(error: Exception, requests: int) -> None:
    log = structlog.get_logger().bind(requests=requests)
    if isinstance(error, Problem):
        log.error("deliveries-not-recorded", code=error.reason, facts=dict(error.facts))
    else:
        log.error("deliveries-not-recorded", code=type(error).__name__, exc_info=error)
