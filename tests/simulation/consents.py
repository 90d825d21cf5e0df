"""A firm that bills and wants to be told, its consent to Xero, and what may become of that."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from domain.connection import Connection
from domain.ports.notices import Messenger, Notice
from domain.services.notifying import Notifying
from entrypoints.notices import notice_of
from tests.support.billing import OWNER, BillingInstallation, until_read
from tests.support.billing_firm import ISSUED_ON, SETTINGS, TAKES_YEARS, AtHand
from tests.support.canon import twins
from tests.support.house import House
from tests.support.lives import Snapshot
from tests.support.points import Killed, Points

REFRESHED = "answered xero POST /connect/token"
RECONNECT = "ledger-reconnect"
_NOTIFY = "https://hooks.example/told"
_TICK_SECONDS = 300.0


@dataclass(slots=True)
class Letters(Messenger):
    """Keeps what is sent."""

    sent: list[Notice] = field(default_factory=list)

    def send(self, address: str, notice: Notice) -> None:
        """Take it."""
        assert address == _NOTIFY
        self.sent.append(notice)

    def told(self, part: str) -> list[str]:
        """The codes of what `began` or `ended`, of all letters."""
        return [one["code"] for letter in self.sent for one in _list(letter.data[part])]


@dataclass(kw_only=True)
class Consented:
    """The installation, set back to where its consent is fresh and invoices are switched on."""

    installation: BillingInstallation
    ready: Snapshot
    letters: Letters = field(default_factory=Letters)
    issued: int = 0

    def begin(self) -> None:
        """Another test."""
        self.installation.set_back(self.ready)
        self.letters, self.issued = Letters(), 0

    def issue(self, count: int = 2) -> None:
        """Somebody issues so many invoices: to whom Xero knows, and to whom it does not, by turns."""
        here = self.installation
        people, organization_id = AtHand(here.world), here.firm.organization_id
        contacts = people.records("hubflo")[organization_id]["contacts"]
        ids = {contact["email"]: contact_id for contact_id, contact in contacts.items()}
        for _ in range(count):
            self.issued += 1
            line = {
                "title": "Advice",
                "quantity": "1",
                "unit_price_excluding_tax": f"{100 + self.issued}.00",
                "vat": "20",
            }
            email = ("amelia@hart.example", "ruth@fenwick.example")[self.issued % 2]
            people.act(
                "hubflo.add_invoice",
                organization_id=organization_id,
                title=f"Advice {self.issued}",
                recipient_id=ids[email],
                custom_issued_at=ISSUED_ON,
                payment_deadline_days=TAKES_YEARS,
                lines=[line],
                issue=True,
            )

    def run_for(self, minutes: float, kill_at: Sequence[str] = ()) -> bool:
        """One process runs so long, or up to the first point of such a name; whether it was killed."""
        points = Points(lambda passed: passed[-1] in kill_at)
        with self.installation.process(points) as house:
            try:
                self.run(house, minutes)
            except Killed:
                return True
        return False

    def run(self, house: House, minutes: float) -> None:
        """Time passes as in `run`, people being told what there is to tell."""
        container, clock = house.container, house.clock
        storage, clerk = container.storage(), container.clerk()
        notifying = Notifying(
            store=storage.store,
            connections=storage.connections,
            messenger=self.letters,
            clock=clock,
            write=notice_of,
        )
        end = clock.monotonic() + 60 * minutes
        while clock.monotonic() < end:
            clock.advance(_TICK_SECONDS)
            for connection_id in storage.leases.to_wake(clock.now()):
                clerk.visit(connection_id)
            notifying.look()

    def reconnect(self, tenant_id: str = "") -> None:
        """A person runs `connect` and allows the connection's organisation, or the one that is named."""
        here, wanted = self.installation, tenant_id or self.installation.firm.tenant_id
        with here.process(Points()) as house:
            connection, connecting = connection_of(house), house.container.connecting()
            portal = connecting.portal(here.firm.api_key)
            app = house.container.storage().apps.get(connection.app_id)
            consented = connecting.finish(house.consent(connecting.begin(app, connection), wanted))
            (tenant,) = [one for one in consented.tenants if one.tenant_id == wanted]
            connecting.join(
                consented,
                tenant,
                name=connection.name,
                api_key=here.firm.api_key,
                portal=portal,
                actor=OWNER,
            )

    def linked(self) -> int:
        """How many are linked, on our side and in Hubflo, each to a document of its own; nothing twice."""
        assert twins(self.installation.world) == []
        canon = self.installation.canon()
        organisations = AtHand(self.installation.world).records("xero").values()
        documents = sum(len(organisation["invoices"]) for organisation in organisations)
        ours = sum('"stage": "linked"' in line for line in canon["invoice"])
        theirs = sum('"accounting_id": "document' in line for line in canon["hubflo invoices"])
        assert documents == ours == theirs, (documents, ours, theirs)
        return documents

    def questions(self) -> list[str]:
        """What is open now."""
        return self.installation.canon()["hold"]

    def refreshes(self) -> int:
        """How often Xero was asked for tokens."""
        return sum(call.path == "/connect/token" for call in self.installation.world.xero.calls)


def connection_of(house: House) -> Connection:
    """The one that there is."""
    (connection,) = house.container.storage().connections.all()
    return connection


@contextmanager
def consented_firm(folder: Path) -> Iterator[Consented]:
    """Connected, imported, switched on, and to be told."""
    installation = BillingInstallation(folder)
    with installation.process(Points()) as house:
        connection = house.connect(installation.firm)
        house.container.switching().go_live(connection.id, actor=OWNER)
        until_read(house, connection, None)
        for name, value in {**SETTINGS, "notify": _NOTIFY, "notify-all-well": "no"}.items():
            house.container.adjusting().change(connection, name, value, actor=OWNER)
        until_read(house, connection, installation.clock.now())
    yield Consented(installation=installation, ready=installation.snapshot(0, "consented"))
    installation.close()


def _list(value: object) -> list[dict[str, str]]:
    assert isinstance(value, list)
    return value
