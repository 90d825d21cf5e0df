"""What a developer does with an app's webhook on Xero's portal."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.webhooks.outgoing import intent_run
from adapters.sandbox.xero.webhooks.record import CATEGORIES, Webhook

_HERE = ("localhost", "127.0.0.1", "::1")


def enable_webhook(
    state: XeroState, client_id: str, now: datetime, *, url: str, categories: Iterable[str] = CATEGORIES
) -> None:
    """Give the address, change it, or switch it on again: the intent to receive comes first.

    Events that were stored meanwhile are kept, and follow once it was answered right.
    """
    if client_id not in state.identity.apps:
        raise ValueError(f"no app {client_id}")
    _check_address(url)
    known = state.webhooks.get(client_id)
    if known is None:
        known = Webhook(client_id=client_id, url=url, categories=frozenset(categories))
        state.webhooks[client_id] = known
    known.url, known.categories, known.status = url, frozenset(categories), "intent"
    intent_run(state, known, now)


def disable_webhook(state: XeroState, client_id: str) -> None:
    """Switch it off; what happens is stored, as after Xero gave up."""
    webhook = state.webhooks.get(client_id)
    if webhook is None:
        raise ValueError(f"app {client_id} has no webhook")
    webhook.status, webhook.outgoing = "disabled", []


def _check_address(url: str) -> None:
    """https on port 443; plain http only on this machine, where there is no certificate."""
    parts = urlsplit(url)
    local = parts.scheme == "http" and parts.hostname in _HERE
    if not local and (parts.scheme != "https" or parts.port not in (None, 443) or not parts.hostname):
        raise ValueError(f"Xero does not accept the webhook address {url}")
