"""What a test may look at from outside: logs, counts, strikes and all records, as plain JSON values."""

import dataclasses
import json
from collections import Counter
from datetime import date, datetime
from typing import Any

from adapters.sandbox import hubflo
from adapters.sandbox.faults import Side, point_of
from adapters.sandbox.http import Request
from adapters.sandbox.hubflo import Organization
from adapters.sandbox.world import World
from adapters.sandbox.xero.credit_notes import showing as credit_note_showing
from adapters.sandbox.xero.invoices import showing
from adapters.sandbox.xero.payments import showing as payment_showing
from adapters.sandbox.xero.wire import json_text


def requests(world: World, side: Side) -> list[Any]:
    """Every request that the service itself answered, oldest first."""
    with world.lock:
        return [plain(entry) for entry in _log(world, side)]


def changes(world: World, side: Side) -> list[Any]:
    """Every change to a record that was there before, oldest first."""
    with world.lock:
        return [plain(entry) for entry in (world.xero if side == "xero" else world.hubflo).changes]


def counts(world: World, side: Side) -> dict[str, int]:
    """How many requests there were, by method, path without ids, and status."""
    with world.lock:
        counted = Counter(
            f"{point_of(Request(method=entry.method, path=entry.path))} {entry.status}"
            for entry in _log(world, side)
        )
    return dict(sorted(counted.items()))


def strikes(world: World) -> list[dict[str, Any]]:
    """Every fault that was applied, oldest first."""
    with world.lock:
        return [
            {
                "at": strike.at.isoformat(),
                "side": strike.side,
                "point": strike.point,
                "kind": strike.fault.kind.value,
            }
            for strike in world.faults.strikes
        ]


def webhooks(world: World) -> list[Any]:
    """Every webhook of Xero with its state, what waits, and how each post ended, oldest first."""
    with world.lock:
        return [
            plain(
                {
                    "client_id": webhook.client_id,
                    "url": webhook.url,
                    "status": webhook.status,
                    "waiting": len(webhook.waiting),
                    "attempts": webhook.attempts,
                }
            )
            for webhook in world.xero.webhooks.values()
        ]


def portal_webhooks(world: World) -> list[Any]:
    """Every webhook of Hubflo, and how each of its deliveries stands, oldest first."""
    with world.lock:
        return [plain(webhook) for webhook in hubflo.webhook_records(world.hubflo)]


def records(world: World, side: Side) -> dict[str, Any]:
    """All records of a side, sorted: two equal states give equal bytes."""
    with world.lock:
        return hubflo.records(world.hubflo) if side == "hubflo" else _ledgers(world)


def switches(world: World, side: Side) -> Any:
    """Every switch of a side with the position that it is in."""
    with world.lock:
        return plain((world.xero if side == "xero" else world.hubflo).switches)


def plain(value: object) -> Any:
    """A value of either model as JSON would have it."""
    return json.loads(json.dumps(value, default=_plain))


def _ledgers(world: World) -> dict[str, Any]:
    return {
        tenant_id: {
            "contacts": {
                contact.contact_id: json.loads(json_text.dump(contact.wire()))
                for contact in sorted(organisation.contacts, key=lambda one: one.contact_id)
            },
            "credit_notes": {
                note.invoice_id: json.loads(json_text.dump(credit_note_showing.row(note, 4)))
                for note in sorted(organisation.credit_notes, key=lambda one: one.invoice_id)
            },
            "invoices": {
                invoice.invoice_id: json.loads(json_text.dump(showing.row(invoice, 4, lines=True)))
                for invoice in sorted(organisation.invoices, key=lambda one: one.invoice_id)
            },
            "payments": {
                payment.payment_id: json.loads(json_text.dump(payment_showing.row(organisation, payment)))
                for payment in sorted(organisation.payments, key=lambda one: one.payment_id)
            },
        }
        for tenant_id, organisation in sorted(world.xero.organisations.items())
    }


def _log(world: World, side: Side) -> Any:
    return world.xero.calls if side == "xero" else world.hubflo.requests


def _plain(value: object) -> object:
    if isinstance(value, Organization):
        return {"id": value.id, "api_key": value.api_key, "name": value.profile["name"]}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    return str(value)
