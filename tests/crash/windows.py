"""Answers that are lost and requests that land late, by Xero's memory of keys and by what our clock does.

A cell is one short life from where invoices are switched on: two invoices, two customers, two payments or a
person are created, and the write meets its trouble. The end is compared with that of the undisturbed life.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import product

from tests.crash.campaign import Outcome

TOKEN_SECONDS = 1_800
WINDOWS = (0, 360, 86_400)
"""How long Xero remembers a key."""


class Act(Enum):
    """What is created."""

    INVOICES = "invoices, our numbers"
    NUMBERED_BY_XERO = "invoices, Xero's numbers"
    CUSTOMERS = "customers"
    PERSON = "a person in Hubflo"
    PAYMENTS = "payments of a part"


class Trouble(Enum):
    """What becomes of the write, and from where on."""

    LOST = "carried out, answer lost"
    ERROR = "500, not carried out, remembered"
    ERROR_DONE = "500, carried out, remembered"
    LATE_AFTER_LOOK = "lands late, after the first look"
    LATE_BEFORE_REPEAT = "lands late, after the last look and before the repeat"
    LATE_AFTER_REPEAT = "lands late, after the repeat"


class Clock(Enum):
    """How our clock errs."""

    WRONG = "wrong from before the write on"
    SET = "set forward while nobody knows the outcome"
    ASLEEP = "the machine sleeps while nobody knows the outcome"


_WITHOUT_KEY = (Act.NUMBERED_BY_XERO, Act.PERSON, Act.PAYMENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One life: what is created, what goes wrong, how long keys are remembered, and what the clock does."""

    act: Act
    trouble: Trouble
    window: int
    clock: Clock = Clock.WRONG
    seconds: int = 0

    def __str__(self) -> str:
        """As a test is named."""
        jumps = f"{self.clock.value} by {self.seconds} s" if self.seconds else "right clock"
        return f"{self.act.value}: {self.trouble.value}; {jumps}; keys kept {self.window} s"

    @property
    def is_excluded(self) -> bool:
        """Whether nothing may differ. Else it lands later than absence waits, and no key of ours is unique.

        After a day no request lands at Xero: its token has ended.
        """
        is_later = self.trouble in (Trouble.LATE_BEFORE_REPEAT, Trouble.LATE_AFTER_REPEAT)
        is_dead = self.clock is Clock.ASLEEP and self.seconds > TOKEN_SECONDS and self.act is not Act.PERSON
        return not (is_later and self.act in _WITHOUT_KEY) or is_dead

    def is_met_by(self, outcome: Outcome) -> bool:
        """Whether it ended as the documents say: the same, or each twin with its alarm."""
        as_told = bool(outcome.twins) != self.is_excluded and len(outcome.twins) == outcome.alarms
        return outcome.struck == 1 and not outcome.wrong and as_told


JUMPS = ((Clock.WRONG, 0), *product(Clock, (300, 420, 90_000)))

MATRIX = tuple(
    Cell(act=act, trouble=trouble, window=window, clock=clock, seconds=seconds)
    for act, trouble, window, (clock, seconds) in product(Act, Trouble, WINDOWS, JUMPS)
    if act is not Act.PERSON or window == 0  # Hubflo knows no keys
)


_A, _T, _C = Act, Trouble, Clock
DIAGONAL = tuple(
    Cell(act=act, trouble=trouble, window=window, clock=clock, seconds=seconds)
    for act, trouble, window, clock, seconds in (
        (_A.INVOICES, _T.LOST, 0, _C.SET, 90_000),
        (_A.INVOICES, _T.ERROR, 86_400, _C.ASLEEP, 420),
        (_A.INVOICES, _T.LATE_BEFORE_REPEAT, 360, _C.WRONG, 420),
        (_A.INVOICES, _T.LATE_AFTER_REPEAT, 0, _C.SET, 300),
        (_A.NUMBERED_BY_XERO, _T.LOST, 0, _C.WRONG, 90_000),
        (_A.NUMBERED_BY_XERO, _T.ERROR_DONE, 360, _C.ASLEEP, 300),
        (_A.NUMBERED_BY_XERO, _T.LATE_BEFORE_REPEAT, 86_400, _C.WRONG, 0),
        (_A.NUMBERED_BY_XERO, _T.LATE_AFTER_REPEAT, 0, _C.WRONG, 420),
        (_A.CUSTOMERS, _T.LOST, 0, _C.ASLEEP, 90_000),
        (_A.CUSTOMERS, _T.ERROR, 86_400, _C.WRONG, 300),
        (_A.CUSTOMERS, _T.LATE_AFTER_LOOK, 360, _C.WRONG, 90_000),
        (_A.CUSTOMERS, _T.LATE_AFTER_REPEAT, 0, _C.SET, 420),
        (_A.PERSON, _T.LOST, 0, _C.WRONG, 420),
        (_A.PERSON, _T.LATE_AFTER_LOOK, 0, _C.SET, 300),
        (_A.PERSON, _T.LATE_BEFORE_REPEAT, 0, _C.ASLEEP, 420),
        (_A.PERSON, _T.LATE_AFTER_REPEAT, 0, _C.WRONG, 90_000),
        (_A.PAYMENTS, _T.LOST, 0, _C.SET, 420),
        (_A.PAYMENTS, _T.ERROR, 360, _C.WRONG, 0),
        (_A.PAYMENTS, _T.LATE_AFTER_LOOK, 0, _C.ASLEEP, 300),
        (_A.PAYMENTS, _T.LATE_AFTER_REPEAT, 86_400, _C.WRONG, 300),
    )
)
"""What a usual run tries: every act, trouble, window and jump, and where a wrong clock spoils most."""


def table(lived: Mapping[Cell, Outcome]) -> Iterator[str]:
    """Troubles by what is created, over all windows and jumps: how many ended how."""
    yield f"| what happens to the request | {' | '.join(act.value for act in Act)} |"
    yield "|---|" + "---|" * len(Act)
    for trouble in Trouble:
        cells = []
        for act in Act:
            ends = Counter(
                _end(outcome) if cell.is_met_by(outcome) else "WRONG"
                for cell, outcome in lived.items()
                if (cell.act, cell.trouble) == (act, trouble)
            )
            cells.append(", ".join(f"{count} {end}" for end, count in ends.items()))
        yield f"| {trouble.value} | {' | '.join(cells)} |"


def _end(outcome: Outcome) -> str:
    return f"with {len(outcome.twins)} twin and {outcome.alarms} alarm" if outcome.twins else "the same"
