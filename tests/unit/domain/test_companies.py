"""Which company a contact's person gets: one that is there, one that is planned, a new one, or none."""

import pytest

from domain.companies import KnownCompanies, choose_company, is_a_company
from domain.contact import Company, LedgerContact
from domain.decision import CompanyChoice
from domain.hold import Cause
from domain.keys import keys_of_company, keys_of_contact
from domain.text import fold_company
from tests.support.contacts import ledger_contact, portal_company


def chosen(
    contact: LedgerContact, *there: Company, planned: dict[str, str] | None = None
) -> CompanyChoice | Cause | None:
    by_key: dict[str, list[Company]] = {}
    by_number: dict[str, list[Company]] = {}
    for company in there:
        keys = keys_of_company(company)
        by_key.setdefault(keys.name, []).append(company)
        for number in {keys.vat, keys.registration} - {""}:
            by_number.setdefault(number, []).append(company)
    known = KnownCompanies(by_key=by_key, by_number=by_number, planned=planned or {})
    return choose_company(contact, keys_of_contact(contact), known)


def existing(company: Company) -> CompanyChoice:
    return CompanyChoice(name=company.name, key="", id=company.id)


@pytest.mark.parametrize("name", ["Jane Smith", "JANE  SMITH", "Jáne Smith", "Smith, Jane", ""])
def test_a_contact_called_like_its_person_stands_for_that_person_alone(name: str) -> None:
    contact = ledger_contact(person="Jane Smith", name=name)

    assert not is_a_company(contact, keys_of_contact(contact))
    assert chosen(contact, portal_company(name="Jane Smith")) is None


def test_a_company_of_the_name_with_another_vat_number_is_asked_about() -> None:
    theirs = portal_company("k-acme", name="Acme Limited", vat="GB222222222")
    found = chosen(ledger_contact(name="Acme Ltd", vat="GB 111 111 111"), theirs)

    assert isinstance(found, Cause)
    assert found.code == "company-number-differs"
    assert (found.facts["other"], found.facts["other_vat"]) == ("Acme Limited", "GB222222222")


@pytest.mark.parametrize(("ours", "theirs"), [("GB111", ""), ("", "GB111"), ("GB 111", "gb111")])
def test_a_vat_number_that_one_side_lacks_contradicts_nothing(ours: str, theirs: str) -> None:
    company = portal_company("k-acme", name="Acme Limited", vat=theirs)

    assert chosen(ledger_contact(name="Acme Ltd", vat=ours), company) == existing(company)


@pytest.mark.parametrize("name", ["Acme", "Jane Smith Ltd", "Smith"])
def test_a_contact_with_a_name_of_its_own_stands_for_a_company(name: str) -> None:
    contact = ledger_contact(person="Jane Smith", name=name)

    assert chosen(contact) == CompanyChoice(name=name, key=fold_company(name))


def test_a_new_company_is_called_what_both_sides_accept_and_found_by_that() -> None:
    new = chosen(ledger_contact(name="Acme<Tools>  Ltd"))

    assert new == CompanyChoice(name="Acme Tools Ltd", key=fold_company("Acme Tools Ltd"))


def test_a_new_company_has_a_key_even_without_a_letter() -> None:
    new = chosen(ledger_contact(name="🏠"))

    assert new == CompanyChoice(name="🏠", key="🏠")


@pytest.mark.parametrize(
    ("contact", "numbered"),
    [
        (ledger_contact(name="Acme Ltd", vat="gb12345"), portal_company(name="Globex", vat="GB 12345")),
        (ledger_contact(name="Acme", registration="77"), portal_company(name="Globex", registration="7-7")),
    ],
    ids=["VAT number", "company number"],
)
def test_the_company_with_the_number_is_it_whatever_its_name(
    contact: LedgerContact, numbered: Company
) -> None:
    named = portal_company("k-2", name="Acme Ltd")

    assert chosen(contact, named, numbered) == existing(numbered)


def test_of_several_with_the_number_the_exact_name_is_it() -> None:
    one = portal_company("k-1", name="Globex", vat="GB12345")
    other = portal_company("k-2", name="Acme Ltd", vat="GB12345")

    assert chosen(ledger_contact(name="Acme Ltd", vat="GB12345"), one, other) == existing(other)


def test_several_with_the_number_are_asked_about() -> None:
    one = portal_company("k-1", name="Globex", vat="GB12345")
    other = portal_company("k-2", name="Initech", registration="77")
    question = chosen(ledger_contact(name="Acme Ltd", vat="GB12345", registration="77"), one, other)

    assert isinstance(question, Cause)
    assert (question.code, question.key) == ("company-ambiguous", "company-ambiguous:c-1")
    assert question.facts["candidates"] == "Globex (k-1); Initech (k-2)"


def test_the_company_with_the_exact_name_is_it() -> None:
    exact, similar = portal_company("k-1", name="Acme Ltd"), portal_company("k-2", name="ACME Inc")

    assert chosen(ledger_contact(name="Acme Ltd"), similar, exact) == existing(exact)


def test_the_only_company_whose_name_folds_to_the_same_is_it() -> None:
    similar = portal_company(name="ACME Limited")

    assert chosen(ledger_contact(name="Acme Ltd"), similar) == existing(similar)


def test_several_that_fold_to_the_name_and_none_exact_are_asked_about() -> None:
    question = chosen(
        ledger_contact(name="Acme Ltd"),
        portal_company("k-1", name="ACME"),
        portal_company("k-2", name="Acme Limited"),
    )

    assert isinstance(question, Cause)
    assert question.code == "company-ambiguous"
    assert question.facts["count"] == "2"


def test_two_of_the_exact_name_are_asked_about() -> None:
    question = chosen(
        ledger_contact(name="Acme"), portal_company("k-1", name="Acme"), portal_company("k-2", name="Acme")
    )

    assert isinstance(question, Cause)


def test_initials_in_front_are_no_legal_form() -> None:
    other = portal_company(name="AS Plumbing Ltd")

    assert chosen(ledger_contact(name="AB Plumbing Ltd"), other) == CompanyChoice(
        name="AB Plumbing Ltd", key="ab plumbing"
    )


def test_a_company_that_is_planned_already_is_shared_under_its_first_name() -> None:
    shared = chosen(ledger_contact(name="ACME Limited"), planned={"acme": "Acme Ltd"})

    assert shared == CompanyChoice(name="Acme Ltd", key="acme")


def test_a_company_that_exists_goes_before_a_planned_one() -> None:
    there = portal_company(name="Acme")

    assert chosen(ledger_contact(name="Acme Ltd"), there, planned={"acme": "ACME"}) == existing(there)
