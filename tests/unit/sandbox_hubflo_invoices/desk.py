"""A portal with a contact to bill, and short ways to write invoices over the API and on the screens."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from adapters.sandbox import hubflo
from tests.unit.sandbox_hubflo.portal import Portal

PLAIN: dict[str, Any] = {"title": "Design", "quantity": 1, "vat": 20, "unit_price_excluding_tax": 1000}
HOOK = "http://127.0.0.1:9/hook"


class Desk(Portal):
    """One organization and one contact, billed over the API or by a person."""

    def __init__(self, **switches: Any) -> None:
        super().__init__(**switches)
        self.member_id = self.organization.members.rows[0]["id"]
        self.contact_id = self.person(email="ada@moss.example")["id"]

    def draft(self, **fields: Any) -> str:
        """A draft over the API; its id."""
        known = {"title": "Website", "user_id": self.member_id, "contact_id": self.contact_id}
        return str(self.create("invoices", **(known | fields))["id"])

    def line(self, invoice_id: str, **fields: Any) -> Any:
        """One more line of a draft."""
        return self.create(f"invoices/{invoice_id}/line-items", **(PLAIN | fields))

    def issued(self, *lines: Mapping[str, Any], **fields: Any) -> str:
        """An issued invoice, written by a person; its id. Without lines it has one of 1,000 at 20 %."""
        known = {"title": "Website", "recipient_id": self.contact_id} | fields
        return hubflo.add_invoice(
            self.state, self.organization.id, self.now, lines=lines or [PLAIN], issue=True, **known
        )

    def act(self, act: Any, invoice_id: str, **arguments: Any) -> Any:
        """A person does something with an invoice."""
        return act(self.state, self.organization.id, invoice_id, self.now, **arguments)

    def invoice(self, invoice_id: str) -> Any:
        """An invoice over the API, with numbers as decimals."""
        response = self.call("GET", f"invoices/{invoice_id}")
        assert response.status == 200, response
        return json.loads(response.body, parse_float=Decimal)

    def lines(self, invoice_id: str) -> Any:
        """Its lines over the API, with numbers as decimals."""
        response = self.call("GET", f"invoices/{invoice_id}/line-items", query="per_page=100")
        assert response.status == 200, response
        return json.loads(response.body, parse_float=Decimal)

    def hook(self, *event_names: str, url: str = HOOK) -> Any:
        """A webhook over the API, with its secret."""
        return self.create("webhooks", event_names=list(event_names), url=url)

    def due(self) -> list[hubflo.Delivery]:
        """What goes out now."""
        return hubflo.due_deliveries(self.state, self.now)

    def answered(self, delivery: hubflo.Delivery, status: int | None) -> None:
        """A delivery was answered now."""
        hubflo.delivered(self.state, delivery.delivery_id, status, self.now)

    def deliveries(self, hook: Any, query: str = "") -> Any:
        """The list of deliveries over the API."""
        return self.get(f"webhooks/{hook['id']}/webhook_deliveries", query)


def signed_right(hook: Any, delivery: hubflo.Delivery) -> bool:
    """Whether the signature is hex HMAC-SHA256 over the raw body, keyed with the secret's text."""
    expected = hmac.new(hook["secret"].encode(), delivery.body, hashlib.sha256).hexdigest()
    return delivery.headers["X-Hubflo-Signature"] == expected
