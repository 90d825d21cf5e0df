"""Times as Xero writes and reads them (Xero: requests and responses)."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_SINCE = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$")


@dataclass(frozen=True, slots=True)
class MsDate:
    """A time in a payload: milliseconds since 1970 in JSON, a plain ISO time in XML.

    `zoned` is Xero's `+0000`, which records carry and the envelope's own DateTimeUTC does not.
    """

    at: datetime
    zoned: bool = True

    def json_text(self) -> str:
        return rf'"\/Date({(self.at - EPOCH) // _MILLISECOND}{"+0000" if self.zoned else ""})\/"'

    def xml_text(self) -> str:
        return f"{self.at:%Y-%m-%dT%H:%M:%S}" + (
            f".{self.at.microsecond // 1000:03d}" if self.at.microsecond else ""
        )


def ms_day(day: date) -> MsDate:
    """A calendar day, written as midnight UTC."""
    return MsDate(datetime(day.year, day.month, day.day, tzinfo=UTC))


def to_millisecond(at: datetime) -> datetime:
    """Xero keeps milliseconds."""
    return at.astimezone(UTC).replace(microsecond=at.microsecond // 1000 * 1000)


def http_date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)


def connection_time(at: datetime) -> str:
    """Seven fractional digits and no zone, as `/connections` writes it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0"


def read_since(text: str, *, strict: bool) -> datetime | None:
    """The time of an If-Modified-Since header, or None if Xero would ignore it.

    Documented is UTC `yyyy-mm-ddThh:mm:ss`, to the second, without a zone.
    """
    match = _SINCE.match(text.strip())
    if match is None or (strict and match.group(0) != match.group(1)):
        return None
    zone = match.group(2) or "Z"
    try:
        return datetime.fromisoformat(match.group(1) + zone).astimezone(UTC)
    except ValueError:
        return None
