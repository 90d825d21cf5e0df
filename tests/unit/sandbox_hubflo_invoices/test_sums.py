"""Sums of random lines under each way of rounding, against the same sums in whole fractions."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sandbox.hubflo import Switches
from adapters.sandbox.hubflo.invoices.arithmetic import totals, worth
from adapters.sandbox.hubflo.invoices.line import Line
from adapters.sandbox.hubflo.switches import Rounding

CENTS = 100


def numbers(most: int, places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most * 10**places).map(lambda whole: Decimal(whole).scaleb(-places))


LINES = st.lists(
    st.builds(
        Line,
        id=st.just("id"),
        title=st.just("Design"),
        created_at=st.just(""),
        kind=st.sampled_from(["none", "discount", "deposit", "subtotal"]),
        role=st.sampled_from(["usual", "usual", "credit", "section"]),
        quantity=numbers(999, 4),
        unit_price_excluding_tax=numbers(99_999, 6),
        discount_percentage=st.one_of(st.just(Decimal(0)), numbers(100, 2)),
        vat=st.sampled_from([Decimal(each) for each in ("20", "20.0", "5.5", "2.1", "8.625", "10", "0")]),
    ),
    max_size=12,
)


def cut(amount: Fraction, rounding: Rounding) -> Fraction:
    """To the cent; a half goes away from zero, or to the even cent."""
    if rounding == "none":
        return amount
    below = floor(abs(amount) * CENTS)
    rest = abs(amount) * CENTS - below
    up = rest > Fraction(1, 2) or (
        rest == Fraction(1, 2) and (rounding != "line half even" or below % 2 == 1)
    )
    return Fraction(below + up, CENTS) * (-1 if amount < 0 else 1)


def by_hand(lines: list[Line], rounding: Rounding) -> tuple[Fraction, dict[Decimal, Fraction]]:
    net, bases, taxes = Fraction(0), dict[Decimal, Fraction](), dict[Decimal, Fraction]()
    for line in lines:
        if line.kind == "subtotal" or line.role == "section":
            continue
        off = 1 - Fraction(line.discount_percentage) / 100
        whole = Fraction(line.quantity) * Fraction(line.unit_price_excluding_tax) * off
        negative = (line.kind == "discount") != (line.role == "credit")
        amount = cut(-whole if negative else whole, rounding)
        net += amount
        bases[line.vat] = bases.get(line.vat, Fraction(0)) + amount
        own = cut(amount * Fraction(line.vat) / 100, rounding)
        taxes[line.vat] = taxes.get(line.vat, Fraction(0)) + own
    if rounding == "rate":
        taxes = {rate: cut(base * Fraction(rate) / 100, rounding) for rate, base in bases.items()}
    return net, taxes


@pytest.mark.parametrize("rounding", ["line half up", "line half even", "rate", "none"])
@settings(max_examples=300, deadline=None, database=None)
@given(lines=LINES)
def test_the_sums_are_those_of_whole_fractions(rounding: Rounding, lines: list[Line]) -> None:
    found = totals(lines, Switches(rounding=rounding))

    net, taxes = by_hand(lines, rounding)
    assert Fraction(found.net) == net
    assert {rate: Fraction(tax) for rate, tax in found.tax_by_rate.items()} == taxes
    assert Fraction(found.total) == net + sum(taxes.values())


@pytest.mark.parametrize(
    "switches",
    [
        {},
        {"rounding": "line half even"},
        {"rounding": "none"},
        {"rounding": "rate", "rate_lines": "unrounded"},
    ],
)
@settings(max_examples=100, deadline=None, database=None)
@given(lines=LINES)
def test_the_lines_sum_up_to_the_invoice(switches: dict[str, Any], lines: list[Line]) -> None:
    """Where tax is taken once per rate the unrounded lines lead to it; rounded ones need not."""
    known = Switches(**switches)
    found = totals(lines, known)

    worths = [worth(line, known) for line in lines]

    assert sum((each.excluding for each in worths), Decimal(0)) == found.net
    including = sum((Fraction(each.including) for each in worths), Fraction(0))
    slack = Fraction(len(found.tax_by_rate), 2 * CENTS) if known.rounding == "rate" else 0
    assert abs(including - Fraction(found.total)) <= slack
