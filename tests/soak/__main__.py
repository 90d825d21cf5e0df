"""`python -m tests.soak [FIRMS INVOICES SECONDS]`: workers on one PostgreSQL, one killed every 5 seconds.

Invoices are issued evenly over those seconds, as many for each firm. It prints a table, and exits with 1
unless each invoice was proven, linked, and stands in Xero once. TEST_POSTGRES_URL names a server to use;
without it one is started.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from domain.life import Stage
from entrypoints.settings import OperatorSettings
from tests.soak.fleet import Fleet, fleet
from tests.soak.workers import Workers, workers
from tests.support.databases import postgres_database

FIRMS, INVOICES, SECONDS = 20, 2_000, 120.0
WORKERS = 2
KILL_EVERY_SECONDS = 5.0
LEASE_SECONDS = OperatorSettings().lease_seconds
"""As in an installation: on a busy machine a shorter one runs out before what is written can be sent."""
PATIENCE_SECONDS = 600.0
"""What a killed process had on its way counts against Xero's five calls at once for two minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How it stands at the end: our stages, and how often each invoice is in Xero."""

    stages: Counter[Stage]
    documents: Counter[tuple[str, str]]
    leases: int

    @property
    def twice(self) -> int:
        """How many invoices are in Xero more than once."""
        return sum(1 for times in self.documents.values() if times > 1)

    def holds(self, count: int) -> bool:
        """Whether each of so many is there, once, and linked."""
        done = self.stages == Counter({Stage.LINKED: count})
        return done and len(self.documents) == count and not self.twice and not self.leases


def disturbed(firms: Fleet, some: Workers, each: int, seconds: float) -> None:
    """Issue all invoices, evenly, and kill a worker again and again meanwhile."""
    begun = time.monotonic()
    number, kills = 0, 0
    while (passed := time.monotonic() - begun) < seconds or number < each:
        if number < each and passed >= number * seconds / each:
            firms.issue(number)
            number += 1
        elif passed >= (kills + 1) * KILL_EVERY_SECONDS:
            some.kill_oldest()
            kills += 1
        else:
            time.sleep(0.05)


def waited(firms: Fleet, count: int) -> float:
    """Seconds until all are linked, or until patience is over."""
    begun = time.monotonic()
    while firms.stages()[Stage.LINKED] < count and time.monotonic() - begun < PATIENCE_SECONDS:
        time.sleep(0.5)
    return time.monotonic() - begun


def main(firm_count: int = FIRMS, invoices: int = INVOICES, seconds: float = SECONDS) -> int:
    """One run; answers 0 if the promise held."""
    each = invoices // firm_count
    count = each * firm_count
    with tempfile.TemporaryDirectory() as folder, postgres_database() as url:
        place = Path(folder)
        with (
            fleet(place, url, firm_count, lease_seconds=LEASE_SECONDS) as firms,
            workers(firms.environment, place / "log", WORKERS) as some,
        ):
            disturbed(firms, some, each, seconds)
            meanwhile = firms.stages()[Stage.LINKED]
            longer = waited(firms, count)
            statuses = some.end_in_time()
            found = Found(stages=firms.stages(), documents=firms.documents(), leases=len(firms.holders()))
    held = found.holds(count) and statuses == [0] * WORKERS
    show(
        {
            "connections": f"{firm_count}",
            "invoices issued": f"{count:,} in {seconds:.0f} s",
            "kill -9": f"{some.killed}",
            "linked at the last kill": f"{meanwhile:,}",
            "linked in the end": f"{found.stages[Stage.LINKED]:,}, {longer:.0f} s later",
            "in another stage": ", ".join(
                f"{stage}: {number}" for stage, number in found.stages.items() if stage is not Stage.LINKED
            )
            or "0",
            "in Xero, and of these twice": f"{len(found.documents):,}, {found.twice}",
            "leases left after SIGTERM": f"{found.leases}",
            "exit statuses after SIGTERM": f"{statuses}",
        }
    )
    return 0 if held else 1


def show(rows: Mapping[str, str]) -> None:
    """As a table."""
    table = Table("what", "measured", title=f"{WORKERS} workers on one PostgreSQL, killed by turns")
    for what, measured in rows.items():
        table.add_row(what, measured)
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
