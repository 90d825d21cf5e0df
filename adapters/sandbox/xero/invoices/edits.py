"""What the accountant types into invoices in Xero's screens: new ones by hand, and other words and figures.

A person passes lock dates and permissions here; what the screens cannot do at all is refused.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from adapters.sandbox.xero.invoices import body, statuses
from adapters.sandbox.xero.invoices import lines as line_rules
from adapters.sandbox.xero.invoices.arithmetic import Mode
from adapters.sandbox.xero.invoices.defaults import day_rate, today
from adapters.sandbox.xero.invoices.opening import desk_of, open_invoice
from adapters.sandbox.xero.invoices.record import Invoice, Line
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.wire.moments import to_millisecond
from adapters.sandbox.xero.wire.replies import Refused

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
    desk = desk_of(state, tenant_id, now)
    contact = desk.organisation.contacts.get(contact_id)
    if contact is None:
        raise ValueError(f"no contact {contact_id}")
    header = _read(fields)
    base, on = desk.organisation.settings["BaseCurrency"], today(desk.organisation, now)
    header = {
        "Type": "ACCREC",
        "Status": "AUTHORISED",
        "LineAmountTypes": "Exclusive",
        "Date": on,
        "DueDate": header.get("Date", on),
        "CurrencyCode": base,
        "CurrencyRate": day_rate(desk.organisation, str(header.get("CurrencyCode", base))),
        "InvoiceNumber": "",
    } | header
    if header["Type"] == "ACCREC":
        header["InvoiceNumber"] = header["InvoiceNumber"] or desk.organisation.invoices.next_number()
        _check_free(desk, header["InvoiceNumber"])
    built = _built(desk, header["Type"] == "ACCREC", header["LineAmountTypes"], lines, ())
    made = Invoice(
        state.seeds.guid("invoice"),
        fields=header,
        contact=contact,
        lines=built,
        updated=to_millisecond(now),
    )
    desk.add(made)
    return made.invoice_id


def edit_invoice(state: XeroState, tenant_id: str, invoice_id: str, now: datetime, **fields: Any) -> None:
    """Overwrite fields by Xero's names; status, number, contact and lines have acts of their own."""
    desk, invoice = _editable(state, tenant_id, invoice_id, now)
    header = _read(fields)
    elsewhere = sorted(header.keys() & {"Type", "Status", "InvoiceNumber", "CurrencyRate"})
    if elsewhere:
        raise ValueError(f"{', '.join(elsewhere)} cannot be edited here")
    if "CurrencyCode" in header:
        header["CurrencyRate"] = day_rate(desk.organisation, header["CurrencyCode"])
    mode = header.get("LineAmountTypes", invoice.mode)
    lines = (
        invoice.lines
        if mode == invoice.mode
        else line_rules.retaxed(_shop(desk, invoice.sale, mode), invoice.lines)
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
    desk.change(invoice, {}, lines=_built(desk, invoice.sale, invoice.mode, parts, invoice.lines))


def set_lines(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, lines: Sequence[dict[str, Any]]
) -> None:
    """Replace all lines; one with its LineItemID stays the same line."""
    desk, invoice = _editable(state, tenant_id, invoice_id, now)
    desk.change(invoice, {}, lines=_built(desk, invoice.sale, invoice.mode, lines, invoice.lines))


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
        _check_free(desk, number)
    desk.change(invoice, {"InvoiceNumber": number})
    if invoice.sale:
        desk.organisation.invoices.count_on(number)


def _read(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields by Xero's names, checked for names and types."""
    try:
        header = body.header(fields)
    except Refused as refused:
        raise ValueError(str((refused.reply.payload or {}).get("Message"))) from None
    unknown = sorted(fields.keys() - header.keys())
    if unknown:
        raise ValueError(f"an invoice has no field {', '.join(unknown)}")
    return header


def _built(
    desk: Desk, sale: bool, mode: Mode, parts: Sequence[dict[str, Any]], old: tuple[Line, ...]
) -> tuple[Line, ...]:
    try:
        read = body.lines({"LineItems": list(parts)}) or []
    except Refused as refused:
        raise ValueError(str((refused.reply.payload or {}).get("Message"))) from None
    built, errors = line_rules.build(_shop(desk, sale, mode), read, old)
    if errors or not built:
        raise ValueError("; ".join(errors) or "an invoice has at least one line")
    return built


def _shop(desk: Desk, sale: bool, mode: Mode) -> line_rules.Workshop:
    return line_rules.Workshop(
        state=desk.state, organisation=desk.organisation, sale=sale, mode=mode, places=4
    )


def _check_free(desk: Desk, number: str) -> None:
    if desk.organisation.invoices.with_number(number) is not None:
        raise ValueError("Invoice # must be unique.")


def _editable(state: XeroState, tenant_id: str, invoice_id: str, now: datetime) -> tuple[Desk, Invoice]:
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    if invoice.status not in _UNPAID or invoice.payments:
        raise ValueError("what is paid, voided or deleted is not edited")
    return desk, invoice
