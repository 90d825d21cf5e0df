"""From Xero's bytes to contacts of the domain."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.xero.contacts import ledger_contact
from adapters.xero.wire import CONTACTS
from domain.contact import NO_ADDRESS, Address, ContactState, LedgerContact
from domain.ids import LedgerContactId

ID = "bd2270c3-8706-4c11-9cfb-000b551c3f51"


def read(**fields: Any) -> LedgerContact:
    """One contact as it comes through a page."""
    body = json.dumps({"Contacts": [{"ContactID": ID, "ContactStatus": "ACTIVE", **fields}]})
    return ledger_contact(CONTACTS.validate_json(body.encode())["Contacts"][0])


def phone(kind: str, number: str | None, area: str = "", country: str = "") -> dict[str, str | None]:
    return {
        "PhoneType": kind,
        "PhoneNumber": number,
        "PhoneAreaCode": area,
        "PhoneCountryCode": country,
    }


def test_a_whole_contact() -> None:
    contact = read(
        Name=" ABC Limited ",
        FirstName="Andrea",
        LastName="Dutchess",
        EmailAddress="a.dutchess@abclimited.com",
        ContactNumber="ID001",
        TaxNumber="GB123456789",
        CompanyNumber="07654321",
        AccountsReceivableTaxType="OUTPUT2",
        IsCustomer=True,
        IsSupplier=False,
        UpdatedDateUTC="/Date(1488391422280+0000)/",
        Phones=[phone("DEFAULT", "5996999", "020", "44")],
        Addresses=[{"AddressType": "POBOX", "AddressLine1": "PO Box 10112", "City": "Leeds"}],
        ContactPersons=[{"FirstName": "Bo", "EmailAddress": "bo@abclimited.com"}],
        Balances={"AccountsReceivable": {"Outstanding": 848.0}},
    )

    assert contact == LedgerContact(
        id=LedgerContactId(ID),
        name="ABC Limited",
        first_name="Andrea",
        last_name="Dutchess",
        email="a.dutchess@abclimited.com",
        phone="+44 020 5996999",
        address=Address(street="PO Box 10112", city="Leeds"),
        number="ID001",
        tax_number="GB123456789",
        company_number="07654321",
        default_sales_tax="OUTPUT2",
        is_customer=True,
        is_supplier=False,
        state=ContactState.ACTIVE,
        other_emails=("bo@abclimited.com",),
        updated_at=datetime(2017, 3, 1, 18, 3, 42, 280_000, UTC),
    )


@pytest.mark.parametrize(
    "absent", [{}, {"EmailAddress": None}, {"EmailAddress": ""}, {"EmailAddress": " \t"}]
)
def test_missing_null_empty_and_blank_are_all_absent(absent: dict[str, Any]) -> None:
    assert read(**absent).email == ""


@pytest.mark.parametrize("field", ["Phones", "Addresses", "ContactPersons"])
@pytest.mark.parametrize("nothing", [None, []])
def test_an_absent_list_holds_nothing(field: str, nothing: Any) -> None:
    contact = read(**{field: nothing})

    assert (contact.phone, contact.address, contact.other_emails) == ("", NO_ADDRESS, ())


def test_absent_flags_are_false() -> None:
    contact = read(IsCustomer=None)

    assert not contact.is_customer
    assert not contact.is_supplier


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("ACTIVE", ContactState.ACTIVE),
        ("ARCHIVED", ContactState.ARCHIVED),
        ("GDPRREQUEST", ContactState.ERASURE_REQUESTED),
        ("SLEEPING", ContactState.UNKNOWN),
        (None, ContactState.UNKNOWN),
    ],
)
def test_a_status_that_is_not_known_is_never_taken_for_active(
    status: str | None, state: ContactState
) -> None:
    assert read(ContactStatus=status).state is state


def test_a_merged_contact_names_the_one_it_went_into() -> None:
    other = "5040915e-8ce7-4177-8d08-fde416232f18"

    assert read(ContactStatus="ARCHIVED", MergedToContactID=other).merged_into == other
    assert read(MergedToContactID="00000000-0000-0000-0000-000000000000").merged_into is None


@pytest.mark.parametrize(
    ("phones", "shown"),
    [
        ([phone("MOBILE", "2"), phone("DEFAULT", "1"), phone("DDI", "3")], "1"),
        ([phone("DDI", "3"), phone("DEFAULT", ""), phone("MOBILE", "2")], "2"),
        ([phone("DDI", "3"), phone("FAX", "4")], "3"),
        ([phone("FAX", "4"), phone("DEFAULT", None, "020", "44")], ""),
    ],
)
def test_the_default_phone_then_the_mobile_then_the_direct_line(phones: list[Any], shown: str) -> None:
    assert read(Phones=phones).phone == shown


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("5996999", "020", "44"), "+44 020 5996999"),
        (("5996999", "", "+44"), "+44 5996999"),
        (("5996999", "020", ""), "020 5996999"),
        (("+44 20 5996999", "020", "44"), "+44 20 5996999"),
        (("5996999", "", "UK"), "UK 5996999"),
    ],
)
def test_a_phone_is_joined_from_its_parts(parts: tuple[str, str, str], shown: str) -> None:
    assert read(Phones=[phone("DEFAULT", *parts)]).phone == shown


def test_the_postal_address_comes_before_the_street() -> None:
    street = {"AddressType": "STREET", "AddressLine1": "1 Mill Lane"}
    postal = {
        "AddressType": "POBOX",
        "AddressLine1": "PO Box 1",
        "AddressLine4": "Floor 4",
        "PostalCode": "LS1",
    }

    assert read(Addresses=[street, postal]).address == Address(street="PO Box 1, Floor 4", postal_code="LS1")


def test_an_empty_postal_address_gives_way_to_the_street() -> None:
    street = {"AddressType": "STREET", "AddressLine1": "1 Mill Lane", "Region": "Yorks", "Country": "UK"}
    postal = {"AddressType": "POBOX", "AddressLine1": " ", "City": None, "AttentionTo": "Jane"}

    address = read(Addresses=[postal, street]).address

    assert address == Address(street="1 Mill Lane", region="Yorks", country="UK")


def test_each_further_email_is_named_once() -> None:
    persons = [{"EmailAddress": mail} for mail in ("b@x.org", "", None, "a@x.org", "b@x.org")]

    assert read(ContactPersons=persons).other_emails == ("b@x.org", "a@x.org")


def test_a_number_where_text_should_be_does_not_cost_the_page() -> None:
    assert read(Addresses=[{"AddressType": "POBOX", "PostalCode": 75001}]).address.postal_code == "75001"


def test_an_unreadable_time_costs_the_time_alone() -> None:
    assert read(Name="A", UpdatedDateUTC="soon") == read(Name="A")


def test_every_text_is_trimmed() -> None:
    """With blanks around it a text would be another one to every rule that compares it."""
    texts = {
        "ContactID": ID,
        "ContactStatus": "ARCHIVED",
        "MergedToContactID": "5040915e-8ce7-4177-8d08-fde416232f18",
        "Name": "ABC",
        "FirstName": "Andrea",
        "LastName": "Dutchess",
        "EmailAddress": "a@x.org",
        "ContactNumber": "ID001",
        "TaxNumber": "GB1",
        "CompanyNumber": "07",
        "AccountsReceivableTaxType": "OUTPUT2",
        "UpdatedDateUTC": "/Date(1488391422280+0000)/",
    }
    parts = {
        "AddressType": "POBOX",
        "AddressLine1": "1",
        "AddressLine2": "2",
        "AddressLine3": "3",
        "AddressLine4": "4",
        "City": "Leeds",
        "Region": "Yorks",
        "PostalCode": "LS1",
        "Country": "UK",
    }

    def blank(told: dict[str, Any]) -> dict[str, Any]:
        return {name: f" \t{text}\u00a0\n" for name, text in told.items()}

    def contact(loose: Callable[[dict[str, Any]], dict[str, Any]]) -> LedgerContact:
        return read(
            **loose(texts),
            Phones=[loose(phone("DEFAULT", "1", "020", "44"))],
            Addresses=[loose(parts)],
            ContactPersons=[loose({"EmailAddress": "b@x.org"})],
        )

    assert contact(blank) == contact(dict)


@pytest.mark.parametrize(
    "fields",
    [
        {"Phones": [phone("DEFAULT", " \t")]},
        {"Addresses": [{"AddressType": "POBOX", "AddressLine2": " ", "City": "\u00a0"}]},
        {"ContactPersons": [{"EmailAddress": " "}]},
        {"MergedToContactID": " "},
    ],
)
def test_blank_says_nothing(fields: dict[str, Any]) -> None:
    assert read(**fields) == read()


@pytest.mark.parametrize("number", [7, 7.5, 12345678901234567890123])
def test_a_number_is_read_as_text_wherever_a_text_should_be(number: float) -> None:
    contact = read(
        Name=number,
        IsCustomer="true",
        IsSupplier=1,
        Phones=[{"PhoneType": "DEFAULT", "PhoneNumber": number}],
        ContactPersons=[{"EmailAddress": number}],
    )

    assert (contact.name, contact.phone, contact.other_emails) == (str(number), str(number), (str(number),))
    assert contact.is_customer
    assert contact.is_supplier
