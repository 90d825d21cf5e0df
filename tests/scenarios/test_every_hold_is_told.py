"""Every hold of an invoice, or of its payment, has a scenario that brings it about and, later, ends it."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pytest_bdd.feature import get_features
from pytest_bdd.parser import Feature

from tests.scenarios.tables import words

_ROOT = Path(__file__).resolve().parents[2]
_SPEAKS_OF_AN_INVOICE = "{invoice:"
_HELD = ('is held as "{question}"', 'is held for its payment as "{question}"')
_ENDED = {"nothing needs me", "nothing is in work"}


def holds_of_invoices() -> set[str]:
    """The codes whose sentence names an invoice, in words."""
    catalogue = tomllib.loads((_ROOT / "entrypoints/catalogue/english.toml").read_text("utf-8"))
    sentences: dict[str, str] = catalogue["holds"]
    return {words(code) for code, sentence in sentences.items() if _SPEAKS_OF_AN_INVOICE in sentence}


def stories(features: Iterable[Feature]) -> Iterator[list[str]]:
    """The steps of every scenario as it is run: outlines filled in."""
    for feature in features:
        for template in feature.scenarios.values():
            rows = [row for table in template.examples for row in table.as_contexts()] or [{}]
            yield from ([step.name for step in template.render(row).steps] for row in rows)


def told(features: Iterable[Feature], questions: Iterable[str]) -> set[str]:
    """Those of the questions that some scenario brings about and then ends."""
    every = list(stories(features))
    return {question for question in questions if any(is_told(story, question) for story in every)}


def is_told(story: list[str], question: str) -> bool:
    """Whether it is held so in some step, and ended in a later one."""
    ends = tuple(held.format(question=question) for held in _HELD)
    places = [at for at, step in enumerate(story) if step.endswith(ends)]
    return bool(places) and bool(_ENDED.intersection(story[places[0] :]))


def test_there_are_holds_of_invoices() -> None:
    assert {"period locked", "cancelled in hubflo", "unexpected"} <= holds_of_invoices()
    assert "email other name" not in holds_of_invoices()


def test_every_hold_of_an_invoice_is_brought_about_and_ended() -> None:
    questions = holds_of_invoices()

    assert questions - told(get_features([str(_ROOT / "features")]), questions) == set()


PLANTED = """Feature: Planted
  Scenario: Held for ever
    Then "Website" is held as "period locked"

  Scenario: Ended before
    Then nothing needs me
    And "Website" is held as "account needed"

  Scenario Outline: Both
    Then "Website" is held as "<question>"
    And nothing needs me

    Examples:
      | question      |
      | status unknown |
"""


def test_what_is_not_ended_is_found(tmp_path: Path) -> None:
    (tmp_path / "planted.feature").write_text(PLANTED)
    features = get_features([str(tmp_path)])

    assert told(features, ["period locked", "account needed", "status unknown"]) == {"status unknown"}
