"""What all lists share: reading the query, and answering a small collection whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.sandbox.http import Request
from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.envelope import envelope
from adapters.sandbox.xero.query import order as orders
from adapters.sandbox.xero.query import where as filters
from adapters.sandbox.xero.query.fields import QueryRefused, Schema
from adapters.sandbox.xero.wire.moments import read_since
from adapters.sandbox.xero.wire.replies import Refused, Reply, query_parse

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """Which page is asked for. A size out of range is clamped without a word (Xero: paging)."""

    number: int
    size: int

    def pagination(self, count: int) -> dict[str, int]:
        return {
            "page": self.number,
            "pageSize": self.size,
            "pageCount": -(-count // self.size),
            "itemCount": count,
        }

    def slice(self) -> slice:
        return slice((self.number - 1) * self.size, self.number * self.size)


def page_of(request: Request) -> Page | None:
    """None if neither `page` nor `pageSize` is sent."""
    number, size = request.param("page"), request.param("pageSize")
    if number is None and size is None:
        return None
    return Page(max(1, _integer(number, 1)), min(LARGEST_PAGE, max(1, _integer(size, DEFAULT_PAGE))))


def where_of(request: Request, schema: Schema) -> filters.Where | None:
    text = (request.param("where") or "").strip()
    try:
        return filters.parse(text, schema) if text else None
    except QueryRefused as refused:
        raise Refused(query_parse(str(refused))) from None


def order_of(request: Request, schema: Schema) -> orders.Order | None:
    text = (request.param("order") or "").strip()
    try:
        return orders.parse(text, schema) if text else None
    except QueryRefused as refused:
        raise Refused(query_parse(str(refused))) from None


def since_of(context: Context) -> datetime | None:
    """The time of If-Modified-Since; a `modifiedSince` in the query is ignored without a word."""
    text = context.request.header("if-modified-since")
    return None if text is None else read_since(text, strict=context.state.switches.if_modified_since_strict)


def is_true(request: Request, name: str) -> bool:
    return (request.param(name) or "").lower() == "true"


def nothing_changed(context: Context, since: datetime | None, rows: Iterable[Any]) -> Reply | None:
    """The 304 that the switch asks for, if the header was sent and nothing changed."""
    if since is not None and not rows and context.state.switches.not_modified_304:
        return Reply(status=304)
    return None


def whole_list(
    context: Context,
    schema: Schema,
    plural: str,
    rows: list[Any],
    updated: Callable[[Any], datetime] | None = None,
) -> Reply:
    """A small collection, filtered and ordered, never paged."""
    where, order = where_of(context.request, schema), order_of(context.request, schema)
    since = since_of(context) if updated is not None else None
    if updated is not None and since is not None:
        inclusive = context.state.switches.if_modified_since_inclusive
        rows = [row for row in rows if updated(row) > since or (inclusive and updated(row) == since)]
    if where is not None:
        rows = [row for row in rows if where.matches(row)]
    if order is not None:
        rows = order.sort(rows, schema)
    return nothing_changed(context, since, rows) or envelope(context, plural, rows)


def _integer(text: str | None, default: int) -> int:
    try:
        return default if text is None else int(text)
    except ValueError:
        return default
