"""The campaigns of invoices that are played in one process: points, pairs of points, faults at every write.

They begin where the import of contacts is done and invoices are switched on next: what comes before is the
other campaign's.
"""

import random
from collections.abc import Iterable, Iterator, Sequence

from adapters.sandbox.faults import Fault, FaultPlan
from tests.crash.campaign import CHANGES_NOTHING, ONLY_COUNTS, AtEach, Outcome
from tests.support.billing import BillingInstallation
from tests.support.canon import Canon, differences, twins
from tests.support.lives import NeverQuiet, Snapshot
from tests.support.points import changes_something

ALARMS = ('"code": "document-twin"', '"code": "payment-twin"', '"code": "payment-notice-twin"')
"""Holds by which a person is told of what is there twice."""


class BillingCampaign:
    """Disturbed runs of one installation, each compared with the undisturbed one."""

    def __init__(self, installation: BillingInstallation) -> None:
        """One undisturbed run first. The installation is set back before each run."""
        self.installation = installation
        self.dead: list[Snapshot] = []
        """What is left at each point that leaves something else than the point before it."""
        installation.bill()
        installation.set_back(installation.begun)
        self.points = installation.bill(
            at_each=lambda number, name: self._keep(number, name, self.dead)
        ).passed
        self.good: Canon = installation.canon()

    def killed_at(self, snapshot: Snapshot) -> Outcome:
        """Killed at that point, then one more life."""
        self.installation.set_back(snapshot)
        return self._lived(f"killed at {snapshot.number}, {snapshot.point}")

    def killed_twice(self, snapshot: Snapshot, dice: random.Random) -> Outcome:
        """Killed at that point, and the next life at one of its own points."""
        here = self.installation
        here.set_back(snapshot)
        lived = len(here.bill().passed)
        here.set_back(snapshot)
        second = here.bill(dice.randint(1, lived))
        what = f"killed at {snapshot.number}, {snapshot.point}; then at {len(second.passed)}"
        return self._lived(f"{what}, {second.killed_at}")

    def killed_again(self, snapshot: Snapshot) -> Iterator[Outcome]:
        """Killed at that point, and then in each state of the next life that does more than count a call."""
        again: list[Snapshot] = []
        self.installation.set_back(snapshot)
        self.installation.bill(at_each=lambda number, name: self._keep(number, name, again))
        for second in (second for second in again if ONLY_COUNTS not in second.point):
            self.installation.set_back(second)
            first = f"killed at {snapshot.number}, {snapshot.point}"
            yield self._lived(f"{first}; then at {second.number}, {second.point}")

    def pairs(self, seed: int, count: int) -> Iterator[Outcome]:
        """So many pairs of points, from a seed."""
        dice = random.Random(seed)
        for _ in range(count):
            yield self.killed_twice(dice.choice(self.dead), dice)

    def troubled(self, what: str, faults: Iterable[Fault], kills: Sequence[int] = ()) -> Outcome:
        """With those faults from the beginning, and killed at those points, one life each."""
        self.installation.set_back(self.installation.begun, faults=FaultPlan(*faults))
        for kill_at in kills:
            self.installation.bill(kill_at)
        return self._lived(what, goes_on=True)

    def disturbed(self, what: str, at_each: AtEach) -> Outcome:
        """One life that tells `at_each` of its points."""
        self.installation.set_back(self.installation.begun)
        return self._lived(what, at_each, goes_on=True)

    def number_of(self, point: str, nth: int) -> int:
        """The number of the nth point of that name in the undisturbed run."""
        return [number for number, name in enumerate(self.points, 1) if name == point][nth - 1]

    def _lived(
        self, what: str, at_each: AtEach = lambda number, name: None, *, goes_on: bool = False
    ) -> Outcome:
        """`goes_on`: until what is late has landed, and both sides were looked at after it."""
        try:
            self.installation.bill(at_each=at_each)
            if goes_on:
                self.installation.go_on()
        except NeverQuiet as problem:
            return Outcome(what=what, wrong=(str(problem),))
        canon = self.installation.canon()
        wrong = differences(self.good, canon)
        return Outcome(
            what=what,
            wrong=tuple(line for line in wrong if not (goes_on and CHANGES_NOTHING in line)),
            alarms=sum(any(alarm in line for alarm in ALARMS) for line in canon["hold"]),
            struck=len(self.installation.world.faults.strikes),
            twins=tuple(twins(self.installation.world)),
        )

    def _keep(self, number: int, name: str, states: list[Snapshot]) -> None:
        if changes_something(name):
            states.append(self.installation.snapshot(number, name))
