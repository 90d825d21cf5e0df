"""Lines as Xero's stand-in works them out: what a body says, and the stand-in's own cents."""

from dataclasses import dataclass
from decimal import Decimal

from adapters.sandbox.xero.invoices.arithmetic import (
    QUANTITY_PLACES,
    Mode,
    half_up,
    line_amount,
    line_tax,
    totals,
)
from domain.ledger_line import AmountsAre, LedgerLine

MODES: dict[AmountsAre, Mode] = {
    AmountsAre.EXCLUSIVE: "Exclusive",
    AmountsAre.INCLUSIVE: "Inclusive",
    AmountsAre.NO_TAX: "NoTax",
}
_PRICE_PLACES = 4
_DISCOUNT_PLACES = 4


@dataclass(frozen=True, slots=True)
class Booked:
    """A line with its amounts, as it stands in the books."""

    amount: Decimal
    tax_amount: Decimal


@dataclass(frozen=True, slots=True)
class Books:
    """A document with its amounts, as it stands in the books."""

    lines: tuple[Booked, ...]
    total: Decimal
    tax_by_rate: dict[Decimal, Decimal]


def booked(lines: tuple[LedgerLine, ...], amounts_are: AmountsAre) -> Books:
    """Cut to the places that Xero keeps, multiplied, taxed and summed up by the stand-in alone."""
    mode = MODES[amounts_are]
    rows = tuple(_booked(line, mode) for line in lines)
    by_rate: dict[Decimal, Decimal] = {}
    for line, row in zip(lines, rows, strict=True):
        by_rate[line.rate] = by_rate.get(line.rate, Decimal(0)) + row.tax_amount
    return Books(rows, totals(rows, mode).total, by_rate)


def _booked(line: LedgerLine, mode: Mode) -> Booked:
    discount = half_up(line.discount, _DISCOUNT_PLACES) if line.discount else None
    amount = line_amount(
        half_up(line.quantity, QUANTITY_PLACES), half_up(line.unit_price, _PRICE_PLACES), discount, None
    )
    tax = line_tax(amount, line.rate, mode) if line.tax is None else half_up(line.tax)
    return Booked(amount, tax)
