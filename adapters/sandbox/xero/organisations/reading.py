"""The reads of the settings: Organisation, its actions, Accounts, TaxRates, Currencies."""

from typing import Any

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.envelope import envelope
from adapters.sandbox.xero.listing import whole_list
from adapters.sandbox.xero.organisations.seeding import settings_wire
from adapters.sandbox.xero.query.fields import Field, Schema
from adapters.sandbox.xero.wire.moments import MsDate
from adapters.sandbox.xero.wire.replies import Reply, not_found


def _read(row: dict[str, Any], name: str) -> Any:
    value = row.get(name)
    return value.at if isinstance(value, MsDate) else None if value == "" else value


_ACCOUNT = Schema(
    "Account",
    {
        "AccountID": Field("Guid", optional=False),
        "EnablePaymentsToAccount": Field("Boolean", optional=False),
        "UpdatedDateUTC": Field("DateTime", optional=False),
        **{name: Field(optional=False) for name in ("Name", "Status", "Type", "Class")},
        **{name: Field() for name in ("Code", "TaxType", "SystemAccount", "CurrencyCode", "BankAccountType")},
    },
    _read,
)
_RIGHTS = ("CanApplyToAssets", "CanApplyToExpenses", "CanApplyToLiabilities", "CanApplyToRevenue")
_TAX_RATE = Schema(
    "TaxRate",
    {
        **{name: Field(optional=False) for name in ("Name", "TaxType", "Status", "ReportTaxType")},
        **{name: Field("Boolean", optional=False) for name in _RIGHTS},
        **{name: Field("Decimal", optional=False) for name in ("DisplayTaxRate", "EffectiveRate")},
    },
    _read,
)
_CURRENCY = Schema("Currency", {"Code": Field(optional=False), "Description": Field()}, _read)


def organisation(context: Context) -> Reply:
    return envelope(context, "Organisations", [settings_wire(context.organisation.settings)])


def actions(context: Context) -> Reply:
    """`GET /Organisation/Actions`: what this user may do in this organisation."""
    if context.rest[0].lower() != "actions":
        return not_found()
    rows = [
        {"Name": name, "Status": "ALLOWED" if allowed else "NOT-ALLOWED"}
        for name, allowed in context.organisation.actions.items()
    ]
    return envelope(context, "Actions", rows)


def list_accounts(context: Context) -> Reply:
    rows = context.organisation.accounts
    return whole_list(context, _ACCOUNT, "Accounts", rows, lambda row: row["UpdatedDateUTC"].at)


def one_account(context: Context) -> Reply:
    found = [row for row in context.organisation.accounts if row["AccountID"] == context.rest[0].lower()]
    return envelope(context, "Accounts", found) if found else not_found()


def list_tax_rates(context: Context) -> Reply:
    return whole_list(context, _TAX_RATE, "TaxRates", context.organisation.tax_rates)


def one_tax_rate(context: Context) -> Reply:
    found = [row for row in context.organisation.tax_rates if row["TaxType"] == context.rest[0].upper()]
    return envelope(context, "TaxRates", found) if found else not_found()


def list_currencies(context: Context) -> Reply:
    return whole_list(context, _CURRENCY, "Currencies", context.organisation.currencies)
