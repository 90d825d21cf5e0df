"""What `where` and `order` may name in a kind of record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["String", "Guid", "Boolean", "DateTime", "Decimal", "Null"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field. `folded` ones compare without case and accents; `optimised` ones are cheap to find by.

    Optimised is equality alone, unless also `ranges` or, between fields of one kind, `alternatives` (OR) are.
    A field of a part, as Contact.Name of an invoice, goes by its whole path.
    """

    kind: Kind = "String"
    optional: bool = True
    folded: bool = False
    optimised: bool = False
    ranges: bool = False
    alternatives: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of record by Xero's name, and how to read a field of one."""

    name: str
    fields: Mapping[str, Field]
    read: Callable[[Any, str], Any]
    orders: frozenset[str] = frozenset()


class QueryRefused(Exception):
    """Xero cannot read the expression: its message is Xero's sentence."""
