"""A contact of Xero as a value of the domain (Xero: Accounting API, Contacts)."""

from collections.abc import Iterable

from adapters.xero.moments import moment
from adapters.xero.wire_contacts import WireAddress, WireContact, WireContactPerson, WirePhone
from domain.contact import NO_ADDRESS, Address, ContactState, LedgerContact, new_address, new_ledger_contact
from domain.ids import LedgerContactId

_STATES: dict[str | None, ContactState] = {
    "ACTIVE": ContactState.ACTIVE,
    "ARCHIVED": ContactState.ARCHIVED,
    "GDPRREQUEST": ContactState.ERASURE_REQUESTED,
}
_PHONES = ("DEFAULT", "MOBILE", "DDI")
_ADDRESSES = ("POBOX", "STREET")
_NOBODY = "00000000-0000-0000-0000-000000000000"


def ledger_contact(wire: WireContact[str]) -> LedgerContact:
    """The contact; a status that nobody has documented yet is `unknown`, never taken for active.

    Spelled out: a full reading comes through here once for each of many thousands.
    """
    return new_ledger_contact(
        id=LedgerContactId(wire.ContactID.strip()),
        name=wire.Name.strip() if wire.Name else "",
        first_name=wire.FirstName.strip() if wire.FirstName else "",
        last_name=wire.LastName.strip() if wire.LastName else "",
        email=wire.EmailAddress.strip() if wire.EmailAddress else "",
        phone=_phone(wire.Phones) if wire.Phones else "",
        address=_address(wire.Addresses) if wire.Addresses else NO_ADDRESS,
        number=wire.ContactNumber.strip() if wire.ContactNumber else "",
        tax_number=wire.TaxNumber.strip() if wire.TaxNumber else "",
        company_number=wire.CompanyNumber.strip() if wire.CompanyNumber else "",
        default_sales_tax=wire.AccountsReceivableTaxType.strip() if wire.AccountsReceivableTaxType else "",
        is_customer=wire.IsCustomer or False,
        is_supplier=wire.IsSupplier or False,
        state=_STATES.get(wire.ContactStatus) or _state(wire.ContactStatus),
        merged_into=_merged_into(wire.MergedToContactID) if wire.MergedToContactID else None,
        other_emails=_emails(wire.ContactPersons) if wire.ContactPersons else (),
        updated_at=moment(wire.UpdatedDateUTC.strip()) if wire.UpdatedDateUTC else None,
    )


def _state(told: str | None) -> ContactState:
    return _STATES.get(_trimmed(told), ContactState.UNKNOWN)


def _trimmed(told: str | None) -> str:
    return told.strip() if told else ""


def _merged_into(contact_id: str) -> LedgerContactId | None:
    merged_into = contact_id.strip()
    return LedgerContactId(merged_into) if merged_into not in ("", _NOBODY) else None


def _phone(phones: Iterable[WirePhone[str]]) -> str:
    """The default phone, else the mobile, else the direct line: the first that has a number."""
    numbers: dict[str, str] = {}
    for phone in phones:
        told = phone.PhoneNumber
        if told and (number := told.strip()):
            numbers[_trimmed(phone.PhoneType)] = _dialled(number, phone)
    for kind in _PHONES if numbers else ():
        if kind in numbers:
            return numbers[kind]
    return ""


def _dialled(number: str, phone: WirePhone[str]) -> str:
    """Country, area and number, joined; a number that carries its country already is left as it is."""
    if number.startswith("+"):
        return number
    area = phone.PhoneAreaCode.strip() if phone.PhoneAreaCode else ""
    country = phone.PhoneCountryCode.strip() if phone.PhoneCountryCode else ""
    if country.isdigit():
        country = f"+{country}"
    return " ".join(filter(None, (country, area, number)))


def _address(addresses: Iterable[WireAddress[str]]) -> Address:
    """The postal address, else the street address: the first that says anything.

    Xero shows both addresses of every contact, and most of them are empty.
    """
    found: dict[str, Address] = {}
    for wire in addresses:
        address = _postal(wire)
        if address is not None:
            found[_trimmed(wire.AddressType)] = address
    for kind in _ADDRESSES if found else ():
        if kind in found:
            return found[kind]
    return NO_ADDRESS


def _postal(wire: WireAddress[str]) -> Address | None:
    lines = (wire.AddressLine1, wire.AddressLine2, wire.AddressLine3, wire.AddressLine4)
    street = ", ".join([told for line in lines if line and (told := line.strip())]) if any(lines) else ""
    city = wire.City.strip() if wire.City else ""
    region = wire.Region.strip() if wire.Region else ""
    postal_code = wire.PostalCode.strip() if wire.PostalCode else ""
    country = wire.Country.strip() if wire.Country else ""
    if not (street or city or region or postal_code or country):
        return None
    return new_address(street=street, city=city, region=region, postal_code=postal_code, country=country)


def _emails(persons: Iterable[WireContactPerson[str]]) -> tuple[str, ...]:
    """Every email once, in the order in which the persons stand."""
    return tuple(dict.fromkeys(filter(None, (_trimmed(person.EmailAddress) for person in persons))))
