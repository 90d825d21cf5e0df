"""Asking afterwards how much was called, and pretending that somebody else called too."""

from datetime import datetime

from adapters.sandbox.xero.limits import spend
from adapters.sandbox.xero.state import XeroState


def calls(state: XeroState, tenant_id: str | None = None) -> int:
    """How many requests were answered: for one organisation, or all with those for tokens and connections."""
    if tenant_id is None:
        return len(state.calls)
    return sum(call.tenant_id == tenant_id for call in state.calls)


def spend_calls(state: XeroState, tenant_id: str, client_id: str, count: int, now: datetime) -> None:
    """Use up some of today's calls of an app in an organisation, as other pollers of the same app would."""
    spend(state.windows, client_id, tenant_id, count, now)
