"""Which account and which tax type a line may have (Xero: invoices, types; sentences from issues)."""

from decimal import Decimal

from adapters.sandbox.xero.invoices.arithmetic import ZERO
from adapters.sandbox.xero.organisations.record import Organisation, Row
from adapters.sandbox.xero.switches import Switches

NO_TAX = "NONE"

_RIGHTS = {
    "ASSET": "CanApplyToAssets",
    "EQUITY": "CanApplyToEquity",
    "EXPENSE": "CanApplyToExpenses",
    "LIABILITY": "CanApplyToLiabilities",
    "REVENUE": "CanApplyToRevenue",
}


def account(organisation: Organisation, code: str, account_id: str) -> Row | None:
    """By code, or by id; archived ones too."""
    for row in organisation.accounts:
        if (code and row.get("Code") == code) or (not code and row["AccountID"] == account_id.lower()):
            return row
    return None


def account_error(row: Row | None, named: str, *, sale: bool, switches: Switches) -> str:
    """A sentence if the account cannot stand on a line: missing, archived, a bank, a system account."""
    usable = (
        row is not None and row["Status"] == "ACTIVE" and row["Type"] != "BANK" and "SystemAccount" not in row
    )
    narrow = sale and switches.accounts_on_sales == "income"
    if usable and row is not None and (not narrow or row["Class"] in ("REVENUE", "LIABILITY")):
        return ""
    return f"Account code '{named}' is not a valid code for this document."


def rate(organisation: Organisation, tax_type: str) -> Row | None:
    """The tax rate of that type, if it is active."""
    rows = (row for row in organisation.tax_rates if row["TaxType"] == tax_type)
    return next((row for row in rows if row["Status"] == "ACTIVE"), None)


def percent(organisation: Organisation, tax_type: str) -> Decimal:
    """What the type takes; nothing if there is none."""
    found = rate(organisation, tax_type)
    return ZERO if found is None else Decimal(found["EffectiveRate"])


def default_tax(organisation: Organisation, row: Row | None) -> str:
    """The account's own tax type, which Xero takes when none is sent; none where no tax is paid."""
    if row is None:
        return ""
    return str(row.get("TaxType") or NO_TAX) if organisation.settings["PaysTax"] else NO_TAX


def tax_error(organisation: Organisation, tax_type: str, row: Row | None) -> str:
    """A sentence if there is no such type, or if the account's class does not take it."""
    found = rate(organisation, tax_type)
    if found is None:
        return "" if tax_type == NO_TAX else "Tax rate must be valid."
    if row is None or found[_RIGHTS[row["Class"]]]:
        return ""
    named = row.get("Code") or row["Name"]
    return f"The TaxType code '{tax_type}' cannot be used with account code '{named}'."
