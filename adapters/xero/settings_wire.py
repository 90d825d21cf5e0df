"""The fields of an organisation's settings that are read, as they come (Xero: OpenAPI 16.1.0)."""

from decimal import Decimal
from typing import Required

from pydantic import TypeAdapter, with_config
from typing_extensions import TypedDict

from adapters.xero.wire import AS_IT_COMES, Flag, Text


@with_config(AS_IT_COMES)
class WireAccount(TypedDict, total=False):
    """An account; a bank account may have no code."""

    AccountID: Required[str]
    Code: Text
    Name: Text
    Type: Text
    Class: Text
    Status: Text
    TaxType: Text
    SystemAccount: Text
    EnablePaymentsToAccount: Flag


@with_config(AS_IT_COMES)
class WireAccounts(TypedDict, total=False):
    """All accounts at once: there are no pages."""

    Accounts: Required[list[WireAccount]]


@with_config(AS_IT_COMES)
class WireTaxRate(TypedDict, total=False):
    """A tax rate; its rates are percentages."""

    TaxType: Required[str]
    Name: Text
    Status: Text
    ReportTaxType: Text
    EffectiveRate: Decimal | None
    DisplayTaxRate: Decimal | None
    CanApplyToRevenue: Flag


@with_config(AS_IT_COMES)
class WireTaxRates(TypedDict, total=False):
    """All tax rates at once."""

    TaxRates: Required[list[WireTaxRate]]


@with_config(AS_IT_COMES)
class WireCurrency(TypedDict, total=False):
    """A currency that the organisation has added."""

    Code: Text


@with_config(AS_IT_COMES)
class WireCurrencies(TypedDict, total=False):
    """All of them."""

    Currencies: Required[list[WireCurrency]]


@with_config(AS_IT_COMES)
class WireAction(TypedDict, total=False):
    """Something that the consent's user may do in the organisation, or not."""

    Name: Text
    Status: Text


@with_config(AS_IT_COMES)
class WireActions(TypedDict, total=False):
    """All of them."""

    Actions: Required[list[WireAction]]


ACCOUNTS = TypeAdapter(WireAccounts)
TAX_RATES = TypeAdapter(WireTaxRates)
CURRENCIES = TypeAdapter(WireCurrencies)
ACTIONS = TypeAdapter(WireActions)
