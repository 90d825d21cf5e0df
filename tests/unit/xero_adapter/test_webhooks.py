"""Deliveries of webhooks."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.xero.webhooks import XeroHooks
from domain.errors import Invalid
from domain.ports.hooks import LedgerEvent

HOOKS = XeroHooks()
KEY = "c2VjcmV0IGtleSB0aGF0IGxvb2tzIGxpa2UgYmFzZTY0"
TENANT, RECORD = "4e3e0000-0000-4000-8000-000000000001", "fc5b0000-0000-4000-8000-000000000002"
INTENT = b'{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4Nd0mt3xt"}'


def signature(body: bytes, key: str = KEY) -> str:
    return base64.b64encode(hmac.new(key.encode(), body, hashlib.sha256).digest()).decode()


def event(**more: Any) -> dict[str, Any]:
    """As a live capture shows it."""
    whole = {
        "resourceUrl": f"https://api.xero.com/api.xro/2.0/Invoices/{RECORD}",
        "resourceId": RECORD,
        "tenantId": TENANT,
        "tenantType": "ORGANISATION",
        "eventCategory": "INVOICE",
        "eventType": "UPDATE",
        "eventDateUtc": "2025-05-01T14:32:04.198",
    }
    return whole | more


def body(*rows: Any) -> bytes:
    return json.dumps(
        {"events": list(rows), "firstEventSequence": 1, "lastEventSequence": len(rows), "entropy": "E"}
    ).encode()


def test_a_known_signature_is_right() -> None:
    """A value of HMAC-SHA256 that is published everywhere."""
    digest = bytes.fromhex("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8")

    assert HOOKS.is_signed(
        b"The quick brown fox jumps over the lazy dog", base64.b64encode(digest).decode(), "key"
    )


def test_only_the_very_bytes_are_signed() -> None:
    raw = body(event())

    assert HOOKS.is_signed(raw, signature(raw), KEY)
    assert not HOOKS.is_signed(json.dumps(json.loads(raw)).replace(" ", "").encode(), signature(raw), KEY)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "no base64!",
        "é",
        signature(INTENT, "other key"),
        signature(INTENT)[:-4],
        signature(INTENT).lower(),
    ],
)
def test_a_wrong_signature_is_none(header: str) -> None:
    assert not HOOKS.is_signed(INTENT, header, KEY)


def test_the_key_is_its_own_text() -> None:
    decoded = base64.b64encode(hmac.new(base64.b64decode(KEY), INTENT, hashlib.sha256).digest()).decode()

    assert not HOOKS.is_signed(INTENT, decoded, KEY)


def test_without_a_key_nothing_is_signed() -> None:
    assert not HOOKS.is_signed(INTENT, signature(INTENT, ""), "")


def test_an_intent_to_receive_has_no_events() -> None:
    assert HOOKS.events(INTENT) == ()


def test_invoices_and_contacts_are_told_in_order_with_their_time_in_utc() -> None:
    told = HOOKS.events(body(event(), event(eventCategory="CONTACT", eventDateUtc="2025-05-01T14:32:05")))

    assert told == (
        LedgerEvent(
            tenant_id=TENANT,  # type: ignore[arg-type]  # free test input
            document_id=RECORD,  # type: ignore[arg-type]  # free test input
            at=datetime(2025, 5, 1, 14, 32, 4, 198_000, tzinfo=UTC),
        ),
        LedgerEvent(
            tenant_id=TENANT,  # type: ignore[arg-type]  # free test input
            contact_id=RECORD,  # type: ignore[arg-type]  # free test input
            at=datetime(2025, 5, 1, 14, 32, 5, tzinfo=UTC),
        ),
    )


def test_a_payment_is_told_by_its_own_id() -> None:
    [told] = HOOKS.events(body(event(eventCategory="PAYMENT")))

    assert (told.payment_id, told.document_id, told.contact_id) == (RECORD, None, None)


@pytest.mark.parametrize("category", ["Invoice", "invoice", " INVOICE "])
def test_the_case_of_a_category_does_not_count(category: str) -> None:
    assert len(HOOKS.events(body(event(eventCategory=category)))) == 1


@pytest.mark.parametrize(
    "useless",
    [
        event(eventCategory="PREPAYMENT"),
        event(eventCategory="SUBSCRIPTION", tenantType="APPLICATION"),
        event(eventCategory=None),
        event(resourceId="../../somewhere"),
        event(resourceId=None),
        event(tenantId=""),
        event(eventDateUtc="soon"),
        "no object",
        None,
    ],
)
def test_what_nobody_knows_or_can_use_costs_the_others_nothing(useless: Any) -> None:
    assert len(HOOKS.events(body(event(), useless, event(eventCategory="CONTACT")))) == 2


@pytest.mark.parametrize("raw", [b"", b"<xml/>", b'{"events":[', b"[]", b'{"events":{}}', b'{"entropy":"x"}'])
def test_what_is_no_delivery_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid, match="delivery-unreadable"):
        HOOKS.events(raw)
