"""Tables: columns as wide as they need, cells broken within their column where the terminal is narrower."""

import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

import click

from entrypoints.catalogue import visible
from entrypoints.cli.output import terminal_width

_FIGURE = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?( [A-Z]{3})?")
"""A number or an amount."""
_LONGEST_WORD = 28
"""A longer word may be broken where there is no room: nothing is ever left out."""


def table(rows: Iterable[Sequence[str]], *, indent: int = 2, gap: int = 2) -> None:
    """Rows in columns; numbers stand to the right. Where nobody looks, each row is one line."""
    shown = [[visible(cell) for cell in row] for row in rows]
    if not shown:
        return
    columns = list(zip(*shown, strict=True))
    widths = [max(map(width_of, column)) for column in columns]
    if sys.stdout.isatty():
        room = terminal_width() - indent - gap * (len(columns) - 1)
        widths = fitted(widths, [_needed(column) for column in columns], room)
    to_the_right = [all(map(_FIGURE.fullmatch, column)) for column in columns]
    for row in shown:
        cells = [_lines(cell, width) for cell, width in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            parts = [
                _padded(lines[number] if number < len(lines) else "", width, right=right)
                for lines, width, right in zip(cells, widths, to_the_right, strict=True)
            ]
            click.echo((" " * indent + (" " * gap).join(parts)).rstrip())


def fitted(widths: Sequence[int], needed: Sequence[int], room: int) -> list[int]:
    """The widest columns made narrower until all fit, none narrower than it needs."""
    fitting = list(widths)
    while sum(fitting) > room:
        spare = [(width, i) for i, width in enumerate(fitting) if width > needed[i]]
        if not spare:
            break
        fitting[max(spare)[1]] -= 1
    return fitting


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes: letters of some scripts take two, accents none."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _needed(column: Iterable[str]) -> int:
    words = (width_of(word) for cell in column for word in cell.split())
    return min(_LONGEST_WORD, max(words, default=0))


def _lines(cell: str, width: int) -> list[str]:
    if width_of(cell) <= width:
        return [cell]
    return textwrap.wrap(cell, max(1, width), break_on_hyphens=False) or [""]


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * max(0, width - width_of(text))
    return f"{space}{text}" if right else f"{text}{space}"
