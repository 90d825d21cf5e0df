"""A customer that the ledger does not have: what it is called, what it holds, and whose name is taken."""

from dataclasses import replace

import pytest

from domain.contact import Address
from domain.customers import Recipient
from domain.drafts import LedgerContactDraft
from tests.support.contacts import EMAIL, ledger_contact, portal_company, portal_person
from tests.unit.domain.billing import (
    ACME,
    ALONE,
    ANOTHER,
    JANE,
    OF_ACME,
    archived,
    asked,
    at,
    bill,
    billed,
    linked,
    living_in,
    made,
    new,
)

HOME = Address(street="1 Mill Lane", city="York", postal_code="YO1 7EP", country="United Kingdom")
OFFICE = Address(street="1 High Street", city="Leeds")
NAMESAKE = ledger_contact(email="other@example.com")


def test_with_a_company_it_is_the_company_with_the_person_as_its_first() -> None:
    acme = replace(ACME, vat_number="GB123456789", address=OFFICE, email="info@acme.example")
    jane = replace(JANE, address=HOME, phone="0113 496 0001")

    assert made(bill(at(acme, jane))) == LedgerContactDraft(
        number="k-1",
        name="Acme Ltd",
        first_name="Jane",
        last_name="Smith",
        email=EMAIL,
        address=OFFICE,
        tax_number="GB123456789",
    )


def test_without_a_company_it_is_the_person() -> None:
    jane = replace(JANE, address=HOME, phone="0113 496 0001")

    assert made(bill(Recipient(person=jane))) == LedgerContactDraft(
        number="p-1",
        name="Jane Smith",
        first_name="Jane",
        last_name="Smith",
        email=EMAIL,
        phone="0113 496 0001",
        address=HOME,
    )


@pytest.mark.parametrize(("first", "last", "name"), [("Jane", "", "Jane"), ("", "Smith", "Smith")])
def test_it_is_called_by_what_there_is_of_a_name(first: str, last: str, name: str) -> None:
    draft = made(bill(Recipient(person=replace(JANE, first_name=first, last_name=last))))

    assert (draft.name, draft.first_name, draft.last_name) == (name, first, last)


def test_somebody_without_an_email_or_a_last_name_can_be_billed() -> None:
    draft = made(bill(Recipient(person=portal_person(name="Jane", email=""))))

    assert (draft.name, draft.email) == ("Jane", "")


@pytest.mark.parametrize(
    ("name", "then"),
    [
        ("Loom <> Thread", "Loom Thread"),
        ("Loom  &  Thread", "Loom & Thread"),
        ('The "Old Forge" Ltd', 'The "Old Forge" Ltd'),
        (" Acme\tLtd ", "Acme Ltd"),
        ("Long " * 60, ("Long " * 51).strip()),
    ],
)
def test_a_name_is_cleaned_of_what_the_ledger_refuses(name: str, then: str) -> None:
    assert made(bill(at(portal_company("k-1", name=name)))).name == then


def test_a_persons_names_are_cleaned_too() -> None:
    draft = made(bill(Recipient(person=replace(JANE, first_name="Jane <b>", last_name="Smith  Jones"))))

    assert (draft.name, draft.first_name, draft.last_name) == ("Jane b Smith Jones", "Jane b", "Smith Jones")


def test_a_company_without_a_name_is_called_like_its_person() -> None:
    draft = made(bill(at(portal_company("k-1", name="<>"))))

    assert (draft.number, draft.name) == ("k-1", "Jane Smith")


@pytest.mark.parametrize(("email", "proposed"), [(EMAIL, EMAIL), ("", None)])
def test_without_any_name_a_person_is_asked_for_one(email: str, proposed: str | None) -> None:
    nameless = Recipient(person=portal_person(name="", email=email))
    found = asked(bill(nameless), "contact-name-missing")

    assert found.facts.get("proposed") == proposed
    assert made(bill(nameless, answer=new(name=EMAIL))).name == EMAIL
    asked(bill(nameless, answer=new()), "contact-name-missing")


def test_the_companys_email_is_proposed_if_the_person_has_none() -> None:
    company = replace(portal_company("k-1", name=""), email="info@acme.example")
    nameless = at(company, portal_person(name="", email=""))

    assert asked(bill(nameless), "contact-name-missing", nameless).facts["proposed"] == "info@acme.example"


@pytest.mark.parametrize("name", ["Jane Smith", "JANE SMITH", "jane  smith", "Jané Smith", " Jane Smith"])
def test_a_name_that_an_active_contact_has_is_taken(name: str) -> None:
    holder = replace(ledger_contact(person="", name=name), email="other@example.com")
    found = asked(bill(ALONE, taken=(holder,)), "contact-name-taken")

    assert (found.facts["name"], found.facts["contact_id"]) == ("Jane Smith", "c-1")
    assert found.facts["taken_by"] == ANOTHER.id


@pytest.mark.parametrize("name", ["Jane-Smith", "Jane Smith.", "Jane Smith (York)", "JaneSmith"])
def test_punctuation_makes_another_name(name: str) -> None:
    assert made(bill(ALONE, taken=(ledger_contact(name=name),))).name == "Jane Smith"


