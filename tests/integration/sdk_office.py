"""An organisation over real HTTP with Xero's official SDK in front of it, for invoices and payments."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from xero_python.accounting import AccountingApi, Contact, Invoice, Invoices, LineItem
from xero_python.api_client import ApiClient
from xero_python.api_client.configuration import Configuration
from xero_python.api_client.oauth2 import OAuth2Token

from adapters.sandbox import xero
from adapters.sandbox.asgi import xero_app
from adapters.sandbox.world import World
from adapters.sandbox.xero.identity.records import App
from tests.integration.serving import served

HERE = "http://localhost:8976/callback"
SCOPES = "offline_access accounting.contacts accounting.invoices accounting.payments accounting.settings.read"


@dataclass
class Office:
    """One organisation over HTTP, and the SDK in front of it."""

    world: World
    tenant_id: str
    contact_id: str
    api: AccountingApi

    def element(self, **more: Any) -> Invoice:
        """An invoice with everything that approval needs."""
        whole: dict[str, Any] = {
            "type": "ACCREC",
            "contact": Contact(contact_id=self.contact_id),
            "date": date(2026, 11, 18),
            "due_date": date(2026, 12, 18),
            "status": "SUBMITTED",
            "line_items": [
                LineItem(
                    description="Work",
                    quantity=Decimal(3),
                    unit_amount=Decimal("33.3333"),
                    account_code="200",
                )
            ],
        }
        return Invoice(**(whole | more))

    def put(self, *elements: Invoice, **more: Any) -> list[Invoice]:
        answer = self.api.create_invoices(self.tenant_id, Invoices(invoices=list(elements)), **more)
        found: list[Invoice] = answer.invoices
        return found


def first_token(world: World, app: App, base: str, tenant_id: str) -> dict[str, Any]:
    """By consent, which the SDK leaves to others."""
    asked = {"response_type": "code", "client_id": app.client_id, "redirect_uri": HERE}
    back = xero.consent(world.xero, asked | {"scope": SCOPES, "state": "s"}, world.now(), tenant_id=tenant_id)
    code = parse_qs(urlsplit(back).query)["code"][0]
    answer = httpx.post(
        f"{base}/connect/token",
        data={"grant_type": "authorization_code", "code": code, "redirect_uri": HERE},
        auth=(app.client_id, app.client_secret or ""),
        trust_env=False,
    )
    token: dict[str, Any] = answer.raise_for_status().json()
    return {**token, "scope": token["scope"].split()}


@contextmanager
def sdk_office() -> Iterator[Office]:
    """A new one; nothing of the SDK is left open afterwards."""
    world = World()
    app = xero.register_app(world.xero, redirect_uris=[HERE])
    tenant_id = xero.add_organisation(
        world.xero, name="Acme", country="GB", now=world.now(), PeriodLockDate=None, EndOfYearLockDate=None
    )
    contact_id = xero.add_contact(world.xero, tenant_id, world.now(), Name="Client Ltd")
    with served(xero_app(world)) as base:
        token = first_token(world, app, base, tenant_id)
        oauth = OAuth2Token(client_id=app.client_id, client_secret=app.client_secret)
        client = ApiClient(
            Configuration(oauth2_token=oauth),
            oauth2_token_getter=lambda: token,
            oauth2_token_saver=token.update,
        )
        client.configuration.oauth2_token = oauth  # the SDK copies its first configuration for ever
        yield Office(world, tenant_id, contact_id, AccountingApi(client, base_url=f"{base}/api.xro/2.0"))
        client.rest_client.pool_manager.clear()
