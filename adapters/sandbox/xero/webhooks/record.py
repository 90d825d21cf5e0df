"""What Xero keeps of one app's webhook (Xero: webhooks overview, configuring your server)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Status = Literal["intent", "ok", "retry", "disabled"]
"""Waiting for the intent to receive; healthy; trying again; given up (or switched off by a person)."""

CATEGORIES = ("CONTACT", "INVOICE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened in an organisation. `sequence` counts over all organisations of the app."""

    sequence: int
    at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One POST as it goes out. A receiver has five seconds from the moment it was taken."""

    delivery_id: str
    client_id: str
    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True, kw_only=True)
class Outgoing:
    """A delivery that is not over: when it is due, since when it is on its way, what answer is right."""

    delivery: Delivery
    due: datetime
    intent: bool
    signed: bool = True
    sequences: tuple[int, ...] = ()
    again: bool = False
    taken_at: datetime | None = None
    first_failed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How one POST ended. `reason` is empty when the answer was right."""

    at: datetime
    delivery_id: str
    intent: bool
    status: int | None
    reason: str
    sequences: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True)
class Webhook:
    """One app's subscription. `proven` says that an intent to receive was once answered right."""

    client_id: str
    url: str
    categories: frozenset[str]
    status: Status = "intent"
    proven: bool = False
    sequence: int = 0
    waiting: list[Event] = field(default_factory=list)
    outgoing: list[Outgoing] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
