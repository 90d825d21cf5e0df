"""Many seeds, one after the other: what was wrong in them, and which cells they struck."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.simulation.cells import BROUGHT, FAULTS, OF_IMPORT, POINTS, REQUESTS, SELDOM
from tests.simulation.outcome import Ending
from tests.simulation.play import play
from tests.simulation.shortening import shortened
from tests.simulation.stage import Stage
from tests.simulation.story import Story
from tests.simulation.telling import story_of

CALLS_TIMES, CALLS_MORE = 3, 10
"""With faults a story may take three times the calls that it takes without, and ten."""


@dataclass(slots=True)
class Tally:
    """What some seeds came to. `struck` has (fault, request) cells and `killed` points, with their counts."""

    seeds: int = 0
    invoices: int = 0
    calls: int = 0
    excepted: Counter[str] = field(default_factory=Counter)
    quiet_after: dict[str, float] = field(default_factory=dict)
    """The longest that a story took to be quiet again, in seconds, by what it had to wait for."""
    calls_times: float = 0.0
    """At most so many times the calls of the same story without faults, of those that were compared."""
    wrong: dict[int, tuple[str, ...]] = field(default_factory=dict)
    struck: Counter[tuple[str, str]] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    slept: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)

    def add(self, ending: Ending) -> None:
        """One more story."""
        self.seeds += 1
        self.invoices += ending.story.invoices
        self.calls += ending.calls
        self.excepted += ending.excepted
        self._quiet({"absence" if ending.waited else "nothing": ending.quiet_after})
        if ending.wrong:
            self.wrong[ending.story.seed] = ending.wrong
        self.struck += ending.struck
        self.killed.update(ending.killed)
        self.slept.update(ending.slept)
        self.passed += ending.passed

    def count(self, *beginnings: str) -> int:
        """How many wrong things there were that begin so."""
        return sum(wrong.startswith(beginnings) for all_of in self.wrong.values() for wrong in all_of)

    def join(self, other: "Tally") -> None:
        """What other seeds came to as well."""
        self.seeds += other.seeds
        self.invoices += other.invoices
        self.calls += other.calls
        self.excepted += other.excepted
        self._quiet(other.quiet_after)
        self.calls_times = max(self.calls_times, other.calls_times)
        self.wrong |= other.wrong
        for mine, theirs in (
            (self.struck, other.struck),
            (self.killed, other.killed),
            (self.slept, other.slept),
            (self.passed, other.passed),
        ):
            mine.update(theirs)  # type: ignore[arg-type]  # counters of two kinds of key

    def _quiet(self, after: Mapping[str, float]) -> None:
        for what, seconds in after.items():
            self.quiet_after[what] = max(seconds, self.quiet_after.get(what, 0.0))

    @property
    def missed_faults(self) -> list[str]:
        """Cells that no seed struck."""
        hit = {(kind, cell_of(point)) for kind, point in self.struck}
        return [
            f"{kind}: {side} {method} {path}"
            for kind, side, method, path in FAULTS
            if (kind.value, (side, method, path)) not in hit
        ]

    @property
    def missed_points(self) -> list[str]:
        """Points at which nobody was killed."""
        return [point for point in (*POINTS, *SELDOM) if not self.killed[point]]

    @property
    def unknown_points(self) -> list[str]:
        """Points that were passed and that `cells` does not name."""
        return sorted(self.passed.keys() - {*POINTS, *SELDOM, *OF_IMPORT})


def cell_of(point: str) -> tuple[str, str, str]:
    """The request of `cells` that a struck point is: side, method and path."""
    side, method, path = point.split(" ", 2)
    for cell in (*REQUESTS, *BROUGHT):
        if cell[:2] == (side, method) and re.search(cell[2], path):
            return cell
    return side, method, path


def played(stage: Stage, seeds: Iterable[int], compared_every: int = 0) -> Tally:
    """All of them; with the calls of every so manieth compared with those of its story without faults."""
    tally = Tally()
    for seed in seeds:
        ending = play(stage, story_of(seed))
        tally.add(ending)
        if compared_every and seed % compared_every == 0:
            plain = play(stage, ending.story.undisturbed()).calls
            tally.calls_times = max(tally.calls_times, ending.calls / plain)
            if too_many := _too_many(ending.calls, plain):
                tally.wrong[seed] = (*ending.wrong, too_many)
    return tally


def calls_too_many(stage: Stage, seed: int) -> str:
    """'' if a seed's faults cost no more calls than they may, else both counts."""
    story = story_of(seed)
    return _too_many(play(stage, story).calls, play(stage, story.undisturbed()).calls)


def _too_many(disturbed: int, plain: int) -> str:
    most = CALLS_TIMES * plain + CALLS_MORE
    return "" if disturbed <= most else f"{disturbed} calls, {plain} without faults"


def shortest(stage: Stage, seed: int) -> Story:
    """The shortest story that still goes wrong as this seed does."""
    return shortened(story_of(seed), lambda story: bool(play(stage, story).wrong))
