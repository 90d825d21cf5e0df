"""What an amount of Hubflo's is worth."""

from decimal import Context, Decimal

AMOUNT_EXPONENT = 0
"""The power of ten by which an amount is told: 0 is the currency's own unit, -2 would be its cents.

No page says it; the examples make sense in whole units only (an hour's rate of 100, an invoice of 2,000).
"""

_EXACT = Context(prec=120)


def amount_of(told: Decimal | None) -> Decimal:
    """An amount in the currency's own unit, with all its digits; 0 for none."""
    return _EXACT.scaleb(told, AMOUNT_EXPONENT) if told else Decimal(0)
