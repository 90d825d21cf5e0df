"""The constants of a `where`."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from adapters.sandbox.xero.query.fields import Kind, QueryRefused
from adapters.sandbox.xero.query.lexer import Token, Tokens


@dataclass(frozen=True, slots=True)
class Literal:
    kind: Kind
    value: Any


_WORDS = {"true": Literal("Boolean", True), "false": Literal("Boolean", False), "null": Literal("Null", None)}


def token_literal(token: Token) -> Literal | None:
    """A string, a number, true, false or null."""
    if token.kind == "string":
        return Literal("String", token.text[1:-1])
    if token.kind == "number":
        return Literal("Decimal", Decimal(token.text))
    return _WORDS.get(token.text.lower()) if token.kind == "name" else None


def named_literal(name: str, tokens: Tokens) -> Literal | None:
    """`Guid("...")`, `DateTime(y, m, d, ...)` or `DateTime.Parse("...")`; the name is already taken."""
    if name.lower() == "guid":
        if tokens.skip("."):
            tokens.expect("PARSE")
        tokens.expect("(")
        text = _string(tokens)
        tokens.expect(")")
        try:
            return Literal("Guid", str(UUID(text)))
        except ValueError:
            raise QueryRefused("Guid should contain 32 digits with 4 dashes") from None
    if name.lower() == "datetime":
        return Literal("DateTime", _date_time(tokens))
    return None


def _date_time(tokens: Tokens) -> datetime:
    try:
        if tokens.skip("."):
            tokens.expect("PARSE")
            tokens.expect("(")
            text = _string(tokens)
            tokens.expect(")")
            at = datetime.fromisoformat(text)
            return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        tokens.expect("(")
        parts = [_number(tokens)]
        while tokens.skip(","):
            parts.append(_number(tokens))
        tokens.expect(")")
        year, month, day, hour, minute, second = (*parts, 0, 0, 0)[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        raise QueryRefused("String was not recognized as a valid DateTime.") from None


def _string(tokens: Tokens) -> str:
    token = tokens.take()
    if token.kind != "string":
        raise QueryRefused("Syntax error")
    return token.text[1:-1]


def _number(tokens: Tokens) -> int:
    token = tokens.take()
    if token.kind != "number":
        raise QueryRefused("Syntax error")
    return int(token.text)
