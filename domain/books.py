"""What a ledger organisation allows and offers: accounts, tax rates, currencies, locks, permissions."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.organisation import LedgerOrganisation


class AccountClass(StrEnum):
    """What kind of account it is, as far as an invoice or a payment cares."""

    REVENUE = "revenue"
    LIABILITY = "liability"
    BANK = "bank"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of the ledger. `code` may be '' (some have none): then it cannot stand on a line."""

    id: str
    code: str
    name: str
    kind: AccountClass
    is_active: bool
    tax_type: str = ""
    takes_payments: bool = False


def can_take(account: Account) -> bool:
    """Whether a payment may go there (Xero: Accounting API, Payments)."""
    return account.is_active and (account.kind is AccountClass.BANK or account.takes_payments)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRate:
    """A tax of the ledger; `rate` is its effective rate in percent.

    `is_computed` marks a tax that the ledger works out by itself, which is never ours to choose.
    """

    tax_type: str
    name: str
    rate: Decimal
    is_active: bool
    is_for_sales: bool
    is_computed: bool = False


class BooksPart(StrEnum):
    """A part of an organisation's settings that can be read by itself."""

    ORGANISATION = "organisation"
    ACCOUNTS = "accounts"
    TAX_RATES = "tax-rates"
    CURRENCIES = "currencies"
    PERMISSIONS = "permissions"


class Permission(StrEnum):
    """What the consent's user, or the organisation's plan, may not allow."""

    SUBMIT = "submit-invoices"
    APPROVE = "approve-invoices"
    MANY_CURRENCIES = "use-currencies"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerBooks:
    """A snapshot of an organisation's settings, read at `read_at` (UTC); `denied` is what it said no to."""

    organisation: LedgerOrganisation
    accounts: tuple[Account, ...]
    tax_rates: tuple[TaxRate, ...]
    currencies: frozenset[str]
    read_at: datetime
    denied: frozenset[Permission] = frozenset()

    def account(self, code: str) -> Account | None:
        """The account with that code."""
        return next((account for account in self.accounts if code and account.code == code), None)

    def account_named(self, which: str) -> Account | None:
        """The account with that code, or with that id: some have no code."""
        by_id = (account for account in self.accounts if which and account.id == which)
        return self.account(which) or next(by_id, None)

    def tax(self, tax_type: str) -> TaxRate | None:
        """The tax of that type."""
        return next((tax for tax in self.tax_rates if tax.tax_type == tax_type), None)

    def sales_taxes(self, rate: Decimal) -> tuple[TaxRate, ...]:
        """Active sales taxes of exactly that rate which may be chosen, by name."""
        found = [
            tax
            for tax in self.tax_rates
            if tax.is_active and tax.is_for_sales and not tax.is_computed and tax.rate == rate
        ]
        return tuple(sorted(found, key=lambda tax: (tax.name, tax.tax_type)))

    @property
    def locked_to(self) -> date | None:
        """The last locked day; both lock dates count."""
        locks = (self.organisation.period_lock_date, self.organisation.year_end_lock_date)
        return max((lock for lock in locks if lock is not None), default=None)
