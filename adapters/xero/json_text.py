"""JSON with amounts digit by digit: no number of Xero's, or for Xero, ever passes through a float."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from adapters.xero.reading import UnreadableError

_plain = json.JSONEncoder(allow_nan=False).encode


def parsed(body: bytes) -> Any:
    """The document, its fractions as Decimal with every zero that was sent. Raises UnreadableError."""
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except ValueError:
        pass  # what it raises carries the text that it failed on
    raise UnreadableError("not JSON")


def text_in(part: Mapping[str, Any], name: str) -> str:
    """A text of an object, without the spaces around it; '' if it has none."""
    value = part.get(name)
    return value.strip() if isinstance(value, str) else ""


def text_of(value: Any) -> str:
    """The shortest text of a document, in ASCII; `parsed` gives the same document back."""
    if isinstance(value, dict):
        return f"{{{','.join([f'{_plain(name)}:{text_of(part)}' for name, part in value.items()])}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join([text_of(part) for part in value])}]"
    return _number(value) if isinstance(value, Decimal) else _plain(value)


def _number(amount: Decimal) -> str:
    """All its digits and no exponent; a zero has no sign."""
    if not amount.is_finite():
        raise ValueError("no amount")
    return format(amount or amount.copy_abs(), "f")


def _no_number(word: str) -> Any:
    raise ValueError(word)
