"""All that we keep of one invoice of the portal: what it says, where it is in its life, what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Self

from domain.cents import Rung
from domain.drafts import DocumentDraft
from domain.ids import LedgerContactId
from domain.invoice import InvoiceId, PortalInvoice
from domain.ledger_document import DocumentId, LedgerDocument
from domain.life import Stage


class Readiness(StrEnum):
    """How far the decision about an invoice that stands before its creation, or is held, has come.

    `look`: the ledger must be asked for a document that the portal names. `contact`: the customer must be
    created first. `settled`: nothing is to be decided until something changes.
    """

    UNDECIDED = "undecided"
    LOOK = "look"
    CONTACT = "contact"
    READY = "ready"
    SETTLED = "settled"


class Step(StrEnum):
    """What is to be done for an invoice next."""

    READ = "read"
    DECIDE = "decide"
    LOOK = "look"
    CONTACT = "contact"
    SEND = "send"
    PROVE = "prove"
    LINK = "link"


_BY_READINESS = {
    Readiness.UNDECIDED: Step.DECIDE,
    Readiness.LOOK: Step.LOOK,
    Readiness.CONTACT: Step.CONTACT,
    Readiness.READY: Step.SEND,
}
_AFTER_CREATION = {Stage.CREATED: Step.PROVE, Stage.PROVEN: Step.LINK}
BEFORE_CREATION = frozenset({Stage.SEEN, Stage.DUE})
_SUBJECT = "invoice:"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxOfLine:
    """Why a line has its tax type: the name of the rule that chose it."""

    rate: Decimal
    tax_type: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was sent, by which rung of the ladder, with what it must sum up to (with tax, in cents)."""

    draft: DocumentDraft
    rung: Rung
    taxes: tuple[TaxOfLine, ...]
    total: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRecord:
    """One invoice. Times are UTC.

    `before_hold` is the stage that a held one goes back to. `number` is what it carries in the ledger,
    `generation` how often a person asked to send it anew. `dated` and `time_zone` are frozen by the first
    dispatch. `step_since` is since when its next step is due, `not_before` until when that step waits.
    `looked_for` is the document that the ledger was asked for because the portal names it. `answers` are a
    person's words on this invoice alone, by name (`domain.invoice_answers`). `edited` is what differs in
    the ledger from the receipt, field by field. `reason` says why it was skipped, or how it was removed.
    `wishes` counts who wants it read: what came after a reading began is not ended by it.
    """

    invoice: PortalInvoice
    stage: Stage
    seen_at: datetime
    read_at: datetime
    step_since: datetime
    before_hold: Stage | None = None
    readiness: Readiness = Readiness.UNDECIDED
    wants_read: bool = False
    wishes: int = 0
    generation: int = 0
    number: str = ""
    document_id: DocumentId | None = None
    contact_id: LedgerContactId | None = None
    dated: date | None = None
    time_zone: str = ""
    attempts: int = 0
    not_before: datetime | None = None
    sent: Sent | None = None
    receipt: LedgerDocument | None = None
    looked_for: DocumentId | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    edited: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    @property
    def id(self) -> InvoiceId:
        """The portal's id of it."""
        return self.invoice.id

    @property
    def subject(self) -> str:
        """Its name in holds, events and dispatches."""
        return subject_of_invoice(self.invoice.id)

    @property
    def place(self) -> Stage:
        """Where it is, or would be without its hold."""
        return self.before_hold if self.stage is Stage.HELD and self.before_hold else self.stage

    @property
    def step(self) -> Step | None:
        """What is to be done next; None: nothing by itself."""
        if self.wants_read:
            return Step.READ
        if self.place in BEFORE_CREATION:
            return _BY_READINESS.get(self.readiness)
        if self.stage is Stage.HELD and self.readiness is Readiness.SETTLED:
            return None
        return _AFTER_CREATION.get(self.place)

    def to_be_read(self) -> Self:
        """The same, wanted to be read, and once more if it is just being read."""
        return replace(self, wants_read=True, wishes=self.wishes + 1)

    def as_read(self, *, again: bool = False) -> Self:
        """The same, wanted to be read no more, unless `again` somebody wanted it meanwhile."""
        return replace(self, wants_read=again, wishes=self.wishes if again else 0)


def oldest_possible(record: InvoiceRecord) -> datetime:
    """No document of an invoice is older than the invoice."""
    return record.invoice.created_at or record.seen_at


def subject_of_invoice(invoice_id: InvoiceId) -> str:
    """The subject of an invoice in holds, events and dispatches."""
    return f"{_SUBJECT}{invoice_id}"


def is_of_invoice(subject: str) -> bool:
    """Whether a subject is that of an invoice."""
    return subject.startswith(_SUBJECT)


def invoice_of(subject: str) -> InvoiceId:
    """The invoice whose subject it is."""
    return InvoiceId(subject.removeprefix(_SUBJECT))


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceCounts:
    """How many stand where; `seen` is how many rows there are. Whom no row is kept of: `Events.lost`."""

    seen: int = 0
    by_stage: Mapping[Stage, int] = field(default_factory=dict)

    def of(self, *stages: Stage) -> int:
        """How many stand in these stages."""
        return sum(self.by_stage.get(stage, 0) for stage in stages)

    @property
    def conserved(self) -> bool:
        """Whether seen = linked + removed + cancelled + skipped + held + in work."""
        return self.seen == sum(self.by_stage.get(stage, 0) for stage in Stage)
