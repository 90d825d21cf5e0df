"""Events and holds."""

from typing import Any

from sqlalchemy import Row

from adapters.storage.rows.json_text import facts_of
from domain.event import Event
from domain.hold import Cause, Hold


def event_of(row: Row[Any]) -> Event:
    """The event."""
    return Event(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        subject=row.subject,
        code=row.code,
        facts=facts_of(row.facts),
        request_id=row.request_id,
    )


def hold_of(row: Row[Any]) -> Hold:
    """The hold."""
    cause = Cause(code=row.code, key=row.cause_key, facts=facts_of(row.facts))
    return Hold(subject=row.subject, cause=cause, since=row.since)
