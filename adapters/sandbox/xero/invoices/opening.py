"""Finding an invoice or a credit note for an act of a person."""

from datetime import datetime

from adapters.sandbox.xero.invoices.kinds import CREDIT_NOTES, INVOICES, Kind
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.state import XeroState


def open_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> tuple[Desk, Invoice]:
    """The invoice and its books. Raises ValueError if there is none."""
    return _opened(desk_of(state, tenant_id, now), INVOICES, invoice_id)


def open_credit_note(
    state: XeroState, tenant_id: str, credit_note_id: str, now: datetime
) -> tuple[Desk, Invoice]:
    """The credit note and its books. Raises ValueError if there is none."""
    return _opened(desk_of(state, tenant_id, now), CREDIT_NOTES, credit_note_id)


def desk_of(state: XeroState, tenant_id: str, now: datetime) -> Desk:
    """The books of a tenant, with a person at the desk."""
    return Desk(state=state, organisation=state.organisations[tenant_id], now=now)


def _opened(desk: Desk, kind: Kind, document_id: str) -> tuple[Desk, Invoice]:
    found = desk.organisation.book(kind).get(document_id)
    if found is None:
        raise ValueError(f"no {kind.noun} {document_id}")
    return desk, found
