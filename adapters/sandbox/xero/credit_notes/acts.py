"""What the accountant does with credit notes in Xero's screens: writes, approves, deletes and voids them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from adapters.sandbox.xero.invoices import decisions, typed
from adapters.sandbox.xero.invoices.kinds import CREDIT_NOTES
from adapters.sandbox.xero.invoices.opening import desk_of, open_credit_note
from adapters.sandbox.xero.state import XeroState

_AN_INVOICES_ALONE = frozenset(
    {"InvoiceID", "InvoiceNumber", "Url", "DueDate", "ExpectedPaymentDate", "PlannedPaymentDate"}
)


def add_credit_note(
    state: XeroState,
    tenant_id: str,
    now: datetime,
    *,
    contact_id: str,
    lines: Sequence[dict[str, Any]],
    **fields: Any,
) -> str:
    """Type one by hand: fields by Xero's names, a customer's and approved unless Type or Status say else."""
    wrong = sorted(fields.keys() & _AN_INVOICES_ALONE)
    if wrong:
        raise ValueError(f"there is no field {', '.join(wrong)}")
    if "CreditNoteNumber" in fields:
        fields["InvoiceNumber"] = fields.pop("CreditNoteNumber")
    made = typed.add(
        desk_of(state, tenant_id, now), CREDIT_NOTES, contact_id=contact_id, lines=lines, fields=fields
    )
    return made.invoice_id


def approve_credit_note(state: XeroState, tenant_id: str, credit_note_id: str, now: datetime) -> None:
    """Approve; the screen asks for what is missing first."""
    decisions.approve(*open_credit_note(state, tenant_id, credit_note_id, now))


def delete_credit_note(state: XeroState, tenant_id: str, credit_note_id: str, now: datetime) -> None:
    """Delete what is not approved."""
    decisions.end(*open_credit_note(state, tenant_id, credit_note_id, now), "DELETED")


def void_credit_note(state: XeroState, tenant_id: str, credit_note_id: str, now: datetime) -> None:
    """Void what is approved."""
    decisions.end(*open_credit_note(state, tenant_id, credit_note_id, now), "VOIDED")
