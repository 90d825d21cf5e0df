"""The bytes of a delivery and their signature (Hubflo: API reference, creating a webhook)."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from adapters.sandbox.hubflo.switches import PayloadShape, Switches

SIGNATURE_HEADER = "X-Hubflo-Signature"

_DUMMY = "sample_payload"


def signature(secret: str, body: bytes) -> str:
    """Lower-case hex of the HMAC-SHA256 over the raw body; the key is the secret's own text."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def payload_of(
    document: Mapping[str, Any], noun: str, delivery_id: str, now: datetime, switches: Switches
) -> dict[str, Any]:
    """The event's keys with the two of the delivery beside them; no name of the event in any shape."""
    zone = ZoneInfo(switches.webhook_zone)
    return {
        **_shaped(document, noun, switches.webhook_payload),
        "webhook_delivery_id": delivery_id,
        "webhook_delivery_created_at": now.astimezone(zone).isoformat(timespec="milliseconds"),
    }


def _shaped(document: Mapping[str, Any], noun: str, shape: PayloadShape) -> Mapping[str, Any]:
    shapes: dict[PayloadShape, Mapping[str, Any]] = {
        "data.id": {"data": document},
        "id": document,
        "invoice.id": {noun: document},
        "invoice_id": {f"{noun}_id": document["id"]},
        "none": {},
        "dummy": {"data": _DUMMY},
    }
    return shapes[shape]
