"""A write that is never taken is tried ever more rarely, never with the same others, and not for ever."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import cast

import pytest

from domain.dispatch import ElementState, OpenElement
from domain.services.dispatching import is_in_vain, repeat_pause
from domain.services.turn import Turn
from domain.settings import Rhythm
from tests.unit.domain.workloads import element

FIRST = timedelta(seconds=15)
HOUR = timedelta(hours=1)
ASKED_AFTER = 12


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn of which nothing but the rhythm counts."""

    rhythm: Rhythm = field(default_factory=lambda: Rhythm(settle_pause=FIRST))


def missing(times: int, subject: str = "invoice:i-1") -> list[OpenElement]:
    """So many tries of one write, none of which arrived."""
    one = element(subject, state=ElementState.ABSENT)
    return [replace(one) for _ in range(times)]


def pause(times: int, subject: str = "invoice:i-1") -> timedelta:
    """How long is waited before the next try."""
    return repeat_pause(cast("Turn", _Turn()), missing(times, subject))


@pytest.mark.parametrize("times", [0, 1])
def test_the_first_repeat_waits_for_nothing(times: int) -> None:
    assert pause(times) == timedelta(0)


@pytest.mark.parametrize(("times", "doubled"), [(2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 64), (8, 128)])
def test_each_pause_is_twice_the_one_before_and_up_to_half_of_it_more(times: int, doubled: int) -> None:
    waited = [pause(times, f"invoice:{number}") for number in range(500)]

    assert doubled * FIRST <= min(waited) < doubled * FIRST * 1.02
    assert doubled * FIRST * 1.48 < max(waited) <= doubled * FIRST * 1.5


@pytest.mark.parametrize("times", [9, 13, 400, 10_000])
def test_no_pause_is_much_longer_than_an_hour(times: int) -> None:
    assert HOUR <= pause(times) <= HOUR * 1.5


def test_two_that_were_missing_equally_often_do_not_go_together_again() -> None:
    both = [[pause(times, subject) for times in range(2, 12)] for subject in ("invoice:i-1", "invoice:i-2")]

    assert [one for one in zip(*both, strict=True) if one[0] == one[1]] == []
    assert both[0] == [pause(times) for times in range(2, 12)], "the same each time that it is asked"


def test_after_half_a_night_a_person_is_asked() -> None:
    assert [times for times in range(20) if is_in_vain(missing(times))] == list(range(ASKED_AFTER, 20))
    waited = sum((pause(times) for times in range(ASKED_AFTER)), timedelta(0))

    assert 4 * HOUR < waited < 8 * HOUR
