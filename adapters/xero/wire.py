"""The fields of Xero's answers that are read, as they come (Xero: OpenAPI 16.1.0 and recorded answers).

Texts are trimmed while they are read; a field that is missing, null, '' or blank is absent, so
whoever reads one says `get(...) or ""`. Dictionaries, not objects: reading a page of 1,000 is the hot
path, and these are the fastest that pydantic makes from bytes.
"""

from typing import Required

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

_AS_IT_COMES = ConfigDict(coerce_numbers_to_str=True, str_strip_whitespace=True)

Text = str | None
Flag = bool | None
Number = int | None


@with_config(_AS_IT_COMES)
class WireAddress(TypedDict, total=False):
    """An address; Xero's POBOX is the postal one."""

    AddressType: Text
    AddressLine1: Text
    AddressLine2: Text
    AddressLine3: Text
    AddressLine4: Text
    City: Text
    Region: Text
    PostalCode: Text
    Country: Text


@with_config(_AS_IT_COMES)
class WirePhone(TypedDict, total=False):
    """A phone in three parts."""

    PhoneType: Text
    PhoneNumber: Text
    PhoneAreaCode: Text
    PhoneCountryCode: Text


@with_config(_AS_IT_COMES)
class WireContactPerson(TypedDict, total=False):
    """A further person of a contact."""

    EmailAddress: Text


@with_config(_AS_IT_COMES)
class WireContact(TypedDict, total=False):
    """A contact of a paged list."""

    ContactID: Required[str]
    ContactStatus: Text
    MergedToContactID: Text
    Name: Text
    FirstName: Text
    LastName: Text
    EmailAddress: Text
    ContactNumber: Text
    TaxNumber: Text
    CompanyNumber: Text
    AccountsReceivableTaxType: Text
    IsCustomer: Flag
    IsSupplier: Flag
    UpdatedDateUTC: Text
    Addresses: list[WireAddress] | None
    Phones: list[WirePhone] | None
    ContactPersons: list[WireContactPerson] | None


@with_config(_AS_IT_COMES)
class WirePagination(TypedDict, total=False):
    """What a paged list says of itself."""

    pageCount: Number
    itemCount: Number


@with_config(_AS_IT_COMES)
class WireContacts(TypedDict, total=False):
    """One page of contacts."""

    Contacts: Required[list[WireContact]]
    DateTimeUTC: Text
    pagination: WirePagination | None


@with_config(_AS_IT_COMES)
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


@with_config(_AS_IT_COMES)
class WireOrganisations(TypedDict, total=False):
    """The list that holds the one organisation asked for."""

    Organisations: Required[list[WireOrganisation]]


@with_config(_AS_IT_COMES)
class WireTenant(TypedDict, total=False):
    """An entry of `/connections`, the one list with lower-case names."""

    id: Required[str]
    tenantId: Required[str]
    tenantType: Text
    tenantName: Text
    authEventId: Text


@with_config(_AS_IT_COMES)
class WireTokens(TypedDict, total=False):
    """What the token endpoint gives; `expires_in` in seconds."""

    access_token: Required[str]
    expires_in: Required[int]
    refresh_token: Text
    scope: Text


CONTACTS = TypeAdapter(WireContacts)
ORGANISATIONS = TypeAdapter(WireOrganisations)
TENANTS = TypeAdapter(list[WireTenant], config=_AS_IT_COMES)
TOKENS = TypeAdapter(WireTokens)
