"""What a ledger organisation offers: accounts by code, sales taxes by rate, and the last locked day."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.books import Account, AccountClass, LedgerBooks, TaxRate
from domain.ids import TenantId
from domain.organisation import LedgerOrganisation

SALES = Account(id="a-1", code="200", name="Sales", kind=AccountClass.REVENUE, is_active=True)
BANK = Account(id="a-2", code="", name="Current account", kind=AccountClass.BANK, is_active=True)


def test_an_account_is_found_by_its_code() -> None:
    books = _books(accounts=(BANK, SALES))

    assert books.account("200") == SALES
    assert books.account("201") is None


def test_no_code_finds_no_account() -> None:
    assert _books(accounts=(BANK, SALES)).account("") is None


def test_a_tax_is_found_by_its_type_whatever_its_state() -> None:
    gone = _tax("OLD", is_active=False)

    assert _books(taxes=(_tax("OUTPUT2"), gone)).tax("OLD") == gone
    assert _books(taxes=(_tax("OUTPUT2"),)).tax("INPUT2") is None


def test_only_active_sales_taxes_of_that_rate_are_offered_by_name() -> None:
    zebra, apple = _tax("T1", name="Zebra"), _tax("T2", name="Apple", rate="20.00")
    books = _books(
        taxes=(
            zebra,
            apple,
            _tax("T3", is_active=False),
            _tax("T4", is_for_sales=False),
            _tax("T5", is_computed=True),
            _tax("T6", rate="20.01"),
        )
    )

    assert books.sales_taxes(Decimal(20)) == (apple, zebra)


@pytest.mark.parametrize(
    ("period", "year_end", "locked_to"),
    [
        (None, None, None),
        (date(2026, 3, 31), None, date(2026, 3, 31)),
        (None, date(2025, 12, 31), date(2025, 12, 31)),
        (date(2026, 3, 31), date(2025, 12, 31), date(2026, 3, 31)),
        (date(2025, 3, 31), date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_both_lock_dates_count(period: date | None, year_end: date | None, locked_to: date | None) -> None:
    assert _books(period=period, year_end=year_end).locked_to == locked_to


def _tax(
    tax_type: str,
    *,
    name: str = "VAT",
    rate: str = "20",
    is_active: bool = True,
    is_for_sales: bool = True,
    is_computed: bool = False,
) -> TaxRate:
    return TaxRate(
        tax_type=tax_type,
        name=name,
        rate=Decimal(rate),
        is_active=is_active,
        is_for_sales=is_for_sales,
        is_computed=is_computed,
    )


def _books(
    *,
    accounts: tuple[Account, ...] = (),
    taxes: tuple[TaxRate, ...] = (),
    period: date | None = None,
    year_end: date | None = None,
) -> LedgerBooks:
    return LedgerBooks(
        organisation=LedgerOrganisation(
            tenant_id=TenantId("t-1"), name="Firm", period_lock_date=period, year_end_lock_date=year_end
        ),
        accounts=accounts,
        tax_rates=taxes,
        currencies=frozenset({"EUR"}),
        read_at=datetime(2026, 4, 1, tzinfo=UTC),
    )
