"""A write made ready: the exact bytes that are recorded and then sent (Xero: requests and responses)."""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.xero.json_text import text_of
from adapters.xero.query import addressed
from domain.dispatch import Envelope
from domain.errors import Invalid

LARGEST_BYTES = 3_500_000
"""What Xero advises as the most for one request (Xero: API limits)."""

_EACH_BY_ITSELF = {"summarizeErrors": "false"}
"""Always said: the specification's default is false, the service behaves as true (xero-ruby issue 247)."""


def envelope(
    method: str, plural: str, elements: Sequence[dict[str, Any]], query: Mapping[str, str] | None = None
) -> Envelope:
    """One request for these elements. Raises Invalid (`request-too-large`): fewer may pass."""
    body = text_of({plural: elements}).encode()
    if len(body) > LARGEST_BYTES:
        raise Invalid("request-too-large", elements=str(len(elements)), bytes=str(len(body)))
    path = addressed(f"/{plural}", {**_EACH_BY_ITSELF, **(query or {})})
    return Envelope(method=method, path=path, body=body)


def given(texts: Mapping[str, str]) -> dict[str, str]:
    """Without what is empty: a creation says nothing about what is not known."""
    return {name: text for name, text in texts.items() if text}
