"""Deliveries handed to a receiver: in process, and over HTTP to this machine alone."""

import asyncio
import hashlib
import hmac
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.sandbox import observe
from adapters.sandbox.asgi import hubflo_app
from adapters.sandbox.control import perform
from adapters.sandbox.deliveries import hand_over, is_here, next_due
from adapters.sandbox.faults import Fault, FaultKind
from adapters.sandbox.transport import HUBFLO
from adapters.sandbox.xero import enable_webhook, register_app
from tests.unit.sandbox_frame.town import START, Town
from tests.unit.sandbox_hubflo_invoices.desk import HOOK


def listening(town: Town, *event_names: str, url: str = HOOK) -> Any:
    """A webhook of the town's organization, with its secret."""
    hook = town.portal.post("webhooks", json={"event_names": event_names, "url": url})
    assert hook.status_code == 201
    return hook.json()


def issued(town: Town) -> object:
    return perform(
        town.world, "hubflo.add_invoice", organization_id=town.organization.id, title="Website", issue=True
    )


def test_a_receiver_gets_address_headers_and_bytes_and_its_status_is_noted() -> None:
    town = Town()
    hook = listening(town, "invoice_issued")
    invoice_id = issued(town)
    got: list[tuple[str, str, Any]] = []

    def receiver(url: str, headers: Mapping[str, str], body: bytes) -> int:
        got.append((url, headers["X-Hubflo-Signature"], json.loads(body)["data"]["id"]))
        return 418

    assert hand_over(town.world, receiver) == 1

    ((url, signature, told),) = got
    assert (url, told, len(signature)) == (HOOK, invoice_id, 64)
    (shown,) = observe.portal_webhooks(town.world)
    assert shown["deliveries"][0] | {"id": ""} == {
        "id": "",
        "event_name": "invoice_issued",
        "state": "failed",
        "attempts": 1,
        "response_code": 418,
        "errored": True,
    }
    assert hook["secret"] not in json.dumps(shown)
    assert hand_over(town.world, receiver) == 0


def test_a_receiver_may_act_while_it_is_told_and_what_follows_is_brought_too() -> None:
    town = Town()
    listening(town, "invoice_issued", "invoice_paid")
    invoice_id = issued(town)

    def receiver(_: str, __: Mapping[str, str], body: bytes) -> int | None:
        if json.loads(body)["data"]["status"] == "issued":
            perform(
                town.world,
                "hubflo.pay_invoice",
                organization_id=town.organization.id,
                invoice_id=invoice_id,
            )
        return None

    assert hand_over(town.world, receiver, "hubflo") == 2


def test_both_sides_are_brought_unless_one_is_named() -> None:
    town = Town()
    listening(town, "invoice_issued")
    issued(town)
    app = register_app(town.world.xero, redirect_uris=["http://localhost:1/callback"])
    enable_webhook(town.world.xero, app.client_id, town.now, url="http://localhost:1/hook")

    def receiver(_: str, headers: Mapping[str, str], __: bytes) -> int:
        return 200 if "X-Hubflo-Signature" in headers else 401

    assert next_due(town.world) == START
    assert hand_over(town.world, receiver, "hubflo") == 1
    assert hand_over(town.world, receiver) > 0
    assert observe.webhooks(town.world)[0]["attempts"]


def test_what_lands_late_is_told_when_it_lands() -> None:
    town = Town(Fault(kind=FaultKind.LATE, side="hubflo", path="contacts", seconds=60))
    listening(town, "contact_created")
    with pytest.raises(httpx.ReadTimeout):
        town.create()
    told = 0

    def receiver(*_: object) -> int:
        nonlocal told
        told += 1
        return 200

    hand_over(town.world, receiver)
    assert told == 0
    town.later(60)
    hand_over(town.world, receiver)
    assert told == 1


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8000/x", True),
        ("http://127.9.9.9/x", True),
        ("http://[::1]:8000/x", True),
        ("https://localhost/x", True),
        ("https://example.com/127.0.0.1", False),
        ("http://localhost.example.com/", False),
        ("http://127.0.0.1.example.com/", False),
        ("http://user@10.0.0.1/", False),
        ("http://0.0.0.0/", False),
        ("nonsense", False),
    ],
)
def test_only_this_machine_is_here(url: str, here: bool) -> None:
    assert is_here(url) is here


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """An app on a free port of this machine, with all that runs beside it; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening_socket:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
        thread = threading.Thread(target=lambda: server.run(sockets=[listening_socket]), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening_socket.getsockname()[1]}"
        finally:
            setattr(server, "should_exit", True)  # noqa: B010 - vulture takes an attribute for unused
            thread.join(10)
            assert not thread.is_alive()


def test_over_http_the_server_posts_to_this_machine_and_to_no_other() -> None:
    town = Town()
    got: list[tuple[str, bytes]] = []

    async def keep(request: Request) -> Response:
        got.append((request.headers["x-hubflo-signature"], await request.body()))
        return Response(status_code=204)

    with serving(Starlette(routes=[Route("/hook", keep, methods=["POST"])])) as receiver:
        here = listening(town, "invoice_issued", url=f"{receiver}/hook")
        elsewhere = receiver.replace("127.0.0.1", "0.0.0.0")  # would get there, and is not loopback
        listening(town, "invoice_issued", url=f"{elsewhere}/hook")
        issued(town)
        with serving(hubflo_app(town.world)) as address:
            deadline = time.monotonic() + 10
            while any(hook["deliveries"][0]["attempts"] == 0 for hook in observe.portal_webhooks(town.world)):
                assert time.monotonic() < deadline, "it was not posted"
                time.sleep(0.02)
            shown = httpx.get(f"{address}/_sandbox/webhooks", trust_env=False).json()

    assert [hook["deliveries"][0]["response_code"] for hook in shown] == [204, None]
    ((signature, body),) = got
    assert signature == hmac.new(here["secret"].encode(), body, hashlib.sha256).hexdigest()


def test_over_http_somebody_slow_to_answer_keeps_nobody_else_waiting() -> None:
    town = Town()
    got: list[float] = []
    released = threading.Event()

    async def slow(_: Request) -> Response:
        await asyncio.to_thread(released.wait, 10)
        return Response(status_code=204)

    async def quick(_: Request) -> Response:
        got.append(time.monotonic())
        return Response(status_code=204)

    routes = [Route("/slow", slow, methods=["POST"]), Route("/quick", quick, methods=["POST"])]
    with serving(Starlette(routes=routes)) as receiver, serving(hubflo_app(town.world)):
        listening(town, "invoice_created", url=f"{receiver}/slow")
        listening(town, "invoice_issued", url=f"{receiver}/quick")
        for number in range(3):
            issued(town)
            wait_for(lambda wanted=number + 1: len(got) >= wanted)
        released.set()


def wait_for(condition: Any) -> None:
    """Until it is so."""
    deadline = time.monotonic() + 4  # less than the patience of whoever posts
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)


def test_the_address_of_the_transport_is_not_called_by_itself() -> None:
    assert not is_here(HUBFLO)
