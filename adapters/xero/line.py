"""The one way to Xero: counted, permitted, sent, and if it is safe sent again."""

from collections.abc import Iterator
from datetime import datetime

from adapters.xero.counting import Counter
from adapters.xero.elements import tells_elements
from adapters.xero.errors import SERVICE, is_good, problem_of, problem_of_line
from adapters.xero.exchange import Answer, Kind, LineBroke, Outgoing
from adapters.xero.settings import XeroSettings
from adapters.xero.transport import Transport
from domain.errors import Throttled
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.sending import Permit

_SPACING_SECONDS = (0.5, 2.0)
"""How long a read waits after each broken line before it is sent again: at most twice."""


class Line:
    """Every call to Xero goes through `ask`. Safe for threads."""

    def __init__(
        self, *, transport: Transport, clock: Clock, identity: Identity, settings: XeroSettings
    ) -> None:
        """One line serves all organisations."""
        self._transport = transport
        self._clock = clock
        self._identity = identity
        self._patience_seconds = settings.patience_seconds

    def ask(self, outgoing: Outgoing, *, permit: Permit, counter: Counter) -> Answer:
        """A good answer, or one of our errors.

        Waits for the budget, a few seconds at most. Only a read is sent again: after a broken line
        twice at most, and after a 429 that is over within those few seconds.
        """
        patience = _Patience(self._clock, self._patience_seconds)
        spacing = iter(_SPACING_SECONDS if outgoing.kind is Kind.READ else ())
        while True:
            call = self._entered(counter, patience)
            try:
                answer = self._sent(outgoing, permit, counter, call)
            except LineBroke as broke:
                if not self._spaced(spacing):
                    raise problem_of_line(broke, outgoing) from broke
                continue
            if is_good(answer) or (outgoing.is_batch and tells_elements(answer)):
                return answer
            problem = problem_of(answer, outgoing, self._clock.now())
            if not isinstance(problem, Throttled) or outgoing.kind is not Kind.READ:
                raise problem
            patience.wait(problem)

    def _entered(self, counter: Counter, patience: "_Patience") -> str:
        call = self._identity.new_id()
        while (wait := counter.enter(call)) is not None:
            patience.wait(Throttled(until=wait.until, limit=wait.limit, service=SERVICE))
        return call

    def _sent(self, outgoing: Outgoing, permit: Permit, counter: Counter, call: str) -> Answer:
        answer = None
        try:
            answer = self._transport.send(outgoing, permit)
        finally:
            counter.leave(call, answer)
        return answer

    def _spaced(self, spacing: Iterator[float]) -> bool:
        seconds = next(spacing, None)
        if seconds is not None:
            self._clock.pause(seconds)
        return seconds is not None


class _Patience:
    """A few seconds, spent over all the waits of one call."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._left_seconds = seconds

    def wait(self, throttled: Throttled) -> None:
        """Wait until it is over. Raises it if that takes longer than is left."""
        seconds = max(self._missing(throttled.until), 0.01)
        if seconds > self._left_seconds:
            raise throttled
        self._left_seconds -= seconds
        self._clock.pause(seconds)

    def _missing(self, until: datetime) -> float:
        return (until - self._clock.now()).total_seconds()
