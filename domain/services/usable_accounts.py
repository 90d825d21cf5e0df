"""Which accounts of the ledger may be named: for lines of a kind, or for payments."""

from collections.abc import Mapping

from domain.books import Account, LedgerBooks, can_take
from domain.errors import Invalid
from domain.invoice import LineKind
from domain.invoice_lines import may_stand_on
from domain.settings import ASK, BANK_FEED, PAYMENT_ROUTES

ACCOUNTS: Mapping[str, LineKind] = {
    "revenue-account": LineKind.ITEM,
    "deposit-account": LineKind.DEPOSIT,
    "discount-account": LineKind.DISCOUNT,
}
"""Settings that name an account, and what is booked on it."""
ONE_PAYMENT = ""
"""The name for where one payment goes that a person releases: no setting has it."""
_MOST_NAMED = 30


def fitting_account(known: LedgerBooks, name: str, code: str) -> Account | None:
    """The account with that code, if what the setting is for may be booked there."""
    account = _account_of(known, name, code)
    return account if account is not None and _fits(account, name) else None


def usable_account(known: LedgerBooks, name: str, code: str) -> Account:
    """The account with that code (or id, of payments), if what the setting is for may be booked there.

    Raises Invalid (`account-not-there`, `account-not-usable`).
    """
    account = _account_of(known, name, code)
    if account is None:
        raise Invalid("account-not-there", account=code, setting=name, usable=_usable(known, name))
    if not _fits(account, name):
        raise Invalid(
            "account-not-usable",
            account=f"{account.code} {account.name}".strip(),
            setting=name,
            why="wrong-class" if account.is_active else "archived",
            usable=_usable(known, name),
        )
    return account


def _account_of(known: LedgerBooks, name: str, which: str) -> Account | None:
    """A line names its account by the code alone; a payment may go to one that has none."""
    return known.account_named(which) if _is_of_payments(name) else known.account(which)


def names_account(name: str, value: str) -> bool:
    """Whether that value of that setting is an account's code or id."""
    if _is_of_payments(name):
        return value not in (ASK, BANK_FEED)
    return name in ACCOUNTS and value != ""


def _fits(account: Account, name: str) -> bool:
    """Whether what the setting is for may be booked there: lines of its kind, or payments."""
    return can_take(account) if _is_of_payments(name) else may_stand_on(account, ACCOUNTS[name])


def usable_accounts(known: LedgerBooks, kind: LineKind) -> tuple[Account, ...]:
    """The accounts on which lines of a kind may be booked, by their codes."""
    found = [account for account in known.accounts if may_stand_on(account, kind)]
    return tuple(sorted(found, key=lambda account: account.code))


def _usable(known: LedgerBooks, name: str) -> str:
    fitting = sorted((one for one in known.accounts if _fits(one, name)), key=lambda account: account.code)
    named = [f"{account.code or account.id} {account.name}" for account in fitting]
    return "; ".join(named[:_MOST_NAMED])


def _is_of_payments(name: str) -> bool:
    return name == ONE_PAYMENT or name in PAYMENT_ROUTES
