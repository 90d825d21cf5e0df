"""Column types that mean the same on both databases."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_TWO_DIGITS = [f"{number:02}" for number in range(60)]


def time_text(value: datetime) -> str:
    """A time as SQLite keeps it: UTC, always microseconds, so that texts compare as times do."""
    utc = value if value.tzinfo is UTC else value.astimezone(UTC)
    day = f"{utc.year:04}-{_TWO_DIGITS[utc.month]}-{_TWO_DIGITS[utc.day]}"
    time = f"{_TWO_DIGITS[utc.hour]}:{_TWO_DIGITS[utc.minute]}:{_TWO_DIGITS[utc.second]}"
    return f"{day}T{time}.{utc.microsecond:06}Z"


@lru_cache(1_000)
def _utc(text: str) -> datetime:
    """The time of such a text; the same few are read again and again."""
    return datetime.fromisoformat(text).astimezone(UTC)


PLAIN_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that sorts by its code points on both databases, whatever language the server speaks."""


class Utc(TypeDecorator[datetime]):
    """An aware time in UTC with microseconds; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """A text on SQLite, which has no type for times."""
        return dialect.type_descriptor(String(27) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Into the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return time_text(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Out of the database."""
        if value is None:
            return None
        return _utc(value) if dialect.name == "sqlite" else value.astimezone(UTC)


def storable(text: str) -> str:
    """A text that both databases take: no NUL and no half of a surrogate pair, which JSON may carry."""
    if "\x00" not in text and (text.isascii() or _is_unicode(text)):
        return text
    return "".join("\ufffd" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in text)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Words(TypeDecorator[str]):
    """A text that came from outside."""

    impl = PLAIN_TEXT
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - as called
        """Into the database."""
        return None if value is None else storable(value)
