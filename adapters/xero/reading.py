"""From the bytes of a good answer to what is in them."""

from abc import abstractmethod
from typing import Protocol, TypeVar

from msgspec import DecodeError
from pydantic import ValidationError

from adapters.xero.errors import untrusted
from adapters.xero.exchange import Answer, Outgoing

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Adapter(Protocol[T_co]):
    """pydantic's, or one that reads as they do."""

    @abstractmethod
    def validate_json(self, data: bytes, /) -> T_co:
        """What the bytes hold. Raises ValidationError or DecodeError."""


class UnreadableError(Exception):
    """Where an answer could not be read, and why; never what stood there."""


def read(adapter: Adapter[T], answer: Answer, outgoing: Outgoing) -> T:
    """What the answer holds. One that is no JSON, cut short, or of another shape proves nothing."""
    if not answer.is_json:
        raise untrusted(answer, outgoing, why="not-json")
    try:
        return adapter.validate_json(answer.body)
    except (ValidationError, DecodeError) as error:
        raise untrusted(answer, outgoing, why="unreadable") from unreadable(error)


def unreadable(error: ValidationError | DecodeError) -> UnreadableError:
    """pydantic's own text repeats what it read, which may be a token or a person; msgspec's does not."""
    if isinstance(error, DecodeError):
        return UnreadableError(str(error))
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return UnreadableError(f"{first['type']} at {'.'.join(map(str, first['loc'])) or 'the whole'}")
