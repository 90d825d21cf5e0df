"""The sandbox in process: two addresses, real httpx requests, many threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import httpx
import pytest

from adapters.sandbox import xero
from adapters.sandbox.faults import Fault, FaultKind, FaultPlan, TimedOut
from adapters.sandbox.http import Request
from adapters.sandbox.seeds import Firm, firm
from adapters.sandbox.transport import HUBFLO, XERO, SandboxTransport
from adapters.sandbox.world import World
from tests.unit.sandbox_frame.town import START, Town, document


class Office:
    """The seeded firm with an app that may read its contacts, by client credentials."""

    def __init__(self, plan: FaultPlan | None = None) -> None:
        self.world = World(now=lambda: START, faults=plan)
        self.firm: Firm = firm(self.world, START)
        self.app = xero.register_app(
            self.world.xero, redirect_uris=(), kind="custom", tenant_id=self.firm.tenant_id
        )
        self.client = httpx.Client(
            transport=SandboxTransport(self.world), headers={"accept": "application/json"}
        )

    def sign_in(self) -> httpx.Response:
        """Get a token and use it from now on."""
        response = self.client.post(
            f"{XERO}/connect/token",
            data={"grant_type": "client_credentials", "scope": "accounting.contacts"},
            auth=(self.app.client_id, self.app.client_secret or ""),
        )
        token = document(response)["access_token"]
        self.client.headers["authorization"] = f"Bearer {token}"
        self.client.headers["xero-tenant-id"] = self.firm.tenant_id
        return response

    def contacts(self, **query: Any) -> httpx.Response:
        """The first page of contacts."""
        return self.client.get(f"{XERO}/api.xro/2.0/Contacts", params={"page": 1, **query})


def test_each_address_leads_to_its_own_service() -> None:
    office = Office()
    office.sign_in()

    ledger = office.contacts()
    portal = office.client.get(
        f"{HUBFLO}/api/v2/organizations", headers={"authorization": f"Bearer {office.firm.api_key}"}
    )

    assert len(document(ledger)["Contacts"]) > 40
    assert document(portal)["name"] == "Hartley & Moss"
    assert len(office.world.hubflo.requests) == 1


def test_another_address_cannot_be_reached() -> None:
    with pytest.raises(httpx.ConnectError, match=r"api\.xero\.com"):
        httpx.Client(transport=SandboxTransport(Town().world)).get("https://api.xero.com/connections")


def test_addresses_can_be_chosen() -> None:
    town = Town()
    transport = SandboxTransport(town.world, hubflo="https://portal.test:8443")

    response = httpx.Client(transport=transport).post("https://portal.test:8443/api/v2/pings")

    assert response.status_code == 401
    with pytest.raises(httpx.ConnectError):
        httpx.Client(transport=transport).post(f"{HUBFLO}/api/v2/pings")


def test_query_and_path_arrive_as_they_were_sent() -> None:
    town = Town()

    town.portal.get("contacts", params=[("email", "a+b@example.com"), ("email", ""), ("page", "1")])
    town.portal.get("contacts/a%2Fb")

    first, second = town.world.hubflo.requests
    assert first.query == (("email", "a+b@example.com"), ("email", ""), ("page", "1"))
    assert (second.path, second.status) == ("/api/v2/contacts/a%2Fb", 404)


@pytest.mark.parametrize(
    ("kind", "problem", "retry_after"),
    [
        (FaultKind.LIMIT_MINUTE, "minute", "30"),
        (FaultKind.LIMIT_DAY, "day", "66975"),
        (FaultKind.LIMIT_CONCURRENT, "concurrent", None),
    ],
)
def test_xero_refuses_for_each_limit_in_its_own_way(
    kind: FaultKind, problem: str, retry_after: str | None
) -> None:
    office = Office(FaultPlan(Fault(kind=kind, side="xero", path="/Contacts")))
    office.sign_in()

    response = office.contacts()

    assert response.status_code == 429
    assert response.headers["x-rate-limit-problem"] == problem
    assert response.headers.get("retry-after") == retry_after
    assert office.contacts().status_code == 200


def test_a_limit_can_say_how_long() -> None:
    office = Office(FaultPlan(Fault(kind=FaultKind.LIMIT_MINUTE, side="xero", path="/Contacts", seconds=7)))
    office.sign_in()

    assert office.contacts().headers["retry-after"] == "7"


def test_an_expired_token_is_told_as_xero_tells_it() -> None:
    office = Office(FaultPlan(Fault(kind=FaultKind.EXPIRED_TOKEN, side="xero", path="/Contacts")))
    office.sign_in()

    response = office.contacts()

    assert response.status_code == 401
    assert document(response)["Detail"] == "TokenExpired: token expired at 11/02/2026 09:29:00"


def test_how_many_are_under_way_is_told_to_xero_only() -> None:
    world = World(now=lambda: START)
    request = Request(method="GET", path="/", headers={"authorization": "Bearer a", "xero-tenant-id": "t"})
    other = Request(method="GET", path="/", headers={"authorization": "Bearer b", "xero-tenant-id": "t"})

    with world.flight("xero", request), world.flight("xero", other) as apart:
        with world.flight("xero", request) as second, world.flight("hubflo", request) as portal:
            counted = [flight.request.header(xero.IN_FLIGHT) for flight in (apart, second, portal)]
        with world.flight("xero", request) as again:
            counted.append(again.request.header(xero.IN_FLIGHT))

    assert counted == ["1", "2", None, "2"]


def test_a_late_request_lands_alone() -> None:
    world = World(
        now=lambda: START, faults=FaultPlan(Fault(kind=FaultKind.LATE, side="xero", nth=2, seconds=9))
    )
    request = Request(method="GET", path="/connections")

    with world.flight("xero", request), world.flight("xero", request) as late, pytest.raises(TimedOut):
        late.land()

    assert late.request.header(xero.IN_FLIGHT) == "2"
    assert world.late[0].request.header(xero.IN_FLIGHT) is None


def test_a_sixth_request_at_once_is_one_too_many() -> None:
    slow = Fault(kind=FaultKind.SLOW, side="xero", path="/Contacts", seconds=1, count=None)
    office = Office(FaultPlan(slow))
    office.sign_in()
    together = Barrier(6)

    def wait_for_all(_: float) -> None:
        together.wait(10)

    def ask(_: int) -> httpx.Response:
        transport = SandboxTransport(office.world, sleep=wait_for_all)
        with httpx.Client(transport=transport, headers=office.client.headers, timeout=30) as client:
            return client.get(f"{XERO}/api.xro/2.0/Contacts", params={"page": 1})

    with ThreadPoolExecutor(6) as pool:
        responses = list(pool.map(ask, range(6)))

    refused = [response for response in responses if response.status_code == 429]
    assert [response.status_code for response in responses].count(200) == 5
    assert [response.headers["x-rate-limit-problem"] for response in refused] == ["concurrent"]


def test_many_threads_lose_no_record() -> None:
    town = Town()

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: town.create().status_code, range(200)))

    assert statuses == [201] * 200
    assert len({row["id"] for row in town.organization.contacts}) == 200
