"""Payments that were deleted in Xero: their invoice shows them no more, the list of all payments does.

They are asked for by their invoices, whatever their status: few payments are on one invoice.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from adapters.xero.exact import read_exactly
from adapters.xero.ids import is_guid
from adapters.xero.invoice_wire import PAYMENTS, WirePayment
from adapters.xero.paging import PAGE_SIZE, is_last
from adapters.xero.payment_reading import deleted_payment
from adapters.xero.query import fitting
from adapters.xero.tenant_line import TenantLine
from domain.budget import Purpose
from domain.ledger_document import DocumentId, LedgerPayment

_OR = " OR "


def deleted_payments(
    tenant: TenantLine, ids: Sequence[DocumentId], purpose: Purpose
) -> Mapping[DocumentId, tuple[LedgerPayment, ...]]:
    """One call for about every 20 documents, and one more for every 1,000 payments of theirs."""
    known = dict.fromkeys(one.lower() for one in ids if is_guid(one))
    found = defaultdict[DocumentId, list[LedgerPayment]](list)
    for part in fitting((f'Invoice.InvoiceID==guid("{one}")' for one in known), between=_OR):
        for row in _rows(tenant, _OR.join(part), purpose):
            payment, paid = deleted_payment(row), row.get("Invoice") or {}
            if payment is not None:
                found[DocumentId((paid.get("InvoiceID") or "").lower())].append(payment)
    return {one: tuple(found[DocumentId(one.lower())]) for one in ids if one.lower() in found}


def _rows(tenant: TenantLine, where: str, purpose: Purpose) -> Iterator[WirePayment]:
    page, has_ended = 1, False
    while not has_ended:
        query = {"where": where, "order": "PaymentID", "page": str(page), "pageSize": str(PAGE_SIZE)}
        outgoing = tenant.reading("/Payments", query=query)
        wire = read_exactly(PAYMENTS, tenant.ask(outgoing, purpose), outgoing)
        yield from wire["Payments"]
        has_ended = is_last(wire.get("pagination"), page, len(wire["Payments"]))
        page += 1
