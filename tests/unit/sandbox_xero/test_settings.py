"""Organisation, actions, accounts, tax rates and currencies, region by region."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero.firm import START, Firm, firm, read


def abroad(country: Any, **overrides: Any) -> Firm:
    made = firm(connected=False)
    made.tenant_id = xero.add_organisation(made.state, name="There", country=country, now=START, **overrides)
    made.connect()
    return made


def rows(made: Firm, path: str, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(made.get(path, **query))[path.partition("/")[0]]
    return found


def organisation(made: Firm) -> dict[str, Any]:
    row: dict[str, Any] = read(made.get("Organisation"))["Organisations"][0]
    return row


@pytest.mark.parametrize(
    ("country", "currency", "timezone"),
    [
        ("GB", "GBP", "GMTSTANDARDTIME"),
        ("FR", "EUR", "ROMANCESTANDARDTIME"),
        ("AU", "AUD", "AUSEASTERNSTANDARDTIME"),
        ("US", "USD", "EASTERNSTANDARDTIME"),
    ],
)
def test_a_region_has_its_currency_and_time_zone(country: str, currency: str, timezone: str) -> None:
    row = organisation(abroad(country))
    assert (row["BaseCurrency"], row["Timezone"], row["CountryCode"]) == (currency, timezone, country)


def test_settings_can_be_given_by_name() -> None:
    assert organisation(abroad("US", PaysTax=False, SalesTaxBasis="CASH"))["PaysTax"] is False


def test_a_setting_that_xero_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="no field Timezon"):
        abroad("US", Timezon="X")


def test_lock_dates_are_days_in_milliseconds() -> None:
    made = firm()
    xero.set_lock_dates(made.state, made.tenant_id, made.now, period=date(2026, 3, 31), end_of_year=None)
    row = organisation(made)
    assert row["PeriodLockDate"] == "/Date(1774915200000+0000)/"
    assert "EndOfYearLockDate" not in row


def test_a_demo_company_says_so() -> None:
    made = firm(connected=False)
    made.tenant_id = xero.add_organisation(made.state, name="Demo", now=START, demo=True)
    made.connect()
    assert organisation(made)["IsDemoCompany"] is True


def test_actions_tell_what_is_allowed() -> None:
    made = firm()
    xero.permit(made.state, made.tenant_id, "CreateApprovedInvoice", made.now, allowed=False)
    told = {row["Name"]: row["Status"] for row in read(made.get("Organisation/Actions"))["Actions"]}
    assert told["CreateApprovedInvoice"] == "NOT-ALLOWED"
    assert told["CreateDraftInvoice"] == "ALLOWED"


@pytest.mark.parametrize("country", ["GB", "FR", "AU", "US"])
def test_every_chart_holds_the_traps_of_a_mapping(country: str) -> None:
    accounts = rows(abroad(country), "Accounts")
    assert any("Code" not in row for row in accounts)
    assert any(row["Status"] == "ARCHIVED" and row["Class"] == "REVENUE" for row in accounts)
    assert any(row["EnablePaymentsToAccount"] and row["Type"] != "BANK" for row in accounts)
    assert any(row.get("SystemAccount") == "ROUNDING" for row in accounts)


@pytest.mark.parametrize("country", ["GB", "FR", "AU", "US"])
def test_every_account_has_a_tax_type_of_its_region(country: str) -> None:
    made = abroad(country)
    known = {row["TaxType"] for row in rows(made, "TaxRates")}
    assert {row["TaxType"] for row in rows(made, "Accounts")} <= known


@pytest.mark.parametrize(
    ("country", "tax_type", "rate"),
    [
        ("GB", "OUTPUT2", "20"),
        ("GB", "RROUTPUT", "5"),
        ("FR", "TAX003", "5.5"),
        ("FR", "TAX004", "2.1"),
        ("AU", "OUTPUT", "10"),
        ("US", "AVALARA", "0"),
    ],
)
def test_tax_rates_have_the_regions_codes(country: str, tax_type: str, rate: str) -> None:
    found = {row["TaxType"]: row["EffectiveRate"] for row in rows(abroad(country), "TaxRates")}
    assert found[tax_type] == Decimal(rate)


@pytest.mark.parametrize("country", ["GB", "FR", "AU", "US"])
def test_zero_percent_stands_for_several_sales_taxes(country: str) -> None:
    zero = [
        row
        for row in rows(abroad(country), "TaxRates")
        if row["CanApplyToRevenue"] and row["Status"] == "ACTIVE" and row["EffectiveRate"] == 0
    ]
    assert len(zero) >= 3


@pytest.mark.parametrize("country", ["GB", "FR"])
def test_a_deleted_rate_has_the_percentage_of_the_real_one(country: str) -> None:
    twenty = [row for row in rows(abroad(country), "TaxRates") if row["EffectiveRate"] == 20]
    assert {row["Status"] for row in twenty if row["CanApplyToRevenue"]} == {"ACTIVE", "DELETED"}


def test_a_purchase_rate_does_not_apply_to_revenue() -> None:
    found = {row["TaxType"]: row["CanApplyToRevenue"] for row in rows(firm(), "TaxRates")}
    assert not found["INPUT2"]


def test_tax_rates_can_be_filtered_and_ordered() -> None:
    found = rows(firm(), "TaxRates", where='Status=="ACTIVE" && EffectiveRate==20.0', order="TaxType DESC")
    assert [row["TaxType"] for row in found] == ["OUTPUT2", "INPUT2", "CAPEXOUTPUT2", "CAPEXINPUT2"]


def test_an_account_that_a_person_archived_stays_in_the_list() -> None:
    made = firm()
    xero.archive_account(made.state, made.tenant_id, "200", made.now)
    found = {row.get("Code"): row["Status"] for row in rows(made, "Accounts")}
    assert found["200"] == "ARCHIVED"


def test_accounts_can_be_asked_for_since_a_time() -> None:
    made = firm()
    made.later(hours=1)
    made.connect()
    xero.archive_account(made.state, made.tenant_id, "200", made.now)
    answer = made.get("Accounts", {"if-modified-since": "2026-11-20T09:30:00"})
    assert [row["Code"] for row in read(answer)["Accounts"]] == ["200"]


def test_a_currency_that_a_person_added_is_listed() -> None:
    made = firm()
    xero.add_currency(made.state, made.tenant_id, "CHF")
    assert "CHF" in {row["Code"] for row in rows(made, "Currencies")}


def test_a_rate_that_a_person_added_is_listed() -> None:
    made = firm()
    xero.add_tax_rate(made.state, made.tenant_id, tax_type="TAX005", name="Books", percent="7.7")
    assert {row["TaxType"]: row["EffectiveRate"] for row in rows(made, "TaxRates")}["TAX005"] == Decimal(
        "7.7"
    )


def test_the_tenant_id_is_not_the_id_of_the_organisation() -> None:
    made = firm()
    assert organisation(made)["OrganisationID"] != made.tenant_id


def test_one_account_and_one_rate_can_be_read_alone() -> None:
    made = firm()
    account = rows(made, "Accounts")[3]
    assert rows(made, f"Accounts/{account['AccountID']}") == [account]
    assert [row["TaxType"] for row in rows(made, "TaxRates/OUTPUT2")] == ["OUTPUT2"]


@pytest.mark.parametrize("path", ["Accounts/nobody", "TaxRates/NOPE", "Organisation/Nothing"])
def test_what_is_not_there_is_a_404(path: str) -> None:
    assert firm().get(path).status == 404


def test_an_archived_account_can_be_restored() -> None:
    made = firm()
    xero.restore_account(made.state, made.tenant_id, "205", made.now)
    assert {row.get("Code"): row["Status"] for row in rows(made, "Accounts")}["205"] == "ACTIVE"
