"""A plan is a fold over its own creations: each decision sees what was planned before it."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.contact import LedgerContact
from domain.decision import Action, AnswerKind, Decision
from domain.text import fold, fold_email
from tests.support.contacts import ledger_contact, portal_person
from tests.unit.domain.planning import World, answer
from tests.unit.domain.properties import tried
from tests.unit.domain.worlds import worlds

JANE = ledger_contact("c-1", email="jane@one.example")
NAMESAKE = ledger_contact("c-2", person="JANE Smith", email="jane@two.example")


def test_the_second_of_a_name_is_asked_about_because_of_the_first() -> None:
    first, second = World(contacts=(JANE, NAMESAKE)).plan()

    assert (first.action, second.action) == (Action.CREATE, Action.ASK)
    assert second.cause is not None
    assert (second.cause.code, second.cause.key) == ("name-other-email", "name-other-email:c-2")
    assert second.cause.facts["other_email"] == "jane@one.example"


def test_whoever_comes_first_is_made() -> None:
    first, second = World(contacts=(NAMESAKE, JANE)).plan()

    assert (first.contact_id, first.action, second.action) == ("c-2", Action.CREATE, Action.ASK)


def test_a_name_that_a_person_gave_is_the_name_that_counts() -> None:
    told = answer("c-1", AnswerKind.NEW, first_name="Jane", last_name="Smith (Leeds)")
    world = World(contacts=(JANE, NAMESAKE), answers=(told,))

    assert [decision.action for decision in world.plan()] == [Action.CREATE, Action.CREATE]


def test_names_of_signs_alone_are_nobodys_namesakes() -> None:
    one = ledger_contact("c-1", person=". .", name="Acme", email="a@example.com")
    other = ledger_contact("c-2", person="- -", name="Globex", email="b@example.com")

    assert [decision.action for decision in World(contacts=(one, other)).plan()] == [Action.CREATE] * 2


def test_somebody_without_an_email_is_not_taken_for_who_is_about_to_be_made() -> None:
    told = answer("c-1", AnswerKind.NEW)
    world = World(contacts=(JANE, NAMESAKE), people=(portal_person("p-1", email=""),), answers=(told,))
    second = world.decide("c-2")

    assert second.cause is not None
    assert (second.cause.code, second.cause.facts["count"]) == ("person-ambiguous", "2")


def test_who_is_about_to_be_made_cannot_be_linked_to() -> None:
    knows_both = replace(NAMESAKE, other_emails=(JANE.email,))
    second = World(contacts=(JANE, knows_both)).decide("c-2")

    assert second.cause is not None
    assert second.cause.key == "name-other-email:c-2"


def test_a_new_company_is_made_once_and_shared_under_its_first_name() -> None:
    one = ledger_contact("c-1", name="Acme Ltd", email="jane@acme.example")
    other = ledger_contact("c-2", person="Bob Jones", name="ACME Limited", email="bob@acme.example")
    first, second = World(contacts=(one, other)).plan()

    assert first.company == second.company
    assert first.company is not None
    assert first.company.name == "Acme Ltd"


def test_a_link_that_makes_a_company_shares_it_too() -> None:
    one = ledger_contact("c-1", name="Acme Ltd", email="jane@acme.example")
    other = ledger_contact("c-2", person="Bob Jones", name="ACME", email="bob@acme.example")
    there = portal_person("p-1", email="jane@acme.example")
    first, second = World(contacts=(one, other), people=(there,)).plan()

    assert (first.action, second.action) == (Action.LINK, Action.CREATE)
    assert first.company == second.company


@tried
@given(worlds)
def test_each_contact_gets_exactly_one_decision_in_the_order_of_the_batch(world: World) -> None:
    assert [decision.contact_id for decision in world.plan()] == [contact.id for contact in world.contacts]


@tried
@given(worlds)
def test_every_decision_says_what_it_needs_to_be_acted_on(world: World) -> None:
    needed = {
        Action.CREATE: lambda d: d.first_name and d.last_name and d.evidence,
        Action.LINK: lambda d: d.evidence and bool(d.person_id) != d.party_only,
        Action.UPDATE: lambda d: d.person_id,
        Action.KEEP: lambda d: d.person_id,
        Action.LEAVE_OUT: lambda d: d.reasons,
        Action.ASK: lambda d: d.cause,
    }
    for decision in world.plan():
        assert needed[decision.action](decision), decision
        assert decision.company is None or decision.company.key or decision.company.id


@tried
@given(worlds, st.integers(0, 8))
def test_the_plan_of_a_batch_is_the_plan_of_its_parts(world: World, cut: int) -> None:
    first = world.plan(world.contacts[:cut])
    second = replace(world, earlier=first).plan(world.contacts[cut:])

    assert first + second == world.plan()


def without_company_marks(world: World) -> World:
    """A company's mark names no person: who it is may be found out later, when the person is there."""
    companies = {company.id for company in world.companies}
    return replace(
        world, contacts=tuple(replace(c, number="") if c.number in companies else c for c in world.contacts)
    )


