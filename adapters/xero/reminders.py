"""Whether Xero itself reminds customers of invoices (Xero: Accounting API, Invoice reminders)."""

from adapters.xero.reading import read
from adapters.xero.reminders_wire import REMINDERS
from adapters.xero.tenant_line import TenantLine
from domain.budget import Purpose
from domain.errors import AccessLost, NotFound, Rejected


def reminders_on(tenant: TenantLine) -> bool | None:
    """One call. None where Xero does not tell: not every plan and user may ask."""
    outgoing = tenant.reading("/InvoiceReminders/Settings")
    try:
        answer = tenant.ask(outgoing, Purpose.WORK)
    except (AccessLost, NotFound, Rejected):
        return None
    told = [row.get("Enabled") for row in read(REMINDERS, answer, outgoing)["InvoiceReminders"]]
    return told[0] if told else None
