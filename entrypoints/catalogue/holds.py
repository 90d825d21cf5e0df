"""A sentence for each cause of a hold: what happened, why, what to do, and what happens by itself then."""

from collections.abc import Mapping
from datetime import datetime

from domain.hold import Cause, Question
from entrypoints.catalogue.language import UNKNOWN, section
from entrypoints.catalogue.problems import in_their_words, problem_words
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import Reader, count, number, reader

HOLDS = "holds"
LABELS = "hold-labels"


def hold_sentence(question: Question, zone: str, *, now: datetime | None = None) -> str:
    """The sentence of a question; if it holds several contacts, with how many in front."""
    to = reader(zone, now)
    held = sum(subject.startswith("contact:") for subject in question.subjects)
    if held < 2:
        return _sentence(question.cause, {}, to)
    head = render("words", "question-on-several", {"contacts": count(held, "contact")}, to)
    return f"{head} {_sentence(question.cause, {'several': number(held)}, to)}"


def cause_sentence(cause: Cause, zone: str, *, now: datetime | None = None) -> str:
    """The sentence of a cause, for one contact or for a whole side."""
    return _sentence(cause, {}, reader(zone, now))


def hold_label(cause: Cause) -> str:
    """A few words for tables: "same email, other name"."""
    return label_words(cause.code, cause.facts)


def label_words(code: str, facts: Mapping[str, str]) -> str:
    """The same, from code and facts; without facts where there are none."""
    return render(LABELS, code, {**facts, "code": code}, reader(""))


def is_hold(code: str) -> bool:
    """Whether it is the code of a cause that has words of its own."""
    return code != UNKNOWN and code in section(HOLDS)


def _sentence(cause: Cause, more: Mapping[str, str], to: Reader) -> str:
    facts = {**in_their_words(cause.facts), **more}
    problem = cause.facts.get("problem", "")
    if not problem:
        return f"{render(HOLDS, cause.code, facts, to)} [{cause.code}]"
    facts["because"] = problem_words(problem, cause.facts, to)
    return f"{render(HOLDS, cause.code, facts, to)} [{cause.code}: {problem}]"
