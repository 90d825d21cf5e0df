"""Asks for many at once, and in halves for what is refused as one.

So one that the ledger cannot show takes no other with it.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from domain.errors import NotFound, Problem, Rejected, Throttled, Unavailable
from domain.ports.ledger import Ledger

MOST_REFUSALS = 20
"""Two of a hundred are found with fewer; what is left after so many is asked for another time."""

Id = TypeVar("Id", bound=str)


class InHalves(Generic[Id]):
    """One reading, and the refusals that it met.

    `refused` are those that were asked for alone, `left` those that were not any more, since the calls were
    used up on what was refused; each with what the ledger said last.
    """

    def __init__(self, ledger: Ledger, ask: Callable[[Sequence[Id]], None]) -> None:
        """`ask` keeps what it is answered, or raises."""
        self.refused: dict[Id, Problem] = {}
        self.left: dict[Id, Problem] = {}
        self._ledger = ledger
        self._ask = ask
        self._refusals = 0
        self._last: Problem | None = None

    def read(self, ids: Sequence[Id]) -> None:
        """Ask for them; for none no call is made. Raises what is not the fault of a few of them."""
        if not ids:
            return
        if self._last is not None and self._refusals >= MOST_REFUSALS:
            self.left |= dict.fromkeys(ids, self._last)
            return
        try:
            self._ask(ids)
        except Throttled as problem:
            if not self._refusals:
                raise
            self.left |= dict.fromkeys(ids, problem)
        except (Rejected, NotFound, Unavailable) as problem:
            self._apart(ids, problem)

    def _apart(self, ids: Sequence[Id], problem: Problem) -> None:
        """A ledger that is down answers nothing else either: then it is nobody's fault."""
        if isinstance(problem, Unavailable) and not self._refusals:
            self._ledger.organisation()
        self._refusals += 1
        self._last = problem
        if len(ids) == 1:
            self.refused[ids[0]] = problem
            return
        half = len(ids) // 2
        self.read(ids[:half])
        self.read(ids[half:])
