"""Holds are told by their cause: one cause is one question, however many wait for it."""

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hold import Cause, Hold, Waits, questions, waits_for
from domain.outage import UNREACHABLE
from tests.support.clock import NOON
from tests.unit.domain.properties import tried


def hold(subject: str, key: str, *, since: datetime = NOON, said: str = "") -> Hold:
    return Hold(subject=subject, cause=Cause(code="why", key=key, facts={"said": said}), since=since)


def test_no_hold_is_no_question() -> None:
    assert questions([]) == ()


def test_what_one_cause_holds_is_one_question() -> None:
    found = questions([hold("contact:2", "why:a"), hold("contact:1", "why:a"), hold("contact:3", "why:b")])

    assert [(q.cause.key, q.subjects) for q in found] == [
        ("why:a", ("contact:1", "contact:2")),
        ("why:b", ("contact:3",)),
    ]


def test_the_oldest_question_comes_first_and_is_as_old_as_its_oldest_hold() -> None:
    earlier, earliest = NOON - timedelta(hours=1), NOON - timedelta(hours=2)
    found = questions(
        [
            hold("contact:1", "why:a"),
            hold("contact:2", "why:b", since=earlier),
            hold("contact:3", "why:a", since=earliest, said="first"),
        ]
    )

    assert [(q.cause.key, q.since) for q in found] == [("why:a", earliest), ("why:b", earlier)]
    assert found[0].cause.facts == {"said": "first"}


def test_only_an_outage_is_waited_for_by_us() -> None:
    assert waits_for(Cause(code=UNREACHABLE, key="unreachable:1")) is Waits.US


@pytest.mark.parametrize("code", ["email-on-several", "ledger-access-lost", "unexpected", "anything else"])
def test_every_other_cause_needs_a_person(code: str) -> None:
    assert waits_for(Cause(code=code, key=code)) is Waits.PERSON


holds = st.lists(
    st.builds(
        hold,
        st.integers(0, 20).map(lambda number: f"contact:{number}"),
        st.sampled_from(["why:a", "why:b", "why:c"]),
        since=st.integers(0, 3).map(lambda hours: NOON + timedelta(hours=hours)),
    ),
    unique_by=lambda made: made.subject,
    max_size=12,
)


@tried
@given(holds, st.integers())
def test_every_hold_is_in_one_question_whatever_order_they_are_found_in(found: list[Hold], seed: int) -> None:
    asked = questions(found)

    shuffled = list(found)
    Random(seed).shuffle(shuffled)
    assert questions(shuffled) == asked
    assert sorted(s for question in asked for s in question.subjects) == sorted(h.subject for h in found)
    assert len({question.cause.key for question in asked}) == len(asked)
