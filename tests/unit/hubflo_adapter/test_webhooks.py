"""Webhooks as they come in: the signature over the raw bytes, and the id of an invoice wherever it stands."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.hubflo.webhooks import HubfloHooks
from domain.errors import Invalid
from domain.invoice import InvoiceId
from domain.ports.hooks import HookDelivery

SECRET = "vcPcBkE29GH69uwi6e4r5uJf"
DELIVERY = "cf626778-7d73-498b-9c5b-d2664cb70553"
INVOICE = "55552222-3333-4444-8555-666677778888"
OTHER = "66662222-3333-4444-8555-666677778888"
BODY = b'{"data": "sample_payload", "webhook_delivery_id": "x"}'

hooks = HubfloHooks()


def signed(body: bytes = BODY, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_a_known_signature() -> None:
    """Worked out by `openssl dgst -sha256 -hmac key` and not by the code under test."""
    body = b"The quick brown fox jumps over the lazy dog"
    known = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"

    assert hooks.is_signed(body, known, "key")


@pytest.mark.parametrize("shown", [str, str.upper, lambda text: f" {text}\n", str.title])
def test_a_signature_counts_in_either_case(shown: Any) -> None:
    assert hooks.is_signed(BODY, shown(signed()), SECRET)


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "0" * 64,
        signed()[:-1],
        f"{signed()}0",
        f"sha256={signed()}",
        signed(secret="another"),
        signed(body=BODY + b" "),
        signed(secret=SECRET.lower()),
        "ü" * 64,
        "\ud800",
    ],
)
def test_any_other_signature_does_not_count(signature: str) -> None:
    assert not hooks.is_signed(BODY, signature, SECRET)


def test_bytes_that_differ_in_blanks_alone_are_other_bytes() -> None:
    assert not hooks.is_signed(BODY.replace(b": ", b":"), signed(), SECRET)


def test_without_a_secret_nothing_is_signed() -> None:
    assert not hooks.is_signed(BODY, signed(secret=""), "")


@pytest.mark.parametrize("body", [b"", b"\xff\x00", b"not json"])
def test_bytes_of_any_kind_can_be_signed(body: bytes) -> None:
    assert hooks.is_signed(body, signed(body), SECRET)


def told(payload: Any, **changed: Any) -> HookDelivery:
    keys = {"webhook_delivery_id": DELIVERY, "webhook_delivery_created_at": "2026-07-17T15:10:11.836+02:00"}
    return hooks.delivery(json.dumps({**payload, **keys, **changed}).encode())


def test_a_whole_delivery() -> None:
    assert told({"data": {"id": INVOICE, "status": "issued"}}) == HookDelivery(
        id=DELIVERY, at=datetime(2026, 7, 17, 13, 10, 11, 836_000, tzinfo=UTC), invoice_id=InvoiceId(INVOICE)
    )


@pytest.mark.parametrize(
    "payload",
    [
        {"data": {"id": INVOICE}},
        {"id": INVOICE},
        {"invoice": {"id": INVOICE}},
        {"invoice_id": INVOICE},
        {"data": {"id": INVOICE}, "id": OTHER, "invoice_id": OTHER},
        {"id": INVOICE, "invoice": {"id": OTHER}},
        {"invoice": {"id": INVOICE}, "invoice_id": OTHER},
        {"data": "sample_payload", "id": INVOICE},
        {"data": {"id": "7"}, "id": INVOICE},
        {"data": {"id": None}, "invoice": {"id": 7}, "invoice_id": INVOICE},
        {"data": [{"id": OTHER}], "invoice_id": INVOICE},
        {"id": DELIVERY, "invoice_id": INVOICE},
        {"data": {"id": DELIVERY.upper()}, "invoice_id": INVOICE},
        {"data": {"id": f" {INVOICE.upper()} "}},
    ],
)
def test_the_invoice_is_found_where_it_likely_stands(payload: dict[str, Any]) -> None:
    assert told(payload).invoice_id == INVOICE


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"data": "sample_payload"},
        {"data": INVOICE},
        {"data": {}},
        {"data": {"id": DELIVERY}},
        {"id": DELIVERY, "data": {"id": DELIVERY}, "invoice_id": DELIVERY},
        {"id": "7"},
        {"invoice_id": INVOICE.replace("-", "")},
        {"invoice_id": f"{INVOICE}0"},
        {"invoice_id": "../../contacts"},
        {"invoice": [INVOICE]},
        {"owner_id": INVOICE, "contact": {"id": INVOICE}},
    ],
)
def test_what_is_no_invoice_is_not_taken_for_one(payload: dict[str, Any]) -> None:
    found = told(payload)

    assert (found.id, found.invoice_id) == (DELIVERY, None)


def test_the_case_of_a_delivery_s_id_makes_no_invoice_of_it() -> None:
    found = told({"id": DELIVERY}, webhook_delivery_id=DELIVERY.upper())

    assert (found.id, found.invoice_id) == (DELIVERY.upper(), None)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-07-17T15:10:11.836+02:00", datetime(2026, 7, 17, 13, 10, 11, 836_000, tzinfo=UTC)),
        ("2026-07-17T13:10:11.836Z", datetime(2026, 7, 17, 13, 10, 11, 836_000, tzinfo=UTC)),
        ("2026-07-17T13:10:11Z", datetime(2026, 7, 17, 13, 10, 11, tzinfo=UTC)),
        ("2026-07-17t13:10:11z", datetime(2026, 7, 17, 13, 10, 11, tzinfo=UTC)),
        ("2026-07-17T13:10:11.836123+00:00", datetime(2026, 7, 17, 13, 10, 11, 836_123, tzinfo=UTC)),
        ("2026-07-17T07:10:11-06:00", datetime(2026, 7, 17, 13, 10, 11, tzinfo=UTC)),
        ("2026-12-31T23:30:00.5-01:00", datetime(2027, 1, 1, 0, 30, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_with_its_offset(text: str, at: datetime) -> None:
    assert told({}, webhook_delivery_created_at=text).at == at


@pytest.mark.parametrize("text", [None, "", "yesterday", 1784300000, "2026-02-30T00:00:00Z", {}, []])
def test_a_time_that_cannot_be_read_is_none_and_the_delivery_counts(text: object) -> None:
    found = told({"id": INVOICE}, webhook_delivery_created_at=text)

    assert (found.at, found.invoice_id) == (None, INVOICE)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        b"[]",
        b'"text"',
        b"null",
        b"{}",
        b'{"id": "55552222-3333-4444-8555-666677778888"}',
        b'{"webhook_delivery_id": null}',
        b'{"webhook_delivery_id": 7}',
        b'{"webhook_delivery_id": ""}',
        b'{"webhook_delivery_id": "a b"}',
        b'{"webhook_delivery_id": "a\\u0000"}',
        b'{"webhook_delivery_id": "' + b"a" * 65 + b'"}',
        b'{"webhook_delivery_id": ["x"]}',
        b'{"webhook_delivery_id": "x"',
        b'{"webhook_delivery_id": "x"} {}',
        b'{"webhook_delivery_id": ' * 50_000,
    ],
)
def test_what_is_no_delivery_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        hooks.delivery(body)

    assert caught.value.reason == "delivery-unreadable"
    assert caught.value.facts == {"service": "hubflo"}
