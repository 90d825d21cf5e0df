"""Writing down that something happened, once for every active webhook that is subscribed to it."""

import heapq
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.sandbox.hubflo.replies import rendered
from adapters.sandbox.hubflo.state import HubfloState, Organization
from adapters.sandbox.hubflo.webhooks.record import Entry, Webhook
from adapters.sandbox.hubflo.webhooks.signing import payload_of, signature

Document = Callable[[], Mapping[str, Any]]


def emit(
    state: HubfloState, organization: Organization, event_name: str, document: Document, now: datetime
) -> None:
    """An event of a record; `document` shows the record as it is now, and is asked if somebody listens."""
    hooks = [one for one in organization.webhooks.values() if one.active and event_name in one.event_names]
    if not hooks:
        return
    record = document()
    copies = 2 if state.switches.webhook_duplicates == "new id" else 1
    for hook in hooks:
        for _ in range(copies):
            _write(state, hook, event_name, record, now)


def put(state: HubfloState, entry: Entry, due: datetime) -> None:
    """Send it then."""
    state.outbox.put += 1
    heapq.heappush(state.outbox.waiting, (due, state.outbox.put, entry))


def _write(
    state: HubfloState, hook: Webhook, event_name: str, record: Mapping[str, Any], now: datetime
) -> None:
    switches = state.switches
    state.outbox.written += 1
    entry = _entry(state, hook, event_name, record, now)
    lost = _each(switches.webhook_lost_every, state.outbox.written)
    if not lost or switches.webhook_lost_is_listed:
        hook.entries.append(entry)
    if not lost:
        put(state, entry, now + timedelta(seconds=switches.webhook_delay_seconds))


def _entry(
    state: HubfloState, hook: Webhook, event_name: str, record: Mapping[str, Any], now: datetime
) -> Entry:
    switches = state.switches
    delivery_id = state.new_id()
    noun = event_name.partition("_")[0]
    payload = payload_of(record, noun, delivery_id, now, switches)
    body = rendered(payload, switches)
    wrong = _each(switches.webhook_bad_signature_every, state.outbox.written)
    return Entry(
        id=delivery_id,
        hook=hook,
        event_name=event_name,
        created_at=now.astimezone(UTC),
        payload=payload,
        body=body,
        signature=signature(state.new_key() if wrong else hook.secret, body),
        repeats=1 if switches.webhook_duplicates == "same id" else 0,
    )


def _each(n: int, number: int) -> bool:
    """Whether the number-th is one of each n; 0 is none."""
    return n > 0 and number % n == 0
