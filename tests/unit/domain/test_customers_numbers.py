"""An equal VAT or company number decides who is billed; another VAT number is another customer."""

from dataclasses import replace
from typing import Any

import pytest

from domain.contact import LedgerContact
from tests.support.contacts import EMAIL, ledger_contact, portal_company
from tests.unit.domain.billing import ACME, OF_ACME, asked, at, bill, billed, made, named

ELSEWHERE = "other@example.com"
NUMBERED = [
    pytest.param({"vat": "GB123456789"}, {"vat": "GB 123 456 789"}, id="VAT number"),
    pytest.param({"registration": "012345"}, {"registration": "01-2345"}, id="company number"),
]


@pytest.mark.parametrize(("theirs", "ours"), NUMBERED)
def test_an_equal_number_of_the_company_is_enough(theirs: dict[str, Any], ours: dict[str, str]) -> None:
    contact = ledger_contact(person="Bob Jones", name="Globex", email=ELSEWHERE, **theirs)
    acme = portal_company("k-1", name="Acme Ltd", **ours)

    assert billed(bill(at(acme), contact)) == ("c-1", "number-alone")


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        (ledger_contact(person="Bob Jones", name="Globex", vat="GB1"), "email-and-number"),
        (
            ledger_contact(person="Bob Jones", name="Acme", email=ELSEWHERE, vat="GB1"),
            "name-and-number",
        ),
        (ledger_contact(name="Jane Smith", email=ELSEWHERE, vat="GB1"), "name-and-number"),
    ],
)
def test_what_agrees_besides_a_number_is_told(contact: LedgerContact, code: str) -> None:
    assert billed(bill(at(replace(ACME, vat_number="GB1")), contact)) == ("c-1", code)


def test_an_equal_number_says_more_than_email_and_name() -> None:
    numbered = ledger_contact("c-2", person="Bob Jones", name="Globex", email=ELSEWHERE, vat="GB1")

    found = bill(at(replace(ACME, vat_number="GB1")), ledger_contact("c-1"), numbered)

    assert billed(found) == ("c-2", "number-alone")


def test_no_number_on_either_side_is_no_number_in_common() -> None:
    contact = ledger_contact(person="Bob Jones", name="Globex", email=ELSEWHERE, vat="n/a")

    assert made(bill(at(replace(ACME, vat_number="N/A")), contact)).name == "Acme Ltd"


def test_several_of_one_number_and_one_of_them_with_the_name() -> None:
    leeds = ledger_contact("c-1", name="Acme Leeds", email="", vat="GB1")
    york = ledger_contact("c-2", name="Acme York", email="", vat="GB1")
    company = portal_company("k-1", name="Acme York", vat="GB1")

    assert billed(bill(at(company), leeds, york)) == ("c-2", "name-and-number")


def test_several_of_one_number_between_which_email_and_name_disagree() -> None:
    leeds = ledger_contact("c-1", name="Acme Leeds", vat="GB1")
    york = ledger_contact("c-2", name="Acme York Limited", email="", vat="GB1")
    recipient = at(portal_company("k-1", name="Acme York", vat="GB1"))

    assert named(asked(bill(recipient, leeds, york), "contact-ambiguous", recipient)) == "c-1 c-2"


@pytest.mark.parametrize("email", [EMAIL, ELSEWHERE, ""])
def test_two_vat_numbers_are_two_customers_however_much_the_names_agree(email: str) -> None:
    contact = ledger_contact(name="Acme Ltd", email=email, vat="GB1", registration="7")
    recipient = at(replace(ACME, vat_number="GB2", registration_number="7"))
    found = asked(bill(recipient, contact), "contact-name-taken", recipient)

    assert found.facts["other_vat"] == "GB1"


def test_one_vat_number_contradicts_nothing() -> None:
    numbered = at(replace(ACME, vat_number="GB2"))

    assert billed(bill(numbered, ledger_contact(name="Acme"))) == ("c-1", "email-and-company")
    assert billed(bill(OF_ACME, ledger_contact(name="Acme", vat="GB1"))) == ("c-1", "email-and-company")


def test_another_vat_number_makes_part_of_a_name_too_little() -> None:
    numbered = at(replace(ACME, vat_number="GB2"))
    other = ledger_contact("c-1", name="Acme Tools", person="", vat="GB1")
    none = ledger_contact("c-2", name="Acme Tools", person="")

    assert named(asked(bill(numbered, other), "contact-ambiguous", numbered)) == "c-1"
    assert named(asked(bill(numbered, other, none), "contact-ambiguous", numbered)) == "c-1 c-2"
