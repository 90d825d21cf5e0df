"""Hubflo's JSON as text: numbers are never floats, and each document keeps the words in which it came."""

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NoReturn

_BLANKS = " \t\r\n"
_OUTSIDE_TEXTS = re.compile(r'("(?:[^"\\]|\\.)*")|[ \t\r\n]+')
_UNREADABLE = Decimal("NaN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One JSON value, and its text as it came but for blanks between its parts."""

    value: Any = field(repr=False)
    text: str = field(repr=False)


def document(body: bytes) -> Row:
    """The one document of a body. Raises ValueError if it is no JSON."""
    text = body.decode()
    start = _past_blanks(text, 0)
    value, end = _value_at(text, start)
    _expect_end(text, end)
    return Row(value=value, text=_compact(text[start:end]))


def rows(body: bytes) -> tuple[Row, ...]:
    """The entries of a list. Raises ValueError if it is no JSON, or no list."""
    text = body.decode()
    at = _past_blanks(text, 0)
    if text[at : at + 1] != "[":
        raise ValueError("not a list")
    found: list[Row] = []
    at = _past_blanks(text, at + 1)
    if text[at : at + 1] == "]":
        _expect_end(text, at + 1)
        return ()
    while True:
        value, end = _value_at(text, at)
        found.append(Row(value=value, text=_compact(text[at:end])))
        at = _past_blanks(text, end)
        if text[at : at + 1] != ",":
            break
        at = _past_blanks(text, at + 1)
    if text[at : at + 1] != "]":
        raise ValueError("a list without an end")
    _expect_end(text, at + 1)
    return tuple(found)


def _value_at(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except RecursionError:
        raise ValueError("too deep") from None


def _past_blanks(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _BLANKS:
        at += 1
    return at


def _expect_end(text: str, at: int) -> None:
    if _past_blanks(text, at) != len(text):
        raise ValueError("more than one document")


def _compact(text: str) -> str:
    return _OUTSIDE_TEXTS.sub(lambda found: found[1] or "", text)


def _number(digits: str) -> Decimal:
    """The number as it was written; one beyond all measure is none that can be used."""
    try:
        return Decimal(digits)
    except ArithmeticError:
        return _UNREADABLE


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_float=_number, parse_int=_number, parse_constant=_no_number)
