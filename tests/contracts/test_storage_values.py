"""Values that are kept whole: whatever they hold, they come back as they were."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from adapters.storage.rows.amounts import amount_text
from adapters.storage.rows.json_text import dump, load
from adapters.storage.rows.values import value_of, value_text
from domain.books import LedgerBooks
from domain.errors import StoreProblem
from domain.invoice import InvoiceId
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import LedgerDocument
from domain.life import Stage
from domain.payment_record import PaymentRecord
from tests.contracts.storage_bills import NASTY, NOON, whole_document, whole_record
from tests.unit.domain.properties import tried

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=13)), timezone(-timedelta(hours=9, minutes=30))])
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001 - as asked
TEXTS = st.text(st.characters(exclude_categories=()))  # halves of surrogate pairs too


def any_of(kind: type[Any]) -> SearchStrategy[Any]:
    """Any value of that kind, with all that can stand in its fields."""
    strategies: Mapping[type[Any], SearchStrategy[Any]] = {Decimal: AMOUNTS, datetime: TIMES, str: TEXTS}
    for each, strategy in strategies.items():
        st.register_type_strategy(each, strategy)
    return st.from_type(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Older:
    """As a row was written once."""

    name: str
    dropped: str = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """As the same value is today."""

    name: str
    added: tuple[date, ...] = ()
    counted: Mapping[Stage, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strange:
    """Holds what no value of ours has."""

    call: Callable[[], None]


@pytest.mark.parametrize("kind", [InvoiceRecord, LedgerDocument, LedgerBooks, PaymentRecord])
def test_any_value_comes_back(kind: type[Any]) -> None:
    @settings(tried, max_examples=30)  # each is large
    @given(any_of(kind))
    def comes_back(value: Any) -> None:
        text = value_text(value)

        assert value_of(kind, text) == value
        assert text.isascii()
        assert "\x00" not in text

    comes_back()


def test_it_comes_back_to_the_digit() -> None:
    back = value_of(InvoiceRecord, value_text(whole_record()))

    assert repr(back) == repr(replace(whole_record(), invoice=back.invoice, receipt=back.receipt))
    assert repr(back.invoice) == repr(whole_record().invoice)
    assert [str(line.quantity) for line in back.invoice.lines] == ["1E+2", "1E+2"]


def test_the_payload_is_left_out() -> None:
    kept = load(value_text(whole_document()))

    assert whole_document().raw
    assert "raw" not in kept
    assert value_of(LedgerDocument, value_text(whole_document())).raw == ""


def test_it_says_its_schema() -> None:
    kept = load(value_text(whole_document()))

    assert kept["schema"] == 1
    with pytest.raises(StoreProblem, match="row-newer"):
        value_of(LedgerDocument, dump({**kept, "schema": 2}))


def test_fields_come_and_go() -> None:
    older = Older(name="x")
    assert older.dropped in value_text(older)
    assert value_of(Newer, value_text(older)) == Newer(name="x")
    with pytest.raises(ValueError, match="Older without name"):
        value_of(Older, '{"schema":1}')


def test_what_is_in_a_value() -> None:
    newer = Newer(name=NASTY, added=(date(1, 1, 1), date(9999, 12, 31)), counted={Stage.DUE: 2})

    assert value_of(Newer, value_text(newer)) == newer
    assert load(value_text(newer))["counted"] == {"due": 2}


def test_a_time_is_kept_in_utc_and_never_without_a_zone() -> None:
    record = whole_record()
    elsewhere = NOON.astimezone(timezone(timedelta(hours=13)))

    assert load(value_text(replace(record, seen_at=elsewhere)))["seen_at"] == "2026-03-02T12:00:00+00:00"
    with pytest.raises(ValueError, match="without a zone"):
        value_text(replace(record, seen_at=NOON.replace(tzinfo=None)))


def test_what_no_value_of_ours_has() -> None:
    with pytest.raises(TypeError, match="no codec"):
        value_text(Strange(call=lambda: None))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("100.00", "100"),
        ("1E+2", "100"),
        ("-0.00", "0"),
        ("0E-9", "0"),
        ("-0.10", "-0.1"),
        ("1E-7", "0.0000001"),
    ],
)
def test_one_spelling_for_one_amount(amount: str, text: str) -> None:
    assert amount_text(Decimal(amount)) == text


@tried
@given(AMOUNTS, st.integers(0, 12))
def test_amounts_that_are_the_same_are_spelt_the_same(amount: Decimal, places: int) -> None:
    text = amount_text(amount)

    assert Decimal(text) == amount
    assert amount_text(Decimal(f"{text}{'' if '.' in text else '.'}{'0' * places}")) == text


def test_an_id_is_a_text() -> None:
    assert value_of(InvoiceRecord, value_text(whole_record())).id == InvoiceId("i-1")
