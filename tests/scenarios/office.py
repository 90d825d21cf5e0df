"""What a person does with the house, where several steps do it alike."""

import itertools
from collections.abc import Callable

import pytest

from domain.connection import Connection
from domain.decision import AnswerKind
from domain.errors import Problem
from domain.request import RequestKind
from domain.services.answering import Said
from domain.services.importing import ImportPlan
from domain.units import Unit
from tests.support.house import House, Seeded

ACTOR = "person:test"
A_MOMENT_SECONDS = 1.0
"""Whoever asks for something does it a moment after what was before."""

_ANSWERS: dict[str, Callable[[str], Said]] = {
    "new": lambda _: Said(kind=AnswerKind.NEW),
    "new, called": lambda name: Said(kind=AnswerKind.NEW, name=name),
    "new, in the company": lambda name: Said(kind=AnswerKind.NEW, company=name),
    "leave out": lambda _: Said(kind=AnswerKind.LEAVE_OUT),
    "link": lambda name: Said(kind=AnswerKind.SAME_AS, to=name),
}


def preview(house: House, seeded: Seeded, name: str = "default") -> Connection:
    """Connect, and let everything be read and planned."""
    connection = house.connect(seeded, name)
    house.work(connection)
    return connection


def go_live(house: House, connection: Connection) -> Connection:
    """Make it live, and work until nothing is due."""
    moved = house.container.switching().go_live(connection.id, actor=ACTOR)
    house.work(connection)
    return moved


def live(house: House, seeded: Seeded, name: str = "default") -> Connection:
    """Connect, and import."""
    return go_live(house, preview(house, seeded, name))


def import_now(house: House, connection: Connection, kind: RequestKind) -> None:
    """Ask for an import, and work until nothing is due."""
    house.clock.advance(A_MOMENT_SECONDS)
    house.container.importing().ask(connection.id, kind, actor=ACTOR)
    house.work(connection)


def dry_run(house: House, connection: Connection, kind: RequestKind) -> ImportPlan:
    """Ask for a dry run, look at it, and end it."""
    house.clock.advance(A_MOMENT_SECONDS)
    importing = house.container.importing()
    request = importing.ask(connection.id, kind, actor=ACTOR)
    house.work(connection)
    plan = importing.plan(connection.id)
    importing.close(connection.id, request.id)
    return plan


def refusal_of(act: Callable[[], object]) -> Problem:
    """Why something is refused, as it must be."""
    with pytest.raises(Problem) as raised:
        act()
    return raised.value


def said(answer: str) -> Said:
    """An answer as a feature writes it."""
    words, _, name = answer.rstrip('"').partition(' "')
    return _ANSWERS[words](name)


def after_steps(count: int, act: Callable[[], object]) -> Callable[[Unit], None]:
    """For a clerk to call after each unit of work: after so many it is done, once."""
    due = {count: act}
    numbers = itertools.count(1)

    def after_unit(unit: Unit) -> None:
        due.get(next(numbers), _nothing)()

    return after_unit


def _nothing() -> None:
    """What is done after most units."""
