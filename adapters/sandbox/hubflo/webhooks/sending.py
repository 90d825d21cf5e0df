"""What is to be sent now, and what becomes of an answer.

The model sends nothing itself: a transport takes what is due with `due_deliveries` and brings back each
status with `delivered`. Documented are only that an event may come more than once, and that a delivery
errored if the line failed or the status was 400 or more; when it is tried again is a switch.
"""

import hashlib
import heapq
from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.sandbox.hubflo.invoices.overdue import fall_due
from adapters.sandbox.hubflo.state import HubfloState
from adapters.sandbox.hubflo.webhooks.events import put
from adapters.sandbox.hubflo.webhooks.record import Delivery, Entry
from adapters.sandbox.hubflo.webhooks.signing import SIGNATURE_HEADER


def due_deliveries(state: HubfloState, now: datetime) -> list[Delivery]:
    """What goes out now; each is under way from here on, and not given out twice.

    A webhook that was deleted or is paused gets nothing, also nothing from before.
    """
    for organization in state.organizations.values():
        fall_due(state, organization, now)
    _time_out(state, now)
    due: list[Entry] = []
    while state.outbox.waiting and state.outbox.waiting[0][0] <= now:
        due.append(heapq.heappop(state.outbox.waiting)[2])
    deliveries = []
    for entry in _in_order(state, due):
        if entry.hook.active:
            state.outbox.under_way[entry.id] = (now, entry)
            deliveries.append(_posted(entry))
    return deliveries


def next_delivery(state: HubfloState) -> datetime | None:
    """When to look again: the earliest moment at which something is due, or an answer is overdue."""
    moments = [state.outbox.waiting[0][0]] if state.outbox.waiting else []
    moments += [since + _patience(state) for since, _ in state.outbox.under_way.values()]
    moments += [one.falling_due[0][0] for one in state.organizations.values() if one.falling_due]
    return min(moments, default=None)


def delivered(state: HubfloState, delivery_id: str, status: int | None, now: datetime) -> None:
    """The answer to a delivery; a `status` of None means that none came. Too late is as good as none."""
    _time_out(state, now)
    _, entry = state.outbox.under_way.pop(delivery_id, (None, None))
    if entry is not None:
        _settle(state, entry, status, now)


def _time_out(state: HubfloState, now: datetime) -> None:
    for since, entry in list(state.outbox.under_way.values()):
        if now - since < _patience(state):
            return
        del state.outbox.under_way[entry.id]
        _settle(state, entry, None, since + _patience(state))


def _settle(state: HubfloState, entry: Entry, status: int | None, now: datetime) -> None:
    entry.attempts += 1
    entry.response_code, entry.errored = status, status is None or status >= 400
    if state.switches.webhook_states == "move":
        entry.state = "failed" if entry.errored else "delivered"
    hook = entry.hook
    hook.failures = hook.failures + 1 if entry.errored else 0
    if hook.failures and hook.failures == state.switches.webhook_gives_up_after:
        hook.active = False
    retries = state.switches.webhook_retry_seconds
    if entry.errored and entry.attempts <= len(retries):
        put(state, entry, now + timedelta(seconds=retries[entry.attempts - 1]))
    elif not entry.errored and entry.repeats:
        entry.repeats -= 1
        put(state, entry, now)


def _posted(entry: Entry) -> Delivery:
    return Delivery(
        delivery_id=entry.id,
        url=entry.hook.url,
        headers={"Content-Type": "application/json", SIGNATURE_HEADER: entry.signature},
        body=entry.body,
    )


def _in_order(state: HubfloState, due: list[Entry]) -> list[Entry]:
    orders: dict[str, Callable[[list[Entry]], list[Entry]]] = {
        "oldest first": list,
        "newest first": lambda entries: entries[::-1],
        "shuffled": lambda entries: sorted(entries, key=_chance),
    }
    return orders[state.switches.webhook_order](due)


def _chance(entry: Entry) -> bytes:
    """An order that has nothing to do with time and is the same in every run."""
    return hashlib.sha256(entry.id.encode()).digest()


def _patience(state: HubfloState) -> timedelta:
    return timedelta(seconds=state.switches.webhook_patience_seconds)
