"""Writing down that something happened, for every app that is connected and subscribed to such events."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.webhooks.record import Event, Webhook

EventType = Literal["CREATE", "UPDATE"]

_PLURALS = {"CONTACT": "Contacts", "CREDITNOTE": "CreditNotes", "INVOICE": "Invoices", "PAYMENT": "Payments"}


def emit(
    state: XeroState,
    tenant_id: str,
    category: str,
    record_id: str,
    kind: EventType,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """An event of the organisation, with `data` if its category has any.

    Archiving, voiding and deleting are updates.
    """
    unknown = state.switches.webhook_unknown_category
    for webhook in state.webhooks.values():
        if not webhook.proven or not _connected(state, webhook.client_id, tenant_id):
            continue
        if category in webhook.categories:
            payload = _payload(state, tenant_id, category, record_id, kind, now)
            _append(state, webhook, payload | ({} if data is None else {"data": data}), now)
        if unknown and category == "INVOICE":
            _append(state, webhook, _payload(state, tenant_id, unknown, record_id, kind, now), now)


def _append(state: XeroState, webhook: Webhook, payload: dict[str, Any], now: datetime) -> None:
    webhook.sequence += 1
    at = now + timedelta(seconds=state.switches.webhook_delay_seconds)
    webhook.waiting.append(Event(sequence=webhook.sequence, at=at, payload=payload))


def _payload(
    state: XeroState, tenant_id: str, category: str, record_id: str, kind: EventType, now: datetime
) -> dict[str, Any]:
    """In the order of a live capture; the time has milliseconds and no zone."""
    title = state.switches.webhook_event_type == "Title"
    plural = _PLURALS.get(category, f"{category.title()}s")
    return {
        "resourceUrl": f"https://api.xero.com/api.xro/2.0/{plural}/{record_id}",
        "resourceId": record_id,
        "tenantId": tenant_id,
        "tenantType": "ORGANISATION",
        "eventCategory": category,
        "eventType": kind.title() if title else kind,
        "eventDateUtc": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3],
    }


def _connected(state: XeroState, client_id: str, tenant_id: str) -> bool:
    wanted = (client_id, tenant_id)
    return any(one.active and (one.client_id, one.tenant_id) == wanted for one in state.identity.connections)
