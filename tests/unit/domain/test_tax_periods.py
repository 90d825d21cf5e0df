"""The tax period of a day, by the words that Xero has for it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import TenantId
from domain.organisation import LedgerOrganisation
from domain.tax_periods import is_on_cash_basis, period_began
from tests.unit.domain.properties import tried

WORDS = {
    "MONTHLY": 1,
    "1MONTHLY": 1,
    "QUARTERLY": 3,
    "3MONTHLY": 1,
    "QUARTERLY1": 3,
    "QUARTERLY2": 3,
    "QUARTERLY3": 3,
    "2MONTHLY": 1,
    "6MONTHLY": 1,
    "ANNUALLY": 1,
    "YEARLY": 1,
    "NONE": 1,
    "": 1,
}
"""How many months a period has at most, as far as a word tells in which of them it begins."""


def firm(period: str = "", basis: str = "") -> LedgerOrganisation:
    """One that says so."""
    return LedgerOrganisation(tenant_id=TenantId("t-1"), name="Firm", tax_period=period, tax_basis=basis)


@pytest.mark.parametrize(
    ("basis", "on_cash"),
    [
        ("CASH", True),
        ("Cash", True),
        ("PAYMENTS", True),
        ("FLATRATECASH", True),
        ("ACCRUALS", False),
        ("ACCRUAL", False),
        ("INVOICE", False),
        ("FLATRATEACCRUAL", False),
        ("NONE", False),
        ("", False),
    ],
)
def test_where_tax_counts_with_the_money(basis: str, on_cash: bool) -> None:
    assert is_on_cash_basis(firm(basis=basis)) is on_cash


@pytest.mark.parametrize(
    ("period", "today", "began"),
    [
        ("MONTHLY", date(2026, 3, 31), date(2026, 3, 1)),
        ("monthly", date(2026, 1, 1), date(2026, 1, 1)),
        ("QUARTERLY", date(2026, 3, 31), date(2026, 1, 1)),
        ("QUARTERLY", date(2026, 4, 1), date(2026, 4, 1)),
        ("3MONTHLY", date(2026, 12, 31), date(2026, 12, 1)),
        ("QUARTERLY1", date(2026, 1, 31), date(2025, 11, 1)),
        ("QUARTERLY1", date(2026, 2, 1), date(2026, 2, 1)),
        ("QUARTERLY1", date(2026, 10, 31), date(2026, 8, 1)),
        ("QUARTERLY2", date(2026, 2, 28), date(2025, 12, 1)),
        ("QUARTERLY2", date(2026, 3, 1), date(2026, 3, 1)),
        ("QUARTERLY3", date(2026, 3, 31), date(2026, 1, 1)),
        ("ANNUALLY", date(2026, 3, 31), date(2026, 3, 1)),
        ("", date(2026, 3, 31), date(2026, 3, 1)),
        ("a word of tomorrow", date(2026, 3, 31), date(2026, 3, 1)),
    ],
)
def test_when_the_period_of_today_began(period: str, today: date, began: date) -> None:
    assert period_began(firm(period), today) == began


@given(st.sampled_from(sorted(WORDS)), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
@tried
def test_a_period_begins_on_the_first_of_a_month_and_holds_today(period: str, today: date) -> None:
    began = period_began(firm(period), today)

    months = (today.year - began.year) * 12 + today.month - began.month
    assert began.day == 1
    assert began <= today
    assert months < WORDS[period]


@given(st.sampled_from(sorted(WORDS)), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
@tried
def test_the_days_of_one_period_follow_each_other(period: str, today: date) -> None:
    """Yesterday is of the same period, or today is the first day of the next one."""
    yesterday = period_began(firm(period), today - timedelta(days=1))
    began = period_began(firm(period), today)

    assert began in (yesterday, today)
