"""What happened: every request, and every change to a record that existed before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A record that existed was touched: `fields` maps each changed name to (old, new), and may be empty.

    `xero` is what Xero works out itself, like the customer flag of whoever gets a first invoice.
    """

    at: datetime
    tenant_id: str
    kind: str
    record_id: str
    fields: Mapping[str, tuple[Any, Any]]
    who: Literal["api", "person", "xero"]
    client_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request as it was answered. `replayed` marks an answer from the store of idempotency keys."""

    at: datetime
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    tenant_id: str | None
    client_id: str | None
    status: int
    body_sha256: str
    idempotency_key: str | None = None
    replayed: bool = False
