"""What Xero says of one element of a write (Xero: response codes, summarize errors)."""

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.xero.errors import is_taken
from adapters.xero.ids import is_somebody
from adapters.xero.invoice_wire import Element
from adapters.xero.sentences import against, tidied
from domain.drafts import Refusal

_FLAGS = ("HasErrors", "HasValidationErrors")


def refusal(element: Element, id_name: str) -> Refusal | None:
    """Why it was refused, in Xero's sentences, each once; None if it was not.

    It was, whatever the status of the answer, if the element says so, if sentences stand against it, or
    if they stand against a part of it and it has no id. Warnings stop nothing.
    """
    own = against(element)
    said = tuple(dict.fromkeys(filter(None, map(tidied, (*own, *_of_parts(element))))))
    flagged = any(element.get(name) is True for name in _FLAGS)
    erred = str(element.get("StatusAttributeString") or "").upper() == "ERROR"
    nobody = not is_somebody(str(element.get(id_name) or ""))
    if flagged or erred or own or (nobody and said):
        return Refusal(sentences=said, is_taken=is_taken(said))
    return None


def _of_parts(part: Mapping[str, Any]) -> Iterator[str]:
    """Of lines, of the contact, and of what is in them."""
    for value in part.values():
        for inner in value if isinstance(value, list) else (value,):
            if isinstance(inner, dict):
                yield from against(inner)
                yield from _of_parts(inner)
