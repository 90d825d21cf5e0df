"""Times as Xero writes them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from adapters.xero.moments import day, http_date, modified_since, moment


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("/Date(1439434356790)/", datetime(2015, 8, 13, 2, 52, 36, 790_000, UTC)),
        ("/Date(1419937200000+0000)/", datetime(2014, 12, 30, 11, 0, tzinfo=UTC)),
        ("/Date(1419937200000+1300)/", datetime(2014, 12, 30, 11, 0, tzinfo=UTC)),
        ("/Date(0+0000)/", datetime(1970, 1, 1, tzinfo=UTC)),
        ("/Date(-86400000+0000)/", datetime(1969, 12, 31, tzinfo=UTC)),
        ("2019-12-07T18:46:19.5165400", datetime(2019, 12, 7, 18, 46, 19, 516_540, UTC)),
        ("2026-09-28T00:00:00", datetime(2026, 9, 28, tzinfo=UTC)),
        ("2026-07-16T10:00:00Z", datetime(2026, 7, 16, 10, tzinfo=UTC)),
        ("2026-07-16T10:00:00+02:00", datetime(2026, 7, 16, 8, tzinfo=UTC)),
    ],
)
def test_every_form_is_read_as_utc(written: str, read: datetime) -> None:
    assert moment(written) == read
    assert moment(written).tzinfo is UTC  # type: ignore[union-attr]  # None fails the test


@pytest.mark.parametrize("written", [None, "", "yesterday", "/Date()/", "/Date(99999999999999999999)/"])
def test_what_is_no_time_is_none(written: str | None) -> None:
    assert moment(written) is None


def test_a_day_is_midnight_utc() -> None:
    assert day("/Date(1546214400000+0000)/") == date(2018, 12, 31)
    assert day(None) is None


def test_a_header_is_read_as_utc() -> None:
    assert http_date("Fri, 20 Nov 2026 09:00:05 GMT") == datetime(2026, 11, 20, 9, 0, 5, tzinfo=UTC)
    assert http_date("soon") is None
    assert http_date(None) is None


def test_since_is_asked_in_utc_to_the_second_before_and_without_a_zone() -> None:
    since = datetime(2026, 11, 20, 10, 0, 5, 900_000, timezone(timedelta(hours=1)))

    assert modified_since(since) == "2026-11-20T09:00:04"
