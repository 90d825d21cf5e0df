"""An invoice's life: every arrow that there is leads where it says, and there is no other."""

from itertools import product

import pytest

from domain.errors import Invalid
from domain.life import FINAL, IN_WORK, LIFE, Arrow, Happening, Stage, Who, moved

DRAWN = {(arrow.start, arrow.by, arrow.who) for arrow in LIFE}
NOT_DRAWN = [move for move in product(Stage, Happening, Who) if move not in DRAWN]
CLERK, PERSON = Who.CLERK, Who.PERSON


@pytest.mark.parametrize("arrow", [arrow for arrow in LIFE if arrow.to is not None], ids=str)
def test_every_arrow_leads_to_its_stage(arrow: Arrow) -> None:
    for before_hold in (None, *Stage):
        assert moved(arrow.start, arrow.by, arrow.who, before_hold=before_hold) is arrow.to


@pytest.mark.parametrize("who", list(Who))
@pytest.mark.parametrize("before_hold", list(Stage))
def test_a_release_goes_back_to_the_step_that_the_hold_stood_in_front_of(
    before_hold: Stage, who: Who
) -> None:
    if before_hold in IN_WORK:
        assert moved(Stage.HELD, Happening.RELEASE, who, before_hold=before_hold) is before_hold
    else:
        _refused(Stage.HELD, Happening.RELEASE, who, before_hold=before_hold)


@pytest.mark.parametrize("who", list(Who))
def test_a_release_needs_to_know_where_to(who: Who) -> None:
    _refused(Stage.HELD, Happening.RELEASE, who)


def test_nothing_else_ever_happens() -> None:
    assert len(NOT_DRAWN) == len(Stage) * len(Happening) * len(Who) - len(LIFE)
    for stage, by, who in NOT_DRAWN:
        for before_hold in (None, Stage.DUE):
            _refused(stage, by, who, before_hold=before_hold)


def test_no_arrow_is_drawn_twice() -> None:
    assert len(DRAWN) == len(LIFE)


def test_the_way_of_an_invoice() -> None:
    stage, way = Stage.SEEN, []
    for by in (
        Happening.ISSUED,
        Happening.DISPATCHED,
        Happening.LOST,
        Happening.ABSENT,
        Happening.DISPATCHED,
        Happening.LOST,
        Happening.FOUND,
        Happening.RECEIPT,
        Happening.LINK_WRITTEN,
    ):
        stage = moved(stage, by, CLERK)
        way.append(stage.value)

    assert way == [
        "due",
        "dispatched",
        "unknown",
        "due",
        "dispatched",
        "unknown",
        "created",
        "proven",
        "linked",
    ]


def test_out_of_the_final_stages_lead_only_these() -> None:
    assert {(arrow.start, arrow.by, arrow.to, arrow.who) for arrow in LIFE if arrow.start in FINAL} == {
        (Stage.LINKED, Happening.REMOVED, Stage.REMOVED, CLERK),
        (Stage.LINKED, Happening.CANCELLED, Stage.CANCELLED, CLERK),
        (Stage.LINKED, Happening.UNLINK, Stage.HELD, PERSON),
        (Stage.REMOVED, Happening.RESEND, Stage.DUE, PERSON),
        (Stage.REMOVED, Happening.ADOPT, Stage.CREATED, PERSON),
        (Stage.SKIPPED, Happening.RELEASE, Stage.DUE, PERSON),
        (Stage.SKIPPED, Happening.ADOPT, Stage.CREATED, PERSON),
    }


def test_the_clerk_sends_nothing_again_that_was_created() -> None:
    """Nothing that stands in the ledger comes back to `due` without a person."""
    arrows = {(arrow.start, arrow.to) for arrow in LIFE if arrow.who is CLERK and arrow.to is not None}
    reached = {Stage.CREATED}
    while more := {to for start, to in arrows if start in reached} - reached:
        reached |= more

    assert reached == {
        Stage.CREATED,
        Stage.PROVEN,
        Stage.LINKED,
        Stage.HELD,
        Stage.REMOVED,
        Stage.CANCELLED,
    }


@pytest.mark.parametrize("stage", sorted(IN_WORK))
def test_a_hold_can_stand_in_front_of_every_step(stage: Stage) -> None:
    assert moved(stage, Happening.HOLD, CLERK) is Stage.HELD


def test_every_stage_can_be_reached() -> None:
    assert {Stage.SEEN} | {arrow.to for arrow in LIFE if arrow.to} == set(Stage)


def test_every_happening_has_its_arrow() -> None:
    assert {arrow.by for arrow in LIFE} == set(Happening)


def _refused(stage: Stage, by: Happening, who: Who, *, before_hold: Stage | None = None) -> None:
    with pytest.raises(Invalid) as refused:
        moved(stage, by, who, before_hold=before_hold)
    assert refused.value.reason == "invoice-cannot"


def test_a_final_stage_is_left_by_a_person_or_because_a_side_says_no() -> None:
    by_itself = {arrow.by for arrow in LIFE if arrow.start in FINAL and arrow.who is CLERK}

    assert by_itself == {Happening.REMOVED, Happening.CANCELLED}


def test_every_stage_is_final_in_work_or_held() -> None:
    """So that seen = linked + removed + cancelled + skipped + held + in work, always."""
    assert FINAL | IN_WORK | {Stage.HELD} == set(Stage)
    assert not FINAL & IN_WORK


def test_whatever_is_in_work_can_end() -> None:
    ends = {*FINAL, Stage.HELD}
    arrows = [(arrow.start, arrow.to) for arrow in LIFE if arrow.who is CLERK]
    while more := {start for start, to in arrows if to in ends} - ends:
        ends |= more

    assert ends == set(Stage)
