"""A story: everything that happens to one installation, readable, and decided before it begins.

A story is a value. It is told from a seed (`telling`), played over the real house (`play`), and shortened
beat by beat when its end is wrong (`shortening`). Times are seconds from its beginning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from adapters.sandbox.faults import Fault

Numbers = Literal["placeholder", "ledger"]
RECORDS, APPROVES, DELETES = "payments-from-ledger", "approve-on-payment", "cancelled-invoices"
"""Settings that are off unless a story switches them on."""
ON = {RECORDS: "on", APPROVES: "on", DELETES: "delete"}
TOO_LATE_SECONDS = 1_200.0
"""Later than absence waits for in Xero: 465 until a write is given up, and 600."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an invoice: price without tax and rate in percent, as Hubflo's screen takes them."""

    price: str
    rate: str = "20"
    quantity: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Somebody issues an invoice in Hubflo. `nudges` are the seconds after which a delivery tells of it."""

    title: str
    to: str
    lines: tuple[Line, ...]
    nudges: tuple[float, ...] = ()

    def __str__(self) -> str:
        """For a person to read."""
        lines = " + ".join(f"{line.quantity} x {line.price} at {line.rate} %" for line in self.lines)
        told = ", ".join(f"{seconds:g} s" for seconds in self.nudges)
        return f"{self.title!r} is issued to {self.to}: {lines}" + (f"; told after {told}" if told else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person does to an invoice or beside it, as soon as it can be done: a name of `acts.ACTS`.

    With a `point`, in the moment in which a process passes there.
    """

    name: str
    title: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    point: str = ""

    def __str__(self) -> str:
        """For a person to read."""
        details = " ".join(f"{name}={value}" for name, value in self.details.items())
        then = f"at {self.point!r}" if self.point else ""
        words = (f"somebody does: {self.name}", repr(self.title), details, then)
        return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A fault that strikes from then on."""

    fault: Fault

    def __str__(self) -> str:
        """For a person to read."""
        fault = self.fault
        late = f" by {fault.seconds:g} s" if fault.seconds else ""
        done = ", carried out" if fault.carried_out else ""
        return f"{fault.kind}{late}{done}: request {fault.nth} of {fault.side} {fault.method} {fault.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """The process ends at a point, as by `kill -9`; or stands still there for `sleeps` seconds.

    While it stands still another process works, as after a SIGSTOP; then it goes on where it was.
    `after` is a point that must have been passed before. A kill that `must` be comes at any point in the
    end, if its own was never passed.
    """

    point: str
    nth: int = 1
    after: str = ""
    sleeps: float = 0.0
    must: bool = True

    def __str__(self) -> str:
        """For a person to read."""
        after = f", after {self.after!r}" if self.after else ""
        what = f"stands still for {self.sleeps:g} s" if self.sleeps else "is killed"
        return f"the process {what} at {self.point!r}, the time number {self.nth}{after}"


What = Issue | Act | Trouble | Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One thing that happens, `at` so many seconds."""

    at: float
    what: What

    def __str__(self) -> str:
        """For a person to read."""
        return f"{self.at:6.1f} s  {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All of it. `switches` are positions of the sandbox's Xero that differ from the usual ones.

    `on` are the settings that are switched on before it begins. Faults strike for `faults_last` seconds at
    least.
    """

    seed: int
    numbers: Numbers = "placeholder"
    on: frozenset[str] = frozenset()
    switches: Mapping[str, object] = field(default_factory=dict)
    beats: tuple[Beat, ...] = ()
    faults_last: float = 0.0

    @property
    def invoices(self) -> int:
        """How many are issued."""
        return sum(isinstance(beat.what, Issue) for beat in self.beats)

    @property
    def is_too_late(self) -> bool:
        """Whether an invoice may land after its repeat where Xero makes the numbers.

        It is there twice then, which nobody can exclude (`docs/reliability.md`), and is to be an alarm.
        """
        faults = (beat.what.fault for beat in self.beats if isinstance(beat.what, Trouble))
        return self.numbers == "ledger" and any(fault.seconds >= TOO_LATE_SECONDS for fault in faults)

    def without(self, beat: Beat) -> Self:
        """The same without one beat."""
        return replace(self, beats=tuple(one for one in self.beats if one is not beat))

    def undisturbed(self) -> Self:
        """The same without faults, kills and stops, every nudge in time."""
        return replace(self, beats=tuple(one for one in self.beats if isinstance(one.what, Issue | Act)))

    def __str__(self) -> str:
        """For a person to read."""
        switches = ", ".join(f"{name}={value}" for name, value in self.switches.items())
        head = f"seed {self.seed}; numbers: {self.numbers}" + (f"; Xero: {switches}" if switches else "")
        head += f"; on: {', '.join(sorted(self.on))}" if self.on else ""
        return "\n".join([head, *map(str, self.beats)])
