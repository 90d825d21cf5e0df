"""Evidence comes in pairs: who a contact is among those with its email and those with its name."""

import pytest

from domain.contact import Company, LedgerContact, Person
from domain.evidence import Candidate, Same, Verdict, weigh
from domain.hold import Cause
from domain.keys import keys_of_contact
from domain.text import fold, fold_email
from tests.support.contacts import EMAIL, ledger_contact, portal_company, portal_person

ACME = portal_company("k-acme", name="Acme Limited")
AGENCY = "accounts@agency.example"
NUMBERED = [
    pytest.param(
        ledger_contact(name="Acme Ltd", vat="GB123456789"),
        portal_company(name="Globex", vat="GB 123 456 789"),
        id="VAT number",
    ),
    pytest.param(
        ledger_contact(name="Acme Ltd", registration="012345"),
        portal_company(name="Globex", registration="01-2345"),
        id="company number",
    ),
]


def verdict(contact: LedgerContact, *candidates: Candidate | Person) -> Verdict:
    """What is said of a contact when the portal has these people."""
    there = [c if isinstance(c, Candidate) else Candidate(person=c) for c in candidates]
    keys = keys_of_contact(contact)
    return weigh(
        contact,
        keys,
        [c for c in there if keys.email and fold_email(c.person.email) == keys.email],
        [c for c in there if fold(c.person.name) == keys.person],
    )


def same(found: Verdict) -> tuple[str, str]:
    """Who it is, and by what evidence."""
    assert isinstance(found, Same), found
    assert found.evidence.facts == {"person": found.person.name, "person_id": found.person.id}
    return found.person.id, found.evidence.code


def asks(found: Verdict) -> str:
    """What is asked: one question for each contact."""
    assert isinstance(found, Cause), found
    assert found.key == f"{found.code}:c-1"
    assert found.facts["contact_id"] == "c-1"
    return found.code


def at_acme(person: Person) -> Candidate:
    return Candidate(person=person, company=ACME)


def test_nobody_like_them_is_nobody() -> None:
    assert verdict(ledger_contact()) is None


def test_email_and_the_persons_name_agree() -> None:
    assert same(verdict(ledger_contact(), portal_person("p-7"))) == ("p-7", "email-and-name")


def test_they_agree_whatever_the_case_and_the_accents() -> None:
    contact = ledger_contact(person="RENÉE  MÜLLER", email="Renee@Example.com")
    person = portal_person(name="Renee Muller", email="renee@example.COM")

    assert same(verdict(contact, person)) == ("p-1", "email-and-name")


def test_email_and_the_companys_name_agree_whatever_the_legal_form() -> None:
    contact = ledger_contact(person="Jane Smith", name="ACME Ltd.", email="info@acme.example")
    colleague = portal_person(name="Bob Jones", email="info@acme.example", company=ACME)

    assert same(verdict(contact, at_acme(colleague))) == ("p-1", "email-and-company")


def test_a_company_known_by_name_alone_is_evidence_too() -> None:
    contact = ledger_contact(person="Jane Smith", name="Acme Ltd")
    colleague = portal_person(name="Bob Jones", company=ACME)

    assert same(verdict(contact, Candidate(person=colleague))) == ("p-1", "email-and-company")


@pytest.mark.parametrize(("contact", "renamed"), NUMBERED)
def test_email_and_a_number_of_the_company_agree(contact: LedgerContact, renamed: Company) -> None:
    found = verdict(contact, Candidate(person=portal_person(name="Bob Jones"), company=renamed))

    assert same(found) == ("p-1", "email-and-number")


@pytest.mark.parametrize(("contact", "renamed"), NUMBERED)
def test_name_and_a_number_of_the_company_agree_whatever_the_emails(
    contact: LedgerContact, renamed: Company
) -> None:
    found = verdict(contact, Candidate(person=portal_person(email="other@example.com"), company=renamed))

    assert same(found) == ("p-1", "name-and-number")


