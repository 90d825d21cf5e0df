"""A sentence for each cause of a hold: what happened, why, what to do, and what happens by itself then."""

from collections.abc import Mapping
from datetime import datetime

from domain.hold import Cause, Question
from entrypoints.catalogue.language import UNKNOWN, section
from entrypoints.catalogue.problems import in_their_words, problem_words
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import Reader, count, reader, together

HOLDS = "holds"
LABELS = "hold-labels"
_COUNTED = ("contact", "invoice", "payment")
"""What is counted of what a question holds; a side that is closed is no thing of its own."""


def hold_sentence(question: Question, zone: str, *, now: datetime | None = None) -> str:
    """The sentence of a question; if it holds several of one kind, with how many in front."""
    to = reader(zone, now)
    counts = [sum(subject.startswith(f"{kind}:") for subject in question.subjects) for kind in _COUNTED]
    several = sum(counts)
    if several < 2:
        return _sentence(question.cause, {}, to)
    held = [count(found, kind) for kind, found in zip(_COUNTED, counts, strict=True) if found]
    more = {"held": together(held), "several": str(several), "others": str(several - 1)}
    head = render("words", "question-on-several", more, to)
    return f"{head} {_sentence(question.cause, more, to)}"


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
