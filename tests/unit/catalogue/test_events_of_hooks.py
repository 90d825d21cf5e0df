"""The story of webhooks, word for word."""

from datetime import UTC, datetime

import pytest

from domain.event import SYSTEM, Event
from entrypoints.catalogue import event_line

SAMPLES = [
    (
        "hook-made",
        {"about": "issued", "remote_id": "h-1"},
        "Hubflo tells us from now on when an invoice is issued.",
    ),
    (
        "hook-made",
        {"about": "unheard-of", "remote_id": "h-1"},
        "Hubflo tells us from now on when something happens.",
    ),
    (
        "hook-lost",
        {"about": "paid"},
        (
            "We asked Hubflo to tell us when an invoice is paid, and no answer came. A webhook may have been"
            " made there whose secret we never learnt; what it sends harms nothing. Nothing to do: we ask"
            " again by ourselves. If Hubflo shows you a webhook of ours that `hubflo-xero webhooks` does not"
            " list, delete it there."
        ),
    ),
    (
        "hook-refused",
        {"about": "overdue", "said": "Url is not a valid URL"},
        (
            'Hubflo will not tell us when an invoice is overdue. It says: "Url is not a valid URL".'
            " Everything works without it, only later; we ask again tomorrow."
        ),
    ),
    (
        "hook-refused",
        {"about": "issued"},
        (
            "Hubflo will not tell us when an invoice is issued. Everything works without it, only later; we"
            " ask again tomorrow."
        ),
    ),
    (
        "hook-removed",
        {"about": "issued", "remote_id": "h-1"},
        "Hubflo no longer tells us when an invoice is issued: its webhook h-1 was removed.",
    ),
    (
        "hook-not-removed",
        {"about": "issued", "remote_id": "h-1", "said": "Not allowed"},
        (
            'We need Hubflo\'s webhook h-1 no longer, and Hubflo would not remove it. It says: "Not allowed".'
            " What it sends harms nothing."
        ),
    ),
    (
        "hook-gone",
        {"about": "issued", "remote_id": "h-1"},
        (
            "Hubflo's webhook h-1 is not there any more; somebody has deleted it. We have a new one made by"
            " ourselves."
        ),
    ),
    (
        "gap-filled",
        {"about": "issued", "count": "3"},
        "3 invoices of which Hubflo told us while nobody listened are read now.",
    ),
]


@pytest.mark.parametrize(("code", "facts", "line"), SAMPLES)
def test_an_event_of_a_webhook(code: str, facts: dict[str, str], line: str) -> None:
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    event = Event(seq=1, at=at, actor=SYSTEM, subject="hook:issued", code=code, facts=facts)

    assert event_line(event, "UTC") == f"2 March 2026, 12:00: {line}"
