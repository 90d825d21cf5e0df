"""Query filters of a list. There is no date filter and no sort; a filter that is not known is passed over."""

from collections.abc import Sequence

from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.switches import Match
from adapters.sandbox.hubflo.table import Row, Table, matches


def selected(call: Call, table: Table, **filters: str | tuple[str, Match] | None) -> Sequence[Row]:
    """The rows that all filters of the request agree on, oldest first; without a filter the table's own list.

    `filters` gives for each query parameter the field that it selects by, and how;
    None for one that no record of this stand-in can satisfy.
    """
    wanted: list[tuple[str, str, Match]] = []
    for parameter, target in filters.items():
        value = call.request.param(parameter)
        if value is None or (not value.strip() and call.state.switches.blank_filter == "ignored"):
            continue
        if target is None:
            return []
        field, match = target if isinstance(target, tuple) else (target, "exact")
        wanted.append((field, value, match))
    if len(wanted) < 2:
        return table.having(*wanted[0]) if wanted else table.rows
    fewest = min((table.having(*one) for one in wanted), key=len)
    return [
        row
        for row in fewest
        if all(matches(row[field] or "", value, match) for field, value, match in wanted)
    ]
