"""Addresses with lists in them, as Xero reads them.

The commas of a list are sent as they are: written as `%2C` they made Xero refuse it (xero-node issue
502). An address whose query is longer than 2,048 characters is answered as if there were nothing
(404; Xero-NetStandard issue 471).
"""

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

LONGEST_QUERY = 2_000


def addressed(path: str, query: Mapping[str, str]) -> str:
    """A path with its query, the commas of lists as they are."""
    return f"{path}?{urlencode(query, safe=',', quote_via=quote)}" if query else path


def listed(values: Iterable[str]) -> str:
    """A list as one value."""
    return ",".join(values)


def length_of(value: str) -> int:
    """How many characters of an address a value takes."""
    return len(quote(value, safe=","))
