"""Frozen values as JSON and back, by their type hints: for what is kept whole and asked for by its columns.

Decimals, times and days are texts. A field that says nothing about whether two are equal is left out: the
word-for-word payload of the other side, which has a place and a retention time of its own.
A field that a row does not have yet gets its default; one that the value has no more is passed over.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from adapters.storage.rows.json_text import dump_versioned, load_versioned

_Value = TypeVar("_Value")
_Turn = Callable[[Any], Any]
_REMEMBERED = 256


def value_text(value: object) -> str:
    """A dataclass as one JSON text with the number of its schema."""
    kind: Any = type(value)
    return dump_versioned(_codec(kind).dump(value))


def value_of(kind: type[_Value], text: str) -> _Value:
    """The value. Raises StoreProblem (`row-newer`) if newer code wrote it."""
    hint: Any = kind
    value: _Value = _value_of(hint, text)
    return value


@lru_cache(_REMEMBERED)
def _value_of(kind: Any, text: str) -> Any:
    """One unit asks several times for what lies as it lay; nobody changes a frozen value."""
    return _codec(kind).load(load_versioned(text))


@dataclass(frozen=True, slots=True)
class _Codec:
    """Into what JSON knows, and back."""

    dump: _Turn
    load: _Turn


def _as_it_is(value: Any) -> Any:
    return value


def _time_text(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return value.astimezone(UTC).isoformat()


_PLAIN: Mapping[Any, _Codec] = {
    str: _Codec(_as_it_is, _as_it_is),
    int: _Codec(_as_it_is, _as_it_is),
    bool: _Codec(_as_it_is, _as_it_is),
    Decimal: _Codec(str, Decimal),
    datetime: _Codec(_time_text, datetime.fromisoformat),
    date: _Codec(date.isoformat, date.fromisoformat),
}


@cache
def _codec(hint: Any) -> _Codec:
    """What a type hint is kept by. Raises TypeError for one that no value of ours has had."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, NewType):
        return _codec(hint.__supertype__)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _Codec(lambda value: value.value, hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(hint)
    return _compound(get_origin(hint), get_args(hint), hint)


def _compound(origin: Any, parts: tuple[Any, ...], hint: Any) -> _Codec:
    if origin in (Union, UnionType) and NoneType in parts and len(parts) == 2:
        return _maybe(_codec(next(part for part in parts if part is not NoneType)))
    if origin is tuple and parts[1:] == (...,):
        each = _codec(parts[0])
        return _Codec(
            lambda values: [each.dump(value) for value in values],
            lambda kept: tuple(each.load(value) for value in kept),
        )
    if origin is frozenset:
        each = _codec(parts[0])
        return _Codec(
            lambda values: sorted(each.dump(value) for value in values),
            lambda kept: frozenset(each.load(value) for value in kept),
        )
    if origin is Mapping:
        key, each = _codec(parts[0]), _codec(parts[1])
        return _Codec(
            lambda values: {key.dump(name): each.dump(value) for name, value in values.items()},
            lambda kept: {key.load(name): each.load(value) for name, value in kept.items()},
        )
    raise TypeError(f"no codec for {hint}")


def _maybe(given: _Codec) -> _Codec:
    return _Codec(
        lambda value: None if value is None else given.dump(value),
        lambda kept: None if kept is None else given.load(kept),
    )


def _dataclass(kind: type[Any]) -> _Codec:
    hints = get_type_hints(kind)
    codecs = {field.name: _codec(hints[field.name]) for field in fields(kind) if field.compare}
    needed = {
        field.name
        for field in fields(kind)
        if field.compare and field.default is MISSING and field.default_factory is MISSING
    }

    def load(kept: Mapping[str, Any]) -> Any:
        known = {name: codecs[name].load(value) for name, value in kept.items() if name in codecs}
        if needed - known.keys():
            raise ValueError(f"{kind.__name__} without {', '.join(sorted(needed - known.keys()))}")
        return kind(**known)

    return _Codec(
        lambda value: {name: each.dump(getattr(value, name)) for name, each in codecs.items()}, load
    )
