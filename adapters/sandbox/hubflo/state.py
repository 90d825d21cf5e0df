"""Everything that Hubflo's stand-in knows: its organizations, their records, what was asked and changed."""

import hashlib
import string
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.sandbox.hubflo.invoices.line import Line
from adapters.sandbox.hubflo.logs import Change, RequestEntry, Who
from adapters.sandbox.hubflo.rate import Meter
from adapters.sandbox.hubflo.switches import DEFAULTS, Switches
from adapters.sandbox.hubflo.table import Row, Table
from adapters.sandbox.hubflo.webhooks.record import Outbox, Webhook

_KEY_LENGTH = 24
_LETTERS = string.ascii_letters + string.digits


@dataclass(slots=True)
class Organization:
    """One customer of Hubflo. Its key is the only way in; its profile is what `GET /organizations` shows."""

    id: str
    api_key: str
    profile: Row
    members: Table = field(default_factory=lambda: Table("email"))
    contacts: Table = field(default_factory=lambda: Table("email", "company_id"))
    companies: Table = field(default_factory=lambda: Table("name"))
    invoices: Table = field(default_factory=lambda: Table("recipient_id", "status"))
    lines: dict[str, list[Line]] = field(default_factory=dict)
    """By the id of their invoice, oldest first."""
    falling_due: list[tuple[datetime, str]] = field(default_factory=list)
    """A heap of the moments at which issued invoices become overdue."""
    webhooks: dict[str, Webhook] = field(default_factory=dict)
    meter: Meter = field(default_factory=Meter)

    def table(self, kind: str) -> Table:
        """The records of a kind: "member", "contact", "company" or "invoice"."""
        return {
            "member": self.members,
            "contact": self.contacts,
            "company": self.companies,
            "invoice": self.invoices,
        }[kind]


class HubfloState:
    """Several organizations side by side. Ids and keys derive from seed and counter, never from chance."""

    def __init__(self, seed: int = 1, switches: Switches = DEFAULTS) -> None:
        """A Hubflo without organizations."""
        self.seed = seed
        self.switches = switches
        self.organizations: dict[str, Organization] = {}
        self.requests: list[RequestEntry] = []
        self.changes: list[Change] = []
        self.outbox = Outbox()
        self._by_key: dict[str, Organization] = {}
        self._made = 0

    def new_id(self) -> str:
        """A lower-case UUID that this state has not given out before."""
        return str(uuid.UUID(bytes=self._digest("id")[:16], version=4))

    def new_key(self) -> str:
        """An API key, or the secret of a webhook: 24 letters and digits."""
        return "".join(_LETTERS[byte % len(_LETTERS)] for byte in self._digest("key")[:_KEY_LENGTH])

    def enrol(self, organization: Organization) -> None:
        """Take in an organization, or follow it to its new key."""
        self.organizations[organization.id] = organization
        self._by_key = {one.api_key: one for one in self.organizations.values()}

    def organization_of(self, api_key: str) -> Organization | None:
        """Whose key that is now."""
        return self._by_key.get(api_key)

    def change(
        self,
        organization: Organization,
        kind: str,
        record_id: str,
        fields: Mapping[str, Any],
        *,
        now: datetime,
        who: Who,
    ) -> bool:
        """Change a record and write down what differs; equal values are no change."""
        old, new = organization.table(kind).change(record_id, fields)
        if new:
            self.log(organization, kind, record_id, old, new, now=now, who=who)
        return bool(new)

    def log(
        self,
        organization: Organization,
        kind: str,
        record_id: str,
        old: Mapping[str, Any],
        new: Mapping[str, Any],
        *,
        now: datetime,
        who: Who,
    ) -> None:
        """Write down a change that was made."""
        change = Change(
            at=now, organization=organization.id, kind=kind, id=record_id, old=old, new=new, who=who
        )
        self.changes.append(change)

    def _digest(self, purpose: str) -> bytes:
        self._made += 1
        return hashlib.sha256(f"hubflo:{self.seed}:{purpose}:{self._made}".encode()).digest()
