"""The append-only story of a connection, from which `why` and `show` are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

SYSTEM = "clerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened: `seq` counts up within the connection, `at` is UTC.

    `subject` is "contact:<ledger id>", "connection" and so on; `facts` are short texts.
    """

    seq: int
    at: datetime
    actor: str
    subject: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    request_id: str = ""
