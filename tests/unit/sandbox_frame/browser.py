"""The pages of the seeded firm as a browser asks for them, in process."""

import asyncio
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

import httpx
from starlette.applications import Starlette

from adapters.sandbox import observe, xero
from adapters.sandbox.asgi import hubflo_app, xero_app
from adapters.sandbox.seeds import Bills, Firm, billing, firm
from adapters.sandbox.world import World
from tests.unit.sandbox_frame.town import START


@dataclass(frozen=True)
class Client:
    """Asks an app in process, as if it were on its usual port."""

    app: Starlette

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Look."""
        return self.ask("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        """Send a form."""
        return self.ask("POST", path, **more)

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One exchange; a redirect is not followed."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8702") as client:
                return await client.request(method, path, **more)

        return asyncio.run(asked())


@dataclass(kw_only=True)
class Browser:
    """Both pages of the seeded firm, in process."""

    world: World
    firm: Firm
    bills: Bills
    xero: Client
    hubflo: Client

    def invoice(self, label: str) -> Any:
        """An invoice in Xero as it now is."""
        return observe.records(self.world, "xero")[self.firm.tenant_id]["invoices"][self.bills.ledger[label]]

    def billed(self, label: str) -> Any:
        """An invoice in Hubflo as it now is."""
        invoices = observe.records(self.world, "hubflo")[self.firm.organization_id]["invoices"]
        return invoices[self.bills.portal[label]]

    def account(self, press: str, label: str, **fields: str) -> httpx.Response:
        """Press a button of an invoice in Xero."""
        known = {"tenant_id": self.firm.tenant_id, "invoice_id": self.bills.ledger[label]}
        return self.xero.post(f"/_sandbox/press/{press}", data=known | fields)

    def bill(self, press: str, label: str, **fields: str) -> httpx.Response:
        """Press a button of an invoice in Hubflo."""
        known = {"organization_id": self.firm.organization_id, "invoice_id": self.bills.portal[label]}
        return self.hubflo.post(f"/_sandbox/press/{press}", data=known | fields)

    def awaiting(self, **fields: Any) -> str:
        """An invoice that awaits approval in Xero."""
        line = {"Description": "Work", "Quantity": 1, "UnitAmount": "100", "AccountCode": "200"}
        return xero.add_invoice(
            self.world.xero,
            self.firm.tenant_id,
            START,
            contact_id=self.firm.ledger["person"],
            lines=[line],
            Status="SUBMITTED",
            **fields,
        )


def opened() -> Browser:
    """A browser in front of both sides."""
    world = World(now=lambda: START)
    books = firm(world, START)
    bills = billing(world, books, START)
    return Browser(
        world=world,
        firm=books,
        bills=bills,
        xero=Client(xero_app(world)),
        hubflo=Client(hubflo_app(world)),
    )


def text(answer: httpx.Response) -> str:
    """What can be read, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text.partition("<body")[2])).split())


def buttons(answer: httpx.Response, invoice_id: str) -> list[str]:
    """The buttons in an invoice's row."""
    row = answer.text.partition(f'<tr id="{invoice_id}"')[2].partition("</tr>")[0]
    return [unescape(label) for label in re.findall(r"<button[^>]*>([^<]*)", row)]
