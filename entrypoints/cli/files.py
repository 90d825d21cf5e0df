"""Files that a command writes and reads: all of one or none, for its owner alone, and cells as text."""

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from domain.errors import Invalid, StoreProblem

_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV. A spreadsheet would run a cell that begins like a formula: it stays text."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([tuple(_harmless(cell) for cell in row) for row in rows])
    return text.getvalue()


def plain(cell: str) -> str:
    """A cell as it was before it was made harmless, without the spaces around it."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text


def write_new(file: Path, text: str, *, encoding: str = "utf-8-sig", option: str = "") -> None:
    """All of it, or no file; for its owner's eyes, since it names people.

    `option` is the one of the command that writes over what is there.
    Raises Invalid (`file-exists`), StoreProblem (`file-not-written`).
    """
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as problem:
        raise Invalid("file-exists", file=str(file), option=option) from problem
    except OSError as problem:
        raise StoreProblem("file-not-written", file=str(file)) from problem
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode(encoding))
    except OSError as problem:
        file.unlink(missing_ok=True)
        raise StoreProblem("file-not-written", file=str(file)) from problem


def replace_with(file: Path, text: str, *, encoding: str = "utf-8-sig") -> None:
    """The same in place of what is there, at one moment: who reads it has the old one or the new one whole.

    Raises StoreProblem (`file-not-written`).
    """
    part = ""
    try:
        handle, part = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode(encoding))
        Path(part).replace(file)
    except OSError as problem:
        if part:
            Path(part).unlink(missing_ok=True)
        raise StoreProblem("file-not-written", file=str(file)) from problem


def read_rows(file: Path, problem: str) -> list[tuple[int, list[str]]]:
    """Every row of a CSV file with its line, whatever separates its cells.

    Letters that are not UTF-8 stand as lone surrogates: `is_foreign` finds them. Raises Invalid (`problem`).
    """
    try:
        text = file.read_bytes().decode("utf-8-sig", errors="surrogateescape")
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return [(reader.line_num, row) for row in reader]
    except (OSError, csv.Error) as reason:
        raise Invalid(problem, file=str(file)) from reason


def is_foreign(text: str) -> bool:
    """Whether it has letters of another encoding: they would become wrong names."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _harmless(cell: str) -> str:
    """A figure is no formula, whatever its sign."""
    is_formula = cell.startswith(_DANGEROUS) and not _FIGURE.fullmatch(cell)
    return f"'{cell}" if is_formula else cell
