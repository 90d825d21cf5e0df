"""When things are looked at by themselves: hourly what changed, nightly all of it, by the user's clock."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.connection import ConnectionState
from domain.outage import Side
from domain.settings import Rhythm
from domain.units import ReadPage
from domain.work import next_look, next_unit
from domain.workload import Workload
from tests.support.clock import NOON
from tests.unit.domain.properties import tried
from tests.unit.domain.workloads import (
    HOUR,
    LEDGER_ALL,
    LEDGER_CHANGES,
    MINUTE,
    NEW,
    PORTAL_PEOPLE,
    QUIET,
    due,
    element,
    read,
    request,
    scan,
    shut,
)

SECOND = timedelta(seconds=1)


def nightly(last: datetime, *, zone: str = "Europe/London", at: time = time(2, 0)) -> Workload:
    """All read at `last`, with nothing but the night's reading to come."""
    rhythm = Rhythm(changes_every=timedelta(days=30), full_scan_at=at)
    load = read(
        QUIET,
        scan(LEDGER_ALL, started=last, finished=last),
        scan(LEDGER_CHANGES, started=last, finished=last),
    )
    return replace(load, time_zone=zone, rhythm=rhythm)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_what_changed_is_read_every_hour() -> None:
    assert next_unit(QUIET, NOON + HOUR - SECOND) is None
    assert next_look(QUIET, NOON + MINUTE) == NOON + HOUR
    assert next_unit(QUIET, NOON + HOUR) == ReadPage(kind=LEDGER_CHANGES, begin=True)


def test_the_hour_counts_from_the_last_reading_of_either_kind() -> None:
    again = read(QUIET, scan(LEDGER_CHANGES, started=NOON + MINUTE, finished=NOON + MINUTE))

    assert next_look(again, NOON + 2 * MINUTE) == NOON + HOUR + MINUTE


def test_the_pause_is_what_was_set() -> None:
    often = replace(QUIET, rhythm=Rhythm(changes_every=timedelta(minutes=10)))

    assert next_look(often, NOON) == NOON + 10 * MINUTE


@pytest.mark.parametrize(
    ("zone", "last", "following"),
    [
        ("Europe/London", "2026-01-10 12:00", "2026-01-11 02:00"),
        ("Europe/London", "2026-07-10 12:00", "2026-07-11 01:00"),
        ("Pacific/Auckland", "2026-01-10 12:00", "2026-01-11 13:00"),
        ("Asia/Kolkata", "2026-01-10 00:00", "2026-01-10 20:30"),
        ("America/Los_Angeles", "2026-01-10 12:00", "2026-01-11 10:00"),
        ("", "2026-01-10 12:00", "2026-01-11 02:00"),
        ("UTC", "2026-01-10 14:00", "2026-01-11 02:00"),
    ],
)
def test_all_is_read_at_two_in_the_users_night(zone: str, last: str, following: str) -> None:
    load, then = nightly(moment(last), zone=zone), moment(following)

    assert next_look(load, moment(last) + HOUR) == then
    assert next_unit(load, then - SECOND) is None
    assert next_unit(load, then) == ReadPage(kind=LEDGER_ALL, begin=True)


def test_all_was_read_tonight_is_read_tomorrow_night() -> None:
    assert next_look(nightly(moment("2026-01-10 02:00:07")), NOON) == NOON
    assert next_look(nightly(moment("2026-01-10 02:00:07")), moment("2026-01-10 03:00")) == moment(
        "2026-01-11 02:00"
    )


@pytest.mark.parametrize(
    ("last", "following"),
    [
        ("2026-01-10 21:00", "2026-01-11 02:00"),  # what a person answers that evening goes in the night
        ("2026-01-11 00:30", "2026-01-12 02:00"),  # that was the night's reading
    ],
)
def test_a_reading_by_hand_replaces_that_of_the_night_only_just_before_it(last: str, following: str) -> None:
    assert next_look(nightly(moment(last)), moment(last) + HOUR) == moment(following)


@pytest.mark.parametrize(
    ("last", "following"),
    [
        ("2026-03-28 01:30", "2026-03-29 01:30"),  # half past one is left out that night
        ("2026-03-29 01:30", "2026-03-30 00:30"),
        ("2026-10-24 00:30", "2026-10-25 00:30"),  # half past one comes twice that night
        ("2026-10-25 00:30", "2026-10-26 01:30"),
    ],
)
def test_a_night_in_which_the_clock_is_changed_has_one_reading(last: str, following: str) -> None:
    load = nightly(moment(last), at=time(1, 30))

    assert next_look(load, moment(last) + HOUR) == moment(following)


ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]


