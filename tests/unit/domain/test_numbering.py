"""Numbers, marks and dates of a document in the ledger."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Invalid
from domain.invoice import InvoiceId, InvoiceStatus
from domain.numbering import (
    dated,
    day_in,
    due,
    is_placeholder,
    is_taken,
    mark_in_reference,
    placeholder,
    reference_of,
)
from tests.support.invoices import INVOICE, portal_invoice
from tests.unit.domain.properties import tried

GUID = "2c3b9a54-7d1e-4f60-8a5b-9c8d7e6f5a4b"
NEW_YEARS_EVE = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("generation", "letters"),
    [
        (0, "A"),
        (1, "B"),
        (25, "Z"),
        (26, "AA"),
        (27, "AB"),
        (51, "AZ"),
        (52, "BA"),
        (701, "ZZ"),
        (702, "AAA"),
    ],
)
def test_letters_count_how_often_it_was_sent_anew(generation: int, letters: str) -> None:
    assert placeholder(INVOICE, generation) == f"HF-3C4B5A697887-{letters}"


def test_ids_that_begin_with_the_same_time_do_not_share_a_number() -> None:
    one = InvoiceId("01983f2a-7c10-7abc-8def-000000000001")
    other = InvoiceId("01983f2a-7c10-7abc-8def-000000000002")

    assert placeholder(one, 0) != placeholder(other, 0)
    assert mark_in_reference(one) != mark_in_reference(other)


def test_the_spelling_of_an_id_does_not_matter() -> None:
    assert placeholder(InvoiceId(INVOICE.upper()), 0) == placeholder(INVOICE, 0)


@tried
@given(
    ids=st.lists(st.uuids(version=4), min_size=2, max_size=20, unique=True),
    generations=st.lists(st.integers(0, 20_000), min_size=1, max_size=5, unique=True),
)
def test_no_number_stands_for_two(ids: list[UUID], generations: list[int]) -> None:
    numbers = [placeholder(InvoiceId(str(one)), generation) for one in ids for generation in generations]

    assert len(set(numbers)) == len(ids) * len(generations)
    assert all(is_placeholder(number) and re.fullmatch(r"[A-Z]", number[-1]) for number in numbers)


@pytest.mark.parametrize(
    "number",
    ["INV-0412", "", "HF-3C4B5A697887", "HF-3C4B5A697887-", "HF-3C4B5A697887-A1", "XHF-3C4B5A697887-A"],
)
def test_a_persons_number_is_no_placeholder(number: str) -> None:
    assert not is_placeholder(number)


def test_the_mark_is_short_and_the_same_for_every_generation() -> None:
    assert mark_in_reference(INVOICE) == "[HF-3C4B5A697887]"


@pytest.mark.parametrize(
    ("purchase_order", "title", "reference"),
    [("PO 7", "Website", "PO 7"), ("", "Website", "Website"), ("  ", " Website ", "Website"), ("", "", "")],
)
def test_the_reference_is_the_clients_own(purchase_order: str, title: str, reference: str) -> None:
    assert reference_of(portal_invoice(purchase_order=purchase_order, title=title)) == reference


@pytest.mark.parametrize(
    ("accounting_id", "taken"),
    [
        (GUID, True),
        (GUID.upper(), True),
        (f" {GUID} ", True),
        ("INV-0412", True),
        (" INV-0412 ", True),
        ("INV-0413", False),
        ("", False),
        ("see Marie", False),
        (f"{GUID}0", False),
        (GUID.replace("-", ""), False),
    ],
)
def test_taken_is_a_guid_or_a_number_that_exists(accounting_id: str, taken: bool) -> None:
    assert is_taken(accounting_id, known_numbers=frozenset({"INV-0412"})) is taken


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Paris", date(2027, 1, 1)),
        ("Pacific/Auckland", date(2027, 1, 1)),
        ("Europe/London", date(2026, 12, 31)),
        ("America/New_York", date(2026, 12, 31)),
        ("UTC", date(2026, 12, 31)),
    ],
)
def test_a_document_is_dated_in_the_zone_of_the_books(zone: str, day: date) -> None:
    assert dated(portal_invoice(issued_at=NEW_YEARS_EVE), zone) == day


def test_summer_time_counts() -> None:
    assert day_in(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "Europe/London") == date(2026, 7, 1)


def test_a_moment_may_come_with_any_offset() -> None:
    moment = datetime(2027, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=9)))

    assert day_in(moment, "Europe/Paris") == date(2026, 12, 31)


def test_a_date_that_somebody_set_wins() -> None:
    invoice = portal_invoice(
        issued_at=NEW_YEARS_EVE, custom_issued_at=datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    )

    assert dated(invoice, "Europe/Paris") == date(2026, 11, 30)


def test_what_is_not_issued_has_no_date() -> None:
    assert dated(portal_invoice(status=InvoiceStatus.DRAFT), "Europe/Paris") is None


@pytest.mark.parametrize("zone", ["", "Nowhere/City", "GMT Standard Time", "../etc/passwd", "Europe"])
def test_an_unknown_zone_is_refused_and_never_utc(zone: str) -> None:
    with pytest.raises(Invalid) as refused:
        dated(portal_invoice(issued_at=NEW_YEARS_EVE), zone)

    assert refused.value.reason == "zone-unknown"


@pytest.mark.parametrize(
    ("days", "day"), [(30, date(2026, 3, 2)), (0, date(2026, 1, 31)), (-5, date(2026, 1, 31))]
)
def test_terms_count_days_after_the_day_of_issue(days: int, day: date) -> None:
    assert due(portal_invoice(payment_days=days), date(2026, 1, 31)) == day
