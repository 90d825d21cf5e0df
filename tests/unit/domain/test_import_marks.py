"""What we made in the ledger carries our mark, and never comes back as somebody new."""

from domain.decision import Action, AnswerKind, CompanyChoice
from domain.reasons import Reason
from tests.support.contacts import ledger_contact, portal_company, portal_person
from tests.unit.domain.planning import World, answer

ACME = portal_company("k-acme", name="Acme Ltd")
RENAMED = ledger_contact("c-1", person="Somebody Else", email="else@example.com", number="p-1")
OF_ACME = ledger_contact("c-1", name="Acme Ltd", number="k-acme")


def test_a_contact_that_we_made_for_a_person_is_that_person_whatever_became_of_it() -> None:
    decision = World(contacts=(RENAMED,), people=(portal_person("p-1"),)).decide("c-1")

    assert (decision.action, decision.person_id) == (Action.LINK, "p-1")
    assert decision.evidence == Reason(code="our-mark", facts={"person_id": "p-1"})


def test_a_contact_that_we_made_for_a_company_is_its_colleague_with_the_email() -> None:
    jane = portal_person("p-1", name="J.", company=ACME)
    decision = World(contacts=(OF_ACME,), people=(jane,), companies=(ACME,)).decide("c-1")

    assert (decision.action, decision.person_id, decision.party_only) == (Action.LINK, "p-1", False)


def test_if_the_person_is_not_to_be_found_the_company_is_known_and_nobody_is_made() -> None:
    elsewhere = portal_person("p-1")
    decision = World(contacts=(OF_ACME,), people=(elsewhere,), companies=(ACME,)).decide("c-1")

    assert (decision.action, decision.person_id, decision.party_only) == (Action.LINK, None, True)
    assert decision.company == CompanyChoice(name="Acme Ltd", key="", id=ACME.id)


def test_of_several_colleagues_with_the_email_none_is_guessed() -> None:
    twins = (portal_person("p-1", company=ACME), portal_person("p-2", company=ACME))
    decision = World(contacts=(OF_ACME,), people=twins, companies=(ACME,)).decide("c-1")

    assert decision.party_only


def test_the_mark_goes_before_an_email_on_several_contacts() -> None:
    other = ledger_contact("c-2", person="Bob Jones")
    ours = ledger_contact("c-1", number="p-1")
    world = World(contacts=(ours, other), people=(portal_person("p-1"),))

    assert world.decide("c-1").action is Action.LINK
    assert world.decide("c-2").action is Action.ASK


def test_not_even_an_answer_makes_somebody_new_of_it() -> None:
    world = World(
        contacts=(RENAMED,), people=(portal_person("p-1"),), answers=(answer("c-1", AnswerKind.NEW),)
    )

    assert (world.decide("c-1").action, world.decide("c-1").person_id) == (Action.LINK, "p-1")


def test_an_answer_who_it_is_goes_before_the_mark() -> None:
    said = answer("c-1", AnswerKind.SAME_AS, person_id="p-2")
    world = World(contacts=(RENAMED,), people=(portal_person("p-1"), portal_person("p-2")), answers=(said,))

    assert world.decide("c-1").person_id == "p-2"


def test_a_number_that_is_not_our_mark_says_nothing() -> None:
    numbered = ledger_contact("c-1", number="CUST-0042")

    assert World(contacts=(numbered,), people=(portal_person("p-1"),)).decide("c-1").evidence == Reason(
        code="email-and-name", facts={"person": "Jane Smith", "person_id": "p-1"}
    )
