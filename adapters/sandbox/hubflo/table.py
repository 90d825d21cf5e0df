"""The records of one kind in one organization, in the order of their creation, found by id or by an index."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from adapters.sandbox.hubflo.switches import Match

Row = dict[str, Any]


class Found(Sequence[Row]):
    """Some rows of a table by their places in it: a page of a long list costs no more than its rows."""

    def __init__(self, rows: list[Row], places: list[int]) -> None:
        """Valid until the table changes."""
        self._rows, self._places = rows, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, int):
            return self._rows[self._places[at]]
        return [self._rows[place] for place in self._places[at]]


class Table:
    """Rows that are never removed, for Hubflo deletes neither contacts nor companies nor invoices.

    A changed row is replaced, never altered, so whoever holds the old one still sees the old values.
    """

    def __init__(self, *indexed: str) -> None:
        """An empty table with an index over each of the named text fields."""
        self.rows: list[Row] = []
        self._position: dict[str, int] = {}
        self._index: dict[str, dict[str, list[int]]] = {field: defaultdict(list) for field in indexed}
        self._spellings: dict[str, dict[str, set[str]]] = {field: defaultdict(set) for field in indexed}

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __getitem__(self, record_id: str) -> Row:
        return self.rows[self._position[record_id]]

    def get(self, record_id: str | None) -> Row | None:
        """The row with that id, or None."""
        position = self._position.get(record_id or "")
        return None if position is None else self.rows[position]

    def add(self, row: Row) -> None:
        """Put a new row at the end."""
        position = len(self.rows)
        self.rows.append(row)
        self._position[row["id"]] = position
        for field in self._index:
            self._enter(field, row[field] or "", position)

    def change(self, record_id: str, fields: Mapping[str, Any]) -> tuple[Row, Row]:
        """Replace fields of a row; the differing ones, before and after."""
        position = self._position[record_id]
        before = self.rows[position]
        new = {name: value for name, value in fields.items() if before[name] != value}
        self.rows[position] = {**before, **new}
        for field in new.keys() & self._index.keys():
            places = self._index[field][before[field] or ""]
            del places[bisect_left(places, position)]
            self._enter(field, new[field] or "", position)
        return {name: before[name] for name in new}, new

    def having(self, field: str, value: str, match: Match = "exact") -> Sequence[Row]:
        """Rows whose field matches, oldest first; a record without a value has the empty text."""
        if field == "id":
            found = self.get(value)
            return [found] if found else []
        index = self._index.get(field)
        if index is None:
            return [row for row in self.rows if matches(row[field] or "", value, match)]
        if match == "exact":
            return Found(self.rows, index.get(value, []))
        spellings = self._spellings[field]
        folds = [value.casefold()]
        if match == "substring":
            folds = [fold for fold in spellings if folds[0] in fold]
        return Found(
            self.rows, sorted(at for fold in folds for each in spellings.get(fold, ()) for at in index[each])
        )

    def _enter(self, field: str, value: str, position: int) -> None:
        insort(self._index[field][value], position)
        self._spellings[field][value.casefold()].add(value)


def matches(stored: str, value: str, match: Match) -> bool:
    """Whether a text fits what is looked for."""
    if match == "exact":
        return stored == value
    stored, value = stored.casefold(), value.casefold()
    return stored == value if match == "case-insensitive" else value in stored
