"""The engine of one process: threads across connections, hints by an event, a tick for whatever was lost."""

from collections.abc import Callable
from datetime import datetime
from threading import Condition, Thread

from adapters.work.rounds import Rounds, log_failure
from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.engine import Engine, Round
from domain.ports.leases import Leases

TICK_SECONDS = 5.0
_STOP_SECONDS = 0.2  # how long a request to stop may go unnoticed
_JUST_AFTER_SECONDS = 0.001


class InProcessEngine(Engine):
    """Wakes clerks in threads of this process, one round for a connection at a time.

    Hints come from `wake`, from the rows of the store every `tick_seconds`, and exactly when the nearest
    look is due, if `nearest` tells. A connection that was hinted while its round ran, or whose round had
    had its time, gets another one.
    What a round raises is logged with its code and never reaches another connection; its own next
    round waits, longer after each failure in a row, hint or no hint.
    """

    def __init__(
        self,
        round_: Round,
        leases: Leases,
        clock: Clock,
        *,
        nearest: Callable[[datetime], datetime | None] = lambda _now: None,
        tick_seconds: float = TICK_SECONDS,
        at_once: int = 64,
    ) -> None:
        """`nearest` answers when the first look after a moment is due (UTC); `at_once` bounds the threads."""
        self._rounds = Rounds(round_, clock, shortest_rest_seconds=tick_seconds)
        self._leases = leases
        self._clock = clock
        self._nearest = nearest
        self._tick_seconds = tick_seconds
        self._at_once = at_once
        self._changed = Condition()
        self._hinted: dict[ConnectionId, None] = {}  # as a set in order: first come, first served
        self._running: dict[ConnectionId, Thread] = {}
        self._next_tick = clock.monotonic()
        self._round_ended = False

    def wake(self, connection_id: ConnectionId) -> None:
        """Note a hint; from any thread, before `run` too."""
        with self._changed:
            if connection_id in self._hinted:
                return  # whoever hints all the time need not be heard each time
            self._hinted[connection_id] = None
            self._changed.notify_all()

    def run(self, until_stopped: Callable[[], bool]) -> None:
        """Wake clerks until told to stop, then wait for the rounds that run: they end early by themselves."""
        try:
            while not until_stopped():
                due = self._due()
                with self._changed:
                    self._hinted.update(dict.fromkeys(due))
                    self._start_what_may()
                    if not self._round_ended:
                        self._changed.wait(self._patience())
        finally:
            for thread in self._threads():
                thread.join()

    def _due(self) -> list[ConnectionId]:
        """Whom the store says to wake, if it is time for that; after a round only when the next time is.

        A round that ended with work left waits for the tick: it may have left because it must not work.
        """
        now, due = self._clock.monotonic(), list[ConnectionId]()
        is_time = now >= self._next_tick
        with self._changed:
            ended, self._round_ended = self._round_ended, False
        if not is_time and not ended:
            return due
        try:
            if is_time:
                self._next_tick = now + self._tick_seconds
                due += self._leases.to_wake(self._clock.now())
            self._aim_at_nearest()
        except Exception as error:  # noqa: BLE001 - a store that fails for a moment must not end the engine
            log_failure("tick-failed", error)
        return due

    def _aim_at_nearest(self) -> None:
        """Let the next tick come when the nearest look is due, if that is sooner."""
        now = self._clock.now()
        nearest = self._nearest(now)
        if nearest is not None and nearest > now:
            seconds = (nearest - now).total_seconds() + _JUST_AFTER_SECONDS
            self._next_tick = min(self._next_tick, self._clock.monotonic() + seconds)

    def _start_what_may(self) -> None:
        for connection_id in list(self._hinted):
            if len(self._running) >= self._at_once:
                return
            if connection_id in self._running or self._rounds.rest(connection_id):
                continue
            del self._hinted[connection_id]
            thread = Thread(target=self._visit, args=(connection_id,), name=f"clerk {connection_id}")
            self._running[connection_id] = thread
            thread.start()

    def _visit(self, connection_id: ConnectionId) -> None:
        has_more = False
        try:
            has_more = self._rounds.visit(connection_id)
        finally:
            with self._changed:
                del self._running[connection_id]
                if has_more:
                    self._hinted.pop(connection_id, None)  # behind whoever waits, also if it was hinted
                    self._hinted[connection_id] = None
                self._round_ended = True
                self._changed.notify_all()

    def _patience(self) -> float:
        """Seconds to wait for a hint: until the next tick, but never deaf to a stop for long."""
        return max(0.0, min(_STOP_SECONDS, self._next_tick - self._clock.monotonic()))

    def _threads(self) -> list[Thread]:
        with self._changed:
            return list(self._running.values())
