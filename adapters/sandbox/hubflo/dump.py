"""All records in one sorted form, so that two states can be compared byte by byte; and all webhooks."""

import json
from typing import Any

from adapters.sandbox.hubflo.companies import shown as shown_company
from adapters.sandbox.hubflo.contacts import shown as shown_contact
from adapters.sandbox.hubflo.invoices.record import shown as shown_invoice
from adapters.sandbox.hubflo.invoices.shown_lines import shown_lines
from adapters.sandbox.hubflo.replies import rendered
from adapters.sandbox.hubflo.state import HubfloState
from adapters.sandbox.hubflo.webhooks.endpoints import shown as shown_webhook


def records(state: HubfloState) -> dict[str, Any]:
    """Per organization, by kind and id, what the API would show of each record."""
    documents = {
        organization.id: {
            "organization": organization.profile,
            "members": {row["id"]: row for row in _by_id(organization.members.rows)},
            "contacts": {
                row["id"]: shown_contact(organization, row) for row in _by_id(organization.contacts.rows)
            },
            "companies": {row["id"]: shown_company(row) for row in _by_id(organization.companies.rows)},
            "invoices": {
                row["id"]: {
                    **shown_invoice(state, organization, row),
                    "line_items": shown_lines(state, organization, row["id"]),
                }
                for row in _by_id(organization.invoices.rows)
            },
            "webhooks": {
                hook.id: shown_webhook(hook)
                for hook in sorted(organization.webhooks.values(), key=lambda one: one.id)
            },
        }
        for organization in sorted(state.organizations.values(), key=lambda one: one.id)
    }
    found: dict[str, Any] = json.loads(rendered(documents, state.switches))
    return found


def webhook_records(state: HubfloState) -> list[dict[str, Any]]:
    """Every webhook, and how each of its deliveries stands, oldest first; no secret and no payload."""
    return [
        {
            "organization": organization.id,
            **shown_webhook(hook),
            "deliveries": [
                {
                    "id": entry.id,
                    "event_name": entry.event_name,
                    "state": entry.state,
                    "attempts": entry.attempts,
                    "response_code": entry.response_code,
                    "errored": entry.errored,
                }
                for entry in hook.entries
            ],
        }
        for organization in state.organizations.values()
        for hook in organization.webhooks.values()
    ]


def _by_id(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(row["id"]))
