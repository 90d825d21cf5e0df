"""Small worlds of every kind: few names, emails and companies, so that everything meets everything."""

from collections.abc import Sequence
from dataclasses import replace
from math import prod
from typing import Any

from hypothesis import strategies as st

from domain.contact import LedgerContact, Person
from domain.decision import Answer, AnswerKind
from domain.links import PersonLink
from tests.support.contacts import ledger_contact, portal_company, portal_person
from tests.unit.domain.planning import World, answer, link

NAMES = ["Jane Smith", "jane smith", "Jane Miller", "Bob Jones", "Jo Doe", "Zoë Ng"]
EMAILS = ["jane@x.example", "JANE@x.example", "bob@x.example", "eve@x.example", "zoe@x.example", ""]
FIRMS = [None, None, "Acme Ltd", "ACME", "Globex Inc", "Globex", "🏠"]
MARKS = ["", "", "", "p-0", "k-1"]
ANSWERS = [None, None, None, None, *AnswerKind]
LAST_NAMES = ["", "Doe", "Roe"]
USUAL = [True, True, True, True, False]
COMPANIES = (portal_company("k-1", name="Globex"), portal_company("k-2", name="Initech Ltd"))


def facets(*choices: Sequence[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """One value of each: drawn as one number, for speed."""

    def picked(number: int) -> tuple[Any, ...]:
        found = []
        for choice in choices:
            number, index = divmod(number, len(choice))
            found.append(choice[index])
        return tuple(found)

    return st.integers(0, prod(map(len, choices)) - 1).map(picked)


def _contact(
    number: int, name: str, firm: str | None, email: str, mark: str, customer: bool
) -> LedgerContact:
    made = ledger_contact(f"c-{number:02}", person=name, name=firm, email=email, number=mark)
    return replace(made, is_customer=customer)


def _person(number: int, name: str, email: str, company: int) -> Person:
    return portal_person(f"p-{number}", name=name, email=email, company=(None, None, *COMPANIES)[company])


def _world(
    contacts: list[tuple[Any, ...]], stories: list[tuple[Any, ...]], people: list[tuple[Any, ...]]
) -> World:
    answers: list[Answer] = []
    links: list[PersonLink] = []
    forgotten: list[str] = []
    for number, (kind, last_name, unlinked, feeds, kept) in enumerate(stories[: len(contacts)]):
        contact_id, person_id = f"c-{number:02}", f"p-{number % 5}"
        if kind is not None:
            answers.append(
                answer(contact_id, kind, person_id=person_id, first_name="Jo", last_name=last_name)
            )
        if not unlinked and number % 5 < len(people):
            links.append(link(contact_id, person_id, feeds=feeds))
        if not kept:
            forgotten.append(contact_id)
    return World(
        contacts=tuple(_contact(number, *facts) for number, facts in enumerate(contacts)),
        people=tuple(_person(number, *facts) for number, facts in enumerate(people)),
        companies=COMPANIES,
        answers=tuple(answers),
        links=tuple(links),
        forgotten=tuple(forgotten),
    )


worlds = st.builds(
    _world,
    st.lists(facets(NAMES, FIRMS, EMAILS, MARKS, USUAL), min_size=1, max_size=8),
    st.lists(facets(ANSWERS, LAST_NAMES, USUAL, USUAL, USUAL), max_size=8),
    st.lists(facets(NAMES, EMAILS, range(4)), max_size=4),
)
