"""What Xero's answers say of its limits."""

from datetime import timedelta

import pytest

from adapters.xero.exchange import Answer
from adapters.xero.limits import free_at, limit_of, limits, told
from domain.budget import Limits, Told
from tests.unit.xero_adapter.around import NOW


def said(**headers: str) -> Answer:
    """An answer with these headers (`_` for `-`)."""
    return Answer(
        status=429, headers={name.replace("_", "-"): value for name, value in headers.items()}, body=b""
    )


def test_limits_are_xeros_with_our_shares_of_a_day() -> None:
    assert limits(calls_per_minute=60, calls_per_day=5_000) == Limits(
        per_minute=60, per_day=5_000, at_once=5, minute_share=0.5, day_share=0.2, reserve_share=0.05
    )


@pytest.mark.parametrize(
    ("problem", "limit"),
    [
        ("minute", "minute"),
        ("MinuteLimit", "minute"),
        ("day", "day"),
        ("DayLimit", "day"),
        ("Daily", "day"),
        ("concurrent", "concurrent"),
        ("ConcurrentLimit", "concurrent"),
        ("appminute", "app-minute"),
        ("something new", "minute"),
    ],
)
def test_a_limit_is_told_by_how_its_name_begins(problem: str, limit: str) -> None:
    assert limit_of(said(x_rate_limit_problem=problem)) == limit


def test_a_refusal_that_names_no_limit_is_the_minutes() -> None:
    assert limit_of(said()) == "minute"


@pytest.mark.parametrize(
    ("problem", "retry_after", "seconds"),
    [
        ("minute", "17", 17),
        ("day", "66975", 66_975),
        ("day", None, 3_600),
        ("minute", None, 60),
        ("appminute", None, 60),
        ("concurrent", None, 1),
        ("minute", "0", 1),
        ("minute", "soon", 60),
        ("minute", "Fri, 20 Nov 2026 09:00:30 GMT", 30),
        ("day", "999999999", 86_400),
        ("day", "9" * 5_000, 3_600),
    ],
)
def test_when_the_next_call_may_go(problem: str, retry_after: str | None, seconds: int) -> None:
    headers = {"x_rate_limit_problem": problem} | ({"retry_after": retry_after} if retry_after else {})

    assert free_at(said(**headers), NOW) == NOW + timedelta(seconds=seconds)


def test_what_is_left_is_read_from_the_headers() -> None:
    answer = said(x_minlimit_remaining="59", x_daylimit_remaining="4012")

    assert told(answer) == Told(day_left=4012)


def test_headers_that_say_nothing_tell_nothing() -> None:
    assert told(said(x_minlimit_remaining="", x_daylimit_remaining="many")) == Told()
