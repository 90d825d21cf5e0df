"""From the bytes of a good answer with amounts to what is in them."""

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from adapters.xero.errors import untrusted
from adapters.xero.exchange import Answer, Outgoing
from adapters.xero.json_text import parsed
from adapters.xero.reading import UnreadableError, unreadable

T = TypeVar("T")


def read_exactly(adapter: TypeAdapter[T], answer: Answer, outgoing: Outgoing) -> T:
    """What the answer holds, its amounts digit by digit; else as `adapters.xero.reading.read`."""
    try:
        return adapter.validate_python(body_of(answer, outgoing))
    except ValidationError as error:
        raise untrusted(answer, outgoing, why="unreadable") from unreadable(error)


def body_of(answer: Answer, outgoing: Outgoing) -> Any:
    """The document of an answer, whatever its shape; one that is no JSON, or cut short, proves nothing."""
    if not answer.is_json:
        raise untrusted(answer, outgoing, why="not-json")
    try:
        return parsed(answer.body)
    except UnreadableError as error:
        raise untrusted(answer, outgoing, why="unreadable") from error
