"""Amounts: rounded half up to the cent, and only in currencies that have cents."""

from decimal import Decimal

import pytest

from domain.money import (
    has_cents,
    is_same,
    minus,
    part_of,
    places_of,
    times,
    to_cents,
    to_cents_half_even,
    total_of,
)


@pytest.mark.parametrize("currency", ["EUR", "GBP", "USD", "AUD", "CHF", "MRU", "MGA"])
def test_most_currencies_have_cents(currency: str) -> None:
    assert has_cents(currency)


@pytest.mark.parametrize(
    "currency",
    ["JPY", "KRW", "ISK", "VND", "XOF", "XAF", "XPF", "CLP", "PYG", "UGX", "RWF", "KMF", "GNF", "DJF", "BIF"],
)
def test_some_have_no_smaller_unit(currency: str) -> None:
    assert not has_cents(currency)


@pytest.mark.parametrize("currency", ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", "CLF", "UYW"])
def test_some_are_divided_finer(currency: str) -> None:
    assert not has_cents(currency)


@pytest.mark.parametrize(
    ("amount", "half_up", "half_even"),
    [
        ("0.005", "0.01", "0.00"),
        ("0.015", "0.02", "0.02"),
        ("0.025", "0.03", "0.02"),
        ("-0.005", "-0.01", "0.00"),
        ("-0.025", "-0.03", "-0.02"),
        ("0.0250001", "0.03", "0.03"),
        ("0.0249999", "0.02", "0.02"),
        ("1000", "1000.00", "1000.00"),
        ("-0.004", "0.00", "0.00"),
    ],
)
def test_halves_go_away_from_zero_or_to_the_even_neighbour(amount: str, half_up: str, half_even: str) -> None:
    assert str(to_cents(Decimal(amount))) == half_up
    assert str(to_cents_half_even(Decimal(amount))) == half_even


@pytest.mark.parametrize(
    ("amount", "places"), [("0", 0), ("100", 0), ("1.10", 1), ("0.12345", 5), ("-2.50", 1), ("1E+3", 0)]
)
def test_places_are_those_that_an_amount_needs(amount: str, places: int) -> None:
    assert places_of(Decimal(amount)) == places


def test_what_is_not_rounded_is_exact() -> None:
    """More digits than the 28 that Python keeps unless it is told otherwise."""
    amount, tiny = Decimal("123456789.123456789123456789"), Decimal("1e-20")

    assert part_of(amount, Decimal("8.625")) == Decimal("10648148.06189814806189814805125")
    assert times(amount, Decimal("1.000001")) == Decimal("123456912.580245912580245912456789")
    assert total_of([amount, tiny]) == Decimal("123456789.12345678912345678901")
    assert minus(amount, tiny) == Decimal("123456789.12345678912345678899")
    assert total_of([]) == 0


@pytest.mark.parametrize(
    ("told", "is_it"), [("0.30000000000000004", True), ("0.299999", False), ("0.300001", False)]
)
def test_noise_of_binary_fractions_is_no_difference(told: str, is_it: bool) -> None:
    assert is_same(Decimal(told), Decimal("0.3")) is is_it
