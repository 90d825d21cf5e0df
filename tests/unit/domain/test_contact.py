"""What contacts, people and addresses say of themselves."""

from dataclasses import fields, replace

import pytest

from domain.contact import NO_ADDRESS, Address
from tests.support.contacts import ledger_contact, portal_person


@pytest.mark.parametrize(
    ("first", "last", "name"), [("Jane", "Smith", "Jane Smith"), ("Jane", "", "Jane"), ("", "Smith", "Smith")]
)
def test_a_name_is_made_of_what_there_is(first: str, last: str, name: str) -> None:
    contact = replace(ledger_contact(), first_name=first, last_name=last)
    person = replace(portal_person(), first_name=first, last_name=last)

    assert (contact.person_name, person.name) == (name, name)


def test_no_address_is_empty() -> None:
    assert NO_ADDRESS.is_empty()


@pytest.mark.parametrize("part", [field.name for field in fields(Address)])
def test_an_address_with_any_part_is_not_empty(part: str) -> None:
    assert not Address(**{part: "x"}).is_empty()