@tried
@given(
    st.sampled_from(ZONES),
    st.integers(0, 20 * 366 * 24 * 60),
    st.times().map(lambda found: found.replace(second=0, microsecond=0)),
)
def test_every_night_has_its_reading_at_its_time(zone: str, minutes: int, at: time) -> None:
    last = moment("2011-01-01 00:00") + minutes * MINUTE
    found = next_look(nightly(last, zone=zone, at=at), last)

    assert found is not None
    assert timedelta(hours=2) <= found - last <= timedelta(hours=28)
    local = found.astimezone(ZoneInfo(zone))
    before = (found - timedelta(hours=2)).astimezone(ZoneInfo(zone))
    assert local.time() == at or local.utcoffset() != before.utcoffset()


def test_a_preview_and_a_paused_one_have_no_rhythm() -> None:
    preview = replace(QUIET, state=ConnectionState.PREVIEW)
    paused = replace(QUIET, state=ConnectionState.PAUSED, requests=(request(),))

    for load in (preview, paused):
        assert next_unit(load, NOON + 48 * HOUR) is None
        assert next_look(load, NOON) is None


def test_the_earliest_of_all_is_when_to_look() -> None:
    load = replace(
        read(QUIET, scan(PORTAL_PEOPLE, not_before=NOON + 30 * MINUTE)),
        elements=(element(look_at=NOON + 20 * MINUTE), element("contact:c-2", look_at=NOON + 10 * MINUTE)),
        next_due_at=NOON + 5 * MINUTE,
    )

    assert next_look(load, NOON) == NOON + 5 * MINUTE
    assert next_look(replace(load, next_due_at=None), NOON) == NOON + 10 * MINUTE
    assert next_look(replace(load, next_due_at=None, elements=()), NOON) == NOON + 30 * MINUTE


def test_what_may_not_be_acted_on_wakes_nobody() -> None:
    load = replace(QUIET, state=ConnectionState.PREVIEW, next_due_at=NOON + MINUTE)

    assert next_look(load, NOON) is None


def test_a_reading_that_must_wait_is_waited_for() -> None:
    load = read(NEW, scan(LEDGER_ALL, not_before=NOON + 5 * MINUTE))

    assert next_unit(load, NOON) is None
    assert next_look(load, NOON) == NOON + 5 * MINUTE
    assert next_unit(load, NOON + 5 * MINUTE) == ReadPage(kind=LEDGER_ALL, begin=False)


@pytest.mark.parametrize("side", Side)
def test_a_closed_side_is_tried_when_it_opens(side: Side) -> None:
    assert next_look(shut(NEW, side, NOON + 7 * MINUTE), NOON) == NOON + 7 * MINUTE


@pytest.mark.parametrize(
    "load",
    [
        pytest.param(shut(replace(QUIET, due=(due("c-1"),), next_due_at=NOON), Side.PORTAL), id="to act on"),
        pytest.param(shut(replace(QUIET, elements=(element(),)), Side.PORTAL), id="to settle"),
        pytest.param(shut(read(QUIET, scan(PORTAL_PEOPLE, not_before=NOON)), Side.PORTAL), id="there"),
        pytest.param(shut(NEW, Side.LEDGER), id="here"),
    ],
)
def test_nobody_looks_all_the_time_at_what_a_closed_side_keeps_waiting(load: Workload) -> None:
    assert next_unit(load, NOON + MINUTE) is None
    assert next_look(load, NOON + MINUTE) == NOON + HOUR


def test_the_hour_is_not_up_while_a_reading_waits() -> None:
    waiting = read(QUIET, scan(LEDGER_CHANGES, started=NOON, not_before=NOON + 3 * HOUR))

    assert next_look(waiting, NOON + 2 * HOUR) == NOON + 3 * HOUR


def test_a_closed_ledger_delays_its_rhythm_and_not_the_portals_work() -> None:
    load = shut(replace(QUIET, next_due_at=NOON + 30 * MINUTE), Side.LEDGER, NOON + 2 * HOUR)

    assert next_look(load, NOON) == NOON + 30 * MINUTE
    assert next_look(replace(load, next_due_at=None), NOON + HOUR) == NOON + 2 * HOUR
