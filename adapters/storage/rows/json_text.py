"""JSON as it stands in our columns: compact, plain ASCII, objects with the number of their schema."""

import json
from collections.abc import Mapping
from typing import Any

from domain.errors import StoreProblem

SCHEMA = 1
_compact = json.JSONEncoder(separators=(",", ":")).encode


def dump(value: Any) -> str:
    """A JSON text. ASCII, because a text from outside may hold what PostgreSQL refuses."""
    return _compact(value)


def load(text: str) -> Any:
    """What `dump` was given."""
    return json.loads(text)


def facts_text(facts: Mapping[str, str] | None) -> str:
    """Facts as a JSON object, in their order."""
    return dump(dict(facts)) if facts else "{}"


def facts_of(text: str) -> dict[str, str]:
    """The facts."""
    return {str(name): str(value) for name, value in load(text).items()}


def dump_versioned(fields: Mapping[str, Any]) -> str:
    """An object with the schema in it."""
    return dump({"schema": SCHEMA, **fields})


def load_versioned(text: str) -> dict[str, Any]:
    """Its fields. Raises StoreProblem (`row-newer`) if newer code wrote it."""
    fields: dict[str, Any] = load(text)
    schema = fields.pop("schema")
    if schema > SCHEMA:
        raise StoreProblem("row-newer", schema=str(schema))
    return fields
