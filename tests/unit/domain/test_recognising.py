"""Who was made by a write of ours: whoever is alike and was not known when it left, whatever clocks say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.contact import Person
from domain.dispatch import Act, Element, OpenElement
from domain.ids import DispatchId
from domain.services.recognising import BESIDE, made_by, written_by_it
from tests.support.contacts import portal_person

SENT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FIELDS = {"first_name": "Jane", "last_name": "Smith", "email": "jane@x.example"}


def sent(facts: Mapping[str, str]) -> OpenElement:
    """The creation of Jane Smith."""
    element = Element(number=1, act=Act.CREATE_PERSON, subject="contact:c-1", facts=facts)
    return OpenElement(dispatch_id=DispatchId("d-1"), sent_at=SENT, give_up_at=SENT, fence=1, element=element)


def jane(person_id: str, *, minutes: float) -> Person:
    """A Jane Smith, so long after the sending."""
    made = portal_person(person_id, name="jane smith", email="Jane@X.example")
    return replace(made, created_at=SENT + timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [-90_000, -6, 0, 90_000])
def test_who_was_known_before_is_told_by_the_id_and_not_by_a_clock(minutes: float) -> None:
    people = [jane("p-1", minutes=minutes), jane("p-2", minutes=minutes), portal_person("p-3", name="Jo")]

    made = made_by(sent({**FIELDS, BESIDE: "p-1"}), people)

    assert [person.id for person in made] == ["p-2"]


def test_of_writes_that_did_not_note_who_was_there_the_clock_tells() -> None:
    people = [jane("p-1", minutes=-6), jane("p-2", minutes=1), jane("p-3", minutes=-4)]

    assert [person.id for person in made_by(sent(FIELDS), people)] == ["p-3", "p-2"]


def test_who_was_there_is_no_field_that_was_written() -> None:
    assert written_by_it(sent({**FIELDS, BESIDE: "p-1 p-2"})) == FIELDS
