"""An account of Xero as a value of the domain (Xero: Accounting API, Accounts; types)."""

from adapters.xero.settings_wire import WireAccount
from domain.books import Account, AccountClass

_BANK = "BANK"
_OWED = frozenset({"CURRLIAB", "LIABILITY", "TERMLIAB"})
"""What a deposit may stand on; wages, pensions and their taxes have types of their own."""


def ledger_account(wire: WireAccount) -> Account:
    """The account. Xero's own ones (debtors, tax, rounding) are `other`: no line may stand on them."""
    return Account(
        id=wire["AccountID"],
        code=wire.get("Code") or "",
        name=wire.get("Name") or "",
        kind=_kind(wire),
        is_active=wire.get("Status") == "ACTIVE",
        tax_type=wire.get("TaxType") or "",
        takes_payments=_takes_payments(wire),
    )


def _kind(wire: WireAccount) -> AccountClass:
    if wire.get("SystemAccount"):
        return AccountClass.OTHER
    if wire.get("Type") == _BANK:
        return AccountClass.BANK
    if wire.get("Class") == "REVENUE":
        return AccountClass.REVENUE
    return AccountClass.LIABILITY if wire.get("Type") in _OWED else AccountClass.OTHER


def _takes_payments(wire: WireAccount) -> bool:
    """A bank, or one that was switched on for payments (Xero: Payments)."""
    return wire.get("Type") == _BANK or wire.get("EnablePaymentsToAccount") or False
