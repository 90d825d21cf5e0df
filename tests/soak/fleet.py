"""Many firms, each connected, live and with invoices issued: work for several processes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from dependency_injector import providers
from sqlalchemy import select

from adapters.sandbox import hubflo, observe, xero
from adapters.sandbox.control import perform
from adapters.sandbox.seeds import REDIRECT_URIS
from adapters.sandbox.world import World
from adapters.storage.tables.clerk import clerk
from domain.access import App, AppKind
from domain.ids import AppId, ConnectionId
from domain.invoice import InvoiceId
from domain.life import Stage
from domain.scan import ScanKind
from domain.services.connecting import Returned
from entrypoints.container import Container
from entrypoints.settings import OperatorSettings
from tests.crash.processes import served
from tests.e2e.processes import ROOT
from tests.support.house import REDIRECT

LEASE_SECONDS, TICK_SECONDS = 3.0, 0.5
_WHO = "person:soak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """One pair of books, seeded and not connected yet."""

    name: str
    api_key: str
    client_id: str
    tenant_id: str
    organization_id: str
    client: str


class Fleet:
    """All of them, over one store that several processes share."""

    def __init__(self, world: World, container: Container, environment: Mapping[str, str]) -> None:
        """Nobody is connected yet. `environment` is what a worker is started with; `container` is ours."""
        self.environment = environment
        self._world = world
        self.container = container
        self._firms: dict[ConnectionId, Firm] = {}

    def join(self, name: str) -> None:
        """One more firm: seeded, connected, live, and invoices switched on."""
        firm, container = seeded(self._world, name), self.container
        connecting, apps = container.connecting(), container.storage().apps
        portal = connecting.portal(firm.api_key)
        app = App(
            id=AppId(container.identity().new_id()),
            workspace_id=apps.default_workspace(),
            kind=AppKind.PUBLIC,
            client_id=firm.client_id,
            redirect_address=REDIRECT,
        )
        address = connecting.begin(apps.put(app, secret=""))
        query = dict(parse_qsl(urlsplit(address).query))
        back = perform(self._world, "xero.consent", request_query=query, tenant_id=firm.tenant_id)
        returned = dict(parse_qsl(urlsplit(str(back)).query))
        reached = connecting.finish(Returned(state=returned["state"], code=returned["code"]))
        connection = connecting.join(
            reached, reached.tenants[0], name=name, api_key=firm.api_key, portal=portal, actor=_WHO
        )
        now = container.clock().now()
        with container.storage().store.writing(connection.id) as books:
            yesterday = (now - timedelta(days=1)).date().isoformat()
            books.settings.put({"start-date": yesterday, "revenue-account": "200"}, now=now, actor=_WHO)
        container.switching().go_live(connection.id, actor=_WHO)
        self._firms[connection.id] = firm

    def issue(self, number: int) -> Mapping[ConnectionId, InvoiceId]:
        """Each firm issues one invoice, another amount each time."""
        return {connection_id: self._issue(firm, number) for connection_id, firm in self._firms.items()}

    def _issue(self, firm: Firm, number: int) -> InvoiceId:
        line = {"title": "Work", "quantity": 1, "unit_price_excluding_tax": 100 + number, "vat": 20}
        issued = perform(
            self._world,
            "hubflo.add_invoice",
            organization_id=firm.organization_id,
            title=f"Job {number}",
            recipient_id=firm.client,
            payment_deadline_days=365,
            lines=[line],
            issue=True,
        )
        return InvoiceId(str(issued))

    def stages(self) -> Counter[Stage]:
        """How many invoices are where."""
        found: Counter[Stage] = Counter()
        for connection_id in self._firms:
            with self.container.storage().store.reading(connection_id) as books:
                counts = books.invoices.counts()
            found.update({stage: counts.of(stage) for stage in Stage if counts.of(stage)})
        return found

    def is_read(self) -> bool:
        """Whether both sides' invoices were read whole once, for each firm."""
        return all(
            {ScanKind.PORTAL_ISSUED, ScanKind.LEDGER_DOCUMENTS} <= set(self._finished(connection_id))
            for connection_id in self._firms
        )

    def _finished(self, connection_id: ConnectionId) -> list[ScanKind]:
        with self.container.storage().store.reading(connection_id) as books:
            return list(books.scans.latest_finished())

    def documents(self) -> Counter[tuple[str, str]]:
        """How often each invoice of each firm stands in Xero, whatever its status."""
        shown = observe.records(self._world, "xero")
        return Counter(
            (firm.name, document["Reference"])
            for firm in self._firms.values()
            for document in shown[firm.tenant_id]["invoices"].values()
        )

    def holders(self) -> list[str]:
        """Whose leases are not given up."""
        with self.container.storage().store._transactions.reading() as transaction:
            return list(
                transaction.execute(select(clerk.c.holder).where(clerk.c.holder.is_not(None))).scalars()
            )


def seeded(world: World, name: str) -> Firm:
    """Books of one firm that has one client, known on both sides."""
    now = world.now()
    with world.lock:
        app = xero.register_app(world.xero, redirect_uris=REDIRECT_URIS, kind="pkce")
        tenant_id = xero.add_organisation(world.xero, name=name, country="GB", now=now)
        xero.set_lock_dates(world.xero, tenant_id, now, period=None, end_of_year=None)
        organization = hubflo.add_organization(world.hubflo, name=name, now=now)
        first, last, email = "Amelia", "Hart", "amelia@hart.example"
        client = hubflo.add_contact(
            world.hubflo, organization.id, now, first_name=first, last_name=last, email=email
        )
        who = {"Name": f"{first} {last}", "FirstName": first, "LastName": last, "EmailAddress": email}
        xero.add_contact(world.xero, tenant_id=tenant_id, now=now, IsCustomer=True, **who)
    return Firm(
        name=name,
        api_key=organization.api_key,
        client_id=app.client_id,
        tenant_id=tenant_id,
        organization_id=organization.id,
        client=client,
    )


@contextmanager
def fleet(
    folder: Path,
    database_url: str,
    firms: int,
    *,
    lease_seconds: float = LEASE_SECONDS,
    tick_seconds: float = TICK_SECONDS,
) -> Iterator[Fleet]:
    """So many firms over one database, their stand-ins served over real HTTP by this process."""
    with served() as (world, hubflo_address, xero_address):
        settings = OperatorSettings(
            data_folder=folder / "data",
            config_folder=folder / "config",
            database_url=database_url,
            hubflo_url=f"{hubflo_address}/api/v2",
            xero_url=xero_address,
            lease_seconds=lease_seconds,
            tick_seconds=tick_seconds,
        )
        environment = {
            "HOME": str(folder),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            **{
                f"HUBFLO_XERO_{name.upper()}": str(value)
                for name, value in settings.model_dump(exclude_defaults=True).items()
            },
            "HUBFLO_XERO_LOG_LEVEL": "warning",
        }
        container = Container()
        container.settings.override(providers.Object(settings))
        try:
            some = Fleet(world, container, environment)
            for number in range(firms):
                some.join(f"firm-{number}")
            yield some
        finally:
            container.shutdown_resources()
