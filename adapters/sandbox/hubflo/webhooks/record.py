"""What Hubflo keeps of webhooks and their deliveries (Hubflo: API reference, webhooks)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

EVENTS = (
    *("authenticated_contact_added_to_workspace", "comment_created", "company_created", "company_updated"),
    *("contact_created", "contact_invited", "contact_signed_up", "contact_updated", "file_added_to_task"),
    *("file_uploaded", "file_uploaded_by_contact", "folder_created", "form_assignment_created"),
    *("form_submission_completed", "invoice_created", "invoice_issued", "invoice_overdue", "invoice_paid"),
    *("message_sent", "message_sent_by_contact", "project_stage_created", "project_stage_updated"),
    *("seal_submission_completed", "seal_submission_created", "task_completed"),
    *("task_completed_by_contact", "task_created", "task_created_by_contact", "task_overdue"),
)
"""All that can be subscribed to: nothing about editing, cancelling, sending, or credit notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One POST as it goes out."""

    delivery_id: str
    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True, kw_only=True)
class Webhook:
    """A subscription. Its secret signs as the text that it is, and is shown once."""

    id: str
    event_names: tuple[str, ...]
    url: str
    secret: str
    created_at: str
    active: bool = True
    failures: int = 0
    entries: "list[Entry]" = field(default_factory=list, repr=False)
    """Oldest first."""


@dataclass(slots=True, kw_only=True)
class Entry:
    """A line in a webhook's list of deliveries, with the bytes that every attempt sends."""

    id: str
    hook: Webhook
    event_name: str
    created_at: datetime
    payload: Mapping[str, Any]
    body: bytes
    signature: str
    state: str = "pending"
    response_code: int | None = None
    errored: bool = False
    attempts: int = 0
    repeats: int = 0
    """How often the same delivery goes out again after it was heard."""


@dataclass(slots=True)
class Outbox:
    """What is to be sent, by the moment at which it is due, and what is under way since when."""

    waiting: list[tuple[datetime, int, Entry]] = field(default_factory=list)
    """A heap; the number keeps what is due together in its order."""
    under_way: dict[str, tuple[datetime, Entry]] = field(default_factory=dict)
    written: int = 0
    put: int = 0
