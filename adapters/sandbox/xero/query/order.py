"""The `order` of Xero's lists: fields with ASC or DESC, separated by commas."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from adapters.sandbox.xero.query.fields import QueryRefused, Schema


@dataclass(frozen=True, slots=True)
class Order:
    """One or more (field, descending)."""

    keys: tuple[tuple[str, bool], ...]
    optimised: bool

    @property
    def single(self) -> tuple[str, bool] | None:
        return self.keys[0] if len(self.keys) == 1 else None

    def sort(self, rows: Iterable[Any], schema: Schema) -> list[Any]:
        """Stable; texts without case, and records without the field first."""
        ordered = list(rows)
        for name, descending in reversed(self.keys):
            ordered.sort(key=partial(_sort_key, schema, name), reverse=descending)
        return ordered


def parse(text: str, schema: Schema) -> Order:
    """Raises QueryRefused with Xero's sentence."""
    keys = []
    for part in text.split(","):
        name, *direction = part.split()[:2] or [""]
        way = direction[0].upper() if direction else "ASC"
        if name not in schema.fields:
            raise QueryRefused(f"No property or field '{name}' exists in type '{schema.name}'")
        if way not in ("ASC", "DESC"):
            raise QueryRefused("Syntax error")
        keys.append((name, way == "DESC"))
    return Order(tuple(keys), all(name in schema.orders for name, _ in keys))


def _sort_key(schema: Schema, name: str, row: Any) -> tuple[bool, Any]:
    value = schema.read(row, name)
    return (value is not None, value.casefold() if isinstance(value, str) else value)
