"""Deliveries of Xero's webhooks: their signature, and what they are about (Xero: webhooks)."""

import hmac
from base64 import b64encode
from hashlib import sha256
from typing import Any

from adapters.xero.ids import is_guid
from adapters.xero.json_text import parsed, text_in
from adapters.xero.moments import moment
from adapters.xero.reading import UnreadableError
from domain.errors import Invalid
from domain.ids import LedgerContactId, TenantId
from domain.ledger_document import DocumentId, PaymentId
from domain.ports.hooks import LedgerEvent, LedgerHooks


class XeroHooks(LedgerHooks):
    """Reads deliveries; nothing is asked of Xero."""

    def is_signed(self, body: bytes, signature: str, key: str) -> bool:
        """Whether the header `x-xero-signature` is the Base64 of the HMAC-SHA256 of exactly these bytes."""
        # The key is its own text, not what base64 makes of it.
        right = b64encode(hmac.new(key.encode(), body, sha256).digest())
        return hmac.compare_digest(right, signature.strip().encode()) and bool(key)

    def events(self, body: bytes) -> tuple[LedgerEvent, ...]:
        """What happened to invoices and contacts, in order; nothing for an intent to receive.

        Categories that nobody knows yet are passed over. Raises Invalid (`delivery-unreadable`).
        """
        try:
            told = parsed(body)
        except UnreadableError as error:
            raise Invalid("delivery-unreadable") from error
        rows = told.get("events") if isinstance(told, dict) else None
        if not isinstance(rows, list):
            raise Invalid("delivery-unreadable")
        read = (_event(row) for row in rows if isinstance(row, dict))
        return tuple(event for event in read if event is not None)


def _event(row: dict[str, Any]) -> LedgerEvent | None:
    """None for what is of no use: another category, or no id, organisation or time."""
    # Milliseconds and no zone: it is UTC.
    at = moment(text_in(row, "eventDateUtc"))
    tenant_id, resource_id = TenantId(text_in(row, "tenantId")), text_in(row, "resourceId")
    if at is None or not is_guid(tenant_id) or not is_guid(resource_id):
        return None
    match text_in(row, "eventCategory").upper():
        case "INVOICE":
            return LedgerEvent(tenant_id=tenant_id, document_id=DocumentId(resource_id), at=at)
        case "PAYMENT":
            return LedgerEvent(tenant_id=tenant_id, payment_id=PaymentId(resource_id), at=at)
        case "CONTACT":
            return LedgerEvent(tenant_id=tenant_id, contact_id=LedgerContactId(resource_id), at=at)
        case _:
            return None
