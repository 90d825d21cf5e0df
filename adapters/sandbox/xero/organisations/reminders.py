"""Whether Xero itself reminds customers of what is due (Xero: Accounting API, Invoice reminders)."""

from datetime import datetime

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.envelope import envelope
from adapters.sandbox.xero.logs import Change
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.wire.replies import Reply, not_found


def reminders(context: Context) -> Reply:
    """`GET /InvoiceReminders/Settings`: one row."""
    if context.rest[0].lower() != "settings":
        return not_found()
    return envelope(context, "InvoiceReminders", [{"Enabled": context.organisation.reminders}])


def set_reminders(state: XeroState, tenant_id: str, now: datetime, *, enabled: bool) -> None:
    """In Xero's invoice settings: remind customers of what is due, or do not."""
    organisation = state.organisations[tenant_id]
    fields = {"Enabled": (organisation.reminders, enabled)}
    organisation.reminders = enabled
    state.changes.append(
        Change(
            at=now,
            tenant_id=tenant_id,
            kind="InvoiceReminders",
            record_id=tenant_id,
            fields=fields,
            who="person",
        )
    )
