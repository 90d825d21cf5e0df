"""From the bytes of a good answer to what is in them."""

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from adapters.xero.errors import untrusted
from adapters.xero.exchange import Answer, Outgoing

T = TypeVar("T")


class UnreadableError(Exception):
    """Where an answer could not be read, and why; never what stood there."""


def read(adapter: TypeAdapter[T], answer: Answer, outgoing: Outgoing) -> T:
    """What the answer holds. One that is no JSON, cut short, or of another shape proves nothing."""
    if not answer.is_json:
        raise untrusted(answer, outgoing, why="not-json")
    try:
        return adapter.validate_json(answer.body)
    except ValidationError as error:
        raise untrusted(answer, outgoing, why="unreadable") from _told(error)


def _told(error: ValidationError) -> UnreadableError:
    """pydantic's own text repeats what it read, which may be a token or a person."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return UnreadableError(f"{first['type']} at {'.'.join(map(str, first['loc'])) or 'the whole'}")