def test_no_number_on_either_side_is_no_number_in_common() -> None:
    contact = ledger_contact(name="Acme Ltd", vat="n/a")
    other = portal_company("k-1", name="Globex", vat="N/A")
    found = verdict(contact, Candidate(person=portal_person(email="other@example.com"), company=other))

    assert asks(found) == "name-other-email"


def test_of_several_with_the_email_the_one_with_the_name_is_it() -> None:
    contact = ledger_contact(email=AGENCY)
    found = verdict(
        contact,
        portal_person("p-1", name="Bob Jones", email=AGENCY),
        portal_person("p-2", name="Jane Smith", email=AGENCY),
        portal_person("p-3", name="Jane Jones", email=AGENCY),
    )

    assert same(found) == ("p-2", "email-and-name")


def test_of_several_with_the_email_the_one_at_the_company_is_it() -> None:
    contact = ledger_contact(name="Acme", email=AGENCY)
    found = verdict(
        contact,
        portal_person("p-1", name="Bob Jones", email=AGENCY),
        at_acme(portal_person("p-2", name="Eve Miller", email=AGENCY)),
    )

    assert same(found) == ("p-2", "email-and-company")


def test_of_several_with_the_email_one_who_shares_a_word_is_not_the_name() -> None:
    contact = ledger_contact(person="Jane Smith", name="Jane Smith", email="family@smith.example")
    found = verdict(
        contact,
        portal_person("p-john", name="John Smith", email="family@smith.example"),
        portal_person("p-else", name="Ada Frost", email="family@smith.example"),
    )

    assert isinstance(found, Cause)
    assert found.code == "person-ambiguous"


def test_several_with_email_and_name_are_asked_about() -> None:
    found = verdict(ledger_contact(), portal_person("p-1"), at_acme(portal_person("p-2", company=ACME)))

    assert asks(found) == "person-ambiguous"
    assert isinstance(found, Cause)
    assert found.facts["count"] == "2"
    assert (
        found.facts["candidates"] == f"Jane Smith <{EMAIL}> - (p-1); Jane Smith <{EMAIL}> Acme Limited (p-2)"
    )


def test_several_with_the_email_and_none_with_the_name_are_asked_about() -> None:
    found = verdict(
        ledger_contact(email=AGENCY),
        portal_person("p-1", name="Bob Jones", email=AGENCY),
        portal_person("p-2", name="Eve Miller", email=AGENCY),
    )

    assert asks(found) == "person-ambiguous"


def test_an_email_with_a_word_of_the_name_is_enough() -> None:
    married = portal_person(name="Jane Miller")

    assert same(verdict(ledger_contact(), married)) == ("p-1", "email-and-part-of-name")


def test_an_email_with_a_word_of_the_companys_name_is_enough() -> None:
    contact = ledger_contact(name="Acme Tools Ltd")
    colleague = portal_person(name="Bob Jones", company=ACME)

    assert same(verdict(contact, at_acme(colleague))) == ("p-1", "email-and-part-of-name")


def test_an_email_with_a_name_that_shares_no_word_is_asked_about() -> None:
    found = verdict(ledger_contact(email=AGENCY), portal_person("p-9", name="Bob Jones", email=AGENCY))

    assert asks(found) == "email-other-name"
    assert isinstance(found, Cause)
    assert (found.facts["other"], found.facts["other_id"]) == ("Bob Jones", "p-9")


@pytest.mark.parametrize(
    ("one", "other"), [("The Corner Shop", "The Red Lion"), ("Bakery Ltd", "Garage Ltd")]
)
def test_words_that_everybody_has_are_not_shared(one: str, other: str) -> None:
    contact = ledger_contact(name=one, email=AGENCY)
    theirs = portal_company("k-1", name=other)
    found = verdict(contact, Candidate(person=portal_person(name="Bob Jones", email=AGENCY), company=theirs))

    assert asks(found) == "email-other-name"


