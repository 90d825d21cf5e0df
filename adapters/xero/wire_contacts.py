"""A page of contacts, as it comes (Xero: OpenAPI 16.1.0 and recorded answers).

The one answer of which thousands are read, and therefore read by msgspec: it makes its objects at a third
of pydantic's price, and they cost less to look into and to throw away. Texts are not trimmed yet.
"""

from typing import Any, Generic, Required, TypeVar

from msgspec import Struct, ValidationError, convert
from msgspec.json import Decoder
from typing_extensions import TypedDict

from adapters.xero.wire_pagination import WirePagination

_Text = TypeVar("_Text")
"""How a text may stand there."""


class WireAddress(Struct, Generic[_Text], gc=False):
    """An address; Xero's POBOX is the postal one."""

    AddressType: _Text | None = None
    AddressLine1: _Text | None = None
    AddressLine2: _Text | None = None
    AddressLine3: _Text | None = None
    AddressLine4: _Text | None = None
    City: _Text | None = None
    Region: _Text | None = None
    PostalCode: _Text | None = None
    Country: _Text | None = None


class WirePhone(Struct, Generic[_Text], gc=False):
    """A phone in three parts."""

    PhoneType: _Text | None = None
    PhoneNumber: _Text | None = None
    PhoneAreaCode: _Text | None = None
    PhoneCountryCode: _Text | None = None


class WireContactPerson(Struct, Generic[_Text], gc=False):
    """A further person of a contact."""

    EmailAddress: _Text | None = None


class WireContact(Struct, Generic[_Text], gc=False):
    """A contact of a paged list."""

    ContactID: _Text
    ContactStatus: _Text | None = None
    MergedToContactID: _Text | None = None
    Name: _Text | None = None
    FirstName: _Text | None = None
    LastName: _Text | None = None
    EmailAddress: _Text | None = None
    ContactNumber: _Text | None = None
    TaxNumber: _Text | None = None
    CompanyNumber: _Text | None = None
    AccountsReceivableTaxType: _Text | None = None
    IsCustomer: bool | None = None
    IsSupplier: bool | None = None
    UpdatedDateUTC: _Text | None = None
    Addresses: list[WireAddress[_Text]] | None = None
    Phones: list[WirePhone[_Text]] | None = None
    ContactPersons: list[WireContactPerson[_Text]] | None = None


class WireContacts(TypedDict, Generic[_Text], total=False):
    """One page of contacts."""

    Contacts: Required[list[WireContact[_Text]]]
    DateTimeUTC: _Text | None
    pagination: WirePagination | None


class ContactsAdapter:
    """Reads a page as pydantic's adapters read theirs."""

    def __init__(self) -> None:
        """Two readers: what is as documented, and what may be put up with."""
        self._documented = Decoder(WireContacts[str])
        self._odd = Decoder(WireContacts[str | int | float], strict=False)

    def validate_json(self, data: bytes, /) -> WireContacts[str]:
        """The page, numbers that stand where texts should as texts. Raises msgspec's DecodeError."""
        try:
            return self._documented.decode(data)
        except ValidationError:
            return _put_right(self._odd.decode(data))


def contact_of(element: object) -> WireContact[str]:
    """A contact among the answers to a write, parsed already. Raises msgspec's ValidationError."""
    contact: WireContact[Any] = convert(element, WireContact[str | int | float], strict=False)
    _put_texts_right(contact)
    return contact


def _put_right(odd: WireContacts[Any]) -> WireContacts[str]:
    for contact in odd["Contacts"]:
        _put_texts_right(contact)
    if odd.get("DateTimeUTC") is not None:
        odd["DateTimeUTC"] = str(odd["DateTimeUTC"])
    return odd


def _put_texts_right(told: Struct) -> None:
    for name in told.__struct_fields__:
        value = getattr(told, name)
        if isinstance(value, list):
            for one in value:
                _put_texts_right(one)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            setattr(told, name, str(value))
