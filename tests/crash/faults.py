"""What may go wrong with a write of the import: rows and columns of the table in `docs/reliability.md`."""

from dataclasses import dataclass

from adapters.hubflo.settings import DEFAULTS as HUBFLO
from adapters.sandbox.faults import Fault, FaultKind
from domain.settings import Rhythm

GIVE_UP = HUBFLO.give_up_seconds
ABSENCE = Rhythm().absence_wait.total_seconds()
COUNTS_FROM = GIVE_UP + ABSENCE
"""Seconds after a write was recorded from which its absence counts."""

CONTACTS, COMPANIES, CONTACT = r"/contacts$", r"/companies$", r"/contacts/[^/]+$"

CHANGE = "/api/v2/contacts/{id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A write of the import: the `nth` request of that kind in an undisturbed run."""

    name: str
    method: str
    path: str
    nth: int
    shown: str
    creates: bool
    is_first: bool = True

    @property
    def point(self) -> str:
        """The point before its first byte."""
        return f"before sending hubflo {self.method} {self.shown}"

    def fault(self, kind: FaultKind, *, seconds: float = 0.0, carried_out: bool = False) -> Fault:
        """The fault that strikes it."""
        return Fault(
            kind=kind,
            side="hubflo",
            method=self.method,
            path=self.path,
            nth=self.nth,
            seconds=seconds,
            carried_out=carried_out,
        )


WRITES = (
    Write(
        name="create a company", method="POST", path=COMPANIES, nth=1, shown="/api/v2/companies", creates=True
    ),
    Write(
        name="create a person", method="POST", path=CONTACTS, nth=1, shown="/api/v2/contacts", creates=True
    ),
    Write(name="fill a linked person", method="PATCH", path=CONTACT, nth=1, shown=CHANGE, creates=False),
    Write(
        name="bring a change over",
        method="PATCH",
        path=CONTACT,
        nth=3,
        shown=CHANGE,
        creates=False,
        is_first=False,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One way in which a write goes wrong. `is_excluded` is false where an alarm is all that we can do."""

    name: str
    kind: FaultKind
    seconds: float = 0.0
    carried_out: bool = False
    is_excluded: bool = True

    def of(self, write: Write) -> Fault:
        """The fault that does it to that write."""
        return write.fault(self.kind, seconds=self.seconds, carried_out=self.carried_out)


TROUBLES = (
    Trouble(name="lost on the way there", kind=FaultKind.LOST_BEFORE),
    Trouble(name="connection refused", kind=FaultKind.REFUSED),
    Trouble(name="carried out, answer lost", kind=FaultKind.LOST_AFTER),
    Trouble(name="carried out, answer cut", kind=FaultKind.CUT),
    Trouble(name="500, not carried out", kind=FaultKind.ERROR),
    Trouble(name="500, carried out", kind=FaultKind.ERROR, carried_out=True),
    Trouble(name="429", kind=FaultKind.LIMIT),
    Trouble(name="slow, answered after we stopped waiting", kind=FaultKind.SLOW, seconds=40.0),
    Trouble(name="lands late, after the first look", kind=FaultKind.LATE, seconds=5.0),
    Trouble(name="lands late, when we give up", kind=FaultKind.LATE, seconds=GIVE_UP),
    Trouble(name="lands late, just before absence counts", kind=FaultKind.LATE, seconds=COUNTS_FROM - 1),
    Trouble(
        name="lands late, after absence counted",
        kind=FaultKind.LATE,
        seconds=COUNTS_FROM + 60,
        is_excluded=False,
    ),
)

NO_ANSWER = [
    trouble
    for trouble in TROUBLES
    if trouble.is_excluded and trouble.kind in (FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER, FaultKind.LATE)
]
"""Those of which a process that dies meanwhile learns nothing."""
