"""Child: records what Xero's stand-in answers to our adapter's requests for every page.

Called with the number of contacts and the folder to write to.
"""

import sys
import tempfile
from pathlib import Path

from domain.budget import Purpose
from domain.ports.sending import AlwaysPermitted
from tests.benchmarks.pages import Pages, Recorder
from tests.benchmarks.town import reroute, sandbox, seeded
from tests.support.house import open_house


def main(contacts: int, folder: Path) -> None:
    """Record. Each page is asked for in a minute of its own, so that no limit is met."""
    with tempfile.TemporaryDirectory() as store, open_house(Path(store)) as house:
        line = sandbox(house)
        reroute(house, xero=Recorder(Pages(folder), line), hubflo=line)
        connection = house.connect(seeded(house, contacts))
        ledger = house.container.xero().ledgers.of(connection, AlwaysPermitted())
        number, is_last = 0, False
        while not is_last:
            number += 1
            house.clock.advance(60)
            is_last = ledger.contacts_page(number, since=None, purpose=Purpose.WORK).is_last


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
