"""Webhooks as Hubflo sends them (Hubflo: API reference, creating a webhook).

Signed are the raw bytes, in hex, by HMAC-SHA256 with the hook's secret; that the secret's own text is the
key is our reading of it. Documented of a payload is a dummy and the two keys of the delivery beside it; where
a real event has its invoice is not. So every likely place is looked at, and nothing else of it is read.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from adapters.hubflo import json_text
from adapters.hubflo.fields import Moment, in_utc
from domain.errors import Invalid
from domain.invoice import InvoiceId
from domain.ports.hooks import HookDelivery, PortalHooks

_DELIVERY_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

_MOMENT: TypeAdapter[datetime | None] = TypeAdapter(Moment)


class HubfloHooks(PortalHooks):
    """Hubflo's deliveries, told from their bytes; their signature is in `X-Hubflo-Signature`."""

    def is_signed(self, body: bytes, signature: str, secret: str) -> bool:
        """Whether the hex of `signature`, in either case, is that of these bytes. No secret, no signature."""
        if not secret:
            return False
        expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        given = signature.strip().lower().encode(errors="replace")
        return hmac.compare_digest(expected.encode(), given)

    def delivery(self, body: bytes) -> HookDelivery:
        """Its id and time, and the invoice that it names. Raises Invalid (`delivery-unreadable`)."""
        try:
            payload = json_text.document(body).value
        except ValueError as error:
            raise Invalid("delivery-unreadable", service="hubflo") from error
        delivery_id = payload.get("webhook_delivery_id") if isinstance(payload, dict) else None
        if not isinstance(delivery_id, str) or not _DELIVERY_ID.fullmatch(delivery_id):
            raise Invalid("delivery-unreadable", service="hubflo")
        return HookDelivery(
            id=delivery_id,
            at=moment_of(payload.get("webhook_delivery_created_at")),
            invoice_id=invoice_id_in(payload, delivery_id),
        )


def moment_of(told: object) -> datetime | None:
    """A time with its offset (RFC 3339) in UTC, or None if it is none."""
    try:
        return in_utc(_MOMENT.validate_python(told)) if isinstance(told, str) else None
    except ValueError:
        return None


def invoice_id_in(payload: Any, delivery_id: str) -> InvoiceId | None:
    """The first id in a likely place that can be an invoice's; the delivery's own is never one."""
    for told in _candidates(payload):
        if isinstance(told, str):
            found = told.strip().lower()
            if _UUID.fullmatch(found) and found != delivery_id.lower():
                return InvoiceId(found)
    return None


def _candidates(payload: Any) -> Iterator[object]:
    if isinstance(payload, dict):
        for place in (payload.get("data"), payload, payload.get("invoice")):
            if isinstance(place, dict):
                yield place.get("id")
        yield payload.get("invoice_id")
