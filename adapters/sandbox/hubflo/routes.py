"""The addresses that the stand-in serves; every other one is not found.

What Hubflo does not offer is left out on purpose, so that a client which leans on it fails here too:
no DELETE of contacts, companies or invoices, no cancelling, no list of payments, no `GET /webhooks`,
no `GET /invoicing-profiles`.
"""

from collections.abc import Callable

from adapters.sandbox.http import Response
from adapters.sandbox.hubflo import companies, contacts, members
from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.invoices import endpoints as invoices
from adapters.sandbox.hubflo.invoices import line_endpoints as lines
from adapters.sandbox.hubflo.webhooks import endpoints as webhooks

Handler = Callable[[Call], Response]

BASE = "/api/v2"

_ROUTES: dict[tuple[str, str], Handler] = {
    ("POST", "pings"): members.ping,
    ("GET", "organizations"): members.organization,
    ("GET", "members"): members.index,
    ("GET", "contacts"): contacts.index,
    ("POST", "contacts"): contacts.create,
    ("GET", "contacts/*"): contacts.show,
    ("PATCH", "contacts/*"): contacts.update,
    ("GET", "companies"): companies.index,
    ("POST", "companies"): companies.create,
    ("GET", "companies/*"): companies.show,
    ("PATCH", "companies/*"): companies.update,
    ("GET", "invoices"): invoices.index,
    ("POST", "invoices"): invoices.create,
    ("GET", "invoices/*"): invoices.show,
    ("PATCH", "invoices/*"): invoices.update,
    ("POST", "invoices/*/issuances"): invoices.issue,
    ("POST", "invoices/*/deliveries"): invoices.deliver,
    ("POST", "invoices/*/payment-notice"): invoices.notice_payment,
    ("POST", "invoices/*/payment-url"): invoices.set_payment_url,
    ("GET", "invoices/*/line-items"): lines.index,
    ("POST", "invoices/*/line-items"): lines.create,
    ("GET", "invoices/*/line-items/*"): lines.show,
    ("PATCH", "invoices/*/line-items/*"): lines.update,
    ("DELETE", "invoices/*/line-items/*"): lines.delete,
    ("POST", "webhooks"): webhooks.create,
    ("DELETE", "webhooks/*"): webhooks.delete,
    ("POST", "webhooks/*/activation"): webhooks.activate,
    ("DELETE", "webhooks/*/activation"): webhooks.deactivate,
    ("GET", "webhooks/*/webhook_deliveries"): webhooks.deliveries,
}


def route(method: str, path: str) -> tuple[Handler, tuple[str, ...]] | None:
    """The handler of an address and the ids in it; names and ids take turns in every path."""
    if not path.startswith(f"{BASE}/"):
        return None
    parts = path.removeprefix(f"{BASE}/").rstrip("/").split("/")
    pattern = "/".join("*" if place % 2 else part for place, part in enumerate(parts))
    handler = _ROUTES.get((method, pattern))
    return (handler, tuple(parts[1::2])) if handler else None
