"""Holds: work that must not go on yet, grouped by the one cause that holds it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Waits(StrEnum):
    """Who is waited for: only `person` asks for somebody."""

    US = "us"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why something is held. Everything with the same `key` is one question, told and released once."""

    code: str
    key: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One held subject ("contact:<id>", "connection:<id>") and its cause; `since` is UTC."""

    subject: str
    cause: Cause
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All that one cause holds: what a person is shown as one."""

    cause: Cause
    subjects: tuple[str, ...]
    since: datetime


_TWIN = "twin:"


def twin_of(subject: str) -> str:
    """Under what the alarm is held that something of a subject is there twice."""
    return _TWIN + subject


def without_twin(held: str) -> str:
    """The subject of an alarm, or of any other hold."""
    return held.removeprefix(_TWIN)


WAITED_FOR = frozenset({"unreachable"})
"""Codes of causes that end by themselves; every other one needs a person."""


def waits_for(cause: Cause) -> Waits:
    """Who must act for this cause to end."""
    return Waits.US if cause.code in WAITED_FOR else Waits.PERSON


def questions(holds: Iterable[Hold]) -> tuple[Question, ...]:
    """Group holds by cause key, the oldest question first; facts are those of its oldest hold."""
    grouped: dict[str, list[Hold]] = {}
    for hold in sorted(holds, key=lambda hold: (hold.since, hold.subject)):
        grouped.setdefault(hold.cause.key, []).append(hold)
    return tuple(
        Question(cause=held[0].cause, subjects=tuple(h.subject for h in held), since=held[0].since)
        for held in grouped.values()
    )
