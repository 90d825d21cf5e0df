"""A side that cannot be used is tried again ever more rarely, and never given up."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.hold import Cause, Hold
from domain.ids import ConnectionId
from domain.outage import UNREACHABLE, Side, closed_until, subject_of
from tests.support.clock import NOON

OURS = ConnectionId("ours")
HOUR = timedelta(hours=1)


def outage(*, since: datetime, code: str = UNREACHABLE, side: Side = Side.LEDGER) -> Hold:
    """Noted again at noon, when it was tried last."""
    cause = Cause(code=code, key=code, facts={"tried_at": NOON.isoformat()})
    return Hold(subject=subject_of(side), cause=cause, since=since)


def pauses(hold: Hold) -> list[timedelta]:
    """How long each of a thousand connections waits."""
    return [closed_until(hold, ConnectionId(f"connection {number}")) - NOON for number in range(1_000)]


def test_each_side_is_held_by_itself() -> None:
    assert subject_of(Side.LEDGER) != subject_of(Side.PORTAL)


@pytest.mark.parametrize(
    ("lasted", "longest"),
    [
        (timedelta(), timedelta(seconds=5)),
        (timedelta(seconds=19), timedelta(seconds=5)),
        (timedelta(seconds=40), timedelta(seconds=10)),
        (timedelta(minutes=4), timedelta(minutes=1)),
        (timedelta(minutes=40), timedelta(minutes=10)),
        (timedelta(days=3), timedelta(minutes=10)),
    ],
)
def test_it_is_tried_again_after_a_quarter_of_the_time_between_5_seconds_and_10_minutes_or_a_little_sooner(
    lasted: timedelta, longest: timedelta
) -> None:
    waited = pauses(outage(since=NOON - lasted))

    assert longest * 0.75 <= min(waited) < longest * 0.76
    assert longest * 0.99 < max(waited) <= longest


@pytest.mark.parametrize("code", [UNREACHABLE, "ledger-access-lost"])
def test_a_thousand_connections_do_not_come_back_at_the_same_second(code: str) -> None:
    waited = pauses(outage(since=NOON - 40 * timedelta(minutes=1), code=code))
    seconds = Counter(int(pause.total_seconds()) for pause in waited)

    assert len(set(waited)) == len(waited)
    assert max(seconds.values()) < 25


def test_each_try_and_each_side_has_its_own_pause() -> None:
    hold = outage(since=NOON - HOUR)
    later = replace(hold, cause=replace(hold.cause, facts={"tried_at": (NOON + HOUR).isoformat()}))
    other = outage(since=NOON - HOUR, side=Side.PORTAL)

    assert closed_until(hold, OURS) == closed_until(hold, OURS)
    assert len({closed_until(hold, OURS) - NOON, closed_until(later, OURS) - NOON - HOUR}) == 2
    assert closed_until(other, OURS) != closed_until(hold, OURS)


@pytest.mark.parametrize("lasted", [timedelta(), timedelta(days=3)])
def test_what_a_person_must_mend_is_probed_about_every_hour(lasted: timedelta) -> None:
    waited = pauses(outage(since=NOON - lasted, code="ledger-access-lost"))

    assert HOUR * 0.75 <= min(waited) < max(waited) <= HOUR


def test_a_clock_set_back_does_not_close_it_for_ever() -> None:
    assert closed_until(outage(since=NOON + timedelta(days=1)), OURS) <= NOON + timedelta(seconds=5)


def test_an_hour_without_an_answer_takes_few_calls() -> None:
    tries, hold, now = 0, outage(since=NOON), NOON
    while now < NOON + timedelta(hours=1):
        now = closed_until(hold, OURS)
        cause = Cause(code=UNREACHABLE, key="", facts={"tried_at": now.isoformat()})
        hold = Hold(subject=hold.subject, cause=cause, since=NOON)
        tries += 1

    assert 10 < tries < 40
