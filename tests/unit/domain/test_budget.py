"""Budgets: what is counted, who may use what, and until when a call must wait."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.budget import Budget, Limits, Purpose, Told, Wait, blocked, landed, take, used_in_last_minute
from tests.support.clock import NOON

BACKGROUND, ASKED, WORK, VITAL = Purpose
DAY = timedelta(hours=24)
LEDGER = Limits(per_minute=60, per_day=1000, at_once=5, minute_share=0.5, day_share=0.2, reserve_share=0.05)
PORTAL = Limits(per_minute=1000, minute_share=0.8)


def called(
    times: int, limits: Limits = LEDGER, purpose: Purpose = WORK, budget: Budget | None = None
) -> Budget:
    """A budget after calls at noon that have all landed."""
    budget = budget or Budget()
    for number in range(times):
        taken = take(budget, limits, NOON, purpose=purpose, call=f"call-{number}")
        assert isinstance(taken, Budget), (number, taken)
        budget = landed(taken, Told(), call=f"call-{number}")
    return budget


def wait(
    budget: Budget, limits: Limits = LEDGER, purpose: Purpose = WORK, *, after: timedelta = timedelta()
) -> Wait:
    taken = take(budget, limits, NOON + after, purpose=purpose, call="next")
    assert isinstance(taken, Wait), taken
    return taken


def taken(
    budget: Budget, limits: Limits = LEDGER, purpose: Purpose = WORK, *, after: timedelta = timedelta()
) -> Budget:
    made = take(budget, limits, NOON + after, purpose=purpose, call="next")
    assert isinstance(made, Budget), made
    return made


def test_a_call_is_counted_for_its_minute_and_its_day() -> None:
    budget = called(3)

    assert (used_in_last_minute(budget, NOON), budget.used_today, budget.background_today) == (3, 3, 0)
    assert budget.day_started_at == NOON


def test_a_full_minute_is_waited_for() -> None:
    full = called(60)

    assert wait(full) == Wait(until=NOON + timedelta(seconds=61), limit="minute")
    assert taken(full, after=timedelta(seconds=61)).used_today == 61
    assert isinstance(take(full, LEDGER, NOON + timedelta(seconds=60.9), purpose=WORK, call="next"), Wait)


def test_a_minute_that_fills_slowly_frees_slowly() -> None:
    budget = Budget()
    for second in range(60):
        budget = landed(taken(budget, after=timedelta(seconds=second)), Told(), call="next")

    assert wait(budget, after=timedelta(seconds=59)).until == NOON + timedelta(seconds=61)
    assert used_in_last_minute(budget, NOON + timedelta(seconds=90)) == 30


def test_only_so_many_are_in_flight_at_once() -> None:
    budget = Budget()
    for number in range(5):
        made = take(budget, LEDGER, NOON, purpose=WORK, call=f"call-{number}")
        assert isinstance(made, Budget)
        budget = made

    assert wait(budget).limit == "concurrent"
    assert NOON < wait(budget).until <= NOON + timedelta(seconds=1)
    assert taken(landed(budget, Told(), call="call-3")).used_today == 6


def test_a_call_that_never_lands_does_not_fly_for_ever() -> None:
    budget = Budget(flying={f"lost-{number}": NOON + timedelta(seconds=30) for number in range(5)})

    assert wait(budget, after=timedelta(seconds=29)).limit == "concurrent"
    assert set(taken(budget, after=timedelta(seconds=30)).flying) == {"next"}


def test_a_side_that_names_no_limit_at_once_has_none() -> None:
    crowd = Budget(flying={f"call-{number}": NOON + DAY for number in range(50)})

    assert len(taken(crowd, PORTAL).flying) == 51


def test_a_call_without_an_id_is_counted_and_flies_nowhere() -> None:
    made = take(Budget(), PORTAL, NOON, purpose=WORK)

    assert isinstance(made, Budget)
    assert (made.used_today, dict(made.flying)) == (1, {})


def test_the_landing_of_a_stranger_changes_nothing() -> None:
    flying = taken(Budget())

    assert landed(flying, Told(), call="somebody") == flying


def test_the_day_begins_with_its_first_call_and_ends_after_24_hours() -> None:
    used_up = replace(called(1), used_today=1000)

    assert wait(used_up, after=timedelta(hours=1)) == Wait(until=NOON + DAY, limit="day")
    assert isinstance(take(used_up, LEDGER, NOON + DAY - timedelta(seconds=1), purpose=VITAL, call="x"), Wait)
    tomorrow = taken(used_up, after=DAY)
    assert (tomorrow.used_today, tomorrow.day_started_at) == (1, NOON + DAY)


def test_a_side_that_names_no_day_has_none() -> None:
    assert taken(replace(called(1, PORTAL), used_today=10**6), PORTAL).used_today == 10**6 + 1


def test_the_reserve_of_a_day_is_for_what_is_vital() -> None:
    nearly = replace(called(1), used_today=950)

    assert wait(nearly) == Wait(until=NOON + DAY, limit="day")
    assert wait(nearly, purpose=BACKGROUND).limit == "day"
    assert taken(nearly, purpose=VITAL).used_today == 951
    assert taken(replace(nearly, used_today=949)).used_today == 950


def test_background_reading_has_its_share_of_a_day_and_the_rest_is_left_to_work() -> None:
    read = replace(called(1, purpose=BACKGROUND), background_today=200, used_today=200)

    assert wait(read, purpose=BACKGROUND) == Wait(until=NOON + DAY, limit="background")
    assert taken(read).background_today == 200
    assert taken(replace(read, background_today=199), purpose=BACKGROUND).background_today == 200
    assert taken(read, purpose=BACKGROUND, after=DAY).background_today == 1


def test_what_a_person_asked_for_may_use_the_day() -> None:
    read = replace(called(1, purpose=BACKGROUND), background_today=200, used_today=200)

    assert taken(read, purpose=ASKED).background_today == 200


@pytest.mark.parametrize("purpose", [BACKGROUND, ASKED])
@pytest.mark.parametrize("per_day", [0, 1000])
def test_what_can_wait_has_its_share_of_a_minute(purpose: Purpose, per_day: int) -> None:
    ten = Limits(per_minute=10, per_day=per_day, minute_share=0.8)
    read = called(8, ten, purpose)

    assert wait(read, ten, purpose) == Wait(until=NOON + timedelta(seconds=61), limit="minute")
    full = called(2, ten, WORK, read)
    assert wait(full, ten).limit == "minute"


def test_work_in_the_minute_counts_against_the_share_of_background() -> None:
    ten = Limits(per_minute=10, minute_share=0.8)

    assert wait(called(8, ten, WORK), ten, BACKGROUND).limit == "minute"


@pytest.mark.parametrize("share", [0.8, 0.0])
def test_even_the_smallest_minute_lets_one_background_call_through(share: float) -> None:
    one = Limits(per_minute=1, minute_share=share)

    assert taken(Budget(), one, BACKGROUND).used_today == 1
    assert wait(called(1, one), one, BACKGROUND).limit == "minute"


def test_what_an_answer_says_is_left_of_the_day_counts() -> None:
    told = landed(taken(Budget()), Told(day_left=51), call="next")

    assert told.day_left == 51
    used = landed(taken(told), Told(), call="next")
    assert used.day_left == 50
    assert wait(used).limit == "day"
    assert taken(used, purpose=VITAL).day_left == 49


def test_what_is_in_flight_is_not_yet_told() -> None:
    both = take(taken(Budget()), LEDGER, NOON, purpose=WORK, call="other")
    assert isinstance(both, Budget)

    assert landed(both, Told(day_left=100), call="next").day_left == 99


def test_nothing_left_of_a_day_is_left_to_nobody() -> None:
    nothing = landed(taken(Budget()), Told(day_left=0), call="next")

    assert wait(nothing, purpose=VITAL) == Wait(until=NOON + DAY, limit="day")


def test_what_was_told_of_yesterday_is_forgotten_today() -> None:
    nothing = landed(taken(Budget()), Told(day_left=0), call="next")

    assert taken(nothing, after=DAY).day_left is None


def test_a_block_holds_everybody_until_it_ends() -> None:
    until = NOON + timedelta(seconds=30)
    budget = blocked(Budget(), until=until, limit="minute")

    for purpose in Purpose:
        assert wait(budget, purpose=purpose, after=timedelta(seconds=29.9)) == Wait(
            until=until, limit="minute"
        )
    assert taken(budget, after=timedelta(seconds=30)).blocked_until is None


def test_a_shorter_block_does_not_end_a_longer_one() -> None:
    day = blocked(Budget(), until=NOON + timedelta(hours=10), limit="day")
    both = blocked(day, until=NOON + timedelta(seconds=30), limit="minute")

    assert wait(both) == Wait(until=NOON + timedelta(hours=10), limit="day")
    assert blocked(both, until=NOON + DAY, limit="day").blocked_until == NOON + DAY


def test_after_a_day_was_refused_a_new_day_begins() -> None:
    used_up = replace(called(1), used_today=1000, day_left=0)
    budget = blocked(used_up, until=NOON + timedelta(hours=2), limit="day")

    assert taken(budget, after=timedelta(hours=2)).used_today == 1


def test_after_a_minute_was_refused_the_day_goes_on() -> None:
    budget = blocked(called(10), until=NOON + timedelta(seconds=61), limit="minute")

    assert taken(budget, after=timedelta(seconds=61)).used_today == 11


def test_waiting_counts_nothing() -> None:
    full = called(60)
    wait(full)

    assert full == called(60)
