"""Facts that sentences are made of: invented people and firms."""

from datetime import UTC, datetime

ZONE = "Europe/London"
NOON = datetime(2026, 5, 3, 11, 0, tzinfo=UTC)
"""Noon in London, in summer time."""
SINCE = "2026-05-03T08:14:00+00:00"

CONTACT_ID = "6d42f03b-181f-43e3-93fb-2025c012de92"
AGENCY = {
    "contact": "Bright Agency Ltd",
    "person": "Tom Reed",
    "contact_id": CONTACT_ID,
    "email": "accounts@bright.example",
}
JANE = {
    "contact": "Jane Smith",
    "contact_id": CONTACT_ID,
    "person": "Jane Smith",
    "email": "jane@smith.example",
}

XERO = {"service": "xero", "side": "ledger", "organisation": "Acme Ltd", "since": SINCE, "tried_at": SINCE}
HUBFLO = {
    "service": "hubflo",
    "side": "portal",
    "organisation": "Studio Lark",
    "since": SINCE,
    "tried_at": SINCE,
}
