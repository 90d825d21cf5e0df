"""What the import decides for a contact, and in which order its rules speak."""

from dataclasses import replace

import pytest

from domain.contact import ContactState
from domain.decision import Action, AnswerKind, CompanyChoice, Decision
from domain.import_plan import known_ids
from domain.reasons import Reason
from tests.support.contacts import EMAIL, ledger_contact, portal_company, portal_person
from tests.unit.domain.planning import World, answer, link

JANE = ledger_contact("c-1")
ACME = portal_company("k-acme", name="Acme Ltd")
AT_ACME = ledger_contact("c-1", name="Acme Ltd")
LEAVE_OUT, NEW, SAME_AS = AnswerKind.LEAVE_OUT, AnswerKind.NEW, AnswerKind.SAME_AS


def question(decision: Decision) -> str:
    assert decision.action is Action.ASK
    assert decision.cause is not None
    return decision.cause.code


def test_an_empty_batch_is_an_empty_plan() -> None:
    assert World().plan() == ()


def test_whom_nobody_is_like_is_created() -> None:
    assert World(contacts=(JANE,)).decide("c-1") == Decision(
        contact_id=JANE.id,
        action=Action.CREATE,
        first_name="Jane",
        last_name="Smith",
        evidence=Reason(code="nobody-like-them"),
    )


def test_a_created_person_is_called_what_both_sides_accept() -> None:
    decision = World(contacts=(replace(JANE, first_name="Jane  <J>"),)).decide("c-1")

    assert (decision.first_name, decision.last_name) == ("Jane J", "Smith")


def test_with_a_company_of_its_own_name_the_company_is_made_too() -> None:
    decision = World(contacts=(AT_ACME,)).decide("c-1")

    assert decision.action is Action.CREATE
    assert decision.company == CompanyChoice(name="Acme Ltd", key="acme")


def test_who_is_there_is_linked_with_the_evidence() -> None:
    decision = World(contacts=(JANE,), people=(portal_person("p-1"),)).decide("c-1")

    assert (decision.action, decision.person_id, decision.company) == (Action.LINK, "p-1", None)
    assert decision.evidence is not None
    assert decision.evidence.code == "email-and-name"


def test_linking_gives_a_company_to_who_has_none() -> None:
    decision = World(contacts=(AT_ACME,), people=(portal_person(),), companies=(ACME,)).decide("c-1")

    assert (decision.action, decision.company) == (
        Action.LINK,
        CompanyChoice(name="Acme Ltd", key="", id=ACME.id),
    )


def test_linking_leaves_everybody_in_their_company() -> None:
    globex = portal_company("k-2", name="Globex")
    decision = World(
        contacts=(AT_ACME,), people=(portal_person(company=globex),), companies=(ACME, globex)
    ).decide("c-1")

    assert (decision.action, decision.company) == (Action.LINK, None)


def test_an_unclear_company_is_no_reason_not_to_link_a_clear_person() -> None:
    unclear = (portal_company("k-1", name="ACME"), portal_company("k-2", name="Acme Limited"))
    decision = World(contacts=(AT_ACME,), people=(portal_person(),), companies=unclear).decide("c-1")

    assert (decision.action, decision.company) == (Action.LINK, None)


def test_an_unclear_company_is_asked_about_before_somebody_new_is_made() -> None:
    unclear = (portal_company("k-1", name="ACME"), portal_company("k-2", name="Acme Limited"))

    assert question(World(contacts=(AT_ACME,), companies=unclear).decide("c-1")) == "company-ambiguous"


def test_unclear_evidence_is_asked_about() -> None:
    stranger = portal_person(email="other@example.com")

    assert question(World(contacts=(JANE,), people=(stranger,)).decide("c-1")) == "name-other-email"


def test_who_is_not_eligible_is_left_out_with_all_reasons() -> None:
    decision = World(contacts=(replace(JANE, email="", is_customer=False),)).decide("c-1")

    assert decision.action is Action.LEAVE_OUT
    assert [reason.code for reason in decision.reasons] == ["not-a-customer", "no-email"]


def test_who_is_linked_is_updated() -> None:
    decision = World(contacts=(JANE,), people=(portal_person(),), links=(link("c-1", "p-1"),)).decide("c-1")

    assert decision == Decision(contact_id=JANE.id, action=Action.UPDATE, person_id=portal_person().id)


def test_only_the_contact_that_feeds_a_person_updates_it() -> None:
    world = World(contacts=(JANE,), links=(link("c-1", "p-1", feeds=False),))

    assert world.decide("c-1").action is Action.KEEP


def test_who_is_linked_and_no_longer_eligible_is_kept_as_it_is() -> None:
    archived = replace(JANE, state=ContactState.ARCHIVED)
    decision = World(contacts=(archived,), links=(link("c-1", "p-1"),)).decide("c-1")

    assert (decision.action, decision.person_id) == (Action.KEEP, "p-1")


def test_who_was_forgotten_is_left_out_whatever_else_is_known() -> None:
    world = World(
        contacts=(JANE,), people=(portal_person(),), links=(link("c-1", "p-1"),), forgotten=("c-1",)
    )

    assert world.decide("c-1") == Decision(
        contact_id=JANE.id, action=Action.LEAVE_OUT, reasons=(Reason(code="forgotten"),)
    )


