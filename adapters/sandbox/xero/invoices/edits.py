"""What the accountant types into invoices in Xero's screens: new ones by hand, and other words and figures.

A person passes lock dates and permissions here; what the screens cannot do at all is refused.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from adapters.sandbox.xero.invoices import lines as line_rules
from adapters.sandbox.xero.invoices import statuses, typed
from adapters.sandbox.xero.invoices.defaults import day_rate
from adapters.sandbox.xero.invoices.kinds import INVOICES
from adapters.sandbox.xero.invoices.opening import desk_of, open_invoice
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.state import XeroState

_UNPAID = ("DRAFT", "SUBMITTED", "AUTHORISED")


def add_invoice(
    state: XeroState,
    tenant_id: str,
    now: datetime,
    *,
    contact_id: str,
    lines: Sequence[dict[str, Any]],
    **fields: Any,
) -> str:
    """Type one by hand, not through any app: fields by Xero's names, approved unless a Status is said."""
    made = typed.add(
        desk_of(state, tenant_id, now), INVOICES, contact_id=contact_id, lines=lines, fields=fields
    )
    return made.invoice_id


def edit_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime, **fields: Any) -> None:
    """Overwrite fields by Xero's names; status, number, contact and lines have acts of their own."""
    desk, invoice = _editable(state, tenant_id, invoice_id, now)
    header = typed.header(fields)
    elsewhere = sorted(header.keys() & {"Type", "Status", "InvoiceNumber", "CurrencyRate"})
    if elsewhere:
        raise ValueError(f"{', '.join(elsewhere)} cannot be edited here")
    if "CurrencyCode" in header:
        header["CurrencyRate"] = day_rate(desk.organisation, header["CurrencyCode"])
    mode = header.get("LineAmountTypes", invoice.mode)
    lines = (
        invoice.lines
        if mode == invoice.mode
        else line_rules.retaxed(typed.shop(desk, invoice.sale, mode), invoice.lines)
    )
    desk.change(invoice, header, lines=lines)


def edit_line(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, line: int = 0, **fields: Any
) -> None:
    """Overwrite fields of one line (the first is 0); Xero works out its amount and tax anew."""
    desk, invoice = _editable(state, tenant_id, invoice_id, now)
    parts = [{"LineItemID": one.line_id} for one in invoice.lines]
    if not 0 <= line < len(parts):
        raise ValueError(f"no line {line}")
    parts[line] |= fields
    desk.change(invoice, {}, lines=typed.built(desk, invoice.sale, invoice.mode, parts, invoice.lines))


def set_lines(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, lines: Sequence[dict[str, Any]]
) -> None:
    """Replace all lines; one with its LineItemID stays the same line."""
    desk, invoice = _editable(state, tenant_id, invoice_id, now)
    desk.change(invoice, {}, lines=typed.built(desk, invoice.sale, invoice.mode, lines, invoice.lines))


def change_invoice_contact(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, contact_id: str
) -> None:
    """Bill somebody else."""
    desk, invoice = _editable(state, tenant_id, invoice_id, now)
    contact = desk.organisation.contacts.get(contact_id)
    if contact is None or contact.fields["ContactStatus"] != "ACTIVE":
        raise ValueError(f"no active contact {contact_id}")
    desk.change(invoice, {}, contact=contact)


def renumber_invoice(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, number: str
) -> None:
    """Give it another number; Xero's own may go on from it."""
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    if invoice.status in statuses.ENDED:
        raise ValueError(f"a {invoice.status} invoice keeps its number")
    if invoice.sale and number != invoice.number:
        typed.check_free(desk, INVOICES, number)
    desk.change(invoice, {"InvoiceNumber": number})
    if invoice.sale:
        desk.organisation.invoices.count_on(number)


def _editable(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> tuple[Desk, Invoice]:
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    if invoice.status not in _UNPAID or invoice.allocated:
        raise ValueError("what is paid, voided or deleted is not edited")
    return desk, invoice
