"""Answers held against examples, where that is all that a publisher gives: keys, and types of JSON."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

Shape = dict[str, set[str]]
"""The types seen at each place of a document, by its path."""

_ALIKE = ({"text", "digits"}, {"number", "digits"})
"""Digits are a text that holds a number: a phone shown so may have letters, a total be a number."""


def shape_of(documents: Iterable[Any]) -> Shape:
    """What all documents together show."""
    shape: Shape = defaultdict(set)
    for document in documents:
        for place, kind in _places(document, ""):
            shape[place].add(kind)
    return shape


def differences(document: Any, shape: Shape) -> Iterator[str]:
    """Keys too many or too few, and types that no example shows.

    What every example shows as null, or as an empty list, may hold anything: nothing is said of it.
    Numbers may come as texts that hold one: Hubflo shows the same number both ways.
    """
    seen = shape_of([document])
    for place in sorted(seen.keys() - shape.keys()):
        if not place.endswith("[]"):
            yield f"{place}: not shown"
    for place in sorted(shape.keys() - seen.keys()):
        if "object" in seen.get(place.rpartition(".")[0], ()):
            yield f"{place}: missing"
    for place in sorted(seen.keys() & shape.keys()):
        for kind in sorted(seen[place] - shape[place]):
            if shape[place] != {"null"} and not any(kind in pair and shape[place] & pair for pair in _ALIKE):
                yield f"{place}: {kind}, shown as {' or '.join(sorted(shape[place]))}"


def _places(value: Any, place: str) -> Iterator[tuple[str, str]]:
    yield place, _kind(value)
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _places(part, f"{place}.{key}")
    if isinstance(value, list):
        for part in value:
            yield from _places(part, f"{place}[]")


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, dict):
        return "object"
    if isinstance(value, list):
        return "list"
    return "digits" if re.fullmatch(r"-?\d+(\.\d+)?", value) else "text"
