"""What a person types into Xero's screens, by Xero's names: a new document, its head, its lines.

A person passes lock dates and permissions here; what the screens cannot do at all is refused.
"""

from collections.abc import Sequence
from typing import Any

from adapters.sandbox.xero.invoices import body
from adapters.sandbox.xero.invoices import lines as line_rules
from adapters.sandbox.xero.invoices.arithmetic import Mode
from adapters.sandbox.xero.invoices.defaults import day_rate, today
from adapters.sandbox.xero.invoices.kinds import INVOICES, Kind
from adapters.sandbox.xero.invoices.record import Invoice, Line
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.wire.moments import to_millisecond
from adapters.sandbox.xero.wire.replies import Refused


def add(
    desk: Desk, kind: Kind, *, contact_id: str, lines: Sequence[dict[str, Any]], fields: dict[str, Any]
) -> Invoice:
    """A new invoice or credit note, as `kind` says: approved unless a Status is said."""
    contact = desk.organisation.contacts.get(contact_id)
    if contact is None:
        raise ValueError(f"no contact {contact_id}")
    head = header(fields)
    base = desk.organisation.settings["BaseCurrency"]
    head = {
        "Type": kind.sale,
        "Status": "AUTHORISED",
        "LineAmountTypes": "Exclusive",
        "Date": today(desk.organisation, desk.now),
        "CurrencyCode": base,
        "CurrencyRate": day_rate(desk.organisation, str(head.get("CurrencyCode", base))),
        "InvoiceNumber": "",
    } | head
    if kind is INVOICES:
        head.setdefault("DueDate", head["Date"])
    if head["Type"] not in (kind.sale, kind.purchase):
        raise ValueError(f"there is no type {head['Type']} of {kind.noun}s")
    sale = head["Type"] == kind.sale
    if sale:
        head["InvoiceNumber"] = head["InvoiceNumber"] or desk.organisation.book(kind).next_number()
        check_free(desk, kind, head["InvoiceNumber"])
    made = Invoice(
        desk.state.seeds.guid(kind.noun),
        fields=head,
        contact=contact,
        lines=built(desk, sale, head["LineAmountTypes"], lines, ()),
        updated=to_millisecond(desk.now),
    )
    desk.add(made)
    return made


def header(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields by Xero's names, checked for names and kind."""
    try:
        read = body.header(fields)
    except Refused as refused:
        raise ValueError(str((refused.reply.payload or {}).get("Message"))) from None
    unknown = sorted(fields.keys() - read.keys())
    if unknown:
        raise ValueError(f"there is no field {', '.join(unknown)}")
    return read


def built(
    desk: Desk, sale: bool, mode: Mode, parts: Sequence[dict[str, Any]], old: tuple[Line, ...]
) -> tuple[Line, ...]:
    """Lines by Xero's names; one with the LineItemID of an old one is that one, changed."""
    try:
        read = body.lines({"LineItems": list(parts)}) or []
    except Refused as refused:
        raise ValueError(str((refused.reply.payload or {}).get("Message"))) from None
    lines, errors = line_rules.build(shop(desk, sale, mode), read, old)
    if errors or not lines:
        raise ValueError("; ".join(errors) or "there is at least one line")
    return lines


def shop(desk: Desk, sale: bool, mode: Mode) -> line_rules.Workshop:
    """Where a person's lines are built: with four places in a price."""
    return line_rules.Workshop(
        state=desk.state, organisation=desk.organisation, sale=sale, mode=mode, places=4
    )


def check_free(desk: Desk, kind: Kind, number: str) -> None:
    """Raises ValueError if a sale has that number."""
    if desk.organisation.book(kind).with_number(number) is not None:
        raise ValueError(f"{kind.noun.capitalize()} # must be unique.")
