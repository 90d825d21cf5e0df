"""Query filters of a list. There is no date filter and no sort; a filter that is not known is passed over."""

from collections.abc import Sequence

from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.switches import Match
from adapters.sandbox.hubflo.table import Row, Table


def selected(call: Call, table: Table, **filters: str | tuple[str, Match] | None) -> Sequence[Row]:
    """The rows that all filters of the request agree on, oldest first; without a filter the table's own list.

    `filters` gives for each query parameter the field that it selects by, and how;
    None for one that no record of this stand-in can satisfy.
    """
    chosen: Sequence[Row] | None = None
    for parameter, target in filters.items():
        value = call.request.param(parameter)
        if value is None or (not value.strip() and call.state.switches.blank_filter == "ignored"):
            continue
        if target is None:
            return []
        field, match = target if isinstance(target, tuple) else (target, "exact")
        matching = table.having(field, value, match)
        if chosen is None:
            chosen = matching
        else:
            ids = {row["id"] for row in matching}
            chosen = [row for row in chosen if row["id"] in ids]
    return table.rows if chosen is None else chosen
