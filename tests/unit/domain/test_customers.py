"""Evidence comes in pairs: which contact a recipient is billed as, the company first and then the person."""

from dataclasses import replace

import pytest

from domain.contact import Company, LedgerContact
from domain.customers import Recipient
from tests.support.contacts import EMAIL, ledger_contact, portal_company, portal_person
from tests.unit.domain.billing import ACME, ALONE, OF_ACME, asked, at, bill, billed, made, named

AGENCY = "accounts@agency.example"
ELSEWHERE = "other@example.com"


def test_nobody_like_them_is_created() -> None:
    stranger = ledger_contact(person="Bob Jones", email="bob@jones.example")

    assert made(bill(ALONE, stranger)).name == "Jane Smith"
    assert made(bill(OF_ACME, stranger)).name == "Acme Ltd"


def test_email_and_the_persons_name_agree() -> None:
    assert billed(bill(ALONE, ledger_contact())) == ("c-1", "email-and-name")


def test_they_agree_whatever_the_case_and_the_accents() -> None:
    contact = ledger_contact(person="RENÉE  MÜLLER", email="Renee@Example.com")
    person = portal_person(name="Renee Muller", email="renee@example.COM")

    assert billed(bill(Recipient(person=person), contact)) == ("c-1", "email-and-name")


def test_the_order_of_the_words_of_a_name_says_nothing() -> None:
    contact = ledger_contact(person="", name="Smith, Jane")

    assert billed(bill(ALONE, contact)) == ("c-1", "email-and-name")


@pytest.mark.parametrize("name", ["ACME Limited", "Acme", "acme  ltd."])
def test_email_and_the_companys_name_agree_whatever_the_legal_form(name: str) -> None:
    contact = ledger_contact(person="Bob Jones", name=name)

    assert billed(bill(OF_ACME, contact)) == ("c-1", "email-and-company")


def test_the_companys_own_email_is_as_good_as_the_persons() -> None:
    contact = ledger_contact(person="Bob Jones", name="Acme Ltd", email="info@acme.example")
    acme = replace(ACME, email="Info@Acme.example")

    assert billed(bill(at(acme), contact)) == ("c-1", "email-and-company")


@pytest.mark.parametrize("name", ["Jane Smith", "Globex"])
def test_a_person_who_is_billed_for_a_company_is_found_by_email_and_name(name: str) -> None:
    assert billed(bill(OF_ACME, ledger_contact(name=name))) == ("c-1", "email-and-name")


def test_of_several_with_the_email_the_one_with_the_name_is_it() -> None:
    others = [
        ledger_contact("c-1", person="Bob Jones", email=AGENCY),
        ledger_contact("c-3", person="Jane Jones", email=AGENCY),
    ]
    recipient = Recipient(person=portal_person(email=AGENCY))
    the_one = ledger_contact("c-2", email=AGENCY)

    assert billed(bill(recipient, *others, the_one)) == ("c-2", "email-and-name")


def test_of_several_with_the_email_the_one_called_like_the_company_is_it() -> None:
    the_one = ledger_contact("c-2", person="Bob Jones", name="Acme")

    assert billed(bill(OF_ACME, ledger_contact("c-1"), the_one)) == ("c-2", "email-and-company")


def test_of_several_companies_that_fit_the_one_spelled_the_same_is_meant() -> None:
    one = ledger_contact("c-1", person="", name="ACME")
    other = ledger_contact("c-2", person="", name="Acme Ltd")

    assert billed(bill(OF_ACME, one, other)) == ("c-2", "email-and-company")


def test_of_a_person_and_their_company_the_person_is_billed_for_themselves() -> None:
    company = ledger_contact("c-1", name="Smith Trading")

    assert billed(bill(ALONE, company, ledger_contact("c-2"))) == ("c-2", "email-and-name")


def test_several_with_email_and_name_are_asked_about() -> None:
    found = asked(
        bill(ALONE, ledger_contact("c-2", name="Smith & Co"), ledger_contact("c-1", name="Smith Trading")),
        "contact-ambiguous",
    )

    assert found.facts["count"] == "2"
    assert found.facts["candidates"] == (
        f"Smith Trading <{EMAIL}> Jane Smith (c-1); Smith & Co <{EMAIL}> Jane Smith (c-2)"
    )


def test_two_fit_and_nobody_chooses() -> None:
    company = ledger_contact("c-1", person="", name="Acme Ltd", email="accounts@acme.example")
    person = ledger_contact("c-2")
    found = asked(bill(OF_ACME, company, person), "contact-ambiguous", OF_ACME)

    assert named(found) == "c-1 c-2"
    assert (found.facts["customer"], found.facts["person"]) == ("Acme Ltd", "Jane Smith")


@pytest.mark.parametrize("recipient", [ALONE, OF_ACME], ids=["person", "company"])
@pytest.mark.parametrize(("theirs", "ours"), [("", EMAIL), (EMAIL, ""), ("", "")])
def test_a_name_is_enough_if_there_are_no_two_emails(recipient: Recipient, theirs: str, ours: str) -> None:
    without = replace(recipient, person=replace(recipient.person, email=ours))
    name = "Jane Smith" if recipient is ALONE else "Acme"

    assert billed(bill(without, ledger_contact(name=name, email=theirs))) == ("c-1", "name-alone")


