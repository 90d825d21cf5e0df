"""One request under way, and what its fault makes of it."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from adapters.sandbox.faults import (
    Dropped,
    Fault,
    FaultKind,
    Refused,
    Side,
    TimedOut,
    answer_of,
    cut,
    replaces,
)
from adapters.sandbox.http import Request, Response


class Services(Protocol):
    """What a flight needs of the world behind it."""

    @abstractmethod
    def answer(self, side: Side, request: Request) -> Response:
        """What the service answers now."""

    @abstractmethod
    def postpone(self, side: Side, request: Request, due: datetime) -> None:
        """Carry the request out at that moment."""

    @abstractmethod
    def remember(self, request: Request, response: Response) -> None:
        """Let Xero answer so again to whoever sends the request's Idempotency-Key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """Whoever brings the request waits `delay_seconds` first, if it waits that long, and then lands it."""

    services: Services
    side: Side
    request: Request
    fault: Fault | None
    begun: datetime

    @property
    def delay_seconds(self) -> float:
        """How long the service takes before it looks at the request."""
        slow = self.fault is not None and self.fault.kind is FaultKind.SLOW
        return self.fault.seconds if self.fault is not None and slow else 0.0

    def give_up(self) -> TimedOut:
        """The client stops waiting for a slow service, which carries the request out all the same."""
        self._postpone(self.delay_seconds)
        return TimedOut()

    def land(self) -> Response:
        """The answer that reaches the client. Raises Broken if none does."""
        fault = self.fault
        if fault is None or fault.kind is FaultKind.SLOW:
            return self._answer()
        if fault.kind is FaultKind.CUT:
            return cut(self._answer())
        if replaces(fault):
            if fault.carried_out:
                self._answer()
            answered = answer_of(fault, self.begun)
            if fault.remembered:
                self.services.remember(self.request, answered)
            return answered
        raise self._lost(fault)

    def _lost(self, fault: Fault) -> Dropped | Refused | TimedOut:
        if fault.kind is FaultKind.REFUSED:
            return Refused()
        if fault.kind is FaultKind.LOST_AFTER:
            self._answer()
        elif fault.kind is FaultKind.LATE:
            self._postpone(fault.seconds)
        usual = "broken" if fault.kind is FaultKind.LOST_BEFORE else "timeout"
        return Dropped() if (fault.look or usual) == "broken" else TimedOut()

    def _answer(self) -> Response:
        return self.services.answer(self.side, self.request)

    def _postpone(self, seconds: float) -> None:
        self.services.postpone(self.side, self.request, self.begun + timedelta(seconds=seconds))
