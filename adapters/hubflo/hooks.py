"""Webhooks on Hubflo's side: made, removed, and what they delivered (Hubflo: API reference, webhooks).

They cannot be listed, and the secret is in the answer to the making alone.
"""

from typing import Any

from adapters.hubflo import json_text
from adapters.hubflo.bodies import envelope, path_of
from adapters.hubflo.errors import SERVICE
from adapters.hubflo.line import Line
from adapters.hubflo.paging import read_page
from adapters.hubflo.transport import Answer
from adapters.hubflo.webhooks import invoice_id_in, moment_of
from domain.budget import Purpose
from domain.dispatch import Envelope
from domain.errors import NotFound, OutcomeUnknown, Unavailable
from domain.ports.hooks import HookEvent
from domain.ports.portal import PastDelivery, RegisteredHook

_PATH = "/webhooks"
_HUBFLO_NAMES: dict[str, str] = {
    HookEvent.ISSUED: "invoice_issued",
    HookEvent.PAID: "invoice_paid",
    HookEvent.OVERDUE: "invoice_overdue",
}
"""Events of `domain.ports.hooks`, and what Hubflo calls them."""


def registration(event: str, address: str) -> Envelope:
    """A hook for one event alone: no delivery says which event it is of, its address has to."""
    return envelope("POST", _PATH, {"event_names": [_HUBFLO_NAMES[event]], "url": address})


def send(line: Line, prepared: Envelope) -> RegisteredHook:
    """Make a hook; it is active at once."""
    return line.write(prepared, _registered, purpose=Purpose.WORK)


def remove(line: Line, remote_id: str) -> None:
    """Delete a hook. To do it twice is harmless, so a lost answer is Unavailable: it may be tried again."""
    try:
        prepared = Envelope(method="DELETE", path=path_of("webhooks", remote_id), body=b"")
        line.write(prepared, lambda _answer: None, purpose=Purpose.WORK)
    except NotFound:
        return
    except OutcomeUnknown as unknown:
        raise Unavailable(service=SERVICE, why=unknown.facts["why"]) from unknown


def read_deliveries(line: Line, remote_id: str, number: int, purpose: Purpose) -> tuple[PastDelivery, ...]:
    """One page of deliveries. Raises NotFound if there is no such hook."""
    path = f"{path_of('webhooks', remote_id)}/webhook_deliveries"
    page = read_page(line, path, number, json_text.rows, purpose=purpose)
    return tuple(found for row in page.rows if (found := _past(row.value)) is not None)


def _registered(answer: Answer) -> RegisteredHook:
    """The hook. Raises ValueError, from where nothing holds the answer's body: it may have the secret."""
    found = _id_and_secret(answer)
    if found is None:
        raise ValueError("no webhook")
    return RegisteredHook(remote_id=found[0], secret=found[1])


def _id_and_secret(answer: Answer) -> tuple[str, str] | None:
    try:
        told = json_text.document(answer.body).value
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    hook_id, secret = told.get("id"), told.get("secret")
    if not (isinstance(hook_id, str) and isinstance(secret, str) and hook_id.strip() and secret):
        return None
    return hook_id.strip(), secret


def _past(told: Any) -> PastDelivery | None:
    """A delivery as it is listed; one without an id cannot be compared with anything."""
    delivery_id = told.get("id") if isinstance(told, dict) else None
    if not isinstance(delivery_id, str) or not delivery_id.strip():
        return None
    return PastDelivery(
        id=delivery_id.strip(),
        at=moment_of(told.get("created_at")),
        invoice_id=invoice_id_in(told.get("payload"), delivery_id.strip()),
    )
