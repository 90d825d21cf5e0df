"""The API's webhooks (Hubflo: API reference, webhooks). They can be neither listed nor shown one by one."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from adapters.sandbox.http import Response
from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.paging import listing
from adapters.sandbox.hubflo.replies import instant, invalid, missing, no_content, success
from adapters.sandbox.hubflo.webhooks.record import EVENTS, Entry, Webhook

_KEPT = timedelta(days=30)


def create(call: Call) -> Response:
    """`POST /webhooks`: active at once, and the only answer that has the secret."""
    event_names, url = _read(call)
    hook = Webhook(
        id=call.state.new_id(),
        event_names=event_names,
        url=url,
        secret=call.state.new_key(),
        created_at=instant(call.now),
    )
    call.organization.webhooks[hook.id] = hook
    document = {**shown(hook), "secret": hook.secret}
    return success(call.state, call.organization, document, status=201)


def delete(call: Call) -> Response:
    """`DELETE /webhooks/{id}`: gone with its deliveries."""
    hook = _hook(call)
    hook.active = False
    del call.organization.webhooks[hook.id]
    return no_content(call.state, call.organization)


def activate(call: Call) -> Response:
    """`POST /webhooks/{id}/activation`: what happened in between is not made up for."""
    hook = _hook(call)
    hook.active, hook.failures = True, 0
    return success(call.state, call.organization, shown(hook), status=201)


def deactivate(call: Call) -> Response:
    """`DELETE /webhooks/{id}/activation`: answered 200 with the webhook, unlike other deletions."""
    hook = _hook(call)
    hook.active = False
    return success(call.state, call.organization, shown(hook))


def deliveries(call: Call) -> Response:
    """`GET /webhooks/{id}/webhook_deliveries`: newest first, of one month; or only those that failed."""
    hook = _hook(call)
    hook.entries = [entry for entry in hook.entries if call.now - entry.created_at <= _KEPT]
    errored = call.request.param("errored") in ("true", "1")
    return listing(call, [entry for entry in hook.entries if entry.errored or not errored], _shown_entry)


def shown(hook: Webhook) -> dict[str, Any]:
    """A webhook as JSON, without its secret."""
    return {
        "id": hook.id,
        "event_names": list(hook.event_names),
        "url": hook.url,
        "active": hook.active,
        "created_at": hook.created_at,
    }


def _shown_entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "event_name": entry.event_name,
        "state": entry.state,
        "response_code": entry.response_code,
        "payload": entry.payload,
        "created_at": instant(entry.created_at),
    }


def _hook(call: Call) -> Webhook:
    hook = call.organization.webhooks.get(call.ids[0])
    if hook is None:
        raise missing()
    return hook


def _read(call: Call) -> tuple[tuple[str, ...], str]:
    """Names of events, or the older single `event_name`, and an address of the web."""
    body = call.fields()
    names, url = body.get("event_names") or [body.get("event_name")], body.get("url")
    wrong: list[str] = []
    if not isinstance(names, list) or names == [None]:
        wrong.append("Event names must be filled in")
    elif any(name not in EVENTS for name in names):
        wrong.append("Event names is not included in the list")
    wrong += [] if url else ["Url must be filled in"]
    wrong += [] if _is_url(url) else ["Url is not a valid URL"]
    if wrong:
        raise invalid(*wrong)
    return tuple(dict.fromkeys(names)), str(url)


def _is_url(url: object) -> bool:
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
