"""The ledger's own arithmetic, predicted: rounded half up, once per line."""

from decimal import Decimal

import pytest

from domain.ledger_line import AmountsAre, LedgerLine, Prediction, predicted

EXCLUSIVE, INCLUSIVE, NO_TAX = AmountsAre.EXCLUSIVE, AmountsAre.INCLUSIVE, AmountsAre.NO_TAX


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "amount"),
    [
        ("3", "19.99", "0", "59.97"),
        ("1.5", "0.01", "0", "0.02"),
        ("1", "0.0249", "0", "0.02"),
        ("2", "10", "12.5", "17.50"),
        ("1", "0.05", "50", "0.03"),
        ("1", "-0.05", "50", "-0.03"),
        ("1", "10", "100", "0.00"),
    ],
)
def test_a_line_is_rounded_once(quantity: str, price: str, discount: str, amount: str) -> None:
    assert _line(price, quantity=quantity, discount=discount).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("price", "rate", "exclusive", "inclusive"),
    [
        ("100", "20", "20.00", "16.67"),
        ("0.13", "20", "0.03", "0.02"),
        ("0.125", "20", "0.03", "0.02"),
        ("-0.13", "20", "-0.03", "-0.02"),
        ("108.63", "8.625", "9.37", "8.63"),
        ("50", "0", "0.00", "0.00"),
    ],
)
def test_tax_is_taken_on_the_rounded_line(price: str, rate: str, exclusive: str, inclusive: str) -> None:
    line = _line(price, rate=rate)

    assert line.own_tax(EXCLUSIVE) == Decimal(exclusive)
    assert line.own_tax(INCLUSIVE) == Decimal(inclusive)
    assert line.own_tax(NO_TAX) == 0


def test_tax_that_we_set_stands() -> None:
    assert _line("100").tax_amount(EXCLUSIVE) == Decimal(20)
    assert _line("100", tax="20.01").tax_amount(EXCLUSIVE) == Decimal("20.01")
    assert _line("100", tax="0").tax_amount(EXCLUSIVE) == 0


def test_sums_are_those_of_rounded_lines() -> None:
    lines = [_line("0.13"), _line("0.13"), _line("10", rate="5.5"), _line("-1", rate="5.5", tax="-0.05")]

    assert predicted(lines, EXCLUSIVE) == _sums("9.82", {"20": "0.06", "5.5": "0.50"})
    assert predicted(lines[:3], INCLUSIVE) == _sums("10.26", {"20": "0.04", "5.5": "0.52"})
    assert predicted(lines[:3], NO_TAX) == _sums("10.26", {"20": "0", "5.5": "0"})


def test_no_lines_sum_up_to_nothing() -> None:
    assert predicted([], EXCLUSIVE) == _sums("0", {})


def _line(
    price: str, *, quantity: str = "1", discount: str = "0", rate: str = "20", tax: str | None = None
) -> LedgerLine:
    return LedgerLine(
        description="Advice",
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        discount=Decimal(discount),
        rate=Decimal(rate),
        account="200",
        tax_type="OUTPUT2",
        tax=None if tax is None else Decimal(tax),
    )


def _sums(total: str, tax_by_rate: dict[str, str]) -> Prediction:
    return Prediction(
        total=Decimal(total), tax_by_rate={Decimal(rate): Decimal(tax) for rate, tax in tax_by_rate.items()}
    )
