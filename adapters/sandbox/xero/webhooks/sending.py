"""What is to be sent now, and what becomes of an answer (Xero: webhooks, retries and intent to receive).

The model sends nothing itself: a transport takes what is due with `due_deliveries` and brings each answer
back with `delivered`. What was taken and not answered within five seconds has failed.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.webhooks.outgoing import next_outgoing
from adapters.sandbox.xero.webhooks.record import Attempt, Delivery, Outgoing, Webhook

PATIENCE = timedelta(seconds=5)
_EVERY = timedelta(minutes=15)
_GIVE_UP = timedelta(hours=24)


def due_deliveries(state: XeroState, now: datetime) -> list[Delivery]:
    """What goes out now; each is on its way from here on, and not given out twice."""
    found: list[Delivery] = []
    for webhook in state.webhooks.values():
        _time_out(state, webhook, now)
        next_outgoing(state, webhook, now)
        for out in webhook.outgoing:
            if out.taken_at is None and out.due <= now:
                out.taken_at = now
                found.append(out.delivery)
    return found


def next_delivery(state: XeroState) -> datetime | None:
    """When to look again: the earliest moment at which something is due, or an answer is overdue."""
    moments: list[datetime] = []
    for webhook in state.webhooks.values():
        moments += [out.due if out.taken_at is None else out.taken_at + PATIENCE for out in webhook.outgoing]
        if webhook.status == "ok" and not webhook.outgoing:
            moments += [event.at for event in webhook.waiting]
    return min(moments, default=None)


def delivered(
    state: XeroState,
    delivery_id: str,
    status: int | None,
    body: bytes,
    headers: Mapping[str, str],
    now: datetime,
) -> None:
    """The answer to a delivery; a `status` of None means that none came. Too late is as good as none."""
    for webhook in state.webhooks.values():
        for out in webhook.outgoing:
            if out.delivery.delivery_id == delivery_id and out.taken_at is not None:
                late = now - out.taken_at > PATIENCE
                reason = "no answer in time" if late else _wrong(state, out, status, body, headers)
                _settle(state, webhook, out, status, reason, now)
                return


def _time_out(state: XeroState, webhook: Webhook, now: datetime) -> None:
    for out in tuple(webhook.outgoing):
        if out.taken_at is not None and now - out.taken_at >= PATIENCE:
            _settle(state, webhook, out, None, "no answer in time", out.taken_at + PATIENCE)


def _wrong(
    state: XeroState, out: Outgoing, status: int | None, body: bytes, headers: Mapping[str, str]
) -> str:
    """What is wrong with the answer: 200 for what is signed right, 401 for what is not, and nothing else."""
    if status is None:
        return "no answer"
    if not out.signed:
        right = status == 401
    else:
        right = status == 200 or (state.switches.webhook_accepts == "2xx" and 200 <= status < 300)
    if not right:
        return f"answered {status}"
    if body:
        return "the answer has a body"
    return "the answer sets a cookie" if _names(headers) & {"set-cookie"} else ""


def _settle(
    state: XeroState, webhook: Webhook, out: Outgoing, status: int | None, reason: str, now: datetime
) -> None:
    webhook.attempts.append(
        Attempt(
            at=now,
            delivery_id=out.delivery.delivery_id,
            intent=out.intent,
            status=status,
            reason=reason,
            sequences=out.sequences,
        )
    )
    if out.intent:
        _settle_intent(webhook, out, right=not reason)
    elif reason:
        _try_again(webhook, out, now)
    else:
        _heard(state, webhook, out, now)


def _settle_intent(webhook: Webhook, out: Outgoing, *, right: bool) -> None:
    """All of a run must be answered right. One that is not ends it: a person has to ask for another."""
    webhook.outgoing.remove(out)
    if not right:
        webhook.status, webhook.outgoing = "disabled", []
    elif not webhook.outgoing:
        webhook.status, webhook.proven = "ok", True


def _try_again(webhook: Webhook, out: Outgoing, now: datetime) -> None:
    """At once, then every quarter of an hour for a day, the same bytes; then the webhook is switched off."""
    out.taken_at = None
    if out.first_failed is None:
        out.first_failed = out.due = now
    else:
        out.due = now + _EVERY
    webhook.status = "retry"
    if out.due - out.first_failed > _GIVE_UP:
        webhook.status, webhook.outgoing = "disabled", []


def _heard(state: XeroState, webhook: Webhook, out: Outgoing, now: datetime) -> None:
    """Gone out; by switch the same bytes come once more."""
    if webhook.status == "retry":
        webhook.status = "ok"
    if state.switches.webhook_duplicates and not out.again:
        out.again, out.taken_at, out.first_failed, out.due = True, None, None, now
    else:
        webhook.outgoing.remove(out)
        heard = set(out.sequences)
        webhook.waiting = [event for event in webhook.waiting if event.sequence not in heard]


def _names(headers: Iterable[str]) -> set[str]:
    return {name.lower() for name in headers}
