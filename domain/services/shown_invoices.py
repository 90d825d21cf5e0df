"""One invoice with all that lists and sums go by: its hold, its document, its day and its amounts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.errors import Invalid
from domain.habits import PortalHabits
from domain.hold import Hold, Waits, waits_for
from domain.invoice import InvoiceId
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import NOT_APPROVED, LedgerDocument
from domain.life import FINAL, Stage
from domain.money import ZERO, to_cents
from domain.numbering import dated, is_placeholder
from domain.ports.store import Books
from domain.rounding import NetReading
from domain.services import noted
from domain.services.invoice_case import recipient_of

_PAGE = 500
_NOT_BILLED = frozenset({Stage.SKIPPED, Stage.REMOVED, Stage.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One invoice with its hold, and its document as our copy has it.

    `day` is its day in the books, `net` and `tax` are as sent, else as the portal tells them. `customer` is
    who is billed in the ledger, else who is told in its hold, else the portal's recipient.
    """

    record: InvoiceRecord
    hold: Hold | None
    document: LedgerDocument | None
    day: date | None
    net: Decimal
    tax: Decimal
    customer: str = ""

    @property
    def total(self) -> Decimal:
        """What the client is to pay."""
        return self.net + self.tax

    @property
    def needs_you(self) -> bool:
        """Whether a person must decide something."""
        return self.hold is not None and waits_for(self.hold.cause) is Waits.PERSON

    @property
    def awaits_approval(self) -> bool:
        """Whether it stands in the ledger and nobody has approved it."""
        return self.document is not None and self.document.status in NOT_APPROVED

    @property
    def is_waiting(self) -> bool:
        """Whether we act next, or a step of the ledger's comes first."""
        return not self.needs_you and self.record.invoice.is_issued and self.record.stage not in FINAL

    @property
    def has_placeholder(self) -> bool:
        """Whether it carries a number of ours in the ledger that nobody has replaced."""
        return (
            self.document is not None and not self.document.is_gone and is_placeholder(self.document.number)
        )

    @property
    def may_be_numbered(self) -> bool:
        """Whether its placeholder may still be replaced by us: nobody has approved or changed it."""
        return self.has_placeholder and self.awaits_approval and not self.is_edited

    @property
    def is_edited(self) -> bool:
        """Whether somebody changed it in the ledger since it was proven."""
        return bool(self.record.edited)

    @property
    def is_not_approved(self) -> bool:
        """Whether it is issued and to be billed, and in no account yet, held or not."""
        is_approved = self.document is not None and not self.awaits_approval
        return self.record.invoice.is_issued and not is_approved and self.record.stage not in _NOT_BILLED

    @property
    def is_receipt(self) -> bool:
        """Whether it was read back from the ledger and proven."""
        return self.record.receipt is not None


def every(books: Books) -> Iterator[Shown]:
    """All invoices with their holds and documents, page by page, without the names of customers."""
    after: InvoiceId | None = None
    while page := books.invoices.listing(limit=_PAGE, after=after):
        yield from shown_of(books, page)
        after = page[-1].id


def newest_first(shown: Iterable[Shown]) -> list[Shown]:
    """By the moment of issue, then by id."""
    return sorted(shown, key=lambda one: (_issued(one.record), one.record.id), reverse=True)


def day_of(record: InvoiceRecord, zone: str) -> date | None:
    """The day that an invoice has in the books; None if it is not issued or the zone is not known."""
    try:
        return record.dated or dated(record.invoice, record.time_zone or zone)
    except Invalid:
        return None


def shown_of(books: Books, records: Sequence[InvoiceRecord]) -> list[Shown]:
    """These invoices, without the names of customers."""
    holds = books.holds.by_subject(record.subject for record in records)
    documents = books.documents.by_id(one.document_id for one in records if one.document_id is not None)
    habits, zone = noted.habits(books), books.connection.time_zone
    shown = []
    for record in records:
        net, tax = _amounts(record, habits)
        document = documents.get(record.document_id) if record.document_id is not None else None
        hold, day = holds.get(record.subject), day_of(record, zone)
        shown.append(Shown(record=record, hold=hold, document=document, day=day, net=net, tax=tax))
    return shown


def with_customer(books: Books, shown: Shown) -> Shown:
    """The same with the name of who is billed."""
    return replace(shown, customer=_customer(books, shown))


def _customer(books: Books, shown: Shown) -> str:
    if shown.document is not None:
        return shown.document.contact_name
    if shown.hold is not None and shown.hold.cause.facts.get("customer"):
        return shown.hold.cause.facts["customer"]
    recipient = recipient_of(books, shown.record)
    if recipient is None:
        return ""
    return recipient.company.name if recipient.company is not None else recipient.person.name


def _issued(record: InvoiceRecord) -> str:
    moment = record.invoice.custom_issued_at or record.invoice.issued_at
    return moment.isoformat() if moment is not None else ""


def _amounts(record: InvoiceRecord, habits: PortalHabits) -> tuple[Decimal, Decimal]:
    """Net and tax in cents: as sent, else as the portal tells them."""
    if record.sent is not None:
        return record.sent.total - record.sent.tax, record.sent.tax
    invoice = record.invoice
    added = invoice.tax_total if habits.net is NetReading.WITHOUT_TAX else ZERO
    total, tax = to_cents(invoice.net_total + added), to_cents(invoice.tax_total)
    return total - tax, tax
