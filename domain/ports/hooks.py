"""Webhooks as they come in: whether one is signed, and what it says to look at."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.ids import LedgerContactId, TenantId
from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId, PaymentId


class HookEvent(StrEnum):
    """What the portal tells of an invoice by itself, and we want to hear: each has a hook of its own.

    That a draft was made is nothing to act on. No event tells of a cancellation or a correction.
    """

    ISSUED = "issued"
    PAID = "paid"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class HookDelivery:
    """One delivery of the portal. The same event may come twice under one `id`, or under two.

    `at` (UTC) is when it was made, None if that cannot be read. Without an `invoice_id` there is only the
    word that something happened.
    """

    id: str
    at: datetime | None
    invoice_id: InvoiceId | None


class PortalHooks(Protocol):
    """What a delivery of the portal is, told from its bytes alone."""

    @abstractmethod
    def is_signed(self, body: bytes, signature: str, secret: str) -> bool:
        """Whether that signature of these exact bytes was made with the hook's secret; in constant time."""

    @abstractmethod
    def delivery(self, body: bytes) -> HookDelivery:
        """What a signed body says. Raises Invalid (`delivery-unreadable`) for what is no delivery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """Something was made or changed in a ledger organisation, at `at` (UTC, the ledger's clock).

    It names a document, a contact or a payment: what became of it must be read. Those of suppliers come too.
    """

    tenant_id: TenantId
    at: datetime
    document_id: DocumentId | None = None
    contact_id: LedgerContactId | None = None
    payment_id: PaymentId | None = None


class LedgerHooks(Protocol):
    """What a delivery of the ledger is, told from its bytes alone."""

    @abstractmethod
    def is_signed(self, body: bytes, signature: str, key: str) -> bool:
        """Whether that signature of these exact bytes was made with the app's key; in constant time."""

    @abstractmethod
    def events(self, body: bytes) -> tuple[LedgerEvent, ...]:
        """What a signed body says, in its order; nothing where the ledger only asks whether we listen.

        Raises Invalid (`delivery-unreadable`) for what is no delivery.
        """
