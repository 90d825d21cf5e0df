"""By what contacts, people and companies are compared."""

from dataclasses import replace

from domain.keys import CompanyKeys, ContactKeys, PersonKeys, keys_of_company, keys_of_contact, keys_of_person
from tests.support.contacts import ledger_contact, portal_company, portal_person


def test_a_contact_is_compared_by_email_person_company_and_numbers() -> None:
    contact = ledger_contact(
        person="Renée Müller",
        name="Müller & Co. Ltd",
        email=" Renee@Example.COM",
        vat="GB 123 456 789",
        registration="012-345",
    )

    assert keys_of_contact(contact) == ContactKeys(
        email="renee@example.com",
        person="renee muller",
        company="muller",
        vat="GB123456789",
        registration="012345",
    )


def test_a_person_is_compared_by_email_and_name() -> None:
    person = portal_person(name="Renée Müller", email="RENEE@example.com")

    assert keys_of_person(person) == PersonKeys(email="renee@example.com", name="renee muller")


def test_a_company_is_compared_by_name_and_numbers() -> None:
    company = portal_company(name="Müller Limited", vat="gb123", registration="Nº 7")

    assert keys_of_company(company) == CompanyKeys(name="muller", vat="GB123", registration="N7")


def test_what_is_not_there_is_not_compared() -> None:
    nobody = replace(ledger_contact(), name="", first_name="", last_name="", email="")

    assert keys_of_contact(nobody) == ContactKeys(email="", person="", company="", vat="", registration="")
