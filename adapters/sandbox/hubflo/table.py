"""The records of one kind in one organization, in the order of their creation, found by id or by an index."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from adapters.sandbox.hubflo.switches import Match

Row = dict[str, Any]


class Table:
    """Rows that are never removed, for Hubflo deletes neither contacts nor companies nor invoices.

    A changed row is replaced, never altered, so whoever holds the old one still sees the old values.
    """

    def __init__(self, *indexed: str) -> None:
        """An empty table with an index over each of the named text fields."""
        self.rows: list[Row] = []
        self._position: dict[str, int] = {}
        self._index: dict[str, dict[str, dict[int, None]]] = {field: defaultdict(dict) for field in indexed}
        self._found: tuple[tuple[str, str, Match], list[Row]] | None = None

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
        self._found = None
        position = len(self.rows)
        self.rows.append(row)
        self._position[row["id"]] = position
        for field, index in self._index.items():
            index[_folded(row[field])][position] = None

    def change(self, record_id: str, fields: Mapping[str, Any]) -> tuple[Row, Row]:
        """Replace fields of a row; the differing ones, before and after."""
        position = self._position[record_id]
        before = self.rows[position]
        new = {name: value for name, value in fields.items() if before[name] != value}
        self.rows[position] = {**before, **new}
        self._found = None
        for field in new.keys() & self._index.keys():
            del self._index[field][_folded(before[field])][position]
            self._index[field][_folded(new[field])][position] = None
        return {name: before[name] for name in new}, new

    def having(self, field: str, value: str, match: Match = "exact") -> list[Row]:
        """Rows whose field matches, oldest first; a record without a value has the empty text.

        The last answer is kept until something changes: a long list is read page by page.
        """
        if field == "id":
            found = self.get(value)
            return [found] if found else []
        key = (field, value, match)
        if self._found is None or self._found[0] != key:
            self._found = key, self._matching(field, value, match)
        return self._found[1]

    def _matching(self, field: str, value: str, match: Match) -> list[Row]:
        folded = value.casefold()
        near = self._near(field, folded, match)
        if match == "exact":
            return [row for row in near if (row[field] or "") == value]
        return [row for row in near if _matches(row[field], folded, match)]

    def _near(self, field: str, folded: str, match: Match) -> Iterator[Row]:
        """Rows that may match: by the index if the field has one, else all."""
        index = self._index.get(field)
        if index is None:
            return iter(self.rows)
        if match == "substring":
            positions = [at for key, places in index.items() if folded in key for at in places]
        else:
            positions = list(index.get(folded, ()))
        return (self.rows[at] for at in sorted(positions))


def _folded(value: str | None) -> str:
    return (value or "").casefold()


def _matches(stored: str | None, folded: str, match: Match) -> bool:
    """Whatever the case of the letters."""
    return _folded(stored) == folded if match == "case-insensitive" else folded in _folded(stored)
