"""Published OpenAPI descriptions, read as far as it takes to hold requests and answers against them.

A finding is a sentence without values: the same mistake in a thousand contacts is one finding.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

_METHODS = ("get", "put", "post", "patch", "delete")
_WORDS = ("items", "additionalProperties", "not")
_LISTS = ("allOf", "anyOf", "oneOf")


def _is_uuid(text: str) -> bool:
    return str(UUID(text)) == text.lower()


def _is_time(text: str) -> bool:
    """RFC 3339, as OpenAPI says: with an offset."""
    return datetime.fromisoformat(text).tzinfo is not None


def _of_texts(fits: Callable[[str], object]) -> Callable[[object], bool]:
    """A format says something of texts alone."""
    return lambda value: not isinstance(value, str) or bool(fits(value))


FORMATS: Mapping[str, Callable[[str], object]] = {
    "uuid": _is_uuid,
    "date": date.fromisoformat,
    "date-time": _is_time,
    "email": lambda text: re.fullmatch(r"[^@\s]+@[^@\s]+", text),
    "uri": lambda text: urlsplit(text).scheme,
}

formats = FormatChecker(formats=())
for _name, _fits in FORMATS.items():
    formats.checks(_name, raises=ValueError)(_of_texts(_fits))


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path, with what the path says for all of its methods."""

    name: str
    description: Mapping[str, Any]
    parameters: tuple[Mapping[str, Any], ...]

    def parameter(self, place: str, name: str) -> Mapping[str, Any] | None:
        """The parameter of that name; names of headers have no case."""
        for one in self.parameters:
            known = one["name"]
            if one["in"] == place and (
                known == name or (place == "header" and known.lower() == name.lower())
            ):
                return one
        return None

    def required(self, place: str) -> list[str]:
        """Names of what must be sent."""
        return [one["name"] for one in self.parameters if one["in"] == place and one.get("required")]

    def answer(self, status: int) -> Mapping[str, Any] | None:
        """What is said of answers with that status."""
        found: Mapping[str, Any] | None = self.description.get("responses", {}).get(str(status))
        return found


class Description:
    """One published file."""

    def __init__(self, path: Path) -> None:
        """Parsed with libyaml: the files have a megabyte each."""
        self._document: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)

    def operation(self, method: str, path: str) -> Operation | None:
        """The operation for a path below the server's address, whatever the case of its fixed parts."""
        for template, item in self._paths:
            if template.fullmatch(path) and method.lower() in item:
                return self._operation(item["path"], method.lower(), item)
        return None

    def findings(self, schema: Mapping[str, Any], value: Any, where: str) -> Iterator[str]:
        """How a value differs from a schema; a field that the schema does not have differs too."""
        root = {**strict(schema), "components": {"schemas": self._schemas}}
        for error in Draft202012Validator(root, format_checker=formats).iter_errors(value):
            yield from _told(error, where)

    def resolved(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a reference refers to, or the item itself."""
        reference = item.get("$ref")
        if reference is None:
            return item
        found: Any = self._document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
        return self.resolved(found)

    def schema(self, name: str) -> Mapping[str, Any]:
        """A named schema."""
        return {"$ref": f"#/components/schemas/{name}"}

    def operations(self, path: str) -> Iterator[Operation]:
        """All operations of a path, as it is written in the file."""
        item = self._document["paths"].get(path, {})
        for method in _METHODS:
            if method in item:
                yield self._operation(path, method, item)

    def _operation(self, path: str, method: str, item: Mapping[str, Any]) -> Operation:
        described = [*item.get("parameters", ()), *item[method].get("parameters", ())]
        return Operation(
            name=f"{method.upper()} {path}",
            description=item[method],
            parameters=tuple(self.resolved(one) for one in described),
        )

    @cached_property
    def _paths(self) -> list[tuple[re.Pattern[str], dict[str, Any]]]:
        """Fixed paths first, so that a parameter does not swallow their last part."""
        paths = sorted(self._document["paths"].items(), key=lambda each: each[0].count("{"))
        return [(_pattern(path), {**item, "path": path}) for path, item in paths]

    @cached_property
    def _schemas(self) -> dict[str, Any]:
        schemas = self._document.get("components", {}).get("schemas", {})
        return {name: strict(schema) for name, schema in schemas.items()}


def strict(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema of OpenAPI 3.0 as one of JSON Schema, that allows no field which it does not name."""
    made = dict(schema)
    made.pop("example", None)
    if "properties" in schema:
        made["properties"] = {name: strict(part) for name, part in schema["properties"].items()}
        made.setdefault("additionalProperties", False)
    for word in _WORDS:
        if isinstance(schema.get(word), Mapping):
            made[word] = strict(schema[word])
    for word in _LISTS:
        if word in schema:
            made[word] = [strict(part) for part in schema[word]]
    if schema.get("nullable") and "type" in schema:
        made["type"] = [schema["type"], "null"]
        if "enum" in schema:
            made["enum"] = [*schema["enum"], None]
    return made


def from_text(schema: Mapping[str, Any], text: str) -> Any:
    """What a parameter's text means for its schema; what cannot be it stays a text and is found."""
    kind = schema.get("type")
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    if kind == "integer" and re.fullmatch(r"-?\d+", text):
        return int(text)
    if kind == "number" and re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    return text.split(",") if kind == "array" else text


def parameters_of(
    description: Description, operation: Operation, request: httpx.Request, headers: Iterable[str]
) -> Iterator[str]:
    """Query and named headers of a request against the operation: unknown, missing, or of another type."""
    sent = [("query", name, value) for name, value in request.url.params.multi_items()]
    sent += [("header", name, request.headers[name]) for name in headers if name in request.headers]
    for place, name, text in sent:
        parameter = operation.parameter(place, name)
        where = f"{place} {name}"
        if parameter is None:
            yield f"{where}: not described"
        else:
            schema = description.resolved(parameter["schema"])
            yield from description.findings(schema, from_text(schema, text), where)
    for name in operation.required("query"):
        if name not in request.url.params:
            yield f"query {name}: missing"
    for name in operation.required("header"):
        if name not in request.headers:
            yield f"header {name}: missing"


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{\w+\}", path)
    return re.compile("[^/]+".join(map(re.escape, parts)), re.IGNORECASE)


def _told(error: ValidationError, where: str) -> Iterator[str]:
    steps = ["[]" if isinstance(step, int) else f".{step}" for step in error.absolute_path]
    place = f"{where}{''.join(steps)}"
    wanted: Any = error.validator_value
    instance: Any = error.instance
    schema: Any = error.schema
    if error.validator == "additionalProperties":
        for name in sorted(set(instance) - set(schema["properties"])):
            yield f"{place}.{name}: not described"
    elif error.validator == "required":
        yield from (f"{place}.{name}: missing" for name in sorted(set(wanted) - set(instance)))
    else:
        yield f"{place}: not of {error.validator} {wanted}"[:200]


@cache
def read(path: Path) -> Description:
    """A published file, parsed once."""
    return Description(path)
