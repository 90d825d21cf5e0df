"""Amounts: always Decimal, rounded half up to the cent and nowhere else."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")

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


def places_of(amount: Decimal) -> int:
    """How many decimal places an amount needs."""
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
