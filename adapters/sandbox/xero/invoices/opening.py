"""Finding an invoice for an act of a person."""

from datetime import datetime

from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.state import XeroState


def open_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> tuple[Desk, Invoice]:
    """The invoice and its books. Raises ValueError if there is none."""
    desk = desk_of(state, tenant_id, now)
    invoice = desk.organisation.invoices.get(invoice_id)
    if invoice is None:
        raise ValueError(f"no invoice {invoice_id}")
    return desk, invoice


def desk_of(state: XeroState, tenant_id: str, now: datetime) -> Desk:
    """The books of a tenant, with a person at the desk."""
    return Desk(state=state, organisation=state.organisations[tenant_id], now=now)
