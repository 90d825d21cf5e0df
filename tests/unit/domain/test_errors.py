"""Errors carry a code and facts, and their type says whether trying again can help."""

import pytest

from domain.errors import (
    AlreadyAssigned,
    Invalid,
    LeaseLost,
    NotNow,
    Problem,
    Rejected,
    ScopeMissing,
    Throttled,
    Unavailable,
)
from tests.support.clock import NOON


def test_an_error_has_the_code_of_its_type_unless_told_another() -> None:
    assert Unavailable().reason == "unavailable"
    assert Invalid("setting-value", name="daily-calls").reason == "setting-value"


def test_its_text_shows_code_and_facts() -> None:
    text = str(Invalid("setting-value", name="daily-calls"))

    assert "setting-value" in text
    assert "name=daily-calls" in text


@pytest.mark.parametrize("problem", [Unavailable(), LeaseLost()])
def test_what_did_nothing_may_be_tried_again(problem: Problem) -> None:
    assert isinstance(problem, NotNow)


def test_a_throttle_says_until_when_and_by_which_limit() -> None:
    throttled = Throttled(until=NOON, limit="minute", service="ledger")

    assert isinstance(throttled, NotNow)
    assert (throttled.until, throttled.limit) == (NOON, "minute")
    assert throttled.facts == {"limit": "minute", "service": "ledger", "until": NOON.isoformat()}


def test_a_rejection_keeps_the_other_sides_own_sentences() -> None:
    rejected = AlreadyAssigned("The name is taken.", "Choose another.", name="Acme")

    assert isinstance(rejected, Rejected)
    assert rejected.sentences == ("The name is taken.", "Choose another.")
    assert rejected.facts == {"name": "Acme", "said": "The name is taken.; Choose another."}
    assert rejected.reason == "already-assigned"


def test_a_missing_permission_is_told_apart_from_a_lost_consent() -> None:
    assert ScopeMissing().reason == "scope-missing"
