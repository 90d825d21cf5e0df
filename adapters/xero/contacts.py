"""A contact of Xero as a value of the domain (Xero: Accounting API, Contacts)."""

from collections.abc import Iterable

from adapters.xero.moments import moment
from adapters.xero.wire import WireAddress, WireContact, WireContactPerson, WirePhone
from domain.contact import NO_ADDRESS, Address, ContactState, LedgerContact
from domain.ids import LedgerContactId

_STATES = {
    "ACTIVE": ContactState.ACTIVE,
    "ARCHIVED": ContactState.ARCHIVED,
    "GDPRREQUEST": ContactState.ERASURE_REQUESTED,
}
_PHONES = ("DEFAULT", "MOBILE", "DDI")
_ADDRESSES = ("POBOX", "STREET")
_NOBODY = "00000000-0000-0000-0000-000000000000"


def ledger_contact(wire: WireContact) -> LedgerContact:
    """The contact; a status that nobody has documented yet is `unknown`, never taken for active."""
    return LedgerContact(
        id=LedgerContactId(wire["ContactID"]),
        name=wire.get("Name") or "",
        first_name=wire.get("FirstName") or "",
        last_name=wire.get("LastName") or "",
        email=wire.get("EmailAddress") or "",
        phone=_phone(wire.get("Phones") or ()),
        address=_address(wire.get("Addresses") or ()),
        number=wire.get("ContactNumber") or "",
        tax_number=wire.get("TaxNumber") or "",
        company_number=wire.get("CompanyNumber") or "",
        default_sales_tax=wire.get("AccountsReceivableTaxType") or "",
        is_customer=wire.get("IsCustomer") or False,
        is_supplier=wire.get("IsSupplier") or False,
        state=_STATES.get(wire.get("ContactStatus") or "", ContactState.UNKNOWN),
        merged_into=_merged_into(wire.get("MergedToContactID")),
        other_emails=_emails(persons) if (persons := wire.get("ContactPersons")) else (),
        updated_at=moment(wire.get("UpdatedDateUTC")),
    )


def _merged_into(contact_id: str | None) -> LedgerContactId | None:
    return LedgerContactId(contact_id) if contact_id and contact_id != _NOBODY else None


def _phone(phones: Iterable[WirePhone]) -> str:
    """The default phone, else the mobile, else the direct line: the first that has a number."""
    numbers = {phone.get("PhoneType"): phone for phone in phones if phone.get("PhoneNumber")}
    for kind in _PHONES:
        if kind in numbers:
            return _dialled(numbers[kind])
    return ""


def _dialled(phone: WirePhone) -> str:
    """Country, area and number, joined; a number that carries its country already is left as it is."""
    number = phone.get("PhoneNumber") or ""
    if number.startswith("+"):
        return number
    country = phone.get("PhoneCountryCode") or ""
    if country.isdigit():
        country = f"+{country}"
    return " ".join(filter(None, (country, phone.get("PhoneAreaCode"), number)))


def _address(addresses: Iterable[WireAddress]) -> Address:
    """The postal address, else the street address: the first that says anything."""
    by_type = {address.get("AddressType"): address for address in addresses}
    for kind in _ADDRESSES:
        address = by_type.get(kind)
        if address is not None and _says_anything(address):
            return _postal(address)
    return NO_ADDRESS


def _says_anything(wire: WireAddress) -> bool:
    """Xero shows both addresses of every contact, and most of them are empty."""
    lines = wire.get("AddressLine1") or wire.get("AddressLine2") or wire.get("AddressLine3")
    place = wire.get("City") or wire.get("Region") or wire.get("PostalCode") or wire.get("Country")
    return bool(place or lines or wire.get("AddressLine4"))


def _postal(wire: WireAddress) -> Address:
    lines = (
        wire.get("AddressLine1"),
        wire.get("AddressLine2"),
        wire.get("AddressLine3"),
        wire.get("AddressLine4"),
    )
    return Address(
        street=", ".join(filter(None, lines)),
        city=wire.get("City") or "",
        region=wire.get("Region") or "",
        postal_code=wire.get("PostalCode") or "",
        country=wire.get("Country") or "",
    )


def _emails(persons: Iterable[WireContactPerson]) -> tuple[str, ...]:
    """Every email once, in the order in which the persons stand."""
    return tuple(dict.fromkeys(filter(None, (person.get("EmailAddress") for person in persons))))
