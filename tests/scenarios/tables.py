"""Tables of a feature, as rows by their headings; a step compares only the columns that a table shows."""

from collections.abc import Iterable, Mapping, Sequence

Datatable = Sequence[Sequence[str]]
Row = Mapping[str, str]


def rows_of(table: Datatable) -> list[dict[str, str]]:
    """Every row below the headings."""
    headings, *rows = table
    return [dict(zip(headings, row, strict=True)) for row in rows]


def only(rows: Iterable[Row], table: Datatable) -> list[dict[str, str]]:
    """What those rows say in the columns of the table; order says nothing."""
    return in_order({heading: row[heading] for heading in table[0]} for row in rows)


def in_order(rows: Iterable[Row]) -> list[dict[str, str]]:
    """The same rows, sorted."""
    return sorted((dict(row) for row in rows), key=lambda row: list(row.values()))


def words(code: str) -> str:
    """A code as it is said: "email-other-name" is "email other name"."""
    return code.replace("-", " ")
