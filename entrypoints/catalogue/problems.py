"""A sentence for each error that a person can meet: what went wrong, and what to do."""

from collections.abc import Mapping
from datetime import datetime

from domain.errors import Problem
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import Reader, reader

PROBLEMS = "problems"
_NOT_SAID_BY_THEM = frozenset({"no-answer", "not-reached"})
"""Where no answer came, what a problem carries as `said` are the words of our own network library."""


def problem_sentence(problem: Problem, zone: str = "", *, now: datetime | None = None) -> str:
    """The sentence of an error; times in `zone`, or marked as UTC without one."""
    return f"{problem_words(problem.reason, problem.facts, reader(zone, now))} [{problem.reason}]"


def problem_words(code: str, facts: Mapping[str, str], to: Reader) -> str:
    """The same without the code, for a sentence that it becomes part of."""
    told = render(PROBLEMS, code, in_their_words(facts), to)
    if facts.get("row") and "table" not in facts:
        return f"{render('words', 'in-row', facts, to)} {told}"
    return told


def in_their_words(facts: Mapping[str, str]) -> dict[str, str]:
    """The facts, with `said` only where Xero or Hubflo said it, in words and not by the name of an error."""
    said = facts.get("said", "")
    is_theirs = facts.get("why", "") not in _NOT_SAID_BY_THEM and said != facts.get("error", "")
    return {name: value for name, value in facts.items() if name != "said" or is_theirs}
