"""Recognises in the portal what a write of ours made there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from domain.contact import Company, Person
from domain.dispatch import OpenElement
from domain.text import fold, fold_company, fold_email

CLOCK_SKEW = timedelta(minutes=5)
"""How far the portal's clock may be from ours when a creation time is compared with a sending time."""

BESIDE = "@beside"
"""The fact of a creation that names who was there before, alike; all others are fields."""


def alike(facts: Mapping[str, str], people: Iterable[Person]) -> list[Person]:
    """People with the name and email of these fields."""
    name = fold(f"{facts.get('first_name', '')} {facts.get('last_name', '')}")
    email = fold_email(facts.get("email", ""))
    return [person for person in people if fold(person.name) == name and fold_email(person.email) == email]


def written_by_it(element: OpenElement) -> dict[str, str]:
    """The fields that a creation wrote."""
    return {name: value for name, value in element.element.facts.items() if name != BESIDE}


def made_by(element: OpenElement, people: Iterable[Person]) -> list[Person]:
    """People with the name and email that it sent, who were not there before: the oldest first."""
    facts = element.element.facts
    made = [person for person in alike(facts, people) if not _was_there_before(element, person)]
    return sorted(made, key=lambda person: (person.created_at or element.sent_at, person.id))


def _was_there_before(element: OpenElement, person: Person) -> bool:
    """Whom we knew then is named: clocks may be wrong. Before that was noted, only they could tell."""
    beside = element.element.facts.get(BESIDE)
    if beside is not None:
        return person.id in beside.split()
    return person.created_at is not None and person.created_at < element.sent_at - CLOCK_SKEW


def called(companies: Iterable[Company], name: str, key: str) -> list[Company]:
    """Companies whose name folds to that key: those that are spelled exactly so first."""
    same = [company for company in companies if fold_company(company.name) == key]
    return sorted(same, key=lambda company: company.name != name)


def emails_of(elements: Sequence[OpenElement]) -> list[str]:
    """Every email that these sent, once."""
    return list(dict.fromkeys(e.element.facts["email"] for e in elements if e.element.facts.get("email")))
