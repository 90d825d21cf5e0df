"""Files that a command writes and reads."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Invalid, StoreProblem
from entrypoints.cli.files import csv_text, is_foreign, plain, read_rows, replace_with, write_new

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_no_cell_begins_like_a_formula_and_none_is_lost(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(csv_text(rows).splitlines(keepends=True)))

    assert [tuple(map(plain, row)) for row in read] == [tuple(map(plain, row)) for row in rows]
    for cell in (cell for row in read for cell in row):
        assert not cell.startswith(("=", "+", "@")), cell
        assert not cell.startswith("-") or cell[1:].replace(".", "").isdecimal(), cell


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("-1650.60", "-1650.60"),
        ("-1+1", "'-1+1"),
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("1.5", "1.5"),
        ("\tx", "'\tx"),
    ],
)
def test_a_figure_stays_a_figure(cell: str, written: str) -> None:
    assert csv_text([(cell,)]) == f"{written}\r\n"


def test_a_file_is_whole_or_not_there_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    write_new(file, "é")

    assert file.read_bytes() == b"\xef\xbb\xbf\xc3\xa9"
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Invalid, match="file-exists"):
        write_new(file, "other")
    with pytest.raises(StoreProblem, match="file-not-written"):
        write_new(tmp_path / "no" / "new.csv", "x")


def test_a_file_is_replaced_at_one_moment(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("old")
    replace_with(file, "new", encoding="utf-8")

    assert file.read_text() == "new"
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(StoreProblem, match="file-not-written"):
        replace_with(tmp_path / "no" / "page.html", "x")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_are_read_with_their_lines(tmp_path: Path, separator: str) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(f'a{separator}b\n"one\ntwo"{separator}2\n\nx{separator}y\n', "utf-8-sig")

    assert read_rows(file, "number-file") == [
        (1, ["a", "b"]),
        (3, ["one\ntwo", "2"]),
        (4, []),
        (5, ["x", "y"]),
    ]


def test_letters_of_another_encoding_are_found(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes("Zoé,1".encode("latin-1"))
    (_, (name, number)), *_ = read_rows(file, "number-file")

    assert (is_foreign(name), is_foreign(number)) == (True, False)
    with pytest.raises(Invalid, match="number-file"):
        read_rows(tmp_path / "none.csv", "number-file")
