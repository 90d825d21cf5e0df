"""Times as Xero writes them (Xero: Accounting API, requests and responses)."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")


def moment(text: str | None) -> datetime | None:
    """A time in UTC, or None if there is none or it cannot be read.

    Xero writes `/Date(1439434356790+0000)/` (milliseconds since 1970 in UTC, whatever the offset says)
    or ISO 8601, mostly without a zone, which then is UTC.
    """
    if not text:
        return None
    try:
        if text[:6] == "/Date(" and text[-7:] == "+0000)/":  # nearly all
            return _after(text[6:-7])
        written = _MILLISECONDS.fullmatch(text)
        if written:
            return _after(written[1])
        read = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def _after(milliseconds: str) -> datetime:
    return _EPOCH + timedelta(0, 0, int(milliseconds) * 1_000)


def day(text: str | None) -> date | None:
    """A calendar day: Xero writes it as midnight UTC."""
    at = moment(text)
    return None if at is None else at.date()


def http_date(text: str | None) -> datetime | None:
    """The time of a `Date` or `Retry-After` header in UTC, or None if it cannot be read."""
    if not text:
        return None
    try:
        read = parsedate_to_datetime(text)
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def modified_since(since: datetime) -> str:
    """The header that asks for what changed at or after `since`.

    UTC, to the second and without a zone. Whether Xero counts the second itself is not documented,
    so the second before is asked for.
    """
    return f"{since.astimezone(UTC) - timedelta(seconds=1):%Y-%m-%dT%H:%M:%S}"
