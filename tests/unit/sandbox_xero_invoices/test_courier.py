"""Webhooks brought: to a callable in process, and over real HTTP beside the server."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import uvicorn

from adapters.sandbox import observe, xero
from adapters.sandbox.asgi import xero_app
from adapters.sandbox.courier import carry
from adapters.sandbox.world import World
from tests.unit.sandbox_xero.firm import CALLBACK
from tests.unit.sandbox_xero_invoices.books import books
from tests.unit.sandbox_xero_invoices.listener import Listener, signature


def test_a_world_carries_what_is_due_to_a_callable() -> None:
    made = books()
    world = World(now=lambda: made.now, xero_state=made.state)
    listener = Listener(made)
    listener.enable()
    assert carry(world, listener) == 4
    made.create()
    assert (carry(world, listener), listener.told) == (1, [("INVOICE", "CREATE")])
    listener.silent = True
    made.create()
    assert carry(world, listener) == 2
    (shown,) = observe.webhooks(world)
    assert (shown["status"], shown["waiting"]) == ("retry", 1)
    assert [one["reason"] for one in shown["attempts"]][-3:] == ["", "no answer", "no answer"]


class Receiver(BaseHTTPRequestHandler):
    """Answers as a receiver should; the server keeps the key and what came."""

    server: "Receiving"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        right = signature(self.server.key, body) == self.headers["x-xero-signature"]
        if right:
            self.server.events += json.loads(body)["events"]
        self.send_response(200 if right else 401)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Receiving(ThreadingHTTPServer):
    """A receiver on a free port of loopback."""

    def __init__(self, key: str) -> None:
        super().__init__(("127.0.0.1", 0), Receiver)
        self.key = key
        self.events: list[dict[str, Any]] = []


@contextmanager
def receiving(key: str) -> Iterator[Receiving]:
    with Receiving(key) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(10)


@contextmanager
def served(world: World) -> Iterator[str]:
    """Xero's stand-in on a free port, with everything that runs beside it."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(xero_app(world), log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def test_over_http_the_server_itself_posts_to_the_address() -> None:
    world = World()
    tenant_id = xero.add_organisation(world.xero, name="Acme", country="GB", now=world.now())
    app = xero.register_app(world.xero, redirect_uris=[CALLBACK])
    query = {"response_type": "code", "client_id": app.client_id, "redirect_uri": CALLBACK}
    query |= {"scope": "accounting.contacts", "state": "s"}
    xero.consent(world.xero, query, world.now(), tenant_id=tenant_id)
    with receiving(app.webhook_key) as receiver, served(world) as address, httpx.Client() as person:
        control = f"{address}/_sandbox"
        url = f"http://127.0.0.1:{receiver.server_port}/hook"
        enabled = person.post(
            f"{control}/acts/xero.enable_webhook", json={"client_id": app.client_id, "url": url}
        )
        assert enabled.status_code == 200
        wait_for(lambda: person.get(f"{control}/webhooks").json()[0]["status"] == "ok")
        person.post(f"{control}/acts/xero.add_contact", json={"tenant_id": tenant_id, "Name": "New"})
        wait_for(lambda: len(receiver.events) == 1)
    assert receiver.events[0]["eventCategory"] == "CONTACT"


def test_over_http_an_address_where_nobody_listens_is_no_answer() -> None:
    world = World()
    app = xero.register_app(world.xero, redirect_uris=[CALLBACK])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/hook"
        with served(world) as address, httpx.Client() as person:
            control = f"{address}/_sandbox"
            person.post(f"{control}/acts/xero.enable_webhook", json={"client_id": app.client_id, "url": url})
            wait_for(lambda: person.get(f"{control}/webhooks").json()[0]["status"] == "disabled")
            shown = person.get(f"{control}/webhooks").json()[0]
    assert shown["attempts"][0]["reason"] == "no answer"


def wait_for(condition: Any) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)
