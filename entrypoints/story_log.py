"""Tells the log what happened on a connection: codes and ids, never names or addresses of people."""

from dataclasses import dataclass, field
from threading import Lock

import structlog

from domain.event import Event
from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.store import Store

_LOUD = frozenset({"held", "twin", "write-unknown", "unreachable"})
_TOLD_WHEN_IT_HAPPENS = frozenset({"notice-failed"})
_TOLD_FACTS = ("code", "kind", "read", "act", "side", "state", "why", "for")
_BETWEEN_LOOKS_SECONDS = 1.0


@dataclass(slots=True)
class _Told:
    """How far one connection's story was told."""

    seq: int
    looked: float
    lock: Lock = field(default_factory=Lock)


class StoryLog:
    """Each event once, from the moment this process began to look."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Nothing was told yet."""
        self._store = store
        self._clock = clock
        self._told: dict[ConnectionId, _Told] = {}

    def begin(self, connection_id: ConnectionId) -> None:
        """From here on: what happened before this process looked is in `status` and `why`."""
        if connection_id not in self._told:
            with self._store.reading(connection_id) as books:
                newest = books.events.latest(1)
            seq = newest[0].seq if newest else 0
            self._told[connection_id] = _Told(seq=seq, looked=self._clock.monotonic())

    def now_and_then(self, connection_id: ConnectionId) -> None:
        """The same as `tell`, but not more often than once a second; from any thread."""
        told = self._told[connection_id]
        if self._clock.monotonic() - told.looked >= _BETWEEN_LOOKS_SECONDS:
            self.tell(connection_id)

    def tell(self, connection_id: ConnectionId) -> None:
        """Log what is new; what somebody must act on, or a side that closed, as a warning."""
        told = self._told[connection_id]
        with told.lock:
            told.looked = self._clock.monotonic()
            with self._store.reading(connection_id) as books:
                name = books.connection.name
                newest = books.events.latest(1)
                missing = newest[0].seq - told.seq if newest else 0
                events = books.events.latest(missing) if missing else ()
            for event in reversed(events):
                if event.code not in _TOLD_WHEN_IT_HAPPENS:
                    _log(name, event)
                told.seq = event.seq


def _log(connection: str, event: Event) -> None:
    log = structlog.get_logger().bind(connection=connection)
    facts = {fact: event.facts[fact] for fact in _TOLD_FACTS if fact in event.facts}
    actor = event.actor.partition(":")[0]  # a person's own name stays in the story
    write = log.warning if _is_loud(event.code) else log.info
    write(event.code, seq=event.seq, subject=event.subject, actor=actor, facts=facts)


def _is_loud(code: str) -> bool:
    return code in _LOUD or (code.startswith(("ledger-", "portal-")) and code != "ledger-read")
