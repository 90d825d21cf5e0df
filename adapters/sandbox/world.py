"""Both services side by side with one clock: where a request meets its fault, and what lands late."""

import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import RLock

from adapters.sandbox import hubflo, xero
from adapters.sandbox.faults import FaultPlan, Side
from adapters.sandbox.flight import Flight, Services
from adapters.sandbox.http import Request, Response

Lane = tuple[Side, str | None, str | None]


def wall_clock() -> datetime:
    """The real time, for a sandbox that is served over HTTP."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Late:
    """A request on its way after its client gave up; `order` keeps those of one moment in their order."""

    due: datetime
    order: int
    side: Side = field(compare=False)
    request: Request = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """A late request that was carried out, when, and with which status."""

    at: datetime
    side: Side
    request: Request
    status: int


class World(Services):
    """One Xero and one Hubflo. Thread safe: one lock stands around both and is never held while waiting."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = wall_clock,
        xero_state: xero.XeroState | None = None,
        hubflo_state: hubflo.HubfloState | None = None,
        faults: FaultPlan | None = None,
    ) -> None:
        """Fresh models and no faults, unless others are given."""
        self.now = now
        self.xero = xero_state or xero.XeroState()
        self.hubflo = hubflo_state or hubflo.HubfloState()
        self.faults = faults or FaultPlan()
        self.landings: list[Landing] = []
        self.lock = RLock()
        self._late: list[Late] = []
        self._order = itertools.count()
        self._under_way: Counter[Lane] = Counter()

    @property
    def late(self) -> tuple[Late, ...]:
        """What is still on its way, the next first."""
        return tuple(sorted(self._late))

    @contextmanager
    def flight(self, side: Side, request: Request) -> Iterator[Flight]:
        """One request from its first byte to its last; it counts as under way for as long."""
        lane = (side, request.header("authorization"), request.header("xero-tenant-id"))
        with self.lock:
            self.tick()
            self._under_way[lane] += 1
            known = {**request.headers, xero.IN_FLIGHT: str(self._under_way[lane])}
            arrived = replace(request, headers=known) if side == "xero" else request
            fault = self.faults.draw(side, request, self.now())
        try:
            yield Flight(services=self, side=side, request=arrived, fault=fault, begun=self.now())
        finally:
            with self.lock:
                self._under_way[lane] -= 1

    def answer(self, side: Side, request: Request) -> Response:
        """What the service itself answers now, whatever the faults."""
        with self.lock:
            self.tick()
            return self._answer(side, request, self.now())

    def postpone(self, side: Side, request: Request, due: datetime) -> None:
        """Carry the request out at that moment: with the first request, act or `tick` from then on."""
        alone = {name: value for name, value in request.headers.items() if name != xero.IN_FLIGHT}
        with self.lock:
            heapq.heappush(self._late, Late(due, next(self._order), side, replace(request, headers=alone)))

    def remember(self, request: Request, response: Response) -> None:
        """An error that Xero keeps under the request's Idempotency-Key, if its switch says that it does."""
        with self.lock:
            xero.remember(self.xero, request, response, self.now())

    def hurry(self) -> int:
        """What is late lands now, whenever it was due; how much that was."""
        with self.lock:
            self._late = [replace(late, due=min(late.due, self.now())) for late in sorted(self._late)]
            return self.tick()

    def tick(self) -> int:
        """Carry out what is due, each at its own moment; how many those were."""
        with self.lock:
            now, count = self.now(), 0
            while self._late and self._late[0].due <= now:
                late = heapq.heappop(self._late)
                response = self._answer(late.side, late.request, late.due)
                self.landings.append(
                    Landing(at=late.due, side=late.side, request=late.request, status=response.status)
                )
                count += 1
            return count

    def _answer(self, side: Side, request: Request, now: datetime) -> Response:
        if side == "xero":
            return xero.answer(self.xero, request, now)
        return hubflo.answer(self.hubflo, request, now)
