"""Xero's cents (Xero: rounding in the API): every line is rounded by itself, half up, to two places.

Totals are sums of rounded lines; nothing is rounded over the whole document or by tax rate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, Protocol

Mode = Literal["Exclusive", "Inclusive", "NoTax"]

ZERO = Decimal("0.00")
QUANTITY_PLACES = 4
_HUNDRED = Decimal(100)


class Rounded(Protocol):
    """What a total needs of a line."""

    @property
    def amount(self) -> Decimal:
        """After the discount."""

    @property
    def tax_amount(self) -> Decimal:
        """Of this line alone."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a document."""

    sub_total: Decimal
    total_tax: Decimal
    total: Decimal


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """Rounded half up, away from zero for what is negative."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def line_amount(quantity: Decimal, price: Decimal, rate: Decimal | None, discount: Decimal | None) -> Decimal:
    """Quantity times price, less a discount in percent or as an amount."""
    if rate is not None:
        return half_up(quantity * price * (_HUNDRED - rate) / _HUNDRED)
    return half_up(quantity * price) - (discount or ZERO)


def price_for(amount: Decimal, quantity: Decimal, rate: Decimal | None, discount: Decimal | None) -> Decimal:
    """The price that a line amount stands for, unrounded."""
    left = _HUNDRED - (rate or ZERO)
    return (amount + (discount or ZERO)) * _HUNDRED / (quantity * left) if left else ZERO


def line_tax(amount: Decimal, percent: Decimal, mode: Mode) -> Decimal:
    """The tax on top of the amount, or the tax within it."""
    if mode == "NoTax":
        return ZERO
    return half_up(amount * percent / (_HUNDRED + (percent if mode == "Inclusive" else 0)))


def totals(lines: Iterable[Rounded], mode: Mode) -> Totals:
    """Sums of what was rounded before."""
    rounded = [(line.amount, line.tax_amount) for line in lines]
    amounts = sum((amount for amount, _ in rounded), ZERO)
    taxes = sum((tax for _, tax in rounded), ZERO)
    if mode == "Inclusive":
        return Totals(amounts - taxes, taxes, amounts)
    return Totals(amounts, taxes, amounts + taxes)
