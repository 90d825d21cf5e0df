"""Rounds that may fail: one connection's failure is told, troubles no other, and lets it rest a while."""

import structlog

from adapters.work.resting import Resting
from domain.errors import Problem
from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.engine import Round

_LONGEST_REST_SECONDS = 300.0


class Rounds:
    """What a round raises is logged with its code; its own next round waits, longer after each failure."""

    def __init__(self, round_: Round, clock: Clock, *, shortest_rest_seconds: float) -> None:
        """Nobody rests yet."""
        self._round = round_
        self._clock = clock
        self._resting = Resting(shortest_seconds=shortest_rest_seconds, longest_seconds=_LONGEST_REST_SECONDS)

    def rest(self, connection_id: ConnectionId) -> bool:
        """Whether it is to be left alone now."""
        return self._resting.rests(connection_id, self._clock.monotonic())

    def visit(self, connection_id: ConnectionId) -> bool:
        """One round, unless it rests: what it is about is state, and found again after the rest.

        Answers whether it is to come again at once.
        """
        if self.rest(connection_id):
            return False
        try:
            has_more = self._round(connection_id)
        except Exception as error:  # noqa: BLE001 - one connection never stops another
            rest = self._resting.failed(connection_id, self._clock.monotonic())
            log_failure("round-failed", error, connection=connection_id, failures=rest.failures)
            return False
        self._resting.went_well(connection_id)
        return has_more


def log_failure(event: str, error: Exception, **facts: object) -> None:
    """A problem of ours by its code and facts; anything else is a defect and comes with its traceback."""
    log = structlog.get_logger()
    if isinstance(error, Problem):
        log.error(event, code=error.reason, facts=dict(error.facts), **facts)
    else:
        log.error(event, code=type(error).__name__, exc_info=error, **facts)
