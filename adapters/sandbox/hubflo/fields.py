"""Reading a request body: known keys only, of the documented types; the others are passed over in silence."""

from collections.abc import Collection, Mapping
from typing import Any

from adapters.sandbox.hubflo.replies import invalid

MAX_TAGS = 100


def texts(body: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str | None]:
    """The named text fields that the body has; null empties a field."""
    found = {name: body[name] for name in names if name in body}
    wrong = [name for name, value in found.items() if value is not None and not isinstance(value, str)]
    if wrong:
        raise invalid(*(f"{_label(name)} is invalid" for name in wrong))
    return found


def choice(body: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> dict[str, str]:
    """A field of a fixed set of words; null counts as not sent."""
    value = body.get(name)
    if value is None:
        return {}
    if value not in allowed:
        raise invalid(f"{_label(name)} is not included in the list")
    return {name: value}


def tags(body: Mapping[str, Any]) -> dict[str, list[str]]:
    """Tags replace the present ones, at most a hundred (Hubflo: API reference, contacts and companies)."""
    value = body.get("tags")
    if value is None:
        return {}
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value) or len(value) > MAX_TAGS:
        raise invalid("Tags is invalid")
    return {"tags": list(value)}


def only(fields: Mapping[str, Any], known: Collection[str]) -> None:
    """A misspelt field in a test is a mistake of the test, not something to pass over."""
    unknown = sorted(fields.keys() - set(known))
    if unknown:
        raise ValueError(f"Hubflo has no field {', '.join(unknown)}")


def blank(value: object) -> bool:
    """Whether there is nothing to read in a value."""
    return not isinstance(value, str) or not value.strip()


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()
