"""Frozen values that are made by the thousand."""

from collections.abc import Callable
from dataclasses import field, fields, make_dataclass
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
Value = TypeVar("Value")


def quick(frozen: Callable[P, Value]) -> Callable[P, Value]:
    """Another way to make values of a frozen, slotted, keyword-only dataclass, for half the price.

    A frozen dataclass sets each of its fields by a call, because an assignment to itself is refused. Here the
    value is of an open twin of its class while it is made, and of its class as soon as it is whole.
    """
    cls = cast("type[Any]", frozen)

    def close(value: Any) -> None:
        value.__class__ = cls

    own = [
        (one.name, one.type, field(default=one.default, default_factory=one.default_factory))
        for one in fields(cls)
    ]
    namespace = {"__post_init__": close}
    twin = make_dataclass(f"Open{cls.__name__}", own, namespace=namespace, slots=True, kw_only=True)
    return cast("Callable[P, Value]", twin)
