"""A Hubflo whose every answer the test writes, and the portal that talks to it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from adapters.hubflo.opening import HubfloPortals
from adapters.hubflo.settings import DEFAULTS, HubfloSettings
from domain.connection import Connection, ConnectionState
from domain.errors import LeaseLost
from domain.event import Event
from domain.ids import (
    AppId,
    ConnectionId,
    GrantId,
    PortalOrganizationId,
    TenantId,
    WorkspaceId,
)
from domain.ports.portal import Portal
from domain.ports.registry import Connections
from domain.ports.sending import Permit
from tests.support.budgets import MemoryBudgets
from tests.support.clock import NOON, ManualClock

ADDRESS = "https://hubflo.example/api/v2"
KEY = "canary9fE2kQz7Lw3Xv8Rt5Yb"
OURS = "0b7e6c1e-5f9a-4c58-9d83-3f1de2a4c001"
THEIRS = "77aa6c1e-5f9a-4c58-9d83-3f1de2a4c999"
PERSON = {"id": "11112222-3333-4444-8555-666677778888", "first_name": "Ada", "last_name": "Byron"}
COMPANY = {"id": "99992222-3333-4444-8555-666677778888", "name": "Engines Ltd"}
INVOICE_ID = "55552222-3333-4444-8555-666677778888"
INVOICE: dict[str, Any] = {
    "id": INVOICE_ID,
    "title": "Website, March",
    "description": None,
    "comment": "Internal",
    "language": "en",
    "purchase_order_reference": "PO-7",
    "payment_terms": "To be paid within thirty days.",
    "payment_deadline_days": 30,
    "payment_methods": ["bank_transfer"],
    "payment_method_used": None,
    "use_stripe_as_payment_method": False,
    "stripe_auto_charge": False,
    "payment_url": None,
    "currency": "EUR",
    "accounting_id": None,
    "status": "issued",
    "created_at": "2026-03-01T09:00:00Z",
    "issued_at": "2026-03-02T10:30:00Z",
    "custom_issued_at": None,
    "paid_at": None,
    "sent_at": None,
    "net_total": 1200,
    "tax_total": 200,
    "paid_amount": 0,
    "public_url": "https://client.example.com/invoices/5555/access/1",
    "owner_id": "e68a6422-fdb4-4c64-922a-8ac109b3ed33",
    "project_id": None,
    "recipient_id": PERSON["id"],
    "parent_invoice_id": None,
}
LINE: dict[str, Any] = {
    "id": "66662222-3333-4444-8555-666677778801",
    "title": "Advice",
    "description": None,
    "currency": "EUR",
    "kind": "none",
    "quantity": 1,
    "discount_percentage": 0,
    "unit_price_excluding_tax": 1000,
    "unit_cost_excluding_tax": 0,
    "total_excluding_tax": 1000,
    "total_including_tax": 1200,
    "vat": 20,
    "created_at": "2026-03-01T09:00:00Z",
}
ORGANIZATION = {
    "id": OURS,
    "name": "Client Portal Ltd",
    "currency": "gbp",
    "created_at": "2024-05-01T08:00:00Z",
}

CONNECTION = Connection(
    id=ConnectionId("c-1"),
    workspace_id=WorkspaceId("w-1"),
    name="main",
    state=ConnectionState.LIVE,
    portal_id=PortalOrganizationId(OURS),
    portal_name="Client Portal Ltd",
    tenant_id=TenantId("t-1"),
    ledger_name="Books Ltd",
    ledger_country="GB",
    base_currency="GBP",
    time_zone="Europe/London",
    is_demo=False,
    app_id=AppId("a-1"),
    grant_id=GrantId("g-1"),
    link_id="l-1",
    created_at=NOON,
)

Step = httpx.Response | Exception
Handler = Callable[[httpx.Request], httpx.Response]


def reply(document: Any, status: int = 200, *, organization: str = OURS, **headers: str) -> httpx.Response:
    """A success as Hubflo sends it; underscores in header names stand for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(
        status,
        headers={"X-Organization-ID": organization, "X-Remaining-Requests": "987", **named},
        json=document,
    )


