"""A new organisation of a region, with everything that its settings pages would show."""

from datetime import date, datetime, timedelta
from typing import Any, Literal

from adapters.sandbox.xero.contacts.book import ContactBook, name_key
from adapters.sandbox.xero.organisations.accounts import CHARTS, accounts
from adapters.sandbox.xero.organisations.record import Organisation
from adapters.sandbox.xero.organisations.tax_rates import tax_rates
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.wire.moments import MsDate, ms_day, to_millisecond

Country = Literal["GB", "FR", "AU", "US"]

_REGIONS: dict[str, dict[str, Any]] = {
    "GB": {
        "Version": "UK",
        "Timezone": "GMTSTANDARDTIME",
        "SalesTaxBasis": "ACCRUAL",
        "SalesTaxPeriod": "QUARTERLY",
        "FinancialYearEndDay": 31,
        "FinancialYearEndMonth": 3,
    },
    "FR": {
        "Version": "GLOBAL",
        "Timezone": "ROMANCESTANDARDTIME",
        "SalesTaxBasis": "ACCRUALS",
        "SalesTaxPeriod": "MONTHLY",
        "FinancialYearEndDay": 31,
        "FinancialYearEndMonth": 12,
    },
    "AU": {
        "Version": "AU",
        "Timezone": "AUSEASTERNSTANDARDTIME",
        "SalesTaxBasis": "ACCRUALS",
        "SalesTaxPeriod": "QUARTERLY1",
        "FinancialYearEndDay": 30,
        "FinancialYearEndMonth": 6,
    },
    "US": {
        "Version": "US",
        "Timezone": "EASTERNSTANDARDTIME",
        "SalesTaxBasis": "ACCRUALS",
        "SalesTaxPeriod": "QUARTERLY",
        "FinancialYearEndDay": 31,
        "FinancialYearEndMonth": 12,
    },
}

_CURRENCIES = {
    "GBP": "British Pound",
    "EUR": "Euro",
    "USD": "United States Dollar",
    "AUD": "Australian Dollar",
    "NZD": "New Zealand Dollar",
    "CHF": "Swiss Franc",
    "CAD": "Canadian Dollar",
    "JPY": "Japanese Yen",
}

_SUBSCRIBED = {"GB": ("GBP", "EUR", "USD"), "FR": ("EUR", "USD"), "AU": ("AUD",), "US": ("USD",)}

_ACTIONS = (
    "CreateApprovedInvoice",
    "CreateDraftInvoice",
    "CreateRepeatingInvoice",
    "CreateApprovedBill",
    "CreateDraftBill",
    "CreateInvoicePayment",
    "CreateSentQuote",
    "CreateDraftQuote",
    "AttachFilesIntoInvoice",
    "UseMulticurrency",
)


def add_organisation(
    state: XeroState,
    *,
    name: str,
    country: Country = "GB",
    now: datetime,
    demo: bool = False,
    **overrides: Any,
) -> str:
    """Open books in a region and give their tenant id. `overrides` are fields by Xero's names.

    A lock date is given as a `date`, or as None for no lock.
    """
    region = _REGIONS[country]
    chart = CHARTS[country]
    at = to_millisecond(now)
    tenant_id = state.seeds.guid("tenant")
    settings: dict[str, Any] = {
        "Name": name,
        "LegalName": name,
        "PaysTax": True,
        "Version": region["Version"],
        "OrganisationType": "COMPANY",
        "BaseCurrency": chart.currency,
        "CountryCode": country,
        "IsDemoCompany": demo,
        "OrganisationStatus": "ACTIVE",
        "TaxNumber": "",
        "FinancialYearEndDay": region["FinancialYearEndDay"],
        "FinancialYearEndMonth": region["FinancialYearEndMonth"],
        "SalesTaxBasis": region["SalesTaxBasis"],
        "SalesTaxPeriod": region["SalesTaxPeriod"],
        "DefaultSalesTax": "Tax Exclusive",
        "DefaultPurchasesTax": "Tax Exclusive",
        "PeriodLockDate": _quarter_before(now),
        "EndOfYearLockDate": _year_end_before(
            now, region["FinancialYearEndMonth"], region["FinancialYearEndDay"]
        ),
        "CreatedDateUTC": MsDate(at, zoned=False),
        "OrganisationEntityType": "COMPANY",
        "Timezone": region["Timezone"],
        "ShortCode": "!" + state.seeds.text("short code", 5),
        "OrganisationID": state.seeds.guid("organisation"),
        "Edition": "BUSINESS",
        "Class": "DEMO" if demo else "PREMIUM",
        "LineOfBusiness": "Professional services",
        "Addresses": [],
        "Phones": [],
        "ExternalLinks": [],
        "PaymentTerms": {"Sales": {"Day": 14, "Type": "DAYSAFTERBILLDATE"}},
    }
    settings |= check_settings(settings, overrides)
    codes = dict.fromkeys((settings["BaseCurrency"], *_SUBSCRIBED[country]))
    state.organisations[tenant_id] = Organisation(
        tenant_id=tenant_id,
        settings=settings,
        accounts=accounts(chart, state.seeds, at),
        tax_rates=tax_rates(country),
        currencies=[currency(code) for code in codes],
        actions=dict.fromkeys(_ACTIONS, True),
        contacts=ContactBook(name_key(state.switches)),
    )
    return tenant_id


def check_settings(settings: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The changes, if every name is one of Xero's."""
    unknown = sorted(changes.keys() - settings.keys())
    if unknown:
        raise ValueError(f"an organisation has no field {', '.join(unknown)}")
    return changes


def settings_wire(settings: dict[str, Any]) -> dict[str, Any]:
    """The row of `Organisation`: a lock date is shown only if it is set."""
    shown: dict[str, Any] = {}
    for name, value in settings.items():
        if isinstance(value, date):
            shown[name] = ms_day(value)
        elif value is not None:
            shown[name] = value
    return shown


def currency(code: str) -> dict[str, Any]:
    return {"Code": code, "Description": _CURRENCIES.get(code, code)}


def _quarter_before(now: datetime) -> date:
    """The end of the quarter before the last: a firm that closes its quarters."""
    first_of_quarter = date(now.year, (now.month - 1) // 3 * 3 + 1, 1)
    before = first_of_quarter - timedelta(days=1)
    return date(before.year, (before.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)


def _year_end_before(now: datetime, month: int, day: int) -> date:
    """The last year end that is at least a year ago."""
    end = date(now.year - 1, month, day)
    return end if end <= now.date() - timedelta(days=365) else date(now.year - 2, month, day)
