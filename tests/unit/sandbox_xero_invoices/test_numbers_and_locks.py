"""Xero's own numbers, and the dates up to which the books are closed."""

from datetime import date

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero_invoices.books import Books, books

YEAR = "The document date cannot be before the end of year lock date, currently set at 31-Mar-2026"
PERIOD = "The document date cannot be before the period lock date, currently set at 31-Oct-2026"


def next_of(made: Books) -> str:
    number: str = made.create()["InvoiceNumber"]
    return number


def test_xero_counts_from_one() -> None:
    made = books()
    assert [next_of(made), next_of(made)] == ["INV-0001", "INV-0002"]


@pytest.mark.parametrize(
    ("sent", "following"),
    [
        ("INV-0099", "INV-0100"),
        ("INV-9999", "INV-10000"),
        ("HUB-7", "HUB-8"),
        ("2026/041", "2026/042"),
        ("HUB-7A", "INV-0001"),
        ("no digits", "INV-0001"),
        ("Rechnung ٣", "INV-0001"),
    ],
)
def test_xero_goes_on_from_a_number_that_ends_in_digits(sent: str, following: str) -> None:
    made = books()
    made.create(InvoiceNumber=sent)
    assert next_of(made) == following


def test_whether_a_sent_number_counts_is_a_switch() -> None:
    made = books(auto_number_follows_sent=False)
    made.create(InvoiceNumber="HUB-7")
    assert [next_of(made), next_of(made)] == ["INV-0001", "INV-0002"]
    assert made.state.organisations[made.tenant_id].invoices.last_number == "INV-0002"


def test_a_number_in_use_is_passed_over_and_a_step_back_does_not_count() -> None:
    made = books()
    made.create(InvoiceNumber="INV-0005")
    made.create(InvoiceNumber="INV-0003")
    assert next_of(made) == "INV-0006"
    made.create(InvoiceNumber="INV-0007A")
    assert next_of(made) == "INV-0007"


def test_a_bills_number_is_of_another_series() -> None:
    made = books()
    made.by_hand(Type="ACCPAY", InvoiceNumber="B-7", lines=[{"Description": "x", "AccountCode": "400"}])
    assert next_of(made) == "INV-0001"


def closed(**switches: str) -> Books:
    made = books(**switches)
    xero.set_lock_dates(
        made.state, made.tenant_id, made.now, period=date(2026, 10, 31), end_of_year=date(2026, 3, 31)
    )
    return made


@pytest.mark.parametrize(
    ("on", "sentences"),
    [
        ("2026-03-31", [YEAR]),
        ("2026-04-01", [PERIOD]),
        ("2026-10-31", [PERIOD]),
    ],
)
def test_nothing_is_dated_up_to_a_lock_date(on: str, sentences: list[str]) -> None:
    assert closed().refusal(Date=on) == sentences


def test_the_day_after_is_open() -> None:
    assert closed().create(Date="2026-11-01")["DateString"] == "2026-11-01T00:00:00"


def test_whether_a_lock_stops_what_is_not_approved_is_a_switch() -> None:
    made = closed(lock_dates_bind="approved")
    invoice_id = made.create(Date="2026-10-31")["InvoiceID"]
    assert made.update(invoice_id, Status="AUTHORISED").status == 400
    assert made.refusal(Date="2026-10-31", Status="AUTHORISED") == [PERIOD]


def test_what_is_dated_in_a_locked_period_cannot_be_moved_out_of_it_nor_voided_but_deleted() -> None:
    made = books()
    draft, approved = [
        made.create(Date="2026-10-31", Status=status)["InvoiceID"] for status in ("SUBMITTED", "AUTHORISED")
    ]
    xero.set_lock_dates(made.state, made.tenant_id, made.now, period="2026-10-31", end_of_year=None)
    assert made.update(draft, Date="2026-11-10").status == 400
    assert made.update(approved, Status="VOIDED").status == 400
    assert made.update(draft, Status="DELETED").status == 200


def test_unlocking_opens_the_period_again() -> None:
    made = closed()
    xero.set_lock_dates(made.state, made.tenant_id, made.now, period=None, end_of_year=None)
    assert made.create(Date="2026-03-31")["Status"] == "SUBMITTED"
