"""Lists: bare arrays, newest first but for lines, twenty to a page, and six headers.

Source: Hubflo, API reference, pagination.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from adapters.sandbox.http import Request, Response
from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.replies import Refusal, success
from adapters.sandbox.hubflo.switches import Switches

T = TypeVar("T")

DEFAULT_PER_PAGE = 20
MAX_PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which stretch of a list is wanted; a page past the end is an empty list, not an error."""

    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages the whole list has; none for an empty list."""
        return -(-self.total // self.size)

    def oldest_first(self, oldest_first: Sequence[T]) -> Sequence[T]:
        """The rows of this page of a list that begins with the oldest."""
        return oldest_first[(self.number - 1) * self.size :][: self.size]

    def newest_first(self, oldest_first: Sequence[T]) -> Sequence[T]:
        """The rows of this page, cut off the end without copying the whole list."""
        end = self.total - (self.number - 1) * self.size
        return oldest_first[max(0, end - self.size) : end][::-1] if end > 0 else []

    def headers(self, switches: Switches) -> dict[str, str]:
        """The six paging headers; a neighbour that does not exist is absent or empty."""
        following = self.number + 1 if self.number < self.pages else None
        previous = self.number - 1 if 1 < self.number <= self.pages else None
        headers = {
            "X-Page": str(self.number),
            "X-Per-Page": str(self.size),
            "X-Total-Pages": str(self.pages),
            "X-Total-Count": str(self.total),
        }
        for name, neighbour in (("X-Next-Page", following), ("X-Prev-Page", previous)):
            if neighbour is not None:
                headers[name] = str(neighbour)
            elif switches.next_page_header == "empty":
                headers[name] = ""
        return headers


def listing(
    call: Call, rows: Sequence[T], shown: Callable[[T], dict[str, Any]], *, newest_first: bool = True
) -> Response:
    """One page of a list as a reply; the rows are given oldest first."""
    page = _wanted(call.request, len(rows), call.state.switches)
    stretch = page.newest_first(rows) if newest_first else page.oldest_first(rows)
    documents = [shown(row) for row in stretch]
    return success(call.state, call.organization, documents, headers=page.headers(call.state.switches))


def _wanted(request: Request, total: int, switches: Switches) -> Page:
    """The page asked for; what is no positive number counts as not asked for."""
    size = _positive(request.param("per_page")) or DEFAULT_PER_PAGE
    if size > MAX_PER_PAGE and switches.oversized_page == "refused":
        raise Refusal(400, "Invalid parameters")
    return Page(number=_positive(request.param("page")) or 1, size=min(size, MAX_PER_PAGE), total=total)


def _positive(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and int(text) > 0 else None
