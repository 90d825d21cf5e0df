"""Runs every measurement in processes of its own, prints the table, and holds it against the bars."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.billing_table import billing_bars
from tests.benchmarks.engine_table import engine_bars
from tests.benchmarks.measure import (
    Again,
    BackloggedInvoices,
    Delays,
    EngineCost,
    IdleDays,
    OneInvoice,
    PaidAtOnce,
    PaidDelays,
    Reading,
    SingleInvoices,
    Taken,
    Working,
)
from tests.benchmarks.payment_table import payment_bars
from tests.benchmarks.table import Bar, bars, show_bars, show_readings, show_working
from tests.benchmarks.webhook_table import show_taken, webhook_bars

ROOT = Path(__file__).parents[2]
SIZES = {10_000: 3, 100_000: 2}
"""Contacts, and how often each side reads them: of several readings the fastest counts, for both sides.

Whatever else the machine did meanwhile can only have slowed one down.
"""
PLANNED, WRITTEN, TWICE = 10_000, 200, 500
HELP_RUNS = 5
BACKLOG, NEW_CUSTOMERS, SINGLE, IDLE_DAYS = 1_000, 200, 3_000, 3
DELAYED, BESIDE_INVOICES = 60, 10_000
"""Invoices whose way is timed, and contacts of the import that goes on beside them."""
PAID = 40
"""Invoices whose payment is timed."""
BY_ENGINE = 30
"""Invoices that are sent by calling the clerk, and as many by telling the engine."""
RATE, SECONDS, BESIDE = 500, 30, 3_000
"""Webhooks a second and for how long, and contacts of the import that goes on beside them."""


def child(module: str, *words: object) -> Any:
    """Run a module of this folder and read what it tells."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    told = done.stdout.strip()
    return json.loads(told.splitlines()[-1]) if told else None


def readings(contacts: int, rounds: int) -> tuple[Reading, Reading]:
    """Ours and the SDK's best reading of the same bytes, the two by turns."""
    with tempfile.TemporaryDirectory() as folder:
        child("record", contacts, folder)
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(Reading(**child("read_ours", folder)))
            theirs.append(Reading(**child("read_theirs", folder)))
    return _best(ours), _best(theirs)


def _best(several: Sequence[Reading]) -> Reading:
    return min(several, key=lambda reading: reading.busy_seconds)


def invoices() -> tuple[Bar, ...]:
    """What invoices cost, each in a process of its own."""
    return billing_bars(
        OneInvoice(**child("billing", "calls")),
        BackloggedInvoices(**child("billing", "backlog", BACKLOG, NEW_CUSTOMERS)),
        SingleInvoices(**child("billing", "single", SINGLE)),
        IdleDays(**child("billing", "idle", IDLE_DAYS)),
        Delays(**child("delay", DELAYED, BESIDE_INVOICES)),
    )


def payments() -> tuple[Bar, ...]:
    """What payments cost, and how soon they follow an approval."""
    return payment_bars(
        PaidAtOnce(**child("paying", "calls", BACKLOG)), PaidDelays(**child("paying", "delay", PAID))
    )


def help_seconds() -> float:
    """The fastest of a few `hubflo-xero --help`, from its start to its end."""
    script = shutil.which("hubflo-xero", path=str(Path(sys.executable).parent))
    command = [script] if script else [sys.executable, "-m", "entrypoints"]
    times = []
    for _ in range(HELP_RUNS):
        begun = time.perf_counter()
        subprocess.run([*command, "--help"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> int:
    """Measure, print; answers 1 if a bar is missed."""
    helping = help_seconds()
    read = {contacts: readings(contacts, rounds) for contacts, rounds in SIZES.items()}
    show_readings(read)
    working = Working(**child("importing", "work", PLANNED, WRITTEN))
    show_working(working)
    again = Again(**child("importing", "again", TWICE))
    taken = Taken(**child("webhooks", RATE, SECONDS, BESIDE))
    show_taken(taken)
    engine = engine_bars(EngineCost(**told)) if (told := child("engine", BY_ENGINE)) else ()
    found = (*bars(read, again, helping), *webhook_bars(taken), *invoices(), *payments(), *engine)
    show_bars(found)
    return 0 if all(bar.holds for bar in found) else 1


if __name__ == "__main__":
    sys.exit(main())
