"""What the accountant decides on invoices in Xero's screens: approve, reject, delete, void.

A person passes lock dates and permissions here; what the screens cannot do at all is refused.
"""

from datetime import datetime

from adapters.sandbox.xero.invoices import lines as line_rules
from adapters.sandbox.xero.invoices import statuses
from adapters.sandbox.xero.invoices.kinds import INVOICES
from adapters.sandbox.xero.invoices.opening import open_invoice
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.state import XeroState


def approve_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> None:
    """Approve; the screen asks for what is missing first."""
    approve(*open_invoice(state, tenant_id, invoice_id, now))


def reject_invoice(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, to: str = "DRAFT"
) -> None:
    """Send one that awaits approval back to draft, or delete it."""
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    if invoice.status != "SUBMITTED" or to not in ("DRAFT", "DELETED"):
        raise ValueError(f"a {invoice.status} invoice is not rejected to {to}")
    desk.change(invoice, {"Status": to})


def delete_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> None:
    """Delete what is not approved."""
    end(*open_invoice(state, tenant_id, invoice_id, now), "DELETED")


def void_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> None:
    """Void what is approved and has no payment."""
    end(*open_invoice(state, tenant_id, invoice_id, now), "VOIDED")


def approve(desk: Desk, invoice: Invoice) -> None:
    """Approve an invoice or credit note; only an invoice is ever due."""
    if invoice.status not in ("DRAFT", "SUBMITTED"):
        raise ValueError(f"a {invoice.status} {invoice.kind.noun} is not approved")
    lacking = line_rules.lacking(invoice.lines)
    if invoice.kind is INVOICES and not invoice.fields.get("DueDate"):
        lacking.append("The document DueDate field must be specified.")
    if lacking:
        raise ValueError("; ".join(lacking))
    desk.change(invoice, {"Status": "AUTHORISED"})


def end(desk: Desk, invoice: Invoice, status: str) -> None:
    """Delete or void an invoice or credit note."""
    wrong = statuses.change_error(invoice, status)
    if wrong:
        raise ValueError(wrong)
    desk.change(invoice, {"Status": status})