def told(text: str) -> httpx.Response:
    """A success of exactly these words."""
    return httpx.Response(200, headers={"X-Organization-ID": OURS}, text=text)


def failure(status: int, message: str = "Validation failed: Full name must be filled in") -> httpx.Response:
    """An error as Hubflo sends it: three keys, and no organization."""
    return httpx.Response(status, json={"status": status, "title": "t", "message": message})


def page(rows: list[Any], number: int, pages: int, total: int = 0, **headers: str) -> httpx.Response:
    """One page of a list, with a next one where there is one."""
    named = {"X_Page": str(number), "X_Total_Pages": str(pages), "X_Total_Count": str(total), **headers}
    if number < pages:
        named.setdefault("X_Next_Page", str(number + 1))
    return reply(rows, 200, organization=OURS, **named)


class OneKey(Connections):
    """A registry that knows one key and nothing else."""

    def __init__(self, key: str) -> None:
        self.key = key

    def api_key(self, connection_id: ConnectionId) -> str:
        """The key, for the one connection there is."""
        assert connection_id == CONNECTION.id
        return self.key

    def add(self, connection: Connection, *, api_key: str, first: Event) -> None:
        raise AssertionError

    def all(self, *, with_ended: bool = False) -> tuple[Connection, ...]:
        raise AssertionError

    def named(self, name: str) -> Connection:
        raise AssertionError

    def get(self, connection_id: ConnectionId) -> Connection:
        raise AssertionError

    def of_tenant(self, app_id: AppId, tenant_id: TenantId) -> tuple[Connection, ...]:
        raise AssertionError

    def using_grant(self, grant_id: GrantId) -> tuple[Connection, ...]:
        raise AssertionError

    def set_api_key(self, connection_id: ConnectionId, api_key: str) -> None:
        self.key = api_key


@dataclass
class Lease(Permit):
    """A permit that a test can take away, after so many more checks."""

    checks_left: int | None = None
    checks: int = 0

    def check(self) -> None:
        """Counts; refuses when none are left."""
        self.checks += 1
        if self.checks_left is not None:
            if self.checks_left == 0:
                raise LeaseLost
            self.checks_left -= 1


@dataclass
class Scene:
    """Requests as they arrived, and a portal to send more."""

    handler: Handler | None = None
    settings: HubfloSettings = DEFAULTS
    key: str = KEY
    address: str = ADDRESS
    steps: list[Step] = field(default_factory=list)
    arrived: list[httpx.Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = ManualClock()
        self.budgets = MemoryBudgets()
        self.permit = Lease()
        self.keys = OneKey(self.key)
        self.portals = HubfloPortals(
            clock=self.clock,
            budgets=self.budgets,
            connections=self.keys,
            address=self.address,
            settings=self.settings,
            transport=httpx.MockTransport(self._answer),
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.arrived.append(request)
        if self.handler is not None:
            return self.handler(request)
        step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        return step

    def then(self, *steps: Step) -> "Scene":
        """What the next requests will meet, in order."""
        self.steps += steps
        return self

    @property
    def portal(self) -> Portal:
        """Our connection's portal."""
        return self.portals.of(CONNECTION, self.permit)

    @property
    def new_key(self) -> Portal:
        """The portal behind a key that has no connection yet."""
        return self.portals.with_key(self.key)

    def proven(self) -> "Scene":
        """The key's organization was named already; what happened until here is forgotten."""
        self.steps.insert(0, reply(ORGANIZATION))
        self.portal.organization()
        self.arrived.clear()
        self.budgets.purposes.clear()
        self.permit.checks = 0
        return self

    def asked(self) -> list[str]:
        """Method and path of what arrived."""
        return [f"{each.method} {each.url.path.removeprefix('/api/v2')}" for each in self.arrived]


def scene(*steps: Step, settings: HubfloSettings = DEFAULTS, **changed: Any) -> Scene:
    """A scene with these answers; `changed` are settings."""
    return Scene(settings=replace(settings, **changed)).then(*steps)


def bodies(requests: Iterable[httpx.Request]) -> list[Any]:
    """What was sent, as JSON."""
    return [json.loads(each.content) for each in requests]
