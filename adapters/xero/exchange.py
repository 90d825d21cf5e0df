"""A request and an answer as this adapter sees them: plain values that hide their secrets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Host(StrEnum):
    """Which of Xero's hosts a request is for; where that is, `Addresses` alone says."""

    IDENTITY = "identity"
    API = "api"


class Kind(StrEnum):
    """What it means to send a request twice.

    A `read` may be repeated, by us too. A `repeatable` does no harm twice, but only its caller repeats
    it. A `write` is never repeated: without a trustworthy answer its outcome is unknown.
    """

    READ = "read"
    REPEATABLE = "repeatable"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A request that may leave. `path` begins with a slash; `secrets` must never be repeated to anyone.

    `is_batch` if it writes several elements: then a 400 may still tell of each.
    """

    host: Host
    method: str
    path: str
    kind: Kind
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    is_batch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, read whole. Header names are lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """The media type alone, lower case; '' if the answer names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """Whether it says that it is JSON; Xero also sends HTML, text and XML."""
        return self.content_type.endswith("json")

    @property
    def correlation_id(self) -> str:
        """Xero's own id of the exchange, for its support; '' if it gave none."""
        return self.headers.get("xero-correlation-id", "")


class LineBroke(Exception):
    """No whole answer came. `left` says whether any byte of the request may have arrived."""

    def __init__(self, *, left: bool, why: str) -> None:
        super().__init__(why)
        self.left = left
        self.why = why
