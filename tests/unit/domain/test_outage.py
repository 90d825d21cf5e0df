"""A side that cannot be used is tried again ever more rarely, and never given up."""

from datetime import datetime, timedelta

import pytest

from domain.hold import Cause, Hold
from domain.outage import UNREACHABLE, Side, closed_until, subject_of
from tests.support.clock import NOON


def outage(*, since: datetime, code: str = UNREACHABLE) -> Hold:
    """Noted again at noon, when it was tried last."""
    cause = Cause(code=code, key=code, facts={"tried_at": NOON.isoformat()})
    return Hold(subject=subject_of(Side.LEDGER), cause=cause, since=since)


def test_each_side_is_held_by_itself() -> None:
    assert subject_of(Side.LEDGER) != subject_of(Side.PORTAL)


@pytest.mark.parametrize(
    ("lasted", "pause"),
    [
        (timedelta(), timedelta(seconds=5)),
        (timedelta(seconds=19), timedelta(seconds=5)),
        (timedelta(seconds=40), timedelta(seconds=10)),
        (timedelta(minutes=4), timedelta(minutes=1)),
        (timedelta(minutes=40), timedelta(minutes=10)),
        (timedelta(days=3), timedelta(minutes=10)),
    ],
)
def test_it_is_tried_again_after_a_quarter_of_the_time_between_5_seconds_and_10_minutes(
    lasted: timedelta, pause: timedelta
) -> None:
    assert closed_until(outage(since=NOON - lasted)) == NOON + pause


@pytest.mark.parametrize("lasted", [timedelta(), timedelta(days=3)])
def test_what_a_person_must_mend_is_probed_every_hour(lasted: timedelta) -> None:
    lost = outage(since=NOON - lasted, code="ledger-access-lost")

    assert closed_until(lost) == NOON + timedelta(hours=1)


def test_a_clock_set_back_does_not_close_it_for_ever() -> None:
    assert closed_until(outage(since=NOON + timedelta(days=1))) == NOON + timedelta(seconds=5)


def test_an_hour_without_an_answer_takes_few_calls() -> None:
    tries, hold, now = 0, outage(since=NOON), NOON
    while now < NOON + timedelta(hours=1):
        now = closed_until(hold)
        cause = Cause(code=UNREACHABLE, key="", facts={"tried_at": now.isoformat()})
        hold = Hold(subject=hold.subject, cause=cause, since=NOON)
        tries += 1

    assert 10 < tries < 40
