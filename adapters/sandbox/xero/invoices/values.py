"""The values of a request as Xero's JSON reader takes them: a wrong type refuses the whole request."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from adapters.sandbox.xero.wire.moments import EPOCH
from adapters.sandbox.xero.wire.replies import Refused, post_data_invalid

_MS_DATE = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/$")
_BEYOND = Decimal("1e18")


def text(name: str, value: Any) -> str:
    """A number is taken as its text."""
    if isinstance(value, (dict, list, bool)):
        raise _unreadable("string", name)
    return str(value)


def number(name: str, value: Any) -> Decimal:
    """A number, or a text that is one."""
    if isinstance(value, bool) or not isinstance(value, (int, str, float, Decimal)):
        raise _unreadable("decimal", name)
    try:
        read = Decimal(str(value).strip())
    except InvalidOperation:
        raise _unreadable("decimal", name) from None
    if not read.is_finite() or abs(read) >= _BEYOND:
        raise _unreadable("decimal", name)
    return read


def flag(name: str, value: Any) -> bool:
    """True or false, also as a text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise _unreadable("boolean", name)


def day(name: str, value: Any) -> date:
    """`YYYY-MM-DD`, with or without a time, or `/Date(milliseconds)/`: the calendar day in it."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        since_1970 = _MS_DATE.match(value)
        try:
            if since_1970 is not None:
                return (EPOCH + timedelta(milliseconds=int(since_1970.group(1)))).date()
            return datetime.fromisoformat(value).date()
        except (ValueError, OverflowError):
            pass
    raise _unreadable("DateTime", name)


def one_of(name: str, value: Any, known: tuple[str, ...]) -> str:
    """One of these words, in any case."""
    found = {word.casefold(): word for word in known}.get(text(name, value).casefold())
    if found is None:
        raise Refused(post_data_invalid(f'Error converting value "{value}" to type {name}.'))
    return found


def _unreadable(kind: str, name: str) -> Refused:
    return Refused(post_data_invalid(f"Error reading {kind}. Path '{name}'."))
