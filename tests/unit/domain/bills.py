"""Random bills, and what a client's document says of them in each way of rounding: by fractions.

Nothing here uses the rules under test: a misreading cannot hide on both sides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random

from domain.invoice import LineKind, PortalInvoice
from domain.rounding import NetReading, Rounding
from tests.support.invoices import portal_invoice, portal_line

RATES = ("20", "10", "5.5", "2.1", "5", "0", "8.625")
WAYS = {
    "line half up": Rounding.LINE_HALF_UP,
    "line half even": Rounding.LINE_HALF_EVEN,
    "rate half up": Rounding.RATE_HALF_UP,
    "rate half even": Rounding.RATE_HALF_EVEN,
    "rate, lines unrounded": Rounding.RATE_HALF_UP,
    "unrounded": Rounding.NOT_AT_ALL,
}
"""Each way in which bills are worked out here, and what the rules call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a bill as it was typed."""

    quantity: str
    price: str
    discount: str
    rate: str
    kind: LineKind = LineKind.ITEM

    @property
    def worth(self) -> Fraction:
        """Its total without tax, unrounded."""
        return Fraction(self.quantity) * Fraction(self.price) * (1 - Fraction(self.discount) / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """An invoice as the portal tells it, and what the client's document says."""

    invoice: PortalInvoice
    reading: NetReading
    total: Decimal
    tax_by_rate: dict[Decimal, Decimal]


def half_up(amount: Fraction) -> Fraction:
    """To the cent, halves away from zero."""
    cents = Fraction(floor(abs(amount) * 100 + Fraction(1, 2)), 100)
    return cents if amount >= 0 else -cents


def half_even(amount: Fraction) -> Fraction:
    """To the cent, halves to the even neighbour."""
    return Fraction(round(amount * 100), 100)


def as_it_is(amount: Fraction) -> Fraction:
    """Not rounded at all."""
    return amount


_NET: dict[str, Callable[[Fraction], Fraction]] = {
    "line half up": half_up,
    "line half even": half_even,
    "rate half up": half_up,
    "rate half even": half_even,
    "rate, lines unrounded": half_up,
    "unrounded": as_it_is,
}
_TAX = {**_NET, "rate, lines unrounded": as_it_is}


def billed(rows: list[Row], way: str, reading: NetReading) -> Bill:
    """The bill in one of `WAYS`."""
    lines, net, by_rate = [], Fraction(0), dict[str, Fraction]()
    for row in rows:
        excluding = _NET[way](row.worth)
        tax = _TAX[way](excluding * Fraction(row.rate) / 100)
        lines.append(
            portal_line(
                row.price,
                quantity=row.quantity,
                discount=row.discount,
                rate=row.rate,
                kind=row.kind,
                excluding=_text(excluding),
                including=_text(excluding + tax),
            )
        )
        if row.kind is LineKind.SUBTOTAL:
            continue
        net += excluding
        part = excluding * Fraction(row.rate) / 100 if way.startswith("rate") else tax
        by_rate[row.rate] = by_rate.get(row.rate, Fraction(0)) + part
    if way.startswith("rate"):
        cut = half_even if way == "rate half even" else half_up
        by_rate = {rate: cut(tax) for rate, tax in by_rate.items()}
    tax_total = sum(by_rate.values(), Fraction(0))
    told = net + tax_total if reading is NetReading.WITH_TAX else net
    return Bill(
        invoice=portal_invoice(*lines, net_total=_text(told), tax_total=_text(tax_total)),
        reading=reading,
        total=Decimal(_text(half_up(net + tax_total))),
        tax_by_rate={Decimal(rate): Decimal(_text(half_up(tax))) for rate, tax in by_rate.items()},
    )


def any_rows(chance: Random) -> list[Row]:
    """One to eight lines, of the kinds, prices, quantities, discounts and rates that firms use."""
    rates = chance.sample(RATES, chance.choice((1, 1, 1, 2, 2, 3)))
    return [_any_row(chance, rates) for _ in range(chance.randint(1, 8))]


def _any_row(chance: Random, rates: list[str]) -> Row:
    price = _number(chance, 1, 2_000, chance.choice((0, 2, 2, 2, 2, 2, 3, 4, 6)))
    kind = chance.choices(
        (LineKind.ITEM, LineKind.DISCOUNT, LineKind.DEPOSIT, LineKind.SUBTOTAL), (16, 2, 1, 1)
    )[0]
    return Row(
        quantity=_number(chance, 1, 40, chance.choice((0, 0, 0, 0, 1, 2, 3))),
        price=f"-{price}" if kind is LineKind.DISCOUNT else price,
        discount=chance.choice(("0", "0", "0", "0", "5", "10", "12.5", "33.33")),
        rate=chance.choice(rates),
        kind=kind,
    )


def _number(chance: Random, low: int, high: int, places: int) -> str:
    scale = 10**places
    return f"{Decimal(chance.randint(low, high * scale)) / scale:f}"


def _text(amount: Fraction) -> str:
    """A fraction of tenths only, in full."""
    digits = 24
    whole, rest = divmod(amount.numerator * 10**digits, amount.denominator)
    assert rest == 0
    return f"{Decimal(f'{whole}E-{digits}'):f}".rstrip("0").rstrip(".")
