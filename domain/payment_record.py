"""All that we keep of the payments of one invoice: where they stand, and what we posted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.invoice import InvoiceId
from domain.invoice_record import subject_of_invoice
from domain.ledger_document import DocumentId, PaymentId
from domain.money import ZERO
from domain.payment_life import ON_ITS_WAY, PaymentStage

_SUBJECT = "payment:"


class PaymentStep(StrEnum):
    """What is to be done for a payment next."""

    DECIDE = "decide"
    POST = "post"
    RECORD = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """More money than the portal had told of before: up to how much in all, and how and when it came.

    Amounts are in the invoice's currency; `paid_at` is UTC, None where the portal tells no day. What is
    `from_ledger` the ledger had, and we recorded it in the portal.
    """

    upto: Decimal
    method: str
    by_card_service: bool
    paid_at: datetime | None
    from_ledger: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A payment of ours that the ledger has, or had.

    `rise` is up to how much the rise goes that it stands for, 0 where it stands for none by itself. Of one
    that is `taken_away` nobody is asked any more. `twin_of` is the one that it came beside, when one payment
    came to two. It `is_unsure` what part one stands for that books posted which were lost. `beside` is money
    of others that came while it was on its way. `account` is a name, '' where it is not known.
    """

    id: PaymentId
    amount: Decimal
    currency: str
    dated: date
    account: str
    at: datetime
    document_id: DocumentId | None = None
    rise: Decimal = ZERO
    taken_away: bool = False
    twin_of: PaymentId | None = None
    is_unsure: bool = False
    beside: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWord:
    """What a person said of the part that rises up to `rise`: so much of it, to that account."""

    rise: Decimal
    amount: Decimal
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A person's word: so much is still to be posted, as long as neither side says anything else.

    `amount` is what was said of the part that rises up to `rise`, 0 where it is of none by itself; `also` is
    what was said of other parts, before or with it, and `left` all of it. `paid` is what the portal said
    then, `counted` what the ledger counted on `document_id`; they move on with what we post. `account` (code
    or id) is where it goes, '' where the settings say. `excused` is what is not to be posted. `is_over`: a
    side has said something else since.
    """

    amount: Decimal
    paid: Decimal
    counted: Decimal
    account: str = ""
    document_id: DocumentId | None = None
    excused: Decimal = ZERO
    rise: Decimal = ZERO
    also: tuple[PartWord, ...] = ()
    is_over: bool = False

    @property
    def by_rise(self) -> Mapping[Decimal, PartWord]:
        """What was said of each part, and of what is of none; nothing where it is not shared out."""
        last = PartWord(rise=self.rise, amount=self.amount, account=self.account)
        said = (*self.also, last) if self.rise or self.also else ()
        return {one.rise: one for one in said if one.rise or one.amount}

    @property
    def left(self) -> Decimal:
        """How much of all that was said is still to be posted."""
        return self.amount + sum((one.amount for one in self.also), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRecord:
    """The payments of one invoice. Amounts are in the invoice's currency, times are UTC.

    `is_open` is whether it must be decided (anew), whatever its stage. `ready` is what was decided to be
    done. `since` is since when it is in its stage, `step_since` since when its next step is due. `posted`
    are ours in the ledger, `recorded` is what we recorded in the portal, `agreed` what both sides counted
    when they last agreed, `rises` all that came in, `told` how the portal said so last, `highest` the most
    that it said was paid since. `kept` are the alarms of two that a person ended, each by what it named.
    """

    invoice_id: InvoiceId
    stage: PaymentStage
    since: datetime
    step_since: datetime
    is_open: bool = True
    ready: PaymentStep | None = None
    not_before: datetime | None = None
    attempts: int = 0
    posted: tuple[Posted, ...] = ()
    recorded: Decimal = ZERO
    agreed: Decimal = ZERO
    rises: tuple[Rise, ...] = ()
    told: Rise | None = None
    highest: Decimal = ZERO
    word: Word | None = None
    kept: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Its name in holds, events and dispatches."""
        return subject_of_payment(self.invoice_id)

    @property
    def step(self) -> PaymentStep | None:
        """What is to be done next; None: nothing by itself."""
        if self.stage in ON_ITS_WAY:
            return None
        if self.is_open:
            return PaymentStep.DECIDE
        return self.ready if self.stage is PaymentStage.DUE else None


def subject_of_payment(invoice_id: InvoiceId) -> str:
    """The subject of an invoice's payments in holds, events and dispatches."""
    return f"{_SUBJECT}{invoice_id}"


def is_of_payment(subject: str) -> bool:
    """Whether a subject is that of payments."""
    return subject.startswith(_SUBJECT)


def invoice_of_payment(subject: str) -> InvoiceId:
    """The invoice whose payments a subject is."""
    return InvoiceId(subject.removeprefix(_SUBJECT))


def occupied_with(subject: str) -> frozenset[str]:
    """What a look for one write of the portal occupies, by its subject. With a notice of payment goes its
    invoice: nobody reads it meanwhile, or what was asked for before the notice landed would be stored after.
    """
    if not is_of_payment(subject):
        return frozenset({subject})
    return frozenset({subject, subject_of_invoice(invoice_of_payment(subject))})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCounts:
    """How many stand where; `seen` is how many rows there are. Whom no row is kept of: `Events.lost`."""

    seen: int = 0
    by_stage: Mapping[PaymentStage, int] = field(default_factory=dict)

    @property
    def conserved(self) -> bool:
        """Whether each stands somewhere."""
        return self.seen == sum(self.by_stage.get(stage, 0) for stage in PaymentStage)
