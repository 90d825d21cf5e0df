"""The campaigns that are played in one process: every point, pairs of points, and faults at every write."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from adapters.sandbox.faults import Fault, FaultPlan
from tests.crash.faults import Write
from tests.support.canon import Canon, differences, twins
from tests.support.lives import Installation, NeverQuiet, Snapshot
from tests.support.points import changes_something

ONLY_COUNTS = "budgets."
"""Points of this repository count a call and change nothing else."""

CHANGES_NOTHING = '"fields": {}'
"""What is written once more as it is there already is a change to Xero, with nothing in it."""

AtEach = Callable[[int, str], None]
"""Is told of every point of a life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a disturbed run: empty `wrong` means the same end state, and nobody twice."""

    what: str
    wrong: tuple[str, ...]
    alarms: int = 0
    struck: int = 0
    twins: tuple[str, ...] = ()


class Campaign:
    """Disturbed runs of one installation, each compared with the undisturbed one."""

    def __init__(self, installation: Installation) -> None:
        """One undisturbed run first. The installation is set back before each run."""
        self.installation = installation
        self.dead: list[Snapshot] = []
        """What is left at each point that leaves something else than the point before it."""
        installation.set_back(installation.fresh)
        self.first_points = len(installation.live(only_first=True).passed)
        self.good_first: Canon = installation.canon()
        installation.set_back(installation.fresh)
        self.points = installation.live(
            at_each=lambda number, name: self._keep(number, name, self.dead)
        ).passed
        self.good: Canon = installation.canon()

    def killed_at(self, snapshot: Snapshot) -> Outcome:
        """Killed at that point, then one more life.

        Who dies in the first import is compared at its end: equal rows have an equal future.
        """
        self.installation.set_back(snapshot)
        what = f"killed at {snapshot.number}, {snapshot.point}"
        return self._lived(what, only_first=snapshot.number <= self.first_points)

    def killed_twice(self, snapshot: Snapshot, dice: random.Random) -> Outcome:
        """Killed at that point, and the next life at one of its own points."""
        here, only_first = self.installation, snapshot.number <= self.first_points
        here.set_back(snapshot)
        lived = len(here.live(only_first=only_first).passed)
        here.set_back(snapshot)
        second = here.live(dice.randint(1, lived), only_first=only_first)
        what = f"killed at {snapshot.number}, {snapshot.point}; then at {len(second.passed)}"
        return self._lived(f"{what}, {second.killed_at}", only_first=only_first)

    def killed_again(self, snapshot: Snapshot) -> Iterator[Outcome]:
        """Killed at that point, and then in each state of the next life that does more than count a call."""
        again: list[Snapshot] = []
        only_first = snapshot.number <= self.first_points
        self.installation.set_back(snapshot)
        self.installation.live(
            at_each=lambda number, name: self._keep(number, name, again), only_first=only_first
        )
        for second in (second for second in again if ONLY_COUNTS not in second.point):
            self.installation.set_back(second)
            first = f"killed at {snapshot.number}, {snapshot.point}"
            yield self._lived(f"{first}; then at {second.number}, {second.point}", only_first=only_first)

    def pairs(self, seed: int, count: int) -> Iterator[Outcome]:
        """So many pairs of points, from a seed."""
        dice = random.Random(seed)
        for _ in range(count):
            yield self.killed_twice(dice.choice(self.dead), dice)

    def troubled(
        self, what: str, faults: Iterable[Fault], kills: Sequence[int] = (), *, only_first: bool = False
    ) -> Outcome:
        """With those faults from the beginning, and killed at those points, one life each."""
        self.installation.set_back(self.installation.fresh, faults=FaultPlan(*faults))
        for kill_at in kills:
            self.installation.live(kill_at, only_first=only_first)
        return self._lived(what, only_first=only_first)

    def disturbed(self, what: str, at_each: AtEach, write: Write) -> Outcome:
        """One life that tells `at_each` of its points, as far as that write needs it."""
        self.installation.set_back(self.installation.fresh)
        return self._lived(what, only_first=write.is_first, at_each=at_each)

    def number_of(self, point: str, nth: int) -> int:
        """The number of the nth point of that name in the undisturbed run."""
        return [number for number, name in enumerate(self.points, 1) if name == point][nth - 1]

    def passed_with(self, faults: Iterable[Fault]) -> list[str]:
        """The points of one life with those faults."""
        self.installation.set_back(self.installation.fresh, faults=FaultPlan(*faults))
        return self.installation.live(only_first=True).passed

    def _lived(self, what: str, *, only_first: bool, at_each: AtEach | None = None) -> Outcome:
        good = self.good_first if only_first else self.good
        try:
            self.installation.live(at_each=at_each, only_first=only_first)
        except NeverQuiet as problem:
            return Outcome(what=what, wrong=(str(problem),))
        canon = self.installation.canon()
        return Outcome(
            what=what,
            wrong=tuple(differences(good, canon)),
            alarms=sum('"twin:' in line for line in canon["hold"]),
            struck=len(self.installation.world.faults.strikes),
            twins=tuple(twins(self.installation.world)),
        )

    def _keep(self, number: int, name: str, states: list[Snapshot]) -> None:
        if changes_something(name):
            states.append(self.installation.snapshot(number, name))
