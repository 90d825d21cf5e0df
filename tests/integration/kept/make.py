"""Makes the kept database of the newest schema: `python -m tests.integration.kept.make`.

Two lives over one store. The first is killed with the creation of a person on its way: Hubflo has carried
it out, nobody has noted the answer. The second finds that out (an unknown outcome), is asked for an import,
reads that two contacts changed, and is killed before it decides on them. What is left: people and companies
that were created and linked, contacts that are decided on and not done, a question for a person, two
contacts without a decision, a request that is open, and one write that nobody knows the outcome of.
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import httpx

from adapters.sandbox.transport import SandboxTransport
from adapters.sandbox.world import World
from domain.request import RequestKind
from tests.integration.kept import world_0001 as world_of
from tests.integration.kept.people import connect
from tests.support.clock import ManualClock
from tests.support.house import HUBFLO, XERO, House, open_house
from tests.support.points import Killed, Last, Points, at_the, put_points

HERE = Path(__file__).parent
NAME = "0001"
ELSEWHERE = "another-machine:hubflo-xero.db"
"""Where the store was used: anywhere but where a test opens it."""

IN_FLIGHT = at_the(3, "carried out hubflo POST /api/v2/contacts")
READ = at_the(2, "after commit of read_ledger.read_ledger")


class Noting(httpx.BaseTransport):
    """Notes every write that Hubflo has carried out."""

    def __init__(self, inner: httpx.BaseTransport, writes: list[dict[str, str]]) -> None:
        """`writes` is filled."""
        self._inner = inner
        self._writes = writes

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The request as it is."""
        response = self._inner.handle_request(request)
        if request.method in ("POST", "PATCH") and request.url.path.startswith("/api/v2/co"):
            body = request.read().decode()
            self._writes.append({"method": request.method, "path": request.url.path, "body": body})
        return response


def main() -> None:
    """Make all three files."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, clock, writes = Path(scratch), ManualClock(world_of.BEGUN), list[dict[str, str]]()
        world = World(now=clock.now)
        ids = world_of.seed(world)

        def live(seed: int, last: Last, work: Callable[[House], None]) -> None:
            points = Points(last)
            with open_house(folder, world, clock, seed=seed) as house:
                wire = SandboxTransport(world, xero=XERO, hubflo=HUBFLO, sleep=clock.advance)
                put_points(house.container, points, lambda: Noting(wire, writes))
                try:
                    work(house)
                except Killed:
                    return
            raise AssertionError("it was not killed: " + "\n".join(points.passed))

        def begin(house: House) -> None:
            house.container.storage().instance.check_place()
            connection = connect(house, ids)
            house.container.switching().go_live(connection.id, actor="person:test")
            house.work(connection)

        def go_on(house: House) -> None:
            connection = house.container.storage().connections.all()[0]
            house.container.importing().ask(connection.id, RequestKind.IMPORT, actor="person:test")
            house.work(connection)

        live(1, IN_FLIGHT, begin)
        clock.advance((world_of.LEFT - clock.now()).total_seconds())
        world_of.restore_two(world, ids)
        live(2, READ, go_on)
        _keep(folder, writes)


def _keep(folder: Path, writes: list[dict[str, str]]) -> None:
    kept = HERE / f"{NAME}-import-half-done.sqlite3"
    kept.unlink(missing_ok=True)
    database = sqlite3.connect(folder / "data" / "hubflo-xero.db", isolation_level=None)
    database.execute("UPDATE instance SET place = ?", (ELSEWHERE,))
    database.execute("UPDATE clerk SET holder = 'another-machine' WHERE holder IS NOT NULL")
    database.execute("VACUUM INTO ?", (str(kept),))
    database.close()
    shutil.copyfile(folder / "config" / "keys.json", HERE / f"{NAME}-keys.json")
    (HERE / f"{NAME}-writes.json").write_text(json.dumps(writes, indent=1) + "\n")


if __name__ == "__main__":
    main()
