"""The bytes that create contacts."""

from typing import Any

import pytest

from adapters.xero.contact_bodies import creation
from adapters.xero.json_text import parsed
from domain.contact import Address
from domain.drafts import LedgerContactDraft
from tests.unit.xero_adapter.drafts import customer


def sent(one: LedgerContactDraft) -> dict[str, Any]:
    (element,) = parsed(creation([one]).body)["Contacts"]
    assert isinstance(element, dict)
    return element


def test_the_whole_request_byte_for_byte() -> None:
    envelope = creation([customer("c-1", name="Acme Ltd")])

    assert (envelope.method, envelope.path) == ("PUT", "/Contacts?summarizeErrors=false")
    assert envelope.body == b'{"Contacts":[{"Name":"Acme Ltd","ContactNumber":"c-1"}]}'


def test_everything_that_is_known_leaves() -> None:
    one = customer(
        name="Acme Ltd",
        first_name="Ada",
        last_name="Moss",
        email="ada@acme.example",
        phone="+44 7700 900123",
        tax_number="GB123456789",
        address=Address(
            street="1 Mill Lane", city="Leeds", region="W Yorks", postal_code="LS1", country="UK"
        ),
    )

    assert sent(one) == {
        "Name": "Acme Ltd",
        "ContactNumber": "party-1",
        "FirstName": "Ada",
        "LastName": "Moss",
        "EmailAddress": "ada@acme.example",
        "TaxNumber": "GB123456789",
        "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "+44 7700 900123"}],
        "Addresses": [
            {
                "AddressType": "POBOX",
                "AddressLine1": "1 Mill Lane",
                "City": "Leeds",
                "Region": "W Yorks",
                "PostalCode": "LS1",
                "Country": "UK",
            }
        ],
    }


@pytest.mark.parametrize(
    ("name", "written"),
    [("  Acme   Ltd ", "Acme Ltd"), ("A<b>c", "A b c"), ("x" * 300, "x" * 255), ("Zoë & \x00Co", "Zoë & Co")],
)
def test_a_name_is_one_that_xero_can_hold(name: str, written: str) -> None:
    assert sent(customer(name=name))["Name"] == written


def test_a_detail_that_does_not_fit_is_left_out_and_costs_nothing_else() -> None:
    one = customer(
        phone="1" * 51,
        tax_number="9" * 51,
        email="e" * 256,
        address=Address(street="s" * 501, city="Leeds", postal_code="p" * 51),
    )

    assert sent(one) == {
        "Name": "Firm party-1",
        "ContactNumber": "party-1",
        "Addresses": [{"AddressType": "POBOX", "City": "Leeds"}],
    }
