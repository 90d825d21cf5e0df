"""What every page of a list says of itself."""

from datetime import datetime

from adapters.xero.errors import untrusted
from adapters.xero.exchange import Answer, Outgoing
from adapters.xero.moments import http_date, modified_since, moment
from adapters.xero.wire_pagination import WirePagination

PAGE_SIZE = 1_000
"""The most that Xero gives at once; what is asked beyond is silently cut to it."""


def changed_since(since: datetime | None) -> dict[str, str]:
    """The header that asks for changes alone; none asks for everything."""
    return {"If-Modified-Since": modified_since(since)} if since else {}


def unchanged_as_of(answer: Answer, since: datetime | None) -> datetime | None:
    """Xero's own clock where it says that nothing changed since then (304); None where there is a page."""
    if since is None or answer.status != 304:
        return None
    return http_date(answer.headers.get("date")) or since


def as_of(answer: Answer, told: str | None, outgoing: Outgoing) -> datetime:
    """Xero's own clock: never ours, which may be minutes off and would let changes slip by.

    `told` is the time in the body, for an answer without a `Date`.
    """
    at = http_date(answer.headers.get("date")) or moment(told)
    if at is None:
        raise untrusted(answer, outgoing, why="no-time")
    return at


def is_last(pagination: WirePagination | None, page: int, read_here: int) -> bool:
    """As Xero says, else by a page that is not full; an empty page is always the last."""
    pages = (pagination or {}).get("pageCount")
    if read_here == 0:
        return True
    return read_here < PAGE_SIZE if pages is None else page >= pages
