"""Charts of accounts as new organisations have them, with the traps that a mapping must survive.

Among them in every region: an archived sales account, system accounts, a bank account without a code, and a
clearing account that is no bank account but takes payments.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.sandbox.xero.seeds import Seeds
from adapters.sandbox.xero.wire.moments import MsDate

_CLASS = {
    "BANK": "ASSET",
    "CURRENT": "ASSET",
    "FIXED": "ASSET",
    "CURRLIAB": "LIABILITY",
    "EQUITY": "EQUITY",
    "EXPENSE": "EXPENSE",
    "OVERHEADS": "EXPENSE",
    "DIRECTCOSTS": "EXPENSE",
    "REVENUE": "REVENUE",
    "OTHERINCOME": "REVENUE",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """How a region names and numbers the accounts that matter."""

    currency: str
    sales_tax: str
    purchase_tax: str
    no_tax: str = "NONE"
    bank: tuple[str, str]
    clearing: tuple[str, str]
    sales: tuple[str, str]
    more_sales: tuple[tuple[str, str], ...]
    archived_sales: tuple[str, str]
    discounts: tuple[str, str]
    deposits: tuple[str, str]
    expenses: tuple[tuple[str, str], ...]
    system: tuple[tuple[str, str, str, str], ...]


def accounts(chart: Chart, seeds: Seeds, now: datetime) -> list[dict[str, Any]]:
    """The rows of `Accounts`, in the order of Xero's own keys."""
    bank = {"BankAccountNumber": "12345612345678", "BankAccountType": "BANK", "CurrencyCode": chart.currency}
    paypal = {"BankAccountNumber": "", "BankAccountType": "PAYPAL", "CurrencyCode": chart.currency}
    rows = [
        _row(chart.bank, "BANK", chart.no_tax, seeds, now, extra=bank),
        _row(("", "PayPal"), "BANK", chart.no_tax, seeds, now, extra=paypal),
        _row(chart.clearing, "CURRENT", chart.no_tax, seeds, now, takes_payments=True),
        _row(chart.sales, "REVENUE", chart.sales_tax, seeds, now),
        *(_row(pair, "REVENUE", chart.sales_tax, seeds, now) for pair in chart.more_sales),
        _row(chart.archived_sales, "REVENUE", chart.sales_tax, seeds, now, status="ARCHIVED"),
        _row(chart.discounts, "REVENUE", chart.sales_tax, seeds, now),
        _row(chart.deposits, "CURRLIAB", chart.no_tax, seeds, now),
        *(_row(pair, "EXPENSE", chart.purchase_tax, seeds, now) for pair in chart.expenses),
        *(
            _row((code, name), kind, chart.no_tax, seeds, now, system=system)
            for code, name, kind, system in chart.system
        ),
    ]
    return rows


def _row(
    pair: tuple[str, str],
    kind: str,
    tax_type: str,
    seeds: Seeds,
    now: datetime,
    *,
    status: str = "ACTIVE",
    system: str = "",
    takes_payments: bool = False,
    extra: dict[str, Any] | None = None,
) -> dict[str, Any]:
    code, name = pair
    row: dict[str, Any] = {"AccountID": seeds.guid("account")}
    if code:
        row["Code"] = code
    row |= {"Name": name, "Status": status, "Type": kind, "TaxType": tax_type, "Class": _CLASS[kind]}
    if system:
        row["SystemAccount"] = system
    row |= {"EnablePaymentsToAccount": takes_payments, "ShowInExpenseClaims": kind == "EXPENSE"}
    row |= extra or {}
    return row | {"HasAttachments": False, "UpdatedDateUTC": MsDate(now), "AddToWatchlist": False}


_BRITISH_SYSTEM = (
    ("610", "Accounts Receivable", "CURRENT", "DEBTORS"),
    ("800", "Accounts Payable", "CURRLIAB", "CREDITORS"),
    ("820", "VAT", "CURRLIAB", "GST"),
    ("840", "Historical Adjustment", "CURRLIAB", "HISTORICAL"),
    ("860", "Rounding", "CURRLIAB", "ROUNDING"),
    ("960", "Retained Earnings", "EQUITY", "RETAINEDEARNINGS"),
)

CHARTS = {
    "GB": Chart(
        currency="GBP",
        sales_tax="OUTPUT2",
        purchase_tax="INPUT2",
        bank=("090", "Business Bank Account"),
        clearing=("615", "Stripe Clearing"),
        sales=("200", "Sales"),
        more_sales=(("260", "Other Revenue"),),
        archived_sales=("205", "Sales - Old Shop"),
        discounts=("210", "Discounts Given"),
        deposits=("825", "Customer Deposits"),
        expenses=(("310", "Cost of Goods Sold"), ("400", "Advertising & Marketing"), ("404", "Bank Fees")),
        system=_BRITISH_SYSTEM,
    ),
    "AU": Chart(
        currency="AUD",
        sales_tax="OUTPUT",
        purchase_tax="INPUT",
        no_tax="BASEXCLUDED",
        bank=("090", "Business Bank Account"),
        clearing=("615", "Stripe Clearing"),
        sales=("200", "Sales"),
        more_sales=(("260", "Other Revenue"),),
        archived_sales=("205", "Sales - Old Shop"),
        discounts=("210", "Discounts Given"),
        deposits=("825", "Customer Deposits"),
        expenses=(("310", "Cost of Goods Sold"), ("400", "Advertising"), ("404", "Bank Fees")),
        system=tuple(
            (code, "GST" if kind == "GST" else name, type_, kind)
            for code, name, type_, kind in _BRITISH_SYSTEM
        ),
    ),
    "US": Chart(
        currency="USD",
        sales_tax="OUTPUT",
        purchase_tax="NONE",
        bank=("090", "Checking Account"),
        clearing=("130", "Stripe Clearing"),
        sales=("400", "Sales"),
        more_sales=(("460", "Interest Income"),),
        archived_sales=("405", "Sales - Old Store"),
        discounts=("410", "Discounts Given"),
        deposits=("225", "Customer Deposits"),
        expenses=(("500", "Cost of Goods Sold"), ("600", "Advertising"), ("604", "Bank Fees")),
        system=(
            ("120", "Accounts Receivable", "CURRENT", "DEBTORS"),
            ("200", "Accounts Payable", "CURRLIAB", "CREDITORS"),
            ("220", "Sales Tax", "CURRLIAB", "GST"),
            ("260", "Rounding", "CURRLIAB", "ROUNDING"),
            ("320", "Retained Earnings", "EQUITY", "RETAINEDEARNINGS"),
        ),
    ),
    "FR": Chart(
        currency="EUR",
        sales_tax="TAX001",
        purchase_tax="TAX009",
        bank=("512", "Banque"),
        clearing=("517", "Stripe"),
        sales=("706", "Prestations de services"),
        more_sales=(("707", "Ventes de marchandises"),),
        archived_sales=("701", "Ventes de produits finis"),
        discounts=("709", "Rabais, remises et ristournes accordés"),
        deposits=("4191", "Clients - avances et acomptes reçus"),
        expenses=(("607", "Achats de marchandises"), ("623", "Publicité"), ("627", "Services bancaires")),
        system=(
            ("411", "Clients", "CURRENT", "DEBTORS"),
            ("401", "Fournisseurs", "CURRLIAB", "CREDITORS"),
            ("445", "TVA", "CURRLIAB", "GST"),
            ("658", "Arrondis", "CURRLIAB", "ROUNDING"),
            ("110", "Report à nouveau", "EQUITY", "RETAINEDEARNINGS"),
        ),
    ),
}
