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

INVOICE_ID = "7b1f0a52-5d0e-4c3a-9a55-0f6a3c1d2e41"
WEBSITE = {
    "invoice": "Website, March",
    "invoice_id": INVOICE_ID,
    "customer": "Acme Ltd",
    "total": "1200.00",
    "currency": "GBP",
    "dated": "2026-03-31",
}
PLACEHOLDER = "HX-0F6A3C1D2E41-A"
RECIPIENT = {
    "party": "company",
    "party_id": "31",
    "person": "Jane Smith",
    "person_id": "1041",
    "email": "jane@acme.example",
    "company": "Acme Ltd",
}
PAID = {
    **WEBSITE,
    "dated": "",
    "paid": "1200.00",
    "paid_at": "2026-04-04T08:00:00+00:00",
    "method": "payments-card",
    "number": "INV-0412",
}
"""Of an invoice for which money came in."""
