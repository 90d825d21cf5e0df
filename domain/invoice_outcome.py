"""What a plan of an invoice rests on, and what it may come to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from domain.books import LedgerBooks
from domain.customers import CreateContact, Recipient, UseContact
from domain.drafts import LedgerContactDraft
from domain.habits import PortalHabits
from domain.hold import Cause
from domain.ids import LedgerContactId
from domain.invoice_causes import About
from domain.invoice_lines import TaxAnswers
from domain.invoice_record import Sent
from domain.ledger_document import DocumentId, LedgerDocument
from domain.totals import DocumentTotals


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that a plan rests on besides the invoice and the settings.

    `customer` is who is billed, or why nobody can say. `alike` are live documents of that customer with
    the same total and a near day, `anybodys` those of whichever customer if the invoice is older than books
    that were set back. `named` is the document that the portal's accounting reference names,
    `asked` whether the ledger was asked for it.
    """

    books: LedgerBooks
    habits: PortalHabits
    time_zone: str
    recipient: Recipient | None
    customer: Callable[[About], UseContact | CreateContact | Cause]
    taxes: TaxAnswers = field(default_factory=TaxAnswers)
    alike: Callable[[LedgerContactId, DocumentTotals, date], tuple[LedgerDocument, ...]]
    anybodys: Callable[[DocumentTotals, date], tuple[LedgerDocument, ...]] = lambda totals, day: ()
    named: LedgerDocument | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """It can be sent so; `day` is the client's own, whatever day the books allow."""

    sent: Sent
    day: date
    customer: UseContact


@dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    """Its customer must be created first. `sent` is how it is sent then, but for whom it bills."""

    draft: LedgerContactDraft
    sent: Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The ledger must be asked first for the document that the portal's accounting reference names."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopt:
    """It is in the ledger already, made by us."""

    document: LedgerDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """It is not sent, for a reason that is no question."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """It was cancelled before anything was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotIssued:
    """It is a draft of the portal: nothing is to be done."""


Plan = Send | Create | Look | Adopt | Skip | Cancel | NotIssued | Cause
