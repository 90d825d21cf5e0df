"""Which request meets which fault: by hand, by seed, or both; and what has struck so far."""

import random
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from adapters.sandbox.faults.fault import SIDES, Fault, FaultKind, Look, Side, kinds_of
from adapters.sandbox.http import Request

_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LATE_SECONDS = (1.0, 20.0, 400.0)
_SLOW_SECONDS = (0.5, 6.0)
_LOOKS: tuple[Look, ...] = ("broken", "timeout")


def point_of(request: Request) -> str:
    """Where in an exchange a request stands: its method and its path without ids."""
    return f"{request.method} {_ID.sub('{id}', request.path)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """A fault that was applied."""

    at: datetime
    side: Side
    point: str
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Faults by seed. The draw depends on seed, point and how often the point was met, and on nothing else,
    so requests in another order, or on another thread, meet the same faults.
    """

    seed: int
    rate: float
    kinds: frozenset[FaultKind]
    sides: frozenset[Side]
    path: str
    most: int | None

    def draw(self, side: Side, request: Request, meeting: int) -> Fault | None:
        """The fault for the point's `meeting`-th request, if it meets one."""
        if side not in self.sides or not re.search(self.path, request.path):
            return None
        dice = random.Random(f"{self.seed} {side} {point_of(request)} {meeting}")
        possible = [kind for kind in kinds_of(side) if kind in self.kinds]
        if not possible or dice.random() >= self.rate:
            return None
        kind = dice.choice(possible)
        lost = kind in (FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER)
        open_end = kind in (FaultKind.ERROR, FaultKind.UNAVAILABLE, FaultKind.GATEWAY)
        spans = {FaultKind.LATE: _LATE_SECONDS, FaultKind.SLOW: _SLOW_SECONDS}
        return Fault(
            kind=kind,
            side=side,
            seconds=dice.choice(spans[kind]) if kind in spans else 0.0,
            look=dice.choice(_LOOKS) if lost else None,
            carried_out=open_end and dice.random() < 0.5,
        )


class FaultPlan:
    """The faults to come and those that have struck. Faults by hand go before faults by seed."""

    def __init__(self, *faults: Fault) -> None:
        """A plan of faults by hand; without any, nothing goes wrong."""
        self.strikes: list[Strike] = []
        self._faults: list[Fault] = list(faults)
        self._counts: list[int] = [0] * len(faults)
        self._chance: Chance | None = None
        self._by_chance = 0
        self._met: Counter[tuple[Side, str]] = Counter()

    @classmethod
    def by_seed(
        cls,
        seed: int,
        *,
        rate: float = 0.1,
        kinds: Collection[FaultKind] = tuple(FaultKind),
        sides: Collection[Side] = SIDES,
        path: str = "",
        most: int | None = None,
    ) -> "FaultPlan":
        """Strike each request with probability `rate`, at most `most` times in all."""
        plan = cls()
        plan._chance = Chance(
            seed=seed, rate=rate, kinds=frozenset(kinds), sides=frozenset(sides), path=path, most=most
        )
        return plan

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults by hand, spent ones included."""
        return tuple(self._faults)

    def add(self, fault: Fault) -> None:
        """One more fault by hand; it counts requests from now on."""
        self._faults.append(fault)
        self._counts.append(0)

    def clear(self) -> None:
        """Nothing goes wrong any more; what has struck stays written down."""
        self._faults, self._counts, self._chance = [], [], None

    def draw(self, side: Side, request: Request, now: datetime) -> Fault | None:
        """The fault that this request meets, if any. Every fault counts it, and the first one wins."""
        struck = self._by_hand(side, request) or self._by_seed(side, request)
        if struck is not None:
            self.strikes.append(Strike(at=now, side=side, point=point_of(request), fault=struck))
        return struck

    def coverage(self) -> Counter[tuple[str, str]]:
        """How often each kind struck each point, as ("late", "hubflo POST /api/v2/contacts")."""
        return Counter((strike.fault.kind.value, f"{strike.side} {strike.point}") for strike in self.strikes)

    def _by_hand(self, side: Side, request: Request) -> Fault | None:
        struck: Fault | None = None
        for place, fault in enumerate(self._faults):
            if fault.matches(side, request):
                self._counts[place] += 1
                if struck is None and fault.strikes(self._counts[place]):
                    struck = fault
        return struck

    def _by_seed(self, side: Side, request: Request) -> Fault | None:
        chance = self._chance
        if chance is None:
            return None
        key = (side, point_of(request))
        self._met[key] += 1
        if chance.most is not None and self._by_chance >= chance.most:
            return None
        struck = chance.draw(side, request, self._met[key])
        self._by_chance += struck is not None
        return struck
