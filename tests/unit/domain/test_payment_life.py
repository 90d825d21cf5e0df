"""A payment's life: every arrow leads where it says, there is no other, and nothing is sent twice."""

from itertools import product

import pytest

from domain.errors import Invalid
from domain.life import Who
from domain.payment_life import (
    ON_ITS_WAY,
    PAYMENT_FINAL,
    PAYMENT_LIFE,
    PAYMENT_WAITS,
    PaymentArrow,
    PaymentHappening,
    PaymentStage,
    payment_moved,
)

DRAWN = {(arrow.start, arrow.by, arrow.who) for arrow in PAYMENT_LIFE}
NOT_DRAWN = [move for move in product(PaymentStage, PaymentHappening, Who) if move not in DRAWN]
CLERK, PERSON = Who.CLERK, Who.PERSON
DUE = PaymentStage.DUE


@pytest.mark.parametrize("arrow", PAYMENT_LIFE, ids=str)
def test_every_arrow_leads_to_its_stage(arrow: PaymentArrow) -> None:
    assert payment_moved(arrow.start, arrow.by, arrow.who) is arrow.to


def test_nothing_else_ever_happens() -> None:
    assert len(NOT_DRAWN) == len(PaymentStage) * len(PaymentHappening) * len(Who) - len(PAYMENT_LIFE)
    for stage, by, who in NOT_DRAWN:
        with pytest.raises(Invalid) as refused:
            payment_moved(stage, by, who)
        assert refused.value.reason == "payment-cannot"


def test_no_arrow_is_drawn_twice() -> None:
    assert len(DRAWN) == len(PAYMENT_LIFE)


def test_the_way_of_a_payment() -> None:
    stage, way = DUE, []
    for by in (
        PaymentHappening.WAIT_APPROVAL,
        PaymentHappening.CHANGED,
        PaymentHappening.DISPATCHED,
        PaymentHappening.LOST,
        PaymentHappening.ABSENT,
        PaymentHappening.DISPATCHED,
        PaymentHappening.ANSWERED,
        PaymentHappening.EQUAL,
        PaymentHappening.CHANGED,
    ):
        stage = payment_moved(stage, by, CLERK)
        way.append(stage.value)

    assert way == [
        "waits-for-approval",
        "due",
        "dispatched",
        "unknown",
        "due",
        "dispatched",
        "due",
        "settled",
        "due",
    ]


def test_only_what_is_due_is_ever_sent() -> None:
    """So that everything is compared anew before each write: nothing is sent again from where it was sent."""
    into = {arrow.start for arrow in PAYMENT_LIFE if arrow.to is PaymentStage.DISPATCHED}

    assert into == {DUE}


def test_out_of_flight_leads_only_what_became_of_it() -> None:
    out = {
        (arrow.start, arrow.by, arrow.to, arrow.who) for arrow in PAYMENT_LIFE if arrow.start in ON_ITS_WAY
    }

    assert out == {
        (PaymentStage.DISPATCHED, PaymentHappening.ANSWERED, DUE, CLERK),
        (PaymentStage.DISPATCHED, PaymentHappening.NOT_SENT, DUE, CLERK),
        (PaymentStage.DISPATCHED, PaymentHappening.LOST, PaymentStage.UNKNOWN, CLERK),
        (PaymentStage.UNKNOWN, PaymentHappening.FOUND, DUE, CLERK),
        (PaymentStage.UNKNOWN, PaymentHappening.ABSENT, DUE, CLERK),
        (PaymentStage.DISPATCHED, PaymentHappening.HOLD, PaymentStage.HELD, CLERK),
        (PaymentStage.UNKNOWN, PaymentHappening.HOLD, PaymentStage.HELD, CLERK),
    }


def test_a_person_only_releases_and_never_while_it_is_on_its_way() -> None:
    said = {(arrow.start, arrow.by, arrow.to) for arrow in PAYMENT_LIFE if arrow.who is PERSON}

    resting = {*PAYMENT_WAITS, *PAYMENT_FINAL, PaymentStage.HELD}
    assert said == {(stage, PaymentHappening.RELEASE, DUE) for stage in resting}


def test_wherever_it_rests_a_change_has_it_decided_anew() -> None:
    changed = {arrow.start: arrow.to for arrow in PAYMENT_LIFE if arrow.by is PaymentHappening.CHANGED}

    assert changed == dict.fromkeys(set(PaymentStage) - ON_ITS_WAY - {DUE}, DUE)


def test_every_stage_can_be_reached_and_every_happening_has_its_arrow() -> None:
    reached = {DUE}
    while more := {arrow.to for arrow in PAYMENT_LIFE if arrow.start in reached} - reached:
        reached |= more

    assert reached == set(PaymentStage)
    assert {arrow.by for arrow in PAYMENT_LIFE} == set(PaymentHappening)


def test_every_stage_is_final_waiting_on_its_way_held_or_due() -> None:
    parts = (PAYMENT_FINAL, PAYMENT_WAITS, ON_ITS_WAY, {PaymentStage.HELD}, {DUE})

    assert sum(map(len, parts)) == len(PaymentStage)
    assert set().union(*parts) == set(PaymentStage)


def test_from_everywhere_the_clerk_comes_to_an_end_or_to_a_person() -> None:
    ends = {*PAYMENT_FINAL, PaymentStage.HELD}
    arrows = [(arrow.start, arrow.to) for arrow in PAYMENT_LIFE if arrow.who is CLERK]
    while more := {start for start, to in arrows if to in ends} - ends:
        ends |= more

    assert ends == set(PaymentStage)
