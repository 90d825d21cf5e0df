"""A line as it will stand in the ledger, and the ledger's own arithmetic on it, predicted."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.money import ZERO, to_cents

QUANTITY_PLACES = 4
"""Xero keeps four places of a quantity (Xero: rounding guide)."""


class AmountsAre(StrEnum):
    """Whether unit prices of a document hold the tax."""

    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"
    NO_TAX = "no-tax"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """Quantity times unit price less discount (percent), taxed at `rate` percent by `tax_type`.

    `tax` is sent only where it was moved by a cent; None leaves it to the ledger. `is_cut` says that the
    description is not the whole one.
    """

    description: str
    quantity: Decimal
    unit_price: Decimal
    rate: Decimal
    account: str
    tax_type: str
    discount: Decimal = ZERO
    tax: Decimal | None = None
    is_cut: bool = False

    @property
    def amount(self) -> Decimal:
        """What the ledger makes of it: rounded once per line, half up (Xero: rounding guide)."""
        return to_cents(self.quantity * self.unit_price * (1 - self.discount / 100))

    def own_tax(self, amounts_are: AmountsAre) -> Decimal:
        """The tax that the ledger computes on the rounded line."""
        if amounts_are is AmountsAre.NO_TAX:
            return ZERO
        if amounts_are is AmountsAre.INCLUSIVE:
            return to_cents(self.amount * self.rate / (100 + self.rate))
        return to_cents(self.amount * self.rate / 100)

    def tax_amount(self, amounts_are: AmountsAre) -> Decimal:
        """The tax that will stand there: ours where we set it, else the ledger's."""
        return self.own_tax(amounts_are) if self.tax is None else self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What the ledger will show in sum, in cents."""

    total: Decimal
    tax_by_rate: dict[Decimal, Decimal]


def predicted(lines: Iterable[LedgerLine], amounts_are: AmountsAre) -> Prediction:
    """Total with tax, and tax by rate, as the ledger computes them: sums of rounded lines."""
    total, by_rate = ZERO, dict[Decimal, Decimal]()
    for line in lines:
        tax = line.tax_amount(amounts_are)
        by_rate[line.rate] = by_rate.get(line.rate, ZERO) + tax
        total += line.amount + (tax if amounts_are is AmountsAre.EXCLUSIVE else ZERO)
    return Prediction(total=total, tax_by_rate=by_rate)
