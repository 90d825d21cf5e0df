"""Makes the kept database of the third schema: `python -m tests.integration.kept.make_0003`.

One life. It sends four invoices and links them; the accountant approves three, and the clients pay all four.
It posts one payment to a request, and is killed with the second request on its way: Xero has carried it out,
nobody has noted the answer. What is left: a payment that was posted, one in part of which nobody knows, one
that waits for the approval of its invoice, and one that is held for its method.
"""

import json
import shutil
import sqlite3
import tempfile
from pathlib import Path

import httpx
from dependency_injector import providers

from adapters.sandbox.transport import SandboxTransport
from adapters.sandbox.world import World
from adapters.xero.settings import XeroSettings
from tests.integration.kept import world_0003 as world_of
from tests.integration.kept.make import ELSEWHERE
from tests.integration.kept.people import connect, switch_on
from tests.support.clock import ManualClock
from tests.support.house import HUBFLO, XERO, House, open_house
from tests.support.points import Killed, Points, at_the, put_points

HERE = Path(__file__).parent
NAME = "0003"
IN_FLIGHT = at_the(2, "carried out xero PUT /api.xro/2.0/Payments")
_KEPT = ("content-type", "idempotency-key", "xero-tenant-id")
"""Headers of a write that belong to it; a token or a key is put in anew."""


class Noting(httpx.BaseTransport):
    """Notes every write that either side has carried out."""

    def __init__(
        self, inner: httpx.BaseTransport, clock: ManualClock, writes: list[dict[str, object]]
    ) -> None:
        """`writes` is filled."""
        self._inner = inner
        self._clock = clock
        self._writes = writes

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The request as it is."""
        at = self._clock.now()
        response = self._inner.handle_request(request)
        path = request.url.path
        if request.method in ("POST", "PUT", "PATCH") and path.startswith(("/api.xro", "/api/v2/invoices")):
            self._writes.append(
                {
                    "at": at.isoformat(),
                    "side": "xero" if path.startswith("/api.xro") else "hubflo",
                    "method": request.method,
                    "path": path,
                    "query": request.url.params.multi_items(),
                    "headers": {name: request.headers[name] for name in _KEPT if name in request.headers},
                    "body": request.read().decode(),
                }
            )
        return response


def main() -> None:
    """Make all three files."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, clock, writes = Path(scratch), ManualClock(world_of.BEGUN), list[dict[str, object]]()
        world = World(now=clock.now)
        ids = world_of.seed(world)
        with open_house(folder, world, clock) as house:
            house.container.xero_settings.override(providers.Object(XeroSettings(batch=1)))
            wire = SandboxTransport(world, xero=XERO, hubflo=HUBFLO, sleep=clock.advance)
            points = Points(IN_FLIGHT)
            put_points(house.container, points, lambda: Noting(wire, clock, writes))
            try:
                _live(house, world, ids)
            except Killed:
                assert clock.now() < world_of.LEFT, clock.now()
                _keep(folder, writes)
                return
        raise AssertionError("it was not killed: " + "\n".join(points.passed))


def _live(house: House, world: World, ids: world_of.Ids) -> None:
    house.container.storage().instance.check_place()
    connection = connect(house, ids)
    switch_on(house, connection, world_of.SETTINGS)
    world_of.issue(world, ids)
    house.container.switching().go_live(connection.id, actor="person:test")
    house.work(connection)
    house.run_for((world_of.PAID - house.clock.now()).total_seconds())
    world_of.pay(world, ids)
    house.run_for((world_of.LEFT - house.clock.now()).total_seconds())


def _keep(folder: Path, writes: list[dict[str, object]]) -> None:
    kept = HERE / f"{NAME}-payments-half-done.sqlite3"
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
