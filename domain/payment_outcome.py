"""What a plan of a payment rests on, and what it may come to."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.books import Account, LedgerBooks
from domain.drafts import PaymentDraft
from domain.hold import Cause
from domain.invoice_causes import Facts
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import LedgerDocument
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentRecord
from domain.payment_settings import PaymentSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCase:
    """All that a plan rests on. `today` is the day in the books' zone.

    `asked` is whether the invoice itself waits for a person: then nothing of it is approved.
    """

    record: InvoiceRecord
    payment: PaymentRecord
    document: LedgerDocument | None
    books: LedgerBooks
    settings: PaymentSettings
    time_zone: str
    today: date
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """Both sides say the same; or the ledger says more (`ahead`), and nothing is to be posted."""

    ahead: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Nothing is to be posted by us, for a reason that is no question."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Another step comes first; `approves` is whether it is ours to ask for."""

    stage: PaymentStage
    facts: Facts = field(default_factory=dict)
    approves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """It can be posted so."""

    draft: PaymentDraft
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The portal does not know of it yet: so much is recorded there."""

    amount: Decimal
    paid_before: Decimal


PaymentPlan = Settle | Leave | Wait | Post | Record | Cause
