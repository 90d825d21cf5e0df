"""Who wakes the clerks."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol

from domain.ids import ConnectionId

Round = Callable[[ConnectionId], bool]
"""One visit of a clerk: until nothing is due, another one is found there, or its turn is over.

Answers whether its turn was over: then it could go on at once, and comes again behind whoever waits."""


class Engine(Protocol):
    """Says when, never what: what is due is state in our store. A hint may be lost."""

    @abstractmethod
    def wake(self, connection_id: ConnectionId) -> None:
        """After a commit: there is something to look at."""

    @abstractmethod
    def run(self, until_stopped: Callable[[], bool]) -> None:
        """Wake clerks until told to stop; requests in flight are finished and leases given up first."""


class Executor(Protocol):
    """Runs the units of one clerk, several at a time or one after the other."""

    @abstractmethod
    def submit(self, work: Callable[[], None]) -> None:
        """Start a piece of work; it raises nothing but what `wait` then raises."""

    @abstractmethod
    def wait(self, at_most_seconds: float | None = None) -> None:
        """Wait until a piece ended that this did not tell of before, if any runs; raises what one raised.

        It ends after `at_most_seconds` all the same, where that is given.
        """

    @abstractmethod
    def finish(self) -> None:
        """Wait until all pieces ended; raises the first thing that one of them raised."""

    @property
    @abstractmethod
    def free(self) -> int:
        """How many more pieces may start now."""
