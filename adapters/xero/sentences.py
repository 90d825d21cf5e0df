"""Xero's own sentences, wherever in an error body they stand, with nothing secret in them.

Error bodies are JSON of four shapes, plain text, HTML or XML (Xero: response codes and errors):
elements with validation errors, a message, the gateway's title and detail, OAuth's error.
"""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote_plus

from adapters.xero.exchange import Answer

_LONGEST = 300
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(r"[\s\x00-\x1f\x7f]+")


def error_body(answer: Answer) -> dict[str, Any] | None:
    """The body as a JSON object, or None if it says that it is something else, or is cut."""
    if not answer.is_json:
        return None
    try:
        body = json.loads(answer.body, parse_float=Decimal)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def sentences(answer: Answer, secrets: tuple[str, ...]) -> tuple[str, ...]:
    """What Xero says, in its order, each sentence once; a page is told by its text.

    A success that cannot be read says nothing: it may hold tokens or people.
    """
    told = (tidied(_without(text, secrets)) for text in _said(answer))
    return tuple(dict.fromkeys(filter(None, told)))


def _said(answer: Answer) -> Iterator[str]:
    if answer.status < 300:
        return iter(())
    if answer.is_json:
        return _of_object(error_body(answer) or {})
    return _of_page(answer.body)


def _of_object(body: dict[str, Any]) -> Iterator[str]:
    """The validation errors of every element, or else the one sentence about the whole."""
    validation = [text for element in objects(body.get("Elements")) for text in against(element)]
    whole = (body.get(key) for key in ("Message", "Detail", "error_description", "error", "Title"))
    yield from validation or [text for text in whole if isinstance(text, str) and text][:1]


def against(part: Mapping[str, Any]) -> list[str]:
    """What stands against an element or a part of it: Message; in one of Xero's examples Description."""
    said = (
        error.get("Message") or error.get("Description") for error in objects(part.get("ValidationErrors"))
    )
    return [text for text in said if isinstance(text, str)]


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; anything else holds none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _of_page(body: bytes) -> Iterator[str]:
    yield _TAG.sub(" ", _UNSEEN.sub(" ", body.decode("utf-8", "replace")))


def _without(text: str, secrets: tuple[str, ...]) -> str:
    """A page of some proxy may show the request that failed."""
    for secret in secrets:
        for written in (secret, quote_plus(secret)):
            text = text.replace(written, "[removed]")
    return text


def tidied(text: str) -> str:
    """One line of at most 300 characters."""
    return _GAP.sub(" ", text).strip()[:_LONGEST].rstrip()
