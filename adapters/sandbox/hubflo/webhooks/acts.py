"""What happens to deliveries beside the usual: one of them comes once more, or comes from somebody else."""

from datetime import datetime, timedelta

from adapters.sandbox.hubflo.state import HubfloState
from adapters.sandbox.hubflo.webhooks.events import put
from adapters.sandbox.hubflo.webhooks.record import Entry
from adapters.sandbox.hubflo.webhooks.signing import signature


def redeliver_webhook(
    state: HubfloState,
    organization_id: str,
    delivery_id: str,
    now: datetime,
    *,
    signed: bool = True,
    after_seconds: float = 0.0,
) -> None:
    """The same event once more, the same bytes; not `signed` means signed with a secret of somebody else."""
    entry = _entry(state, organization_id, delivery_id)
    entry.signature = signature(entry.hook.secret if signed else state.new_key(), entry.body)
    put(state, entry, now + timedelta(seconds=after_seconds))


def lose_webhook(state: HubfloState, organization_id: str, delivery_id: str) -> None:
    """A delivery that waits is never sent; in the list it stays as it is."""
    entry = _entry(state, organization_id, delivery_id)
    left = [each for each in state.outbox.waiting if each[2] is not entry]
    if len(left) == len(state.outbox.waiting):
        raise ValueError(f"delivery {delivery_id} does not wait")
    state.outbox.waiting = sorted(left, key=lambda each: each[:2])


def _entry(state: HubfloState, organization_id: str, delivery_id: str) -> Entry:
    for hook in state.organizations[organization_id].webhooks.values():
        for entry in hook.entries:
            if entry.id == delivery_id:
                return entry
    raise ValueError(f"no delivery {delivery_id}")
