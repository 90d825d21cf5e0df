"""What stands behind and before the HTTP app in its tests."""

import asyncio
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime
from threading import Event
from typing import Any, TypeVar

from domain.ids import ConnectionId
from domain.nudge import Delivery
from domain.ports.intake import Intake, KnownHook

Answer = TypeVar("Answer")

_PATIENCE_SECONDS = 20.0


class MemoryIntake(Intake):
    """Keeps deliveries in memory, each once; its door can be held, and what it refuses can be named."""

    def __init__(self) -> None:
        """The door is open."""
        self.batches: list[tuple[Delivery, ...]] = []
        self.recorded: dict[tuple[str, str], Delivery] = {}
        self.refused: dict[str, Exception] = {}
        self.is_open = Event()
        self.is_open.set()
        self.came = Event()

    def record(self, deliveries: Sequence[Delivery]) -> int:
        """All or nothing."""
        self.came.set()
        assert self.is_open.wait(_PATIENCE_SECONDS)
        self.batches.append(tuple(deliveries))
        for delivery in deliveries:
            if delivery.id in self.refused:
                raise self.refused[delivery.id]
        before = len(self.recorded)
        self.recorded.update({(delivery.hook, delivery.id): delivery for delivery in deliveries})
        return len(self.recorded) - before

    def hook(self, path: str) -> KnownHook | None:
        """None: hooks are not what is tested with this."""


def delivery(number: int, connection: str = "c1") -> Delivery:
    """One of many."""
    return Delivery(
        connection_id=ConnectionId(connection),
        hook="h",
        id=str(number),
        at=datetime(2026, 3, 2, tzinfo=UTC),
    )


def run(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Run it to its end, which must come soon."""

    async def soon() -> Answer:
        return await asyncio.wait_for(work, _PATIENCE_SECONDS)

    return asyncio.run(soon())