def test_a_supplier_of_the_name_is_used() -> None:
    supplier = replace(
        ledger_contact(name="Acme Limited", person="", email=""), is_customer=False, is_supplier=True
    )

    assert billed(bill(OF_ACME, supplier)) == ("c-1", "name-alone")


def test_a_name_alone_beside_somebody_with_the_email_is_asked_about() -> None:
    nameless = ledger_contact("c-1", email="")
    agency = ledger_contact("c-2", person="Bob Jones", email=EMAIL)

    assert named(asked(bill(ALONE, nameless, agency), "contact-ambiguous")) == "c-1 c-2"


@pytest.mark.parametrize("name", ["Jane Smith", "JANE  SMITH"])
def test_a_name_with_another_email_is_a_name_that_is_taken(name: str) -> None:
    found = asked(bill(ALONE, ledger_contact(name=name, email=ELSEWHERE)), "contact-name-taken")

    assert (found.facts["name"], found.facts["contact"]) == ("Jane Smith", name)
    assert (found.facts["email"], found.facts["other_email"]) == (EMAIL, ELSEWHERE)


def test_a_company_of_another_form_with_another_email_is_asked_about() -> None:
    other = ledger_contact(person="", name="ACME", email=ELSEWHERE)

    assert named(asked(bill(OF_ACME, other), "contact-ambiguous", OF_ACME)) == "c-1"


@pytest.mark.parametrize("email", ["", ELSEWHERE])
def test_the_person_of_another_company_is_asked_about(email: str) -> None:
    other = ledger_contact(name="Globex", email=email)

    assert named(asked(bill(ALONE, other), "contact-ambiguous")) == "c-1"


@pytest.mark.parametrize("email", ["", ELSEWHERE])
@pytest.mark.parametrize("name", ["Jane Smith", ""])
def test_a_namesake_of_the_companys_person_is_asked_about(email: str, name: str) -> None:
    namesake = ledger_contact(name=name, email=email)

    assert named(asked(bill(OF_ACME, namesake), "contact-ambiguous", OF_ACME)) == "c-1"


@pytest.mark.parametrize("email", ["", ELSEWHERE])
def test_a_namesake_at_another_company_is_nobody_to_a_company(email: str) -> None:
    assert made(bill(OF_ACME, ledger_contact(name="Globex", email=email))).name == "Acme Ltd"


@pytest.mark.parametrize("recipient", [ALONE, OF_ACME], ids=["person", "company"])
def test_an_email_with_a_name_that_shares_no_word_is_asked_about(recipient: Recipient) -> None:
    agency = ledger_contact(person="Bob Jones", name="Agency")

    assert named(asked(bill(recipient, agency), "contact-ambiguous", recipient)) == "c-1"


@pytest.mark.parametrize(
    ("recipient", "contact"),
    [
        (ALONE, ledger_contact(person="Jane Miller")),
        (ALONE, ledger_contact(person="Jane Miller", name="Kestrel")),
        (OF_ACME, ledger_contact(person="Jane Miller", name="Kestrel")),
        (ALONE, ledger_contact(person="", name="Smith Trading")),
        (OF_ACME, ledger_contact(person="", name="Acme Tools Ltd")),
    ],
)
def test_an_email_with_a_word_of_the_name_is_enough(recipient: Recipient, contact: LedgerContact) -> None:
    assert billed(bill(recipient, contact)) == ("c-1", "email-and-part-of-name")


def test_a_word_of_the_name_is_not_enough_if_several_have_the_email() -> None:
    married = ledger_contact("c-1", person="Jane Miller")
    agency = ledger_contact("c-2", person="Bob Jones")

    assert named(asked(bill(ALONE, married, agency), "contact-ambiguous")) == "c-1 c-2"


@pytest.mark.parametrize(
    ("recipient", "name"), [(ALONE, "Jane Smith"), (OF_ACME, "Acme"), (OF_ACME, "Jane Smith")]
)
def test_the_email_of_another_contact_person_is_evidence(recipient: Recipient, name: str) -> None:
    contact = ledger_contact(name=name, email=ELSEWHERE, other_emails=("x@example.com", EMAIL.upper()))

    assert billed(bill(recipient, contact)) == ("c-1", "name-and-other-email")


def test_an_empty_email_is_not_among_the_other_emails() -> None:
    contact = ledger_contact(person="Bob Jones", other_emails=("",))
    nobody = Recipient(person=portal_person(email=""))

    assert made(bill(nobody, contact)).name == "Jane Smith"


def test_names_of_signs_alone_agree_with_nobody() -> None:
    signs = Recipient(person=portal_person(name="- -"))

    assert named(asked(bill(signs, ledger_contact(person=". .", name="Agency")), "contact-ambiguous")) == (
        "c-1"
    )


@pytest.mark.parametrize("company", [portal_company("k-1", name=""), portal_company("k-1", name="<>")])
def test_a_company_without_a_name_agrees_with_nobody(company: Company) -> None:
    nameless = ledger_contact(person="", name="", email=ELSEWHERE)

    assert made(bill(at(company), nameless)).name == "Jane Smith"
