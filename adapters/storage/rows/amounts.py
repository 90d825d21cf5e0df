"""Decimals as texts that are the same where the amounts are."""

from decimal import Decimal


def amount_text(amount: Decimal) -> str:
    """One spelling for one amount: 100, 100.0 and 1E+2 are the same, and so are 0 and -0."""
    text = format(amount, "f") if amount else "0"  # never rounded, as `normalize` does beyond 28 digits
    return text.rstrip("0").rstrip(".") if "." in text else text
