"""What a child process measures of itself, and tells as one line of JSON."""

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading of all pages; seconds are those of the reader alone, `peak` is in bytes.

    `busy_seconds` are those of the processor: what else the machine does disturbs them least.
    """

    contacts: int
    seconds: float
    busy_seconds: float
    peak: int
    page_calls: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Planning and writing a big import; seconds without the sandbox's."""

    contacts: int
    plan_seconds: float
    written: int
    write_seconds: float
    step_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A second import when nothing has changed on either side."""

    contacts: int
    created: int
    xero_calls: int
    xero_writes: int
    hubflo_writes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Webhooks at a fixed rate while a clerk works; times are in seconds, from when each post was due.

    `lost` counts deliveries that were answered as accepted and are not in the store.
    """

    rate: int
    sent: int
    accepted: int
    lost: int
    p50: float
    p99: float
    longest: float
    clerk_writes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneInvoice:
    """Xero calls for one invoice, its reading back included, those for settings not."""

    known_calls: int
    new_calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackloggedInvoices:
    """Xero calls for many invoices at once."""

    invoices: int
    customers: int
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidAtOnce:
    """Xero calls for many approved invoices that are paid in one moment."""

    invoices: int
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidDelays:
    """Seconds from the approval of an invoice that is paid until its payment is posted."""

    invoices: int
    p50: float
    p99: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleInvoices:
    """One invoice a request under tight limits: refusals for too many, the emptiest full minute, each day."""

    invoices: int
    refused: int
    fewest_a_minute: int
    days: list[int]
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleDays:
    """A connection on which nothing happens."""

    days: int
    calls_a_day: float
    grown_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """Seconds from the issue of an invoice until Xero was asked to take it."""

    invoices: int
    p50: float
    p99: float
    contacts_meanwhile: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineCost:
    """Median seconds of one invoice, from its nudge until it is linked: called directly, and by hint."""

    invoices: int
    direct: float
    hinted: float


@dataclass(frozen=True, slots=True)
class Seconds:
    """Two clocks at once."""

    passed: float
    busy: float

    def __add__(self, other: "Seconds") -> "Seconds":
        return Seconds(self.passed + other.passed, self.busy + other.busy)

    def __sub__(self, other: "Seconds") -> "Seconds":
        return Seconds(self.passed - other.passed, self.busy - other.busy)


NO_TIME = Seconds(0.0, 0.0)


def clocks() -> Seconds:
    """The time, and the processor's time of this process."""
    return Seconds(time.perf_counter(), time.process_time())


def peak_memory() -> int:
    """The most memory that this process ever held, in bytes.

    Linux hands the peak of whoever started a process on to it in `getrusage`: there the process's own
    high-water mark is read instead.
    """
    if _STATUS.exists():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


Answer = (
    Reading
    | Working
    | Again
    | Taken
    | OneInvoice
    | BackloggedInvoices
    | SingleInvoices
    | IdleDays
    | Delays
    | PaidAtOnce
    | PaidDelays
    | EngineCost
)


def tell(answer: Answer) -> None:
    """The last line of output is the answer."""
    print(json.dumps(asdict(answer)))
