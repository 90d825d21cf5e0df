"""A sales document of the ledger, as last read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from domain.ids import LedgerContactId
from domain.ledger_line import AmountsAre
from domain.money import ZERO

DocumentId = NewType("DocumentId", str)
"""The ledger's id of a document; it never changes, while its number may."""

PaymentId = NewType("PaymentId", str)


class DocumentKind(StrEnum):
    """What kind of document it is; bills of suppliers and the rest are `other`."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit-note"
    OTHER = "other"


class DocumentStatus(StrEnum):
    """Where the ledger says that a document is. `unknown` is a word that we do not know."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting-approval"
    APPROVED = "approved"
    PAID = "paid"
    VOIDED = "voided"
    DELETED = "deleted"
    UNKNOWN = "unknown"


GONE = frozenset({DocumentStatus.VOIDED, DocumentStatus.DELETED})
"""Statuses from which no document comes back (Xero: invoice status codes)."""

ENDED = GONE | {DocumentStatus.PAID}
"""Statuses that a document is in when nothing more is expected of it; a payment may still be taken back."""

NOT_APPROVED = frozenset({DocumentStatus.DRAFT, DocumentStatus.AWAITING_APPROVAL})
"""Statuses in which a document is in no account yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A line as the ledger holds it; amounts are in the document's currency, `discount` in percent."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    amount: Decimal
    tax: Decimal
    tax_type: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPayment:
    """A payment that counts on a document, in the document's currency; `dated` is its day in the books.

    One that was deleted counts no more and is not among a document's payments.
    """

    id: PaymentId
    amount: Decimal
    dated: date | None
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceipt:
    """A payment that was just created, and what the ledger says of its document since.

    The amounts are None where the answer did not tell them: then the document must be read again.
    """

    payment: LedgerPayment
    status: DocumentStatus
    status_word: str
    amount_due: Decimal | None
    amount_paid: Decimal | None
    amount_credited: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDocument:
    """A document with its lines in order. `updated_at` is UTC by the ledger's clock, the dates are days.

    `number` may be '' while it is a draft. `address` is the link back to the portal. `total` holds the
    tax. `amount_credited` is what credit notes and overpayments took off, beside the `payments`.
    `answered_at` is when (UTC, by our clock) the last of these was answered as ours, where the answer did not
    tell when the document changed: `updated_at` is from before it. `raw` is what the ledger sent, word for
    word; it says nothing about whether two are equal.
    """

    id: DocumentId
    kind: DocumentKind
    number: str
    status: DocumentStatus
    status_word: str
    contact_id: LedgerContactId
    contact_name: str
    dated: date | None
    due: date | None
    currency: str
    reference: str
    address: str
    amounts_are: AmountsAre
    lines: tuple[DocumentLine, ...]
    tax: Decimal
    total: Decimal
    amount_due: Decimal = ZERO
    amount_paid: Decimal = ZERO
    amount_credited: Decimal = ZERO
    payments: tuple[LedgerPayment, ...] = ()
    updated_at: datetime | None = None
    answered_at: datetime | None = None
    raw: str = field(default="", compare=False, repr=False)

    @property
    def counted(self) -> Decimal:
        """All that the ledger counts as settled of it, paid and credited."""
        return self.amount_paid + self.amount_credited

    @property
    def is_gone(self) -> bool:
        """Whether a person took it away."""
        return self.status in GONE


def live(documents: Iterable[LedgerDocument]) -> list[LedgerDocument]:
    """Those that nobody took away."""
    return [document for document in documents if not document.is_gone]
