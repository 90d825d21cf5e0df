"""Invoices and lines that a test describes by what matters to it alone.

What is not said is as usual: one hour at 20 %, rounded half up per line, totals that follow from the lines.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from domain.cents import TaxedLine
from domain.invoice import InvoiceId, InvoiceStatus, LineId, LineKind, PortalInvoice, PortalLine

INVOICE = InvoiceId("0f3e9a61-5c1d-4b7e-9d2a-3c4b5a697887")


def portal_line(
    price: str = "100",
    *,
    quantity: str = "1",
    discount: str = "0",
    rate: str = "20",
    kind: LineKind = LineKind.ITEM,
    title: str = "Advice",
    description: str = "",
    excluding: str | None = None,
    including: str | None = None,
) -> PortalLine:
    """A line; totals that are not given are rounded half up per line."""
    net = _cut(Decimal(quantity) * Decimal(price) * (100 - Decimal(discount)) / 100)
    net = net if excluding is None else Decimal(excluding)
    return PortalLine(
        id=LineId("line"),
        kind=kind,
        title=title,
        description=description,
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        discount=Decimal(discount),
        rate=Decimal(rate),
        total_excluding=net,
        total_including=net + _cut(net * Decimal(rate) / 100) if including is None else Decimal(including),
    )


def portal_invoice(
    *lines: PortalLine,
    net_total: str | Decimal | None = None,
    tax_total: str | Decimal | None = None,
    status: InvoiceStatus = InvoiceStatus.ISSUED,
    title: str = "Website, March",
    purchase_order: str = "",
    payment_days: int = 30,
    issued_at: datetime | None = None,
    custom_issued_at: datetime | None = None,
) -> PortalInvoice:
    """An invoice; a net total that is not given is with tax, and both totals follow from the lines."""
    money = [line for line in lines if line.kind is not LineKind.SUBTOTAL]
    with_tax = sum((line.total_including for line in money), Decimal(0))
    tax = with_tax - sum((line.total_excluding for line in money), Decimal(0))
    return PortalInvoice(
        id=INVOICE,
        title=title,
        status=status,
        status_word=status.value,
        currency="EUR",
        net_total=with_tax if net_total is None else Decimal(net_total),
        tax_total=tax if tax_total is None else Decimal(tax_total),
        paid_amount=Decimal(0),
        lines=lines,
        purchase_order=purchase_order,
        payment_days=payment_days,
        issued_at=issued_at,
        custom_issued_at=custom_issued_at,
    )


def taxed(lines: Iterable[PortalLine]) -> tuple[TaxedLine, ...]:
    """Lines with an account and a tax type for each rate."""
    return tuple(TaxedLine(line=line, account="200", tax_type=f"TAX{line.rate}") for line in lines)


def _cut(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
