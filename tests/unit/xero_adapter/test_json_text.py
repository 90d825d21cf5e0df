"""JSON without floats."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.xero.json_text import parsed, text_of
from adapters.xero.reading import UnreadableError

AMOUNTS = some.decimals(allow_nan=False, allow_infinity=False, places=6)
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text() | AMOUNTS,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_reads_back_the_same(value: Any) -> None:
    assert parsed(text_of(value).encode()) == value


@pytest.mark.parametrize(
    "digits", ["0.00", "1.0000000000", "0.1", "-12.50", "9999999999.99", "0.30000000000000000004"]
)
def test_digits_stay_as_they_are(digits: str) -> None:
    assert text_of(parsed(f'{{"Total": {digits}}}'.encode())) == f'{{"Total":{digits}}}'


@pytest.mark.parametrize(
    ("amount", "written"),
    [("1E+3", "1000"), ("1E-7", "0.0000001"), ("-0.00", "0.00"), ("0E+2", "0"), ("100", "100")],
)
def test_an_amount_is_written_out(amount: str, written: str) -> None:
    assert text_of(Decimal(amount)) == written


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity"), float("nan")])
def test_what_is_no_amount_is_never_written(amount: Any) -> None:
    with pytest.raises(ValueError, match=r"no amount|not JSON compliant"):
        text_of(amount)


def test_any_text_becomes_ascii_without_spaces_between() -> None:
    assert text_of({"Name": 'Zoë "£"\n', "Lines": [{}, [], "\ud800"]}) == (
        '{"Name":"Zo\\u00eb \\"\\u00a3\\"\\n","Lines":[{},[],"\\ud800"]}'
    )


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"a": 1', b'{"a": NaN}', b'{"a": -Infinity}', b"\xff\xfe"]
)
def test_what_is_no_json_says_nothing_of_itself(body: bytes) -> None:
    with pytest.raises(UnreadableError) as unreadable:
        parsed(body)

    assert str(unreadable.value) == "not JSON"
    assert unreadable.value.__context__ is None
