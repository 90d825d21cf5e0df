"""An invoice of the portal, as last read."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType, Self

from domain.ids import PersonId

InvoiceId = NewType("InvoiceId", str)
"""The portal's id of an invoice."""
LineId = NewType("LineId", str)


class InvoiceStatus(StrEnum):
    """Where the portal says that an invoice is. `unknown` is a word that we do not know: it is held."""

    DRAFT = "draft"
    ISSUED = "issued"
    OVERDUE = "overdue"
    PAID = "paid"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class LineKind(StrEnum):
    """What a line is to the books; every unit of measure is `item`.

    `subtotal` is every row that says nothing to the books: sums of others, titles, remarks.
    """

    ITEM = "item"
    DEPOSIT = "deposit"
    DISCOUNT = "discount"
    SUBTOTAL = "subtotal"


GONE = "gone"
"""Our word for the status of what the portal does not have any more."""
HIDDEN = "hidden"
"""Our word in `unreadable` for all of an invoice that a list shows and that is not shown by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalLine:
    """A line as the client sees it. Amounts are in the invoice's currency, `rate` and `discount` in percent.

    Totals may have more than two places: how the portal rounds is not documented.
    """

    id: LineId
    kind: LineKind
    title: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    rate: Decimal
    total_excluding: Decimal
    total_including: Decimal

    @property
    def carries_money(self) -> bool:
        """A subtotal repeats what stands above it."""
        return self.kind is not LineKind.SUBTOTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalInvoice:
    """An invoice with its lines in order. Times are UTC; `net_total` is with or without tax, by evidence.

    `number` is what the client's document carries, '' while the portal does not tell it.
    `status_word` is the portal's own word, for what we do not know. In a list an invoice comes without its
    lines. `raw` is what the portal sent, word for word; it says nothing about whether two are equal.
    `unreadable` names, in the portal's own words, what the books need and could not be read of it or its
    lines. Then the status is unknown, whatever `status_word` says, and amounts that are not known are 0.
    What is hidden is as a list showed it, its status too.
    """

    id: InvoiceId
    title: str
    status: InvoiceStatus
    status_word: str
    currency: str
    net_total: Decimal
    tax_total: Decimal
    paid_amount: Decimal
    lines: tuple[PortalLine, ...]
    number: str = ""
    purchase_order: str = ""
    public_address: str = ""
    accounting_id: str = ""
    recipient_id: PersonId | None = None
    parent_id: InvoiceId | None = None
    payment_days: int = 0
    payment_method: str = ""
    by_card_service: bool = False
    created_at: datetime | None = None
    issued_at: datetime | None = None
    custom_issued_at: datetime | None = None
    paid_at: datetime | None = None
    unreadable: tuple[str, ...] = ()
    raw: str = field(default="", compare=False, repr=False)

    @property
    def is_issued(self) -> bool:
        """Issued means that the time of issue is set and the status is not draft."""
        return self.issued_at is not None and self.status is not InvoiceStatus.DRAFT

    @property
    def is_hidden(self) -> bool:
        """Whether a list shows it, and the portal does not when it is asked for it by its id."""
        return self.unreadable == (HIDDEN,)

    def hidden(self) -> Self:
        """The same, of which no more is known than what a list shows."""
        return replace(self, unreadable=(HIDDEN,))

    @property
    def money_lines(self) -> tuple[PortalLine, ...]:
        """The lines that carry money, in order."""
        return tuple(line for line in self.lines if line.carries_money)
