"""Invoices of the portal (Hubflo: API reference, invoices and invoice line items)."""

from datetime import UTC, datetime
from decimal import Decimal

from adapters.hubflo import invoice_wire, json_text
from adapters.hubflo.bodies import envelope, path_of
from adapters.hubflo.json_text import Row
from adapters.hubflo.line import Line
from adapters.hubflo.paging import read_page, read_still
from domain.budget import Purpose
from domain.dispatch import Envelope
from domain.invoice import InvoiceId, PortalInvoice
from domain.ports.portal import InvoiceList, InvoicesPage

_PATH = "/invoices"
_NOTICE = "payment-notice"
_NOT_TOLD = "other"
_FILTERS: dict[InvoiceList, dict[str, str]] = {
    InvoiceList.ISSUED: {"status": "issued"},
    InvoiceList.PAID: {"status": "paid"},
    InvoiceList.ALL: {},
}


def read_invoices(line: Line, number: int, of: InvoiceList, purpose: Purpose) -> InvoicesPage:
    """One page of a list; a row without an id is counted, and hides no other."""
    page = read_page(line, _PATH, number, json_text.rows, purpose=purpose, filters=_FILTERS[of])
    named = [row for row in page.rows if invoice_wire.invoice_id_in(row) is not None]
    return InvoicesPage(
        invoices=tuple(invoice_wire.invoice(row) for row in named),
        nameless=len(page.rows) - len(named),
        as_of=page.as_of,
        is_last=page.is_last,
        total=page.total,
    )


def read_invoice(line: Line, invoice_id: InvoiceId) -> PortalInvoice:
    """One invoice with its lines, oldest first, as the client's document has them. Raises NotFound.

    The invoice is read before its lines: if it is issued then, they cannot change any more.
    """
    path = path_of("invoices", invoice_id)
    head = line.read_one(path, lambda body: _of(invoice_id, body))
    lines = read_still(line, f"{path}/line-items", json_text.rows, _name_of)
    return invoice_wire.invoice(head, lines.rows, all_lines=lines.adds_up)


def read_head(line: Line, invoice_id: InvoiceId) -> PortalInvoice:
    """One invoice without its lines. Raises NotFound."""
    path = path_of("invoices", invoice_id)
    return invoice_wire.invoice(line.read_one(path, lambda body: _of(invoice_id, body)))


def linking(invoice_id: InvoiceId, accounting_id: str) -> Envelope:
    """Another `accounting_id`, which may be written in every state; '' empties it, for it is a text."""
    return envelope("PATCH", path_of("invoices", invoice_id), {"accounting_id": accounting_id})


def send_link(line: Line, prepared: Envelope) -> PortalInvoice:
    """Write a reference; the answer shows the invoice as it is now."""
    invoice_id = InvoiceId(prepared.path.rpartition("/")[2])
    head = line.write(prepared, lambda answer: _of(invoice_id, answer.body), purpose=Purpose.WORK)
    return invoice_wire.invoice(head)


def paying(invoice_id: InvoiceId, amount: Decimal, paid_at: datetime) -> Envelope:
    """A payment that adds up (Hubflo: API reference, payment notice). The books do not say how it was paid.

    The amount is a number with its digits as they are: none passes through a float.
    """
    moment = paid_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    body = f'{{"paid_at":"{moment}","payment_method_used":"{_NOT_TOLD}","paid_amount":{amount:f}}}'
    path = f"{path_of('invoices', invoice_id)}/{_NOTICE}"
    return Envelope(method="POST", path=path, body=body.encode())


def send_payment(line: Line, prepared: Envelope) -> PortalInvoice:
    """Record it; the answer shows the invoice as it is now."""
    invoice_id = InvoiceId(prepared.path.removesuffix(f"/{_NOTICE}").rpartition("/")[2])
    head = line.write(prepared, lambda answer: _of(invoice_id, answer.body), purpose=Purpose.WORK)
    return invoice_wire.invoice(head)


def _of(invoice_id: InvoiceId, body: bytes) -> Row:
    """The invoice that was asked for. Raises ValueError if the body is another one, or none."""
    head = json_text.document(body)
    found = invoice_wire.invoice_id_in(head)
    if found is None or found.lower() != invoice_id.lower():
        raise ValueError("another document than the one asked for")
    return head


def _name_of(row: Row) -> str:
    """What tells one line from another: its id, or without one all of it."""
    found = row.value.get("id") if isinstance(row.value, dict) else None
    return found if isinstance(found, str) else row.text
