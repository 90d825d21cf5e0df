"""An organisation's settings: one call each (Xero: Accounting API, Organisation, Accounts and others)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import TypeAdapter

from adapters.xero.accounts import ledger_account
from adapters.xero.exact import read_exactly
from adapters.xero.settings_wire import ACCOUNTS, ACTIONS, CURRENCIES, TAX_RATES
from adapters.xero.tax_rates import ledger_tax_rate
from adapters.xero.tenant_line import TenantLine
from domain.books import Account, BooksPart, LedgerBooks, Permission, TaxRate
from domain.budget import Purpose
from domain.errors import AccessLost, NotFound, Rejected
from domain.organisation import LedgerOrganisation

T = TypeVar("T")

_PERMISSIONS = {
    "CreateDraftInvoice": Permission.SUBMIT,
    "CreateApprovedInvoice": Permission.APPROVE,
    "UseMulticurrency": Permission.MANY_CURRENCIES,
}
"""Xero's names; who may draft may also submit (Xero: user roles)."""


class BooksReading:
    """Reads the settings of one organisation."""

    def __init__(self, tenant: TenantLine) -> None:
        """`tenant` carries the calls to that organisation."""
        self._tenant = tenant

    def books(
        self,
        parts: frozenset[BooksPart],
        known: LedgerBooks | None,
        organisation: Callable[[], LedgerOrganisation],
    ) -> LedgerBooks:
        """One call for each part; `organisation` asks for that."""
        asked = parts if known is not None else frozenset(BooksPart)
        readers: dict[BooksPart, tuple[str, Callable[[], Any]]] = {
            BooksPart.ORGANISATION: ("organisation", organisation),
            BooksPart.ACCOUNTS: ("accounts", self._accounts),
            BooksPart.TAX_RATES: ("tax_rates", self._tax_rates),
            BooksPart.CURRENCIES: ("currencies", self._currencies),
            BooksPart.PERMISSIONS: ("denied", self._denied),
        }
        read = {name: reads() for part, (name, reads) in readers.items() if part in asked}
        read["read_at"] = self._tenant.now()
        return LedgerBooks(**read) if known is None else replace(known, **read)

    def _accounts(self) -> tuple[Account, ...]:
        return tuple(map(ledger_account, self._read("/Accounts", ACCOUNTS)["Accounts"]))

    def _tax_rates(self) -> tuple[TaxRate, ...]:
        return tuple(map(ledger_tax_rate, self._read("/TaxRates", TAX_RATES)["TaxRates"]))

    def _currencies(self) -> frozenset[str]:
        currencies = self._read("/Currencies", CURRENCIES)["Currencies"]
        return frozenset(code for currency in currencies if (code := currency.get("Code")))

    def _denied(self) -> frozenset[Permission]:
        """What the user behind the consent may not do. Who may not even ask is denied nothing."""
        try:
            actions = self._read("/Organisation/Actions", ACTIONS)["Actions"]
        except (AccessLost, NotFound, Rejected):
            return frozenset()
        denied = {action.get("Name") for action in actions if action.get("Status") == "NOT-ALLOWED"}
        return frozenset(permission for name, permission in _PERMISSIONS.items() if name in denied)

    def _read(self, path: str, adapter: TypeAdapter[T]) -> T:
        outgoing = self._tenant.reading(path)
        return read_exactly(adapter, self._tenant.ask(outgoing, Purpose.WORK), outgoing)