def outcome(decision: Decision) -> tuple[object, ...]:
    """What a person sees of a decision; a company that was planned may exist by then."""
    company = decision.company.name if decision.company else None
    cause = decision.cause.key if decision.cause else None
    return decision.contact_id, decision.action, decision.first_name, decision.last_name, company, cause


@tried
@given(worlds.map(without_company_marks), st.integers(0, 8))
def test_what_is_planned_at_once_is_what_is_done_in_parts(world: World, cut: int) -> None:
    first = world.plan(world.contacts[:cut])
    second = world.after(first).plan(world.contacts[cut:])

    assert [outcome(one) for one in first + second] == [outcome(one) for one in world.plan()]


@tried
@given(worlds.map(without_company_marks))
def test_whom_a_plan_made_is_left_as_they_are_by_the_next(world: World) -> None:
    done = world.after(world.plan())

    assert not {Action.CREATE, Action.LINK} & {decision.action for decision in done.plan()}


@tried
@given(worlds)
def test_no_two_creations_share_an_email_unless_a_person_said_so(world: World) -> None:
    email_of = {contact.id: fold_email(contact.email) for contact in world.contacts}
    answered = {given_.contact_id for given_ in world.answers}
    made = [decision.contact_id for decision in world.plan() if decision.action is Action.CREATE]
    unasked = [email_of[contact_id] for contact_id in made if contact_id not in answered]

    assert len(set(unasked)) == len(unasked)
    assert not set(unasked) & {email_of[contact_id] for contact_id in made if contact_id in answered}


@tried
@given(worlds)
def test_no_two_creations_share_a_name_unless_a_person_said_so(world: World) -> None:
    answered = {given_.contact_id for given_ in world.answers}
    seen: set[str] = set()
    for decision in world.plan():
        if decision.action is Action.CREATE:
            name = fold(f"{decision.first_name} {decision.last_name}")
            assert decision.contact_id in answered or name not in seen
            seen.add(name)


@tried
@given(worlds)
def test_nobody_who_carries_our_mark_is_made(world: World) -> None:
    marks = {person.id for person in world.people} | {company.id for company in world.companies}
    ours = {contact.id for contact in world.contacts if contact.number in marks}

    assert not [d for d in world.plan() if d.action is Action.CREATE and d.contact_id in ours]


@tried
@given(worlds, st.integers())
def test_shuffling_contacts_that_have_nothing_in_common_changes_nothing(world: World, seed: int) -> None:
    contacts: list[LedgerContact] = []
    for contact in world.contacts:
        if all(fold(contact.person_name) != fold(other.person_name) for other in contacts):
            contacts.append(contact)
    apart = replace(world, contacts=tuple(replace(contact, name=contact.person_name) for contact in contacts))
    unnamed = replace(apart, answers=tuple(replace(a, first_name="", last_name="") for a in world.answers))

    shuffled = list(unnamed.contacts)
    Random(seed).shuffle(shuffled)
    assert {d.contact_id: d for d in unnamed.plan(shuffled)} == {d.contact_id: d for d in unnamed.plan()}


@tried
@given(worlds, st.integers())
def test_one_email_on_several_is_one_question_in_every_order(world: World, seed: int) -> None:
    shuffled = list(world.contacts)
    Random(seed).shuffle(shuffled)

    def asked(decisions: tuple[Decision, ...]) -> dict[str, object]:
        causes = {d.contact_id: d.cause for d in decisions if d.cause is not None}
        return {key: cause for key, cause in causes.items() if cause.code == "email-on-several"}

    assert asked(world.plan(shuffled)) == asked(world.plan())