def test_no_company_on_either_side_is_no_company_in_common() -> None:
    nameless = ledger_contact(name="", email=AGENCY)

    assert asks(verdict(nameless, portal_person(name="Bob Jones", email=AGENCY))) == "email-other-name"


def test_names_of_signs_alone_agree_with_nobody() -> None:
    contact = ledger_contact(person=". .", name="Acme")

    assert asks(verdict(contact, portal_person(name="- -"))) == "email-other-name"


def test_a_name_is_enough_if_the_person_has_no_email() -> None:
    assert same(verdict(ledger_contact(), portal_person(email=""))) == ("p-1", "name-alone")


def test_a_name_is_enough_if_the_contact_has_no_email() -> None:
    assert same(verdict(ledger_contact(email=""), portal_person())) == ("p-1", "name-alone")


def test_a_name_is_enough_if_neither_has_an_email() -> None:
    assert same(verdict(ledger_contact(email=""), portal_person(email=""))) == ("p-1", "name-alone")


def test_a_name_with_another_email_is_asked_about() -> None:
    found = verdict(ledger_contact(), portal_person("p-9", email="other@example.com"))

    assert asks(found) == "name-other-email"
    assert isinstance(found, Cause)
    assert found.facts["email"] == EMAIL
    assert (found.facts["other_email"], found.facts["other_id"]) == ("other@example.com", "p-9")


@pytest.mark.parametrize("second", ["", "third@example.com"])
def test_several_of_the_name_and_none_of_the_email_are_all_shown(second: str) -> None:
    found = verdict(
        ledger_contact(), portal_person("p-1", email="other@example.com"), portal_person("p-2", email=second)
    )

    assert asks(found) == "person-ambiguous"
    assert isinstance(found, Cause)
    assert "p-1" in found.facts["candidates"]
    assert "p-2" in found.facts["candidates"]


def test_several_of_the_name_and_one_with_the_companys_number_is_that_one() -> None:
    numbered = portal_company("k-1", name="Globex", vat="GB123456789")
    found = verdict(
        ledger_contact(name="Acme", vat="GB123456789"),
        portal_person("p-1", email=""),
        Candidate(person=portal_person("p-2", email="other@example.com"), company=numbered),
    )

    assert same(found) == ("p-2", "name-and-number")


def test_several_of_the_name_at_the_company_of_that_number_are_asked_about() -> None:
    numbered = portal_company("k-1", name="Globex", vat="GB123456789")
    found = verdict(
        ledger_contact(name="Acme", vat="GB123456789"),
        Candidate(person=portal_person("p-1", email="one@example.com"), company=numbered),
        Candidate(person=portal_person("p-2", email="two@example.com"), company=numbered),
    )

    assert asks(found) == "person-ambiguous"


def test_the_email_of_another_contact_person_is_evidence() -> None:
    contact = ledger_contact(other_emails=("bob@example.com", "Private@Example.com"))

    assert same(verdict(contact, portal_person(email="private@example.com"))) == (
        "p-1",
        "name-and-other-email",
    )


def test_of_several_of_the_name_the_one_with_another_email_of_the_contact_is_it() -> None:
    found = verdict(
        ledger_contact(other_emails=("private@example.com",)),
        portal_person("p-1", email="third@example.com"),
        portal_person("p-2", email="private@example.com"),
    )

    assert same(found) == ("p-2", "name-and-other-email")


def test_an_empty_email_is_not_among_the_other_emails() -> None:
    contact = ledger_contact(other_emails=("",))

    assert same(verdict(contact, portal_person(email=""))) == ("p-1", "name-alone")


def test_an_email_says_more_than_a_name() -> None:
    found = verdict(
        ledger_contact(),
        portal_person("p-1", name="Jane Miller"),
        portal_person("p-2", name="Jane Smith", email=""),
    )

    assert same(found) == ("p-1", "email-and-part-of-name")
