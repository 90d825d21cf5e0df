"""Hubflo's invoices, each read by itself: what is unreadable spoils its own invoice alone.

Only examples of them are published, no types (Hubflo: API reference, invoices). So every number may be a
JSON number or a text, and what the books need and is not there is named in `unreadable`.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from adapters.hubflo import line_wire
from adapters.hubflo.amounts import amount_of
from adapters.hubflo.bodies import is_id
from adapters.hubflo.fields import Document, Flag, Id, Moment, Number, Text, cleaned, in_utc
from adapters.hubflo.json_text import Row
from adapters.hubflo.lenient import read_leniently
from domain.ids import PersonId
from domain.invoice import InvoiceId, InvoiceStatus, PortalInvoice

_STATUSES = {
    "draft": InvoiceStatus.DRAFT,
    "issued": InvoiceStatus.ISSUED,
    "overdue": InvoiceStatus.OVERDUE,
    "paid": InvoiceStatus.PAID,
    "cancelled": InvoiceStatus.CANCELLED,
    "canceled": InvoiceStatus.CANCELLED,
}
_ISSUED = (InvoiceStatus.ISSUED, InvoiceStatus.OVERDUE, InvoiceStatus.PAID)
_WITHOUT_BOOKS = (InvoiceStatus.DRAFT, InvoiceStatus.CANCELLED)
_BESIDE_THE_BOOKS = frozenset(
    {"created_at", "public_url", "payment_method_used", "use_stripe_as_payment_method"}
)
"""Keys that an invoice can do without if they cannot be read."""
_NUMBER_KEYS = ("invoice_number", "reference", "number")
_MOST_DAYS = 3660


class InvoiceDocument(Document):
    """An invoice of Hubflo; its number is read if it is there, and missed by nobody if it is not."""

    id: Id
    title: Text = ""
    status: Text = ""
    currency: Text = ""
    accounting_id: Text = ""
    purchase_order_reference: Text = ""
    public_url: Text = ""
    recipient_id: Text = ""
    parent_invoice_id: Text = ""
    payment_method_used: Text = ""
    use_stripe_as_payment_method: Flag = False
    payment_deadline_days: Number = None
    net_total: Number = None
    tax_total: Number = None
    paid_amount: Number = None
    created_at: Moment = None
    issued_at: Moment = None
    custom_issued_at: Moment = None
    paid_at: Moment = None

    def missing(self, status: InvoiceStatus) -> set[str]:
        """What the books need of an issued invoice and is not there, by Hubflo's names.

        `paid_amount` may be null: what that means after a payment by card is not documented.
        """
        needed: dict[str, object] = {
            "currency": self.currency or None,
            "net_total": self.net_total,
            "tax_total": self.tax_total,
            "payment_deadline_days": _days(self.payment_deadline_days),
        }
        if status in _ISSUED:
            needed["issued_at"] = self.issued_at
        return {name for name, value in needed.items() if value is None}


def invoice_id_in(head: Row) -> InvoiceId | None:
    """The id of an invoice, if there is one to read."""
    if not isinstance(head.value, dict):
        return None
    found = head.value.get("id")
    return InvoiceId(found.strip()) if isinstance(found, str) and is_id(found.strip()) else None


def invoice(head: Row, rows: Sequence[Row] = (), *, all_lines: bool | None = None) -> PortalInvoice:
    """An invoice that has an id, with the lines that were read for it. Raises ValueError without an id.

    `all_lines` is whether these are all of them, None where none were asked for.
    Where something cannot be read the status is unknown, so that nothing is done with the invoice; drafts
    and cancelled ones are left as they are, for nothing of theirs goes into the books.
    """
    document, spoilt = read_leniently(InvoiceDocument, head.value)
    status = _STATUSES.get(document.status.lower(), InvoiceStatus.UNKNOWN)
    spoilt = (spoilt - _BESIDE_THE_BOOKS) | document.missing(status)
    spoilt |= {"line_items"} if all_lines is False else set()
    lines = []
    for row in rows:
        line, wrong = line_wire.line(row, document.currency)
        spoilt |= {f"line_items.{name}" for name in wrong}
        lines += [line] if line is not None else []
    if status in _WITHOUT_BOOKS:
        spoilt = set()
    return PortalInvoice(
        id=InvoiceId(document.id),
        title=document.title,
        status=InvoiceStatus.UNKNOWN if spoilt else status,
        status_word=document.status,
        currency=document.currency.upper(),
        net_total=amount_of(document.net_total),
        tax_total=amount_of(document.tax_total),
        paid_amount=amount_of(document.paid_amount),
        lines=tuple(lines),
        number=_number_of(head.value),
        purchase_order=document.purchase_order_reference,
        public_address=document.public_url,
        accounting_id=document.accounting_id,
        recipient_id=PersonId(document.recipient_id) if document.recipient_id else None,
        parent_id=InvoiceId(document.parent_invoice_id) if document.parent_invoice_id else None,
        payment_days=_days(document.payment_deadline_days) or 0,
        payment_method=document.payment_method_used,
        by_card_service=document.use_stripe_as_payment_method,
        created_at=in_utc(document.created_at),
        issued_at=in_utc(document.issued_at),
        custom_issued_at=in_utc(document.custom_issued_at),
        paid_at=in_utc(document.paid_at),
        unreadable=tuple(sorted(spoilt)),
        raw=_raw(head, None if all_lines is None else rows),
    )


def _number_of(value: Mapping[str, Any]) -> str:
    """The number on the client's document, should Hubflo come to tell it.

    Its profile calls the prefix of that number `invoices_reference_prefix`: so `reference`, where there is
    one, is the whole of it, and a bare `number` perhaps the counter alone.
    """
    for name in _NUMBER_KEYS:
        told = value.get(name)
        if isinstance(told, str | Decimal) and (text := cleaned(str(told))):
            return text
    return ""


def _days(told: Decimal | None) -> int | None:
    """A number of whole days, or None if it is none."""
    return int(told) if told is not None and 0 <= told <= _MOST_DAYS and told == int(told) else None


def _raw(head: Row, rows: Sequence[Row] | None) -> str:
    """What Hubflo sent, word for word, as one JSON document."""
    if rows is None:
        return f'{{"invoice":{head.text}}}'
    return f'{{"invoice":{head.text},"line_items":[{",".join(row.text for row in rows)}]}}'
