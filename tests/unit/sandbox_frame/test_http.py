"""The same sandbox over real HTTP on loopback."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from adapters.sandbox.asgi import hubflo_app, xero_app
from adapters.sandbox.faults import Fault, FaultKind, FaultPlan
from adapters.sandbox.hubflo import add_organization
from adapters.sandbox.world import World
from tests.unit.sandbox_frame.town import ADA, document


@contextmanager
def served(app: Starlette, http: str = "auto") -> Iterator[str]:
    """The app on a free port of loopback, until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", http=http, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


class Served:
    """Hubflo with one organization, over HTTP."""

    def __init__(self, address: str, world: World) -> None:
        organization = next(iter(world.hubflo.organizations.values()))
        self.organization_id = organization.id
        self.world = world
        self.client = httpx.Client(
            base_url=address, headers={"authorization": f"Bearer {organization.api_key}"}, timeout=10
        )

    def create(self) -> httpx.Response:
        """Ask for a new contact."""
        return self.client.post("/api/v2/contacts", json=ADA)

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """What a control route answers; anything but a success fails the test."""
        response = self.client.request(method, f"/_sandbox/{path}", json=body)
        assert response.status_code == 200, response.text
        return response.json()


@pytest.fixture(params=["httptools", "h11"])
def hubflo(request: pytest.FixtureRequest) -> Iterator[Served]:
    world = World()
    add_organization(world.hubflo, name="Moss", now=world.now())
    with served(hubflo_app(world), request.param) as address:
        one = Served(address, world)
        with one.client:
            yield one


def test_a_request_is_answered_with_its_headers_and_body(hubflo: Served) -> None:
    created = hubflo.create()
    listed = hubflo.client.get("/api/v2/contacts", params={"email": ""})

    assert created.status_code == 201
    assert document(listed) == [document(created)]
    assert listed.headers["x-total-count"] == "1"
    assert listed.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(("kind", "created"), [("lost before", 0), ("refused", 0), ("lost after", 1)])
def test_a_lost_answer_closes_the_connection_without_a_byte(hubflo: Served, kind: str, created: int) -> None:
    hubflo.control("POST", "faults", {"kind": kind, "side": "hubflo", "path": "/contacts"})

    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        hubflo.create()

    assert len(document(hubflo.client.get("/api/v2/contacts"))) == created


def test_a_late_request_lands_with_a_tick(hubflo: Served) -> None:
    fault = {"kind": "late", "side": "hubflo", "method": "POST", "path": "/contacts", "seconds": 0.2}
    hubflo.control("POST", "faults", fault)
    with pytest.raises(httpx.RemoteProtocolError):
        hubflo.create()
    early = hubflo.control("POST", "tick")
    time.sleep(0.25)

    assert early == {"landed": 0, "late": 1}
    assert hubflo.control("POST", "tick") == {"landed": 1, "late": 0}
    assert hubflo.control("GET", "counts") == {"POST /api/v2/contacts 201": 1}


def test_a_client_that_gives_up_on_a_slow_answer_is_carried_out_all_the_same(hubflo: Served) -> None:
    hubflo.control("POST", "faults", {"kind": "slow", "side": "hubflo", "method": "POST", "seconds": 0.5})

    with pytest.raises(httpx.ReadTimeout):
        hubflo.client.post("/api/v2/contacts", json=ADA, timeout=0.1)

    deadline = time.monotonic() + 5
    while not hubflo.control("GET", "counts") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert hubflo.control("GET", "counts") == {"POST /api/v2/contacts 201": 1}


def test_faults_are_listed_cleared_and_refused_with_a_reason(hubflo: Served) -> None:
    installed = hubflo.control("POST", "faults", {"kind": "500", "side": "hubflo", "count": None})
    failed = hubflo.create()
    cleared = hubflo.control("DELETE", "faults")
    refused = hubflo.client.post("/_sandbox/faults", json={"kind": "gone", "side": "hubflo"})

    assert (installed["faults"][0]["kind"], installed["strikes"]) == ("500", [])
    assert failed.status_code == 500
    assert cleared["faults"] == []
    assert [strike["point"] for strike in cleared["strikes"]] == ["POST /api/v2/contacts"]
    assert (refused.status_code, "gone" in refused.json()["error"]) == (400, True)


def test_people_act_over_the_control_routes(hubflo: Served) -> None:
    fields = {"organization_id": hubflo.organization_id, **ADA}

    result = hubflo.control("POST", "acts/hubflo.add_contact", fields)
    wrong = hubflo.client.post("/_sandbox/acts/hubflo.add_contact", content=b"[1]")

    records = hubflo.control("GET", "records")[hubflo.organization_id]
    assert list(records["contacts"]) == [result["result"]]
    assert "hubflo.add_contact" in hubflo.control("GET", "acts")
    assert wrong.status_code == 400
    assert hubflo.control("GET", "requests") == []


def test_control_routes_are_not_under_the_vendors_paths(hubflo: Served) -> None:
    assert hubflo.client.get("/api/v2/_sandbox/records").status_code == 404
    assert hubflo.client.get("/_sandbox/nothing").status_code == 404


def test_two_services_of_one_world_on_two_ports() -> None:
    world = World(faults=FaultPlan(Fault(kind=FaultKind.GATEWAY, side="xero", nth=2)))
    with served(xero_app(world)) as xero, served(hubflo_app(world)) as portal, httpx.Client() as client:
        tenant = client.post(
            f"{portal}/_sandbox/acts/xero.add_organisation", json={"name": "Books", "country": "GB"}
        ).json()["result"]
        answers = [client.get(f"{xero}/connections").status_code for _ in range(2)]
        records = client.get(f"{xero}/_sandbox/records").json()

    assert list(records) == [tenant]
    assert answers == [401, 502]
