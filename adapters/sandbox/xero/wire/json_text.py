"""JSON as the live service writes it: pretty-printed, CRLF, escaped slashes in dates, trailing zeros kept."""

import json
from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Any

from adapters.sandbox.xero.wire.moments import MsDate

_quote = json.JSONEncoder(ensure_ascii=False).encode
_NEW_LINE = "\r\n"
_STEP = "  "
_EMPTY = '""'


class Kept(ABC):
    """A value that is written often and keeps its own text."""

    __slots__ = ("_depth", "_text")

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """The value changed: its text must be written anew."""
        self._depth = -1
        self._text = ""

    @abstractmethod
    def wire(self) -> Any:
        """The value itself."""

    def text(self, depth: int) -> str:
        if self._depth != depth:
            out: list[str] = []
            _write(self.wire(), depth, out)
            self._depth, self._text = depth, "".join(out)
        return self._text


class Shared(Kept):
    """A constant part of many records."""

    __slots__ = ("_value",)

    def __init__(self, value: Any) -> None:
        super().__init__()
        self._value = value

    def wire(self) -> Any:
        return self._value


def dump(value: Any) -> bytes:
    """The bytes of a whole answer."""
    out: list[str] = []
    _write(value, 0, out)
    return "".join(out).encode()


def _write(value: Any, depth: int, out: list[str]) -> None:
    if isinstance(value, str):
        out.append(_quote(value))
    elif isinstance(value, bool):
        out.append("true" if value else "false")
    elif value is None:
        out.append("null")
    elif isinstance(value, int):
        out.append(str(value))
    elif isinstance(value, Decimal):
        out.append(format(value, "f"))
    elif isinstance(value, dict):
        _write_object(value, depth, out)
    elif isinstance(value, (list, tuple)):
        _write_array(value, depth, out)
    elif isinstance(value, MsDate):
        out.append(value.json_text())
    elif isinstance(value, Kept):
        out.append(value.text(depth))
    else:
        raise TypeError(f"no wire form for {type(value).__name__}")


def _write_object(value: dict[str, Any], depth: int, out: list[str]) -> None:
    if not value:
        out.append("{}")
        return
    pad = _NEW_LINE + _STEP * (depth + 1)
    lead = "{" + pad
    for name, item in value.items():
        if type(item) is str:
            out.append(f'{lead}"{name}": {_quote(item) if item else _EMPTY}')
        else:
            out.append(f'{lead}"{name}": ')
            _write(item, depth + 1, out)
        lead = "," + pad
    out.append(_NEW_LINE + _STEP * depth + "}")


def _write_array(value: list[Any] | tuple[Any, ...], depth: int, out: list[str]) -> None:
    if not value:
        out.append("[]")
        return
    pad = _NEW_LINE + _STEP * (depth + 1)
    lead = "[" + pad
    for item in value:
        out.append(lead)
        _write(item, depth + 1, out)
        lead = "," + pad
    out.append(_NEW_LINE + _STEP * depth + "]")
