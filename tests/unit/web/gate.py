"""The whole HTTP app over a real store and the sandbox in process, asked without a socket."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from adapters.sandbox.seeds import Firm
from domain.connection import Connection
from domain.ids import ConnectionId
from domain.nudge import Hook, HookState, Nudge
from domain.ports.intake import Intake
from entrypoints.http_api import http_api
from entrypoints.web.meters import Meters
from entrypoints.web.recorder import Recorder
from tests.support.house import House, firm_house

PATH = "hook-of-issued-invoices"
SECRET = "hub-secret-0123456789abcdef"
KEY = "xero-key-0123456789abcdef"
INVOICE = "0f8fad5b-d9cb-469f-a165-70867728950e"
DOCUMENT = "7c9e6679-7425-40de-944b-e07fc1f90ae7"

Ask = Callable[[httpx.AsyncClient], Any]


@dataclass(slots=True, kw_only=True)
class Gate:
    """A connected firm behind an HTTP app; `woken` says whom the recorder woke."""

    house: House
    firm: Firm
    connection: Connection
    intake: Intake | None = None
    woken: list[ConnectionId] = field(default_factory=list)

    def ask(self, work: Ask) -> Any:
        """Let a coroutine ask the app, on a line to it."""
        storage, meters = self.house.container.storage(), Meters()
        with Recorder(self.intake or storage.intake, self.woken.append, meters.recorded) as recorder:
            app = http_api(self.house.container, recorder, meters)

            async def asked() -> Any:
                transport = httpx.ASGITransport(app, raise_app_exceptions=False)
                async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                    return await asyncio.wait_for(work(client), 20)

            return asyncio.run(asked())

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request."""
        answer = self.ask(lambda client: client.request(method, path, **more))
        assert isinstance(answer, httpx.Response)
        return answer

    def hubflo(self, body: bytes, *, secret: str = SECRET, path: str = PATH) -> httpx.Response:
        """A delivery as Hubflo sends it."""
        return self.request("POST", f"/webhooks/hubflo/{path}", **from_hubflo(body, secret))

    def xero(self, body: bytes, *, key: str = KEY, app: str = "") -> httpx.Response:
        """A delivery as Xero sends it."""
        path = f"/webhooks/xero/{app or self.connection.app_id}"
        return self.request("POST", path, **from_xero(body, key))

    def add_hook(self, path: str = PATH, *, state: HookState = HookState.LIVE, secret: str = SECRET) -> None:
        """A hook that the portal made."""
        now = self.house.clock.now()
        hook = Hook(
            path=path, event="issued", address=f"https://x/{path}", state=HookState.ASKED, made_at=now
        )
        with self.house.container.storage().store.writing(self.connection.id) as books:
            books.hooks.add(hook)
            if state is not HookState.ASKED:
                books.hooks.made(path, f"id-of-{path}", secret)
                books.hooks.move(path, state)

    def nudges(self) -> tuple[Nudge, ...]:
        """What was recorded and nobody looked after yet."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            return books.nudges.open(1000)

    def wanted(self) -> int:
        """How many causes the connection has had."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            return books.wanted


@contextmanager
def open_gate(folder: Path) -> Iterator[Gate]:
    """Connected, with one hook and a key for Xero's."""
    with firm_house(folder) as (house, firm):
        gate = Gate(house=house, firm=firm, connection=house.connect(firm))
        gate.add_hook()
        house.container.storage().apps.set_webhook_key(gate.connection.app_id, KEY)
        yield gate


def from_hubflo(body: bytes, secret: str = SECRET) -> dict[str, Any]:
    """The signed request (Hubflo: API reference, creating a webhook)."""
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"content": body, "headers": {"X-Hubflo-Signature": signature}}


def from_xero(body: bytes, key: str = KEY) -> dict[str, Any]:
    """The signed request (Xero: webhooks, signature)."""
    digest = hmac.new(key.encode(), body, hashlib.sha256).digest()
    return {"content": body, "headers": {"x-xero-signature": base64.b64encode(digest).decode()}}


def issued(number: int = 1, **more: Any) -> bytes:
    """What Hubflo may tell of an invoice."""
    told = {"data": {"id": INVOICE}, "webhook_delivery_id": f"d-{number}", **more}
    return json.dumps(told).encode()


def events(*several: dict[str, Any]) -> bytes:
    """What Xero tells; nothing is an intent to receive."""
    told = {"events": several, "firstEventSequence": 1, "lastEventSequence": 1, "entropy": "ABC"}
    return json.dumps(told).encode()


def event(tenant_id: str, **more: Any) -> dict[str, Any]:
    """One event (Xero: webhooks, payload)."""
    return {
        "resourceUrl": f"https://api.xero.com/api.xro/2.0/Invoices/{DOCUMENT}",
        "resourceId": DOCUMENT,
        "tenantId": tenant_id,
        "tenantType": "ORGANISATION",
        "eventCategory": "INVOICE",
        "eventType": "UPDATE",
        "eventDateUtc": "2026-03-02T11:59:58.198",
        **more,
    }
