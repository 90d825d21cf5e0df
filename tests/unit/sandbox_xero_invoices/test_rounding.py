"""The sandbox's cents against a second implementation that knows no decimals: whole numbers only."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import Books, books

RATES = {
    "GB": {"OUTPUT2": "20", "RROUTPUT": "5", "OUTPUT": "17.5", "ZERORATEDOUTPUT": "0"},
    "FR": {"TAX001": "20", "TAX002": "10", "TAX003": "5.5", "TAX004": "2.1", "TAX011": "19.6"},
    "AU": {"OUTPUT": "10", "EXEMPTOUTPUT": "0"},
    "US": {"TAX001": "8.875", "TAX002": "10.25", "NONE": "0"},
}
ACCOUNTS = {"GB": "200", "FR": "706", "AU": "200", "US": "400"}
MADE: dict[str, Books] = {country: books(country) for country in RATES}


def steps(value: Fraction, places: int) -> int:
    """How many steps of that size, the half step counted away from zero."""
    scaled = abs(value) * 10**places
    whole = scaled.numerator * 2 // scaled.denominator
    rounded: int = whole // 2 + whole % 2
    return rounded if value >= 0 else -rounded


def slow(lines: list[dict[str, str]], rates: dict[str, str], mode: str, places: int) -> list[Any]:
    """Per line (amount, tax) in cents, then subtotal, tax and total in cents."""
    told: list[Any] = []
    for one in lines:
        quantity = Fraction(steps(Fraction(one["Quantity"]), 4), 10**4)
        price = Fraction(steps(Fraction(one["UnitAmount"]), places), 10**places)
        left = 1 - Fraction(one["DiscountRate"]) / 100 if "DiscountRate" in one else Fraction(1)
        amount = steps(quantity * price * left, 2)
        share = Fraction(rates[one["TaxType"]]) / 100
        if mode == "NoTax":
            tax = 0
        elif mode == "Inclusive":
            tax = steps(Fraction(amount, 100) * share / (1 + share), 2)
        else:
            tax = steps(Fraction(amount, 100) * share, 2)
        told.append((amount, tax))
    amounts, taxes = sum(one[0] for one in told), sum(one[1] for one in told)
    if mode == "Inclusive":
        return [*told, amounts - taxes, taxes, amounts]
    return [*told, amounts, taxes, amounts + taxes]


def digits(whole: int, places: int) -> str:
    """An exact decimal as text."""
    sign, whole = ("-", -whole) if whole < 0 else ("", whole)
    return f"{sign}{whole // 10**places}.{whole % 10**places:0{places}d}"


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str, int, list[dict[str, str]]]:
    """A country, a way of counting tax, places in a price, and lines."""
    country = draw(st.sampled_from(sorted(RATES)))
    lines = []
    for _ in range(draw(st.integers(1, 6))):
        fine = draw(st.integers(0, 6))
        one = {
            "Description": "x",
            "AccountCode": ACCOUNTS[country],
            "Quantity": digits(draw(st.integers(0, 10 ** (4 + fine))), fine),
            "UnitAmount": digits(draw(st.integers(-(10**6), 10**6)), draw(st.integers(1, 6))),
            "TaxType": draw(st.sampled_from(sorted(RATES[country]))),
        }
        if draw(st.booleans()):
            one["DiscountRate"] = digits(draw(st.integers(0, 10_000)), 2)
        lines.append(one)
    mode = draw(st.sampled_from(["Exclusive", "Inclusive", "NoTax"]))
    return country, mode, draw(st.sampled_from([2, 4])), lines


def cents(value: Any) -> int:
    whole = Fraction(value) * 100
    assert whole.denominator == 1
    return whole.numerator


@settings(deadline=None, max_examples=300)
@given(documents())
def test_every_cent_is_where_the_slow_way_puts_it(
    document: tuple[str, str, int, list[dict[str, str]]],
) -> None:
    country, mode, places, lines = document
    made = MADE[country]
    sent = made.draft(Status="DRAFT", LineAmountTypes=mode, LineItems=lines)
    answer = made.invoices("PUT", sent, unitdp=str(places))
    assert answer.status == 200, answer.body.decode()
    row = read(answer)["Invoices"][0]
    told = [(cents(one["LineAmount"]), cents(one["TaxAmount"])) for one in row["LineItems"]]
    sums = [cents(row[name]) for name in ("SubTotal", "TotalTax", "Total")]
    assert [*told, *sums] == slow(lines, RATES[country], mode, places)


def test_the_slow_way_rounds_halves_away_from_zero() -> None:
    assert [steps(Fraction(text), 2) for text in ("0.005", "-0.005", "0.0049", "1.015")] == [1, -1, 0, 102]
