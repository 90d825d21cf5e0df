"""The real house over the in-process sandbox: everything as it ships, but time is in our hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

from dependency_injector import providers

from adapters.sandbox import xero
from adapters.sandbox.seeds import Firm, firm
from adapters.sandbox.transport import SandboxTransport
from adapters.sandbox.world import World
from adapters.work.executors import InlineExecutor
from adapters.work.keeper import InlineKeeper
from domain.access import App, AppKind
from domain.connection import Connection
from domain.ids import AppId
from domain.services.connecting import Returned
from entrypoints.container import Container
from entrypoints.settings import OperatorSettings
from tests.support.clock import ManualClock
from tests.support.identity import SeededIdentity

XERO = "http://xero.sandbox"
HUBFLO = "http://hubflo.sandbox"
REDIRECT = "http://localhost:8765/callback"


class Seeded(Protocol):
    """What connecting two seeded sides needs to know of them: a `Firm`, a `Crowd`, or what a test made."""

    @property
    def api_key(self) -> str:
        """The key of the Hubflo organization."""

    @property
    def client_id(self) -> str:
        """The app at Xero."""

    @property
    def tenant_id(self) -> str:
        """The Xero organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A container, the world it talks to, and the clock that both go by."""

    container: Container
    world: World
    clock: ManualClock

    def connect(self, seeded: Seeded, name: str = "default") -> Connection:
        """Connect the seeded firm as a person would: the key, the consent, the join. Still a preview."""
        connecting = self.container.connecting()
        portal = connecting.portal(seeded.api_key)
        address = connecting.begin(self.app(seeded))
        reached = connecting.finish(self.consent(address, seeded.tenant_id))
        return connecting.join(
            reached, reached.tenants[0], name=name, api_key=seeded.api_key, portal=portal, actor="person:test"
        )

    def app(self, seeded: Seeded, kind: AppKind = AppKind.PUBLIC, secret: str = "") -> App:
        """The app at Xero as we know it."""
        apps = self.container.storage().apps
        return apps.put(
            App(
                id=AppId(self.container.identity().new_id()),
                workspace_id=apps.default_workspace(),
                kind=kind,
                client_id=seeded.client_id,
                redirect_address=REDIRECT,
            ),
            secret=secret,
        )

    def consent(self, address: str, tenant_id: str) -> Returned:
        """Press Allow on the consent page for one organisation."""
        back = xero.consent(self.world.xero, query_of(address), self.clock.now(), "allow", tenant_id)
        returned = query_of(back)
        return Returned(state=returned["state"], code=returned["code"])

    def work(self, connection: Connection) -> None:
        """One visit of the clerk: until nothing is due."""
        self.container.clerk().visit(connection.id)

    def run_for(self, seconds: float, *, tick_seconds: float = 60.0) -> None:
        """Let time pass as `hubflo-xero run` does: at each tick whoever is due gets a visit."""
        leases, clerk = self.container.storage().leases, self.container.clerk()
        end = self.clock.monotonic() + seconds
        while (left := end - self.clock.monotonic()) > 0:
            self.clock.advance(min(tick_seconds, left))
            for connection_id in leases.to_wake(self.clock.now()):
                clerk.visit(connection_id)


def query_of(address: str) -> dict[str, str]:
    """The query of an address."""
    return dict(parse_qsl(urlsplit(address).query))


@contextmanager
def open_house(
    folder: Path,
    world: World | None = None,
    clock: ManualClock | None = None,
    *,
    database_url: str = "",
    seed: int = 1,
) -> Iterator[House]:
    """A house whose store lies in `folder` (or at `database_url`), with everything in one thread.

    Another `seed` makes other ids: two houses over one store, as two processes are, must not share them.
    """
    clock = clock or ManualClock()
    world = world or World(now=clock.now)
    network = SandboxTransport(world, xero=XERO, hubflo=HUBFLO, sleep=clock.advance)
    container = Container()
    container.settings.override(
        providers.Object(
            OperatorSettings(
                data_folder=folder / "data",
                config_folder=folder / "config",
                database_url=database_url,
                hubflo_url=f"{HUBFLO}/api/v2",
                xero_url=XERO,
            )
        )
    )
    container.clock.override(providers.Object(clock))
    container.identity.override(providers.Object(SeededIdentity(seed)))
    container.xero_wire.override(providers.Object(network))
    container.hubflo_network.override(providers.Object(network))
    container.lease_clock.override(providers.Object(clock.now))
    container.keeper.override(
        providers.Singleton(InlineKeeper, container.storage.provided.leases, container.clock)
    )
    container.executor.override(providers.Factory(InlineExecutor))
    try:
        yield House(container=container, world=world, clock=clock)
    finally:
        container.shutdown_resources()


@contextmanager
def firm_house(folder: Path) -> Iterator[tuple[House, Firm]]:
    """A house with the seeded firm on both sides, not connected yet."""
    with open_house(folder) as house:
        yield house, firm(house.world, house.clock.now())
