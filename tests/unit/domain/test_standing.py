"""The sum that must always come out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import Action
from domain.import_plan import STANDING_OF
from domain.standing import SETTLED, Counts, Standing
from tests.unit.domain.properties import tried


def test_where_nobody_stands_nobody_is_counted() -> None:
    assert Counts().of(Standing.CREATED) == 0
    assert Counts().conserved


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_counts_towards_what_was_seen(standing: Standing) -> None:
    assert Counts(seen=1, by_standing={standing: 1}).conserved
    assert not Counts(seen=0, by_standing={standing: 1}).conserved


@tried
@given(st.dictionaries(st.sampled_from(Standing), st.integers(0, 9)), st.integers(0, 60))
def test_nothing_is_lost_and_nothing_counted_twice(there: dict[Standing, int], seen: int) -> None:
    counts = Counts(seen=seen, by_standing=there)

    assert counts.conserved == (seen == sum(there.values()))
    assert [counts.of(standing) for standing in Standing] == [there.get(s, 0) for s in Standing]


def test_a_contact_with_several_reasons_is_left_out_once() -> None:
    counts = Counts(seen=1, by_standing={Standing.LEFT_OUT: 1}, left_out_by={"no-email": 1, "archived": 1})

    assert counts.conserved


def test_settled_are_those_that_are_in_the_portal() -> None:
    assert set(Standing) - SETTLED == {Standing.IN_WORK, Standing.LEFT_OUT, Standing.NEEDS_YOU}


@pytest.mark.parametrize("action", Action)
def test_what_is_still_to_be_written_stays_in_work(action: Action) -> None:
    writes = action in (Action.CREATE, Action.LINK, Action.UPDATE)

    assert (STANDING_OF[action] is Standing.IN_WORK) == writes


def test_who_is_asked_about_needs_somebody_and_who_is_left_out_does_not() -> None:
    assert STANDING_OF[Action.ASK] is Standing.NEEDS_YOU
    assert STANDING_OF[Action.LEAVE_OUT] is Standing.LEFT_OUT
    assert STANDING_OF[Action.KEEP] is Standing.UNCHANGED
