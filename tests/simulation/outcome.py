"""What became of a story, and the stops that wait for their points while it is played."""

from collections import Counter
from dataclasses import dataclass

from tests.simulation.story import Stop, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What became of a story. `wrong` is empty if all went well."""

    story: Story
    wrong: tuple[str, ...]
    excepted: Counter[str]
    """What nobody can exclude, and `docs/reliability.md` names: how often, by its name."""
    struck: Counter[tuple[str, str]]
    """How often each fault struck each request."""
    killed: tuple[str, ...]
    slept: tuple[str, ...]
    passed: Counter[str]
    calls: int
    """Requests that the services answered, those for tokens included."""
    quiet_after: float
    """Seconds from its last fault, act or late landing until it was quiet."""
    waited: bool
    """Whether absence had to last after that."""

    @property
    def told(self) -> str:
        """For a person to read."""
        happened = [
            *(f"struck: {kind} at {point}" for kind, point in self.struck),
            *(f"killed {point}" for point in self.killed),
            *(f"stood still {point}" for point in self.slept),
            *(f"WRONG: {wrong}" for wrong in self.wrong),
        ]
        return "\n".join([*happened, "" if self.wrong else "It ended well."]).strip()


@dataclass(slots=True)
class Armed:
    """A stop that waits for its point."""

    stop: Stop
    met: int = 0
    is_late_enough: bool = False
    is_due: bool = False

    def passes(self, name: str) -> None:
        """One more point, in whichever process."""
        self.is_late_enough |= self.stop.after in ("", name)
        is_there = self.is_late_enough and name == self.stop.point
        self.met += is_there
        self.is_due |= is_there and self.met >= self.stop.nth
