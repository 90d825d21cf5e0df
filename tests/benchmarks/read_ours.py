"""Child: the clerk reads the recorded pages into the mirror, with eligibility decided.

Called with the folder of the pages.
"""

import sys
import tempfile
from pathlib import Path

from domain.connection import Connection
from domain.units import Unit
from entrypoints.collector import settle
from tests.benchmarks.measure import NO_TIME, Reading, Seconds, clocks, peak_memory, tell
from tests.benchmarks.pages import Pages, Player
from tests.benchmarks.town import reroute, sandbox, seeded
from tests.support.house import House, open_house


def read_all(house: House, connection: Connection, xero: Player, pages: int) -> Seconds:
    """Let the clerk work until the last page is in the mirror; answers the time it took."""
    stop = house.container.stop()

    def after_unit(_unit: Unit) -> None:
        if xero.page_calls == pages:
            stop.set()

    clerk, taken = house.container.clerk(), NO_TIME
    while not stop.is_set():
        begun = clocks()
        clerk.visit(connection.id, after_unit=after_unit)
        taken += clocks() - begun
        house.clock.advance(60)  # Xero takes 60 calls a minute
    return taken


def main(folder: Path) -> None:
    """Connect, read, tell."""
    with tempfile.TemporaryDirectory() as store, open_house(Path(store)) as house:
        pages = Pages(folder)
        xero, hubflo = Player(pages, sandbox(house)), Player(pages, sandbox(house))
        reroute(house, xero=xero, hubflo=hubflo)
        connection = house.connect(seeded(house, 0))
        settle()  # as every command does
        before = xero.time + hubflo.time
        taken = read_all(house, connection, xero, len(pages)) - (xero.time + hubflo.time - before)
        seen = house.container.importing().counts(connection.id).seen
        tell(
            Reading(
                contacts=seen,
                seconds=taken.passed,
                busy_seconds=taken.busy,
                peak=peak_memory(),
                page_calls=xero.page_calls,
                calls=xero.calls,
            )
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
