"""An invoice as Hubflo's stand-in works it out and tells it, and what its client's document says."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from adapters.sandbox.hubflo import Switches
from adapters.sandbox.hubflo.invoices.arithmetic import Worth, sign, totals, worths
from adapters.sandbox.hubflo.invoices.line import Line
from domain.invoice import LineId, LineKind, PortalInvoice, PortalLine
from tests.support.invoices import portal_invoice

SWITCHES = {
    "line half up": Switches(rounding="line half up"),
    "line half even": Switches(rounding="line half even", net_total="without tax", minus="price"),
    "rate": Switches(rounding="rate", minus="quantity", deposits="deducted"),
    "rate, lines unrounded": Switches(rounding="rate", rate_lines="unrounded", net_total="without tax"),
    "none": Switches(rounding="none", subtotals="zeros"),
}
"""Each of the ways in which Hubflo may round, with other open questions turned beside it."""

_KINDS = {"discount": LineKind.DISCOUNT, "deposit": LineKind.DEPOSIT, "subtotal": LineKind.SUBTOTAL}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The invoice over the API, and beside it the document that only the client sees, in cents."""

    invoice: PortalInvoice
    total: Decimal
    tax_by_rate: dict[Decimal, Decimal]


def told(lines: list[Line], switches: Switches) -> Told:
    """Worked out by the stand-in alone."""
    sums = totals(lines, switches)
    shown = [
        _shown(line, amounts, switches) for line, amounts in zip(lines, worths(lines, switches), strict=True)
    ]
    return Told(
        invoice=portal_invoice(
            *shown,
            net_total=sums.total if switches.net_total == "with tax" else sums.net,
            tax_total=sums.tax,
        ),
        total=_in_cents(sums.total),
        tax_by_rate={rate: _in_cents(tax) for rate, tax in sums.tax_by_rate.items()},
    )


def _shown(line: Line, amounts: Worth, switches: Switches) -> PortalLine:
    minus = switches.minus if line.carries_money and sign(line, switches) < 0 else "totals"
    return PortalLine(
        id=LineId(line.id),
        kind=_KINDS.get(line.kind, LineKind.ITEM),
        title=line.title,
        description="",
        quantity=-line.quantity if minus == "quantity" else line.quantity,
        unit_price=-line.unit_price_excluding_tax if minus == "price" else line.unit_price_excluding_tax,
        discount=line.discount_percentage,
        rate=line.vat,
        total_excluding=amounts.excluding,
        total_including=amounts.including,
    )


def _in_cents(amount: Decimal) -> Decimal:
    """What a document shows of an amount that was not rounded; all others are in cents already."""
    return amount.quantize(_CENT, ROUND_HALF_UP)
