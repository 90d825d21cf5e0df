"""Values of Hubflo's JSON: of whatever type they come, blanks and nulls alike absent.

Hubflo publishes examples of its answers but no types (Hubflo: API reference), and sends some numbers
as strings; example phone numbers begin with spaces. What cannot be read fails without repeating it.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, StringConstraints

_NO_LETTERS = re.compile("[\0\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?[0-9]{1,60}(\.[0-9]{1,60})?([eE][+-]?[0-9]{1,2})?")
_MOST_DIGITS = 15
_MOST_PLACES = 60


class Document(BaseModel, hide_input_in_errors=True):
    """One JSON object; keys that we do not use are passed over."""


def cleaned(text: str) -> str:
    """Without the spaces around it, and without what no database could keep: nobody meant to write either."""
    return _NO_LETTERS.sub("", text).strip()


def _text(value: object) -> object:
    """Null is '', numbers are their digits."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    return cleaned(value) if isinstance(value, str) else value


def _number(value: object) -> object:
    """A JSON number, or a text that is one in JSON's own spelling; no separators, no signs of money."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = Decimal(value.strip())
    if not isinstance(value, Decimal) or not value.is_finite():
        raise ValueError("no number")
    if not value:
        return Decimal(0)
    if value.adjusted() >= _MOST_DIGITS or value.adjusted() - len(value.as_tuple().digits) < -_MOST_PLACES:
        raise ValueError("a number beyond all measure")
    return Decimal(f"{value:f}")


def _moment(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _flag(value: object) -> object:
    return False if value is None or value == "" else value


Text = Annotated[str, BeforeValidator(_text)]
Id = Annotated[str, BeforeValidator(_text), StringConstraints(min_length=1)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
Number = Annotated[Decimal | None, BeforeValidator(_number)]
"""Exactly as many digits as were sent; None if none were. Only of what `json_text` read."""
Flag = Annotated[bool, BeforeValidator(_flag)]


def in_utc(moment: datetime | None) -> datetime | None:
    """A moment without a zone is taken as UTC, in which Hubflo's are."""
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
