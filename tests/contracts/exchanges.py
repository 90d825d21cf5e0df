"""What goes over the line in a whole import, and in the few calls besides that the sandbox also answers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
from dependency_injector import providers

from adapters.sandbox import xero
from adapters.sandbox.faults import Fault, FaultKind
from adapters.sandbox.seeds import Firm
from adapters.sandbox.transport import SandboxTransport
from domain.connection import Connection
from domain.errors import AccessLost
from tests.support.house import HUBFLO, XERO, House, firm_house

Side = Literal["xero", "hubflo"]
API = "/api.xro/2.0"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, whole. `ours` says whether an adapter of ours made the request."""

    request: httpx.Request
    answer: httpx.Response
    ours: bool

    @property
    def side(self) -> Side:
        """Whom it was for."""
        return "xero" if str(self.request.url).startswith(XERO) else "hubflo"

    @property
    def is_json(self) -> bool:
        """Whether the answer says that it is JSON."""
        return "json" in self.answer.headers.get("content-type", "")

    def sent(self) -> Any:
        """The body of the request; None if it has none."""
        return json.loads(self.request.content) if self.request.content else None

    def told(self) -> Any:
        """The body of the answer."""
        return json.loads(self.answer.content)


class Witness(httpx.BaseTransport):
    """Lets everything through and keeps what was answered."""

    def __init__(self, network: httpx.BaseTransport) -> None:
        """`network` is what answers."""
        self.exchanges: list[Exchange] = []
        self.ours = True
        self._network = network

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange; a line that breaks leaves none."""
        answer = self._network.handle_request(request)
        answer.read()
        self.exchanges.append(Exchange(request, answer, self.ours))
        return answer


def whole_import(folder: Path) -> list[Exchange]:
    """Connect, preview, import with trouble on the way, change things, import again, disconnect."""
    with firm_house(folder) as (house, seeded):
        witness = Witness(SandboxTransport(house.world, xero=XERO, hubflo=HUBFLO, sleep=house.clock.advance))
        house.container.xero_wire.override(providers.Object(witness))
        house.container.hubflo_network.override(providers.Object(witness))
        connection = house.connect(seeded)
        house.work(connection)
        _import(house, connection)
        _change(house, seeded)
        house.run_for(7200)
        _be_refused(house)
        for _ in _besides(house, seeded, connection, witness):
            house.clock.advance(2)
        witness.ours = True
        house.container.disconnecting().end(connection.id, actor="person:test")
        return witness.exchanges


def _import(house: House, connection: Connection) -> None:
    """An answer is lost, and both sides throttle once."""
    house.world.faults.add(Fault(kind=FaultKind.LOST_AFTER, side="hubflo", method="POST", path="/contacts"))
    house.world.faults.add(Fault(kind=FaultKind.LIMIT, side="hubflo", method="POST", path="/companies"))
    house.world.faults.add(Fault(kind=FaultKind.EXPIRED_TOKEN, side="xero", path="/Contacts"))
    house.container.switching().go_live(connection.id, actor="person:test")
    house.work(connection)
    house.run_for(1800)


def _change(house: House, seeded: Firm) -> None:
    """A customer gets another phone, another one is new, a third is archived."""
    state, tenant, now = house.world.xero, seeded.tenant_id, house.clock.now()
    created = [label for label, expected in seeded.expected.items() if expected == "created"]
    phones = [{"PhoneType": "DEFAULT", "PhoneNumber": "1632 960777", "PhoneCountryCode": "44"}]
    xero.edit_contact(state, tenant, seeded.ledger[created[0]], now, Phones=phones, FirstName="Renamed")
    xero.archive_contact(state, tenant, seeded.ledger[created[1]], now)
    xero.add_contact(
        state,
        tenant,
        now,
        Name="Newcomer Catering Ltd",
        FirstName="Nia",
        LastName="Comer",
        EmailAddress="nia@newcomer.example",
        IsCustomer=True,
    )


def _be_refused(house: House) -> None:
    """A key that nobody gave out."""
    try:
        house.container.connecting().portal("no-such-key")
    except AccessLost:
        return
    raise AssertionError("the sandbox took any key")


def _besides(
    house: House, seeded: Firm, connection: Connection, witness: Witness
) -> Iterator[httpx.Response]:
    """What the sandboxes answer beyond what the import asks."""
    tokens = house.container.xero().tokens
    ledger = httpx.Client(
        transport=witness,
        base_url=f"{XERO}{API}",
        headers={
            "Accept": "application/json",
            "Xero-Tenant-Id": connection.tenant_id,
            "Authorization": f"Bearer {tokens.token(connection.grant_id)}",
        },
    )
    witness.ours = False
    some_id = next(iter(seeded.ledger.values()))
    for path in ("/Accounts", "/TaxRates", "/Currencies", "/Organisation", "/Organisation/Actions"):
        yield ledger.get(path)
    yield ledger.get("/Contacts", params={"where": 'Name="X"', "page": "1", "summaryOnly": "true"})
    yield ledger.get("/Contacts", params={"searchTerm": "ltd", "includeArchived": "false"})
    yield ledger.get("/Contacts", params={"where": "NoSuchField==1"})
    yield ledger.get(f"/Contacts/{some_id}")
    whole = {
        "Name": "Whole & Daughters",
        "EmailAddress": "whole@example.com",
        "Phones": [{"PhoneType": "MOBILE", "PhoneNumber": "7700 900123"}],
        "Addresses": [{"AddressType": "STREET", "AddressLine1": "1 High St", "City": "Leeds"}],
        "ContactPersons": [{"FirstName": "Wim", "EmailAddress": "wim@example.com", "IncludeInEmails": True}],
    }
    for method in ("PUT", "PUT", "POST"):  # the second is refused: the name is taken
        yield ledger.request(method, "/Contacts", json={"Contacts": [whole]})
    yield ledger.put(
        "/Contacts", params={"summarizeErrors": "false"}, json={"Contacts": [whole, {"Name": "Fine"}]}
    )
    yield ledger.post(f"/Contacts/{some_id}", json={"LastName": "Changed"})
    portal = httpx.Client(
        transport=witness,
        base_url=f"{HUBFLO}/api/v2",
        headers={"Authorization": f"Bearer {seeded.api_key}", "Content-Type": "application/json"},
    )
    person, company = next(iter(seeded.people.values())), next(iter(seeded.companies.values()))
    names = {"first_name": "Ada", "last_name": "Moss"}
    yield portal.get("/members")
    yield portal.get(f"/companies/{company}")
    yield portal.patch(f"/companies/{company}", json={"name": "Renamed Ltd"})
    yield portal.get(f"/contacts/{person}")
    yield portal.patch(f"/contacts/{person}", json={**names, "priority": "high", "tags": ["vip"]})
    yield portal.patch(f"/contacts/{person}", json={"first_name": "", "last_name": ""})
    yield portal.get("/contacts/00000000-0000-4000-8000-000000000000")
