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
class Part:
    """So much of what is open, of the rise that goes up to `rise`; 0 if it is of none by itself."""

    amount: Decimal
    rise: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCase:
    """All that a plan rests on. `today` is the day in the books' zone.

    `asked` is whether the invoice itself waits for a person: then nothing of it is approved. `is_twin` is
    whether an alarm says that a payment of ours, or a notice of one, is on a side twice. `part` is what it
    is about, if others are open too.
    """

    record: InvoiceRecord
    payment: PaymentRecord
    document: LedgerDocument | None
    books: LedgerBooks
    settings: PaymentSettings
    time_zone: str
    today: date
    asked: bool = False
    is_twin: bool = False
    part: Part | None = None


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
    """Another step comes first; `approves` is whether it is ours to ask for.

    `is_left`: nothing is posted by us even then, for it comes from the bank.
    """

    stage: PaymentStage
    facts: Facts = field(default_factory=dict)
    approves: bool = False
    is_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """It can be posted so. `rise` is up to how much the rise goes that it stands for, 0 if for none."""

    draft: PaymentDraft
    account: Account
    rise: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The portal does not know of it yet: so much is recorded there."""

    amount: Decimal
    paid_before: Decimal


PaymentPlan = Settle | Leave | Wait | Post | Record | Cause
