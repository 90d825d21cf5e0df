"""Dispatches and their elements."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from adapters.storage.rows.documents import number_key
from adapters.storage.rows.json_text import facts_of, facts_text
from domain.dispatch import Act, Dispatch, Element, ElementState, OpenElement
from domain.ids import DispatchId

NUMBER = "number"
"""The fact of an element that holds the number which the record gets."""

_NUMBERED = (Act.CREATE_DOCUMENT, Act.CHANGE_DOCUMENT, Act.CREATE_CUSTOMER)


def dispatch_row(connection_id: str, dispatch: Dispatch) -> Mapping[str, Any]:
    """A dispatch without its elements."""
    return {
        "connection_id": connection_id,
        "id": dispatch.id,
        "at": dispatch.at,
        "method": dispatch.method,
        "path": dispatch.path,
        "body_hash": dispatch.body_hash,
        "give_up_at": dispatch.give_up_at,
        "fence": dispatch.fence,
        "settings_version": dispatch.settings_version,
    }


def element_row(connection_id: str, dispatch_id: DispatchId, element: Element) -> Mapping[str, Any]:
    """An element of a dispatch."""
    return {
        "connection_id": connection_id,
        "dispatch_id": dispatch_id,
        "number": element.number,
        "act": element.act.value,
        "subject": element.subject,
        "state": element.state.value,
        "facts": facts_text(element.facts),
        "remote_id": element.remote_id,
        "look_at": element.look_at,
        "looks": element.looks,
        "mark": _mark_of(element),
    }


def _mark_of(element: Element) -> str | None:
    """The number by which the answer is told from the others; Xero takes numbers without regard to case."""
    number = element.facts.get(NUMBER, "") if element.act in _NUMBERED else ""
    return number_key(number) or None


def open_element_of(row: Row[Any]) -> OpenElement:
    """An element joined with its dispatch."""
    return OpenElement(
        dispatch_id=DispatchId(row.dispatch_id),
        sent_at=row.at,
        give_up_at=row.give_up_at,
        fence=row.fence,
        element=Element(
            number=row.number,
            act=Act(row.act),
            subject=row.subject,
            state=ElementState(row.state),
            facts=facts_of(row.facts),
            remote_id=row.remote_id,
            look_at=row.look_at,
            looks=row.looks,
        ),
    )
