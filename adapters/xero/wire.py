"""The fields of Xero's answers that are read, as they come (Xero: OpenAPI 16.1.0 and recorded answers).

Texts are trimmed while they are read; a field that is missing, null, '' or blank is absent, so
whoever reads one says `get(...) or ""`. Contacts, which come by the thousand, are in `wire_contacts`.
"""

from typing import Required

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

from adapters.xero.wire_contacts import ContactsAdapter

AS_IT_COMES = ConfigDict(coerce_numbers_to_str=True, str_strip_whitespace=True)

Text = str | None
Flag = bool | None


@with_config(AS_IT_COMES)
class WireOrganisation(TypedDict, total=False):
    """An organisation; its dates are calendar days."""

    Name: Text
    CountryCode: Text
    BaseCurrency: Text
    Timezone: Text
    PeriodLockDate: Text
    EndOfYearLockDate: Text
    IsDemoCompany: Flag
    PaysTax: Flag
    ShortCode: Text
    SalesTaxBasis: Text
    SalesTaxPeriod: Text


@with_config(AS_IT_COMES)
class WireOrganisations(TypedDict, total=False):
    """The list that holds the one organisation asked for."""

    Organisations: Required[list[WireOrganisation]]


@with_config(AS_IT_COMES)
class WireTenant(TypedDict, total=False):
    """An entry of `/connections`, the one list with lower-case names."""

    id: Required[str]
    tenantId: Required[str]
    tenantType: Text
    tenantName: Text
    authEventId: Text


@with_config(AS_IT_COMES)
class WireTokens(TypedDict, total=False):
    """What the token endpoint gives; `expires_in` in seconds."""

    access_token: Required[str]
    expires_in: Required[int]
    refresh_token: Text
    scope: Text


CONTACTS = ContactsAdapter()
ORGANISATIONS = TypeAdapter(WireOrganisations)
TENANTS = TypeAdapter(list[WireTenant], config=AS_IT_COMES)
TOKENS = TypeAdapter(WireTokens)
