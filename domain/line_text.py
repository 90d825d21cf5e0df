"""The words of a ledger line: title and description on one text, cleaned, and cut where it is too long."""

import unicodedata
from dataclasses import dataclass

from domain.invoice import PortalLine

LONGEST = 4000
"""Xero: Accounting API, line items, Description; counted as UTF-16, in which an emoji is two."""

_UNWRITABLE = ("Cc", "Cs")


@dataclass(frozen=True, slots=True)
class LineText:
    """The text, and whether it was cut; then it says so itself: how much was kept, and of how much."""

    text: str
    is_cut: bool


def line_text(line: PortalLine, breakdown: str = "") -> LineText:
    """Title, description, and in brackets a breakdown, which is never cut off.

    The ledger requires at least one character: where the portal has none it is a dash.
    """
    parts = (_cleaned(line.title), _cleaned(line.description))
    words = "\n".join(part for part in parts if part) or "-"
    end = f" ({breakdown})" if breakdown else ""
    whole = _units(words) + _units(end)
    if whole <= LONGEST:
        return LineText(words + end, is_cut=False)
    end = f" [... {LONGEST}/{whole}]{end}"
    return LineText(_first(words, LONGEST - _units(end)) + end, is_cut=True)


def _cleaned(text: str) -> str:
    """Without control characters, and without halves of characters, which no request can carry."""
    if text.isprintable():  # most texts: one line of plain words
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in _UNWRITABLE).strip()


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(c > "\uffff" for c in text)


def _first(text: str, units: int) -> str:
    """The beginning, in so many units at most; no character is halved."""
    kept = text[:units]
    while _units(kept) > units:
        kept = kept[: -max(1, (_units(kept) - units) // 2)]
    return kept.rstrip()
