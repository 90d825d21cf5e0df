"""The record of a write request, made before it leaves, and how its elements are settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ids import DispatchId


class ElementState(StrEnum):
    """What we know of one element of a dispatch.

    dispatched -> done | refused | not_sent | unknown; unknown -> done | absent; absent -> done.
    `absent` is a settled absence: the work is due again, as a new dispatch, unless it is found to have
    landed after all before that one leaves.
    """

    DISPATCHED = "dispatched"
    DONE = "done"
    REFUSED = "refused"
    NOT_SENT = "not-sent"
    UNKNOWN = "unknown"
    ABSENT = "absent"


UNSETTLED = frozenset({ElementState.DISPATCHED, ElementState.UNKNOWN})
"""States of which nobody knows yet what became of the write."""


class Act(StrEnum):
    """What an element writes."""

    CREATE_PERSON = "create-person"
    CREATE_COMPANY = "create-company"
    UPDATE_PERSON = "update-person"
    CREATE_CUSTOMER = "create-customer"
    CREATE_DOCUMENT = "create-document"
    WRITE_LINK = "write-link"
    CHANGE_DOCUMENT = "change-document"
    CREATE_PAYMENT = "create-payment"
    RECORD_PAYMENT = "record-payment"
    REGISTER_HOOK = "register-hook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing that a dispatch writes.

    `subject` is what it is for ("contact:<ledger id>", "company:<key>"), `facts` what a look-up needs
    to recognise it (email, name, or the values that were written). `look_at` is when to look next;
    `remote_id` is set when it is done.
    """

    number: int
    act: Act
    subject: str
    state: ElementState = ElementState.DISPATCHED
    facts: Mapping[str, str] = field(default_factory=dict)
    remote_id: str = ""
    look_at: datetime | None = None
    looks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One write request as it goes out: recorded durably before it leaves.

    `give_up_at` (UTC) is when we stop waiting for its answer: what lands later lands `late`.
    `body_hash` is the SHA-256 of the exact bytes in hex.
    """

    id: DispatchId
    at: datetime
    method: str
    path: str
    body_hash: str
    give_up_at: datetime
    fence: int
    settings_version: int
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenElement:
    """An element whose outcome is not known yet, with what its dispatch says of it."""

    dispatch_id: DispatchId
    sent_at: datetime
    give_up_at: datetime
    fence: int
    element: Element


def absence_counts_at(one: OpenElement, absence_wait: timedelta) -> datetime:
    """From when on (UTC) its not being there tells that it did not land, where no key keeps out a second."""
    return one.give_up_at + absence_wait


def landed_by(one: OpenElement, absence_wait: timedelta) -> datetime:
    """By when (UTC) it has landed, or never will: as long after its absence counts as absence has to last."""
    return absence_counts_at(one, absence_wait) + absence_wait


def may_land(one: OpenElement, now: datetime, absence_wait: timedelta) -> bool:
    """Whether its outcome is open, or what it repeats may still land beside it."""
    return one.element.state in UNSETTLED or now < landed_by(one, absence_wait)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A write request ready to leave: what is recorded and what is sent are the same bytes."""

    method: str
    path: str
    body: bytes
