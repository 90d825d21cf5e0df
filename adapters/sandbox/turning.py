"""Turning the switches of a running stand-in by name, as JSON gives their positions."""

import dataclasses
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from adapters.sandbox import hubflo, xero

S = TypeVar("S", hubflo.Switches, xero.Switches)

_OF_NAMES = ("name_uniqueness_ignores_case", "name_uniqueness_ignores_accents")


def turn_hubflo(state: hubflo.HubfloState, **positions: Any) -> None:
    """Turn some of Hubflo's switches; they count from the next request on."""
    state.switches = turned(state.switches, positions)


def turn_xero(state: xero.XeroState, **positions: Any) -> None:
    """Turn some of Xero's. Books are indexed by what makes a name unique: that is settled before."""
    switches = turned(state.switches, positions)
    if state.organisations:
        for name in _OF_NAMES:
            if getattr(switches, name) != getattr(state.switches, name):
                raise ValueError(f"{name} is turned before the first organisation is there")
    state.switches = switches


def turned(switches: S, positions: dict[str, Any]) -> S:
    """The same switches, some in other positions. Raises ValueError for a name or position there is not."""
    hints = get_type_hints(type(switches))
    for name, position in positions.items():
        if name not in hints:
            raise ValueError(f"no switch {name}")
        if not _fits(hints[name], position):
            raise ValueError(f"{name} has no position {position}")
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in positions.items()
    }
    return dataclasses.replace(switches, **known)


def _fits(hint: Any, position: object) -> bool:
    """Whether JSON's value is one of the hint's; a list stands for a tuple, a whole number for a float."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return position in parts
    if origin is UnionType:
        return any(_fits(part, position) for part in parts)
    if origin is tuple:
        return isinstance(position, list | tuple) and all(_fits(parts[0], one) for one in position)
    if hint is float:
        return isinstance(position, int | float) and not isinstance(position, bool)
    return isinstance(position, hint) and (hint is bool or not isinstance(position, bool))
