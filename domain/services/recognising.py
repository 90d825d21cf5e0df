"""Recognises in the portal what a write of ours made there."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from domain.contact import Company, Person
from domain.dispatch import OpenElement
from domain.text import fold, fold_company, fold_email

CLOCK_SKEW = timedelta(minutes=5)
"""How far the portal's clock may be from ours when a creation time is compared with a sending time."""


def made_by(element: OpenElement, people: Iterable[Person]) -> list[Person]:
    """People with the name and email that it sent, who were not there before: the oldest first."""
    facts = element.element.facts
    name, email = fold(f"{facts.get('first_name', '')} {facts.get('last_name', '')}"), facts.get("email", "")
    since = element.sent_at - CLOCK_SKEW
    made = [
        person
        for person in people
        if fold(person.name) == name
        and fold_email(person.email) == fold_email(email)
        and (person.created_at is None or person.created_at >= since)
    ]
    return sorted(made, key=lambda person: (person.created_at or since, person.id))


def called(companies: Iterable[Company], name: str, key: str) -> list[Company]:
    """Companies whose name folds to that key: those that are spelled exactly so first."""
    same = [company for company in companies if fold_company(company.name) == key]
    return sorted(same, key=lambda company: company.name != name)


def emails_of(elements: Sequence[OpenElement]) -> list[str]:
    """Every email that these sent, once."""
    return list(dict.fromkeys(e.element.facts["email"] for e in elements if e.element.facts.get("email")))