def test_one_email_on_several_eligible_contacts_is_one_question() -> None:
    bob = ledger_contact("c-2", person="Bob Jones", name="Globex")
    first, second = World(contacts=(JANE, bob), people=(portal_person(),)).plan()

    assert question(first) == "email-on-several"
    assert first.cause == second.cause
    assert first.cause is not None
    assert first.cause.key == f"email-on-several:{EMAIL}"
    assert first.cause.facts == {
        "email": EMAIL,
        "count": "2",
        "contacts": "Jane Smith (Jane Smith); Globex (Bob Jones)",
        "first": "Jane Smith",
        "first_id": "c-1",
    }


def test_the_question_is_the_same_whoever_is_planned_first() -> None:
    bob = ledger_contact("c-2", person="Bob Jones", email=EMAIL.upper())
    world = World(contacts=(JANE, bob))

    assert world.plan([JANE, bob])[0].cause == world.plan([bob, JANE])[0].cause == world.plan([bob])[0].cause


def test_an_email_is_shared_with_a_contact_that_came_over_earlier() -> None:
    bob = ledger_contact("c-2", person="Bob Jones")
    world = World(contacts=(JANE, bob), people=(portal_person(),), links=(link("c-1", "p-1"),))

    assert world.decide("c-1").action is Action.UPDATE
    assert question(world.decide("c-2")) == "email-on-several"


def test_an_email_is_not_shared_with_who_is_left_out() -> None:
    supplier = replace(ledger_contact("c-2", person="Bob Jones"), is_customer=False)

    assert World(contacts=(JANE, supplier)).decide("c-1").action is Action.CREATE


@pytest.mark.parametrize("how", ["answered", "forgotten"])
def test_an_email_is_not_shared_with_who_was_taken_out(how: str) -> None:
    bob = ledger_contact("c-2", person="Bob Jones")
    world = World(contacts=(JANE, bob))
    without = (
        replace(world, answers=(answer("c-2", LEAVE_OUT),))
        if how == "answered"
        else replace(world, forgotten=("c-2",))
    )

    assert without.decide("c-1").action is Action.CREATE
    assert without.decide("c-2").action is Action.LEAVE_OUT


def test_one_each_is_what_is_answered_for_each() -> None:
    bob = ledger_contact("c-2", person="Bob Jones")
    world = World(contacts=(JANE, bob), answers=(answer("c-1", NEW), answer("c-2", NEW)))

    assert [decision.action for decision in world.plan()] == [Action.CREATE, Action.CREATE]


def test_an_answer_for_one_does_not_answer_for_the_others() -> None:
    bob = ledger_contact("c-2", person="Bob Jones")
    world = World(contacts=(JANE, bob), answers=(answer("c-1", NEW),))

    assert world.decide("c-1").action is Action.CREATE
    assert question(world.decide("c-2")) == "email-on-several"


def test_the_answer_new_wins_over_evidence() -> None:
    decision = World(contacts=(JANE,), people=(portal_person(),), answers=(answer("c-1", NEW),)).decide("c-1")

    assert (decision.action, decision.last_name) == (Action.CREATE, "Smith")
    assert decision.evidence == Reason(code="your-answer")


def test_a_new_person_is_called_what_was_answered() -> None:
    named = answer("c-1", NEW, first_name="Jane", last_name="Smith (Leeds)")
    decision = World(contacts=(JANE,), people=(portal_person(),), answers=(named,)).decide("c-1")

    assert (decision.first_name, decision.last_name) == ("Jane", "Smith (Leeds)")


def test_a_new_person_is_put_into_the_company_that_was_answered() -> None:
    unclear = (portal_company("k-1", name="ACME"), portal_company("k-2", name="Acme Limited"))
    told = answer("c-1", NEW, company_id="k-2")
    decision = World(contacts=(AT_ACME,), companies=unclear, answers=(told,)).decide("c-1")

    assert decision.action is Action.CREATE
    assert decision.company == CompanyChoice(name="Acme Limited", key="", id=unclear[1].id)


def test_the_answer_who_it_is_wins_over_evidence() -> None:
    other = portal_person("p-2", name="Bob Jones", email="bob@example.com")
    said = answer("c-1", SAME_AS, person_id="p-2")
    decision = World(contacts=(JANE,), people=(portal_person(), other), answers=(said,)).decide("c-1")

    assert (decision.action, decision.person_id) == (Action.LINK, "p-2")
    assert decision.evidence == Reason(code="your-answer", facts={"by": "ada", "person": "Bob Jones"})


def test_an_answer_that_names_somebody_who_is_gone_is_asked_about_again() -> None:
    world = World(contacts=(JANE,), answers=(answer("c-1", SAME_AS, person_id="p-9"),))

    assert question(world.decide("c-1")) == "answer-without-person"


def test_the_answer_leave_out_leaves_out_and_says_who_said_so() -> None:
    decision = World(contacts=(JANE,), answers=(answer("c-1", LEAVE_OUT),)).decide("c-1")

    assert decision.reasons == (Reason(code="left-out-by-you", facts={"by": "ada"}),)


def test_no_answer_makes_an_ineligible_contact_come_over() -> None:
    world = World(contacts=(replace(JANE, email=""),), answers=(answer("c-1", NEW),))

    assert world.decide("c-1").action is Action.LEAVE_OUT


def test_a_batch_names_our_marks_and_the_people_and_companies_of_answers() -> None:
    marked = ledger_contact("c-2", number="p-2")
    said = (answer("c-1", SAME_AS, person_id="p-7"), answer("c-3", NEW, company_id="k-7"))
    named = known_ids(World().undecided([JANE, marked]), {one.contact_id: one for one in said})

    assert named == {"p-2", "p-7", "k-7"}
