"""Amounts: always Decimal, exact until they are rounded to the cent, and rounded nowhere else."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")

_EXACT = Context(prec=60)
"""Python cuts at 28 digits: a quantity, a price, a discount and a rate have more between them."""
_NOISE = Decimal("0.000001")

_OTHER_EXPONENTS = frozenset(
    (
        "BHD",
        "BIF",
        "CLF",
        "CLP",
        "DJF",
        "GNF",
        "IQD",
        "ISK",
        "JOD",
        "JPY",
        "KMF",
        "KRW",
        "KWD",
        "LYD",
        "OMR",
        "PYG",
        "RWF",
        "TND",
        "UGX",
        "UYI",
        "UYW",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    )
)
"""Currencies whose smallest unit is not a hundredth (ISO 4217)."""


def has_cents(currency: str) -> bool:
    """Whether a currency is divided into hundredths; no rule exists for any other."""
    return currency not in _OTHER_EXPONENTS


def to_cents(amount: Decimal) -> Decimal:
    """Rounded half up to two places, as Xero rounds each line (Xero: rounding guide). Never -0.00."""
    return amount.quantize(CENT, ROUND_HALF_UP) + ZERO


def to_cents_half_even(amount: Decimal) -> Decimal:
    """Rounded half even to two places, as some other systems do. Never -0.00."""
    return amount.quantize(CENT, ROUND_HALF_EVEN) + ZERO


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    """Their sum, exact."""
    summed = ZERO
    for amount in amounts:
        summed = _EXACT.add(summed, amount)
    return summed


def minus(amount: Decimal, other: Decimal) -> Decimal:
    """The difference, exact."""
    return _EXACT.subtract(amount, other)


def times(amount: Decimal, factor: Decimal) -> Decimal:
    """The product, exact."""
    return _EXACT.multiply(amount, factor)


def part_of(amount: Decimal, percent: Decimal) -> Decimal:
    """So many percent of an amount, exact."""
    return _EXACT.multiply(amount, percent).scaleb(-2, context=_EXACT)


def is_same(told: Decimal, summed: Decimal) -> bool:
    """Equal but for the noise of whoever sums up in binary fractions."""
    return abs(_EXACT.subtract(told, summed)) < _NOISE


def places_of(amount: Decimal) -> int:
    """How many decimal places an amount needs."""
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
