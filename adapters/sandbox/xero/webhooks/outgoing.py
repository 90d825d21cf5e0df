"""Making deliveries: the runs of the intent to receive, and batches of events."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.webhooks.record import Delivery, Event, Outgoing, Webhook
from adapters.sandbox.xero.webhooks.signing import body_of, signature

_KEPT = timedelta(days=31)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def intent_run(state: XeroState, webhook: Webhook, now: datetime) -> None:
    """Several wrongly signed posts and one signed right, without events, all to be answered right."""
    wrong = state.switches.webhook_wrong_signatures
    place = wrong // 2
    webhook.outgoing = [
        Outgoing(
            delivery=_delivery(state, webhook, (), right=number == place),
            due=now,
            intent=True,
            signed=number == place,
        )
        for number in range(wrong + 1)
    ]


def next_outgoing(state: XeroState, webhook: Webhook, now: datetime) -> None:
    """While it is healthy and nothing is on its way, the next events go out together, the oldest first.

    By switch each goes alone and the newest first. What waited for more than 31 days is gone.
    """
    webhook.waiting = [event for event in webhook.waiting if now - event.at <= _KEPT]
    if webhook.status != "ok" or webhook.outgoing:
        return
    ready = [event for event in webhook.waiting if event.at <= now]
    batch = ready[-1:] if state.switches.webhook_out_of_order else ready[: state.switches.webhook_batch]
    if batch:
        webhook.outgoing = [
            Outgoing(
                delivery=_delivery(state, webhook, batch, right=True),
                due=now,
                intent=False,
                sequences=tuple(event.sequence for event in batch),
            )
        ]


def _delivery(state: XeroState, webhook: Webhook, events: Sequence[Event], *, right: bool) -> Delivery:
    first, last = (events[0].sequence, events[-1].sequence) if events else (0, 0)
    body = body_of(
        [event.payload for event in events], first, last, state.seeds.text("entropy", 20, _LETTERS)
    )
    key = state.identity.apps[webhook.client_id].webhook_key
    if not right:
        key = state.seeds.text("wrong webhook key", 88)
    return Delivery(
        delivery_id=state.seeds.guid("delivery"),
        client_id=webhook.client_id,
        url=webhook.url,
        headers={
            "content-type": "application/json; charset=utf-8",
            "user-agent": "Xero/1.0",
            "x-xero-signature": signature(key, body),
        },
        body=body,
    )
