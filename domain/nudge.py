"""Deliveries of webhooks: they say "look again", and nothing that they carry is acted on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import ConnectionId
from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId

LEDGER_HOOK = "ledger"
"""The `hook` of what the ledger delivers; the portal's are named by their paths."""


class HookState(StrEnum):
    """`asked` is recorded before the portal is asked to make it; `lost` when its answer never came."""

    ASKED = "asked"
    LIVE = "live"
    LOST = "lost"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """A webhook of the portal, one for each event. `path` is 128 random bits: the end of its address.

    `checked_at` is until when its list of deliveries was compared with what came (UTC).
    """

    path: str
    event: str
    address: str
    state: HookState
    remote_id: str = ""
    made_at: datetime
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery as it came in, its signature found right. `hook` and `id` name it: it may come twice."""

    connection_id: ConnectionId
    hook: str
    id: str
    at: datetime
    invoice_id: InvoiceId | None = None
    document_id: DocumentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """A delivery that was recorded and not looked after yet; `seq` counts them within the connection."""

    seq: int
    hook: str
    at: datetime
    invoice_id: InvoiceId | None = None
    document_id: DocumentId | None = None
