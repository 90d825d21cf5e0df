"""Lists of Hubflo: pages of a hundred, and when the last one was read (Hubflo: API reference, pagination)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Generic, TypeVar

from adapters.hubflo.errors import SERVICE
from adapters.hubflo.line import Line
from adapters.hubflo.transport import Answer
from domain.budget import Purpose
from domain.errors import Unavailable

PER_PAGE = 100  # the documented maximum; more may be clamped or refused
_MOST_PAGES = 100_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some rows of a list, newest first. `as_of` is Hubflo's clock where it shows it, else ours (UTC)."""

    rows: tuple[T, ...]
    as_of: datetime
    is_last: bool
    total: int | None


def read_page(
    line: Line,
    path: str,
    number: int,
    rows: Callable[[bytes], tuple[T, ...]],
    *,
    purpose: Purpose,
    filters: Mapping[str, str] | None = None,
) -> Page[T]:
    """Page `number`, from 1."""
    asked_at = line.clock.now()

    def shape(answer: Answer) -> Page[T]:
        found = rows(answer.body)
        return Page(
            rows=found,
            as_of=_date_of(answer) or asked_at,
            is_last=_is_last(answer, number, len(found)),
            total=answer.number("X-Total-Count"),
        )

    query = {**(filters or {}), "page": str(number), "per_page": str(PER_PAGE)}
    return line.read(path, shape, purpose=purpose, query=query)


def read_all(
    line: Line, path: str, rows: Callable[[bytes], tuple[T, ...]], *, filters: Mapping[str, str]
) -> Iterator[T]:
    """Every row of a filtered list. Rows shift while it is read, so one may come twice, none is lost."""
    for page in _pages(line, path, rows, filters):
        yield from page.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Generic[T]):
    """Every row of a list, each once, in its order; `adds_up` unless other totals were announced."""

    rows: tuple[T, ...]
    totals: frozenset[int]

    @property
    def adds_up(self) -> bool:
        """Whether each page announced as many rows as there are."""
        return self.totals <= {len(self.rows)}


def read_still(
    line: Line, path: str, rows: Callable[[bytes], tuple[T, ...]], name_of: Callable[[T], str]
) -> Whole[T]:
    """A list that ought to stand still. Raises Unavailable if it moves: then it may be read again later.

    If rows come or go while it is read, the pages shift and one may fall between two of them: then what
    was read does not add up. So it is read once more; what is the same again stands still after all.
    """
    first = _read_whole(line, path, rows, name_of)
    if first.adds_up:
        return first
    again = _read_whole(line, path, rows, name_of)
    if not again.adds_up and again != first:
        raise Unavailable(service=SERVICE, why="list-moved")
    return again


def _read_whole(
    line: Line, path: str, rows: Callable[[bytes], tuple[T, ...]], name_of: Callable[[T], str]
) -> Whole[T]:
    found: dict[str, T] = {}
    totals: set[int] = set()
    for page in _pages(line, path, rows):
        found |= {name_of(row): row for row in page.rows}
        totals |= {page.total} if page.total is not None else set()
    return Whole(rows=tuple(found.values()), totals=frozenset(totals))


def _pages(
    line: Line,
    path: str,
    rows: Callable[[bytes], tuple[T, ...]],
    filters: Mapping[str, str] | None = None,
) -> Iterator[Page[T]]:
    """Page after page, to the last one."""
    for number in range(1, _MOST_PAGES):
        page = read_page(line, path, number, rows, purpose=Purpose.WORK, filters=filters)
        yield page
        if page.is_last:
            return
    raise Unavailable(service=SERVICE, why="list-without-end")


def _is_last(answer: Answer, number: int, count: int) -> bool:
    """Whether nothing follows. Where the headers contradict each other, reading on costs one call.

    How a null `X-Next-Page` is sent is not said: absent and empty both mean that no page follows. That
    alone is believed only of a page that is not full, for something in between may drop headers, and
    a list that seems to end early would make people come over twice.
    Raises ValueError if it is not the page that was asked for.
    """
    if count == 0:
        return True
    pages, shown = answer.number("X-Total-Pages"), answer.number("X-Page")
    if pages is not None and number >= pages:
        return True
    if shown is not None and shown != number:
        raise ValueError("another page than the one asked for")
    if answer.header("X-Next-Page") or pages is not None:
        return False
    return count < (answer.number("X-Per-Page") or PER_PAGE)


def _date_of(answer: Answer) -> datetime | None:
    """The `Date` header (RFC 9110, 6.6.1)."""
    try:
        date = parsedate_to_datetime(answer.header("Date"))
    except ValueError:
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