def test_an_archived_contact_takes_no_name() -> None:
    assert made(bill(ALONE, archived(NAMESAKE))).name == "Jane Smith"


@pytest.mark.parametrize(
    ("recipient", "proposed"),
    [
        (living_in("Leeds"), "Jane Smith (Leeds)"),
        (living_in(" Aix <en>  Provence "), "Jane Smith (Aix en Provence)"),
        (living_in("75001"), "Jane Smith (example.com)"),
        (ALONE, "Jane Smith (example.com)"),
        (Recipient(person=replace(JANE, email="")), None),
        (Recipient(person=replace(JANE, email="nobody")), None),
        (living_in("Leeds", OF_ACME), "Acme Ltd (Leeds)"),
        (at(replace(ACME, email="a@acme.example"), replace(JANE, email="")), "Acme Ltd (acme.example)"),
    ],
)
def test_the_name_that_is_proposed_says_who_is_meant(recipient: Recipient, proposed: str | None) -> None:
    holder = ledger_contact(name="Jane Smith" if recipient.company is None else "Acme Ltd", person="")
    found = asked(bill(recipient, taken=(holder,)), "contact-name-taken", recipient)

    assert found.facts.get("proposed") == proposed


def test_a_name_that_is_taken_is_not_proposed() -> None:
    of_leeds = ledger_contact("c-2", name="JANE SMITH (Leeds)", person="")
    found = asked(bill(living_in("Leeds"), taken=(NAMESAKE, of_leeds)), "contact-name-taken")

    assert found.facts["proposed"] == "Jane Smith (example.com)"


def test_a_name_that_an_archived_contact_has_is_proposed() -> None:
    of_leeds = archived(ledger_contact("c-2", name="Jane Smith (Leeds)", person=""))
    found = asked(bill(living_in("Leeds"), NAMESAKE, of_leeds), "contact-name-taken")

    assert found.facts["proposed"] == "Jane Smith (Leeds)"


@pytest.mark.parametrize(("theirs", "told"), [("GB 1", None), ("", None), ("GB2", "GB2")])
def test_only_another_vat_number_is_told(theirs: str, told: str | None) -> None:
    holder, numbered = ledger_contact(name="Acme Ltd", vat=theirs), at(replace(ACME, vat_number="GB1"))
    found = asked(bill(numbered, holder, answer=new(numbered)), "contact-name-taken", numbered)

    assert found.facts.get("other_vat") == told


def test_a_name_that_is_proposed_is_not_too_long() -> None:
    company = portal_company("k-1", name="A" * 255)
    holder = ledger_contact(name=company.name, person="")
    recipient = living_in("Leeds", at(company))
    proposed = asked(bill(recipient, taken=(holder,)), "contact-name-taken", recipient).facts["proposed"]

    assert (len(proposed), proposed[-9:]) == (255, "A (Leeds)")


def test_new_creates_another_even_where_evidence_would_link() -> None:
    married = ledger_contact(person="Jane Miller")

    assert billed(bill(ALONE, married)) == ("c-1", "email-and-part-of-name")
    assert made(bill(ALONE, married, answer=new())).name == "Jane Smith"


def test_new_under_another_name_is_called_so() -> None:
    draft = made(bill(ALONE, ledger_contact(), answer=new(name="Jane  Smith <Leeds>")))

    assert (draft.name, draft.first_name, draft.last_name) == ("Jane Smith Leeds", "Jane", "Smith")


@pytest.mark.parametrize("name", ["", "JANE SMITH"])
def test_new_is_asked_again_for_a_name_that_is_taken(name: str) -> None:
    found = asked(bill(living_in("Leeds"), NAMESAKE, answer=new(name=name)), "contact-name-taken")

    assert found.facts["name"] == (name or "Jane Smith")
    assert found.facts["proposed"] == "Jane Smith (Leeds)"


def test_a_taken_name_is_released_by_a_name_a_match_or_a_change_in_the_ledger() -> None:
    asked(bill(ALONE, NAMESAKE), "contact-name-taken")

    assert made(bill(ALONE, NAMESAKE, answer=new(name="Jane Smith (Lyon)"))).name == "Jane Smith (Lyon)"
    assert bill(ALONE, NAMESAKE, known=linked(NAMESAKE)) != bill(ALONE, NAMESAKE)
    assert billed(bill(ALONE, replace(NAMESAKE, email=EMAIL))) == ("c-1", "email-and-name")
    assert made(bill(ALONE, replace(NAMESAKE, name="Jon", first_name="Jon"))).name == "Jane Smith"


def test_an_unclear_contact_is_released_by_an_answer_or_a_change_in_the_ledger() -> None:
    agency = ledger_contact(person="Bob Jones")
    asked(bill(ALONE, agency), "contact-ambiguous")

    assert made(bill(ALONE, agency, answer=new())).name == "Jane Smith"
    assert made(bill(ALONE, replace(agency, email="bob@jones.example"))).name == "Jane Smith"
    assert billed(bill(ALONE, replace(agency, name="Jane Smith"))) == ("c-1", "email-and-name")
