"""How the command line prints: text as text, data as JSON, tables and sentences that fit the terminal."""

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Any

import click

from entrypoints.catalogue import visible

_WIDEST = 100
_COMMAND = re.compile(r"`[^`]+`")
_HELD = "\ue000"
"""Stands for a space inside a command while lines are broken; text from outside never holds it."""
_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold as it is and a terminal would obey or could not show."""


def printable(text: str) -> str:
    """Text from outside as it may stand in a terminal: control characters are shown, never obeyed."""
    return visible(text)


def say(text: str = "") -> None:
    """Lines, each wrapped to the terminal."""
    for line in text.split("\n"):
        click.echo(wrapped(line))


def heading(text: str) -> None:
    """A line that begins a part."""
    click.echo()
    click.secho(wrapped(text), bold=True)


def data(value: Any) -> None:
    """Anything of ours as JSON: dates as ISO 8601, enumerations by value."""
    click.echo(as_json(value, indent=2))


def as_json(value: Any, *, indent: int | None = None, error: bool = False) -> str:
    """The same as a text, in letters that the stream it is for can write."""
    encoding = getattr(sys.stderr if error else sys.stdout, "encoding", None) or "utf-8"
    is_unicode = encoding.lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=not is_unicode, indent=indent, default=_plain)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def bullets(lines: Iterable[str], *, mark: str = "-") -> None:
    """Sentences, one below the other, each wrapped under its mark."""
    for line in lines:
        click.echo(wrapped(line, f"  {mark} ", " " * (len(mark) + 3)))


def wrapped(line: str, first: str = "", rest: str = "") -> str:
    """A line as several. Commands and ids are not torn: they are to be copied."""
    safe = visible(line)
    return textwrap.fill(
        _COMMAND.sub(lambda found: found[0].replace(" ", _HELD), safe),
        width=min(_WIDEST, terminal_width()),
        initial_indent=first,
        subsequent_indent=rest or " " * (len(safe) - len(safe.lstrip(" "))),
        break_on_hyphens=False,
        break_long_words=False,
    ).replace(_HELD, " ")


def terminal_width() -> int:
    """How many columns there are; as wide as a sentence may be where nobody looks."""
    return max(20, shutil.get_terminal_size((_WIDEST, 24)).columns)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset | set):
        return sorted(value)
    return str(value)
