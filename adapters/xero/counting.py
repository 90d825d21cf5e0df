"""Who counts a call: the shared row of an app and an organisation, or nobody."""

from abc import abstractmethod
from typing import Protocol

from adapters.xero.exchange import Answer
from adapters.xero.limits import free_at, limit_of, told
from domain.budget import Limits, Purpose, Told, Wait
from domain.ports.budgets import Budgets
from domain.ports.clock import Clock


class Counter(Protocol):
    """Counts calls before they leave."""

    @abstractmethod
    def enter(self, call: str) -> Wait | None:
        """Count a call that leaves now, or say until when it must wait."""

    @abstractmethod
    def leave(self, call: str, answer: Answer | None) -> None:
        """The call ended; without an answer it told nothing."""


class Uncounted(Counter):
    """For what Xero counts for no organisation: tokens and the list of connections (xero-ruby issue 128)."""

    def enter(self, call: str) -> Wait | None:  # noqa: ARG002 - the port's argument
        """Never waits."""
        return None

    def leave(self, call: str, answer: Answer | None) -> None:
        """Nothing to keep."""


class Counted(Counter):
    """Calls for one purpose, on the row that all processes share."""

    def __init__(self, *, budgets: Budgets, key: str, limits: Limits, purpose: Purpose, clock: Clock) -> None:
        """`key` is the row, `limits` what it is held against."""
        self._budgets = budgets
        self._key = key
        self._limits = limits
        self._purpose = purpose
        self._clock = clock

    def enter(self, call: str) -> Wait | None:
        """Take from the row."""
        return self._budgets.take(
            self._key, self._limits, self._clock.now(), purpose=self._purpose, call=call
        )

    def leave(self, call: str, answer: Answer | None) -> None:
        """Keep what the answer told, and that Xero refused for too many."""
        self._budgets.landed(self._key, told(answer) if answer else Told(), call=call)
        if answer is not None and answer.status == 429:
            self._budgets.blocked(self._key, until=free_at(answer, self._clock.now()), limit=limit_of(answer))
