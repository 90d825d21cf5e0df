"""The elements that an answer to a write tells of, whichever of its two shapes it has."""

from adapters.xero.errors import untrusted
from adapters.xero.exact import body_of
from adapters.xero.exchange import Answer, Outgoing
from adapters.xero.invoice_wire import Element
from adapters.xero.sentences import error_body, objects

_REFUSED = "Elements"


def tells_elements(answer: Answer) -> bool:
    """Whether a 400 names what it refuses one by one: then the other elements may have been created."""
    return answer.status == 400 and bool(objects((error_body(answer) or {}).get(_REFUSED)))


def elements_of(answer: Answer, outgoing: Outgoing, plural: str) -> list[Element]:
    """All elements of a success, or those that a 400 names. Raises OutcomeUnknown if none can be read."""
    body = body_of(answer, outgoing)
    rows = body.get(_REFUSED if answer.status == 400 else plural) if isinstance(body, dict) else None
    if not isinstance(rows, list):
        raise untrusted(answer, outgoing, why="unreadable")
    return objects(rows)
