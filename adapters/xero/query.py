"""Addresses with lists in them, as Xero reads them.

The commas of a list are sent as they are: written as `%2C` they made Xero refuse it (xero-node issue
502). An address whose query is longer than 2,048 characters is answered as if there were nothing
(404; Xero-NetStandard issue 471).
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, urlencode

LONGEST_QUERY = 2_000

_ROOM = LONGEST_QUERY - 200
"""What pages, order and places of a read leave for a list."""

_MOST = 50


def addressed(path: str, query: Mapping[str, str]) -> str:
    """A path with its query, the commas of lists as they are."""
    return f"{path}?{urlencode(query, safe=',', quote_via=quote)}" if query else path


def listed(values: Iterable[str]) -> str:
    """A list as one value."""
    return ",".join(values)


def length_of(value: str) -> int:
    """How many characters of an address a value takes."""
    return len(quote(value, safe=","))


def fitting(values: Iterable[str], between: str = ",") -> Iterator[list[str]]:
    """Lists of at most 50 that fit into an address, beside what else a read says."""
    part: list[str] = []
    room = _ROOM
    for value in values:
        needed = length_of(value) + length_of(between)
        if part and (needed > room or len(part) == _MOST):
            yield part
            part, room = [], _ROOM
        part.append(value)
        room -= needed
    if part:
        yield part
