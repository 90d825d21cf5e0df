"""Turns: a call is counted before it leaves, waits a little if it must, or is told when to come back."""

from datetime import timedelta

from adapters.hubflo.errors import SERVICE
from adapters.hubflo.settings import HubfloSettings
from domain.budget import Purpose
from domain.errors import Throttled
from domain.ports.budgets import Budgets
from domain.ports.clock import Clock

_SHORTEST_WAIT_SECONDS = 0.05


class Meter:
    """Counts calls in the shared rows, one row for each organization of Hubflo."""

    def __init__(self, *, budgets: Budgets, clock: Clock, settings: HubfloSettings) -> None:
        """One meter serves every organization."""
        self._budgets = budgets
        self._clock = clock
        self._settings = settings

    def take(self, row: str, purpose: Purpose) -> None:
        """Count a call. Raises Throttled if its turn is further off than a short wait.

        Hubflo names no limit at once and none of a day: nobody needs to know when it lands.
        """
        left = self._settings.short_wait_seconds
        while wait := self._budgets.take(row, self._settings.limits, self._clock.now(), purpose=purpose):
            seconds = max((wait.until - self._clock.now()).total_seconds(), _SHORTEST_WAIT_SECONDS)
            if seconds > left:
                raise Throttled(until=wait.until, limit=wait.limit, service=SERVICE)
            self._clock.pause(seconds)
            left -= seconds

    def refused(self, row: str) -> Throttled:
        """A 429 came: Hubflo answers nothing else for a minute, and does not say so in a header."""
        until = self._clock.now() + timedelta(seconds=self._settings.block_seconds)
        self._budgets.blocked(row, until=until, limit="minute")
        return Throttled(until=until, limit="minute", service=SERVICE)


def row_of(organization_id: str) -> str:
    """The budget row of an organization: the limit is counted for each (Hubflo: API reference)."""
    return f"hubflo:{organization_id}"
