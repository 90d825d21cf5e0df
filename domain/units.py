"""Units: the smallest pieces of work, each with at most one write and the reads that decide it."""

from dataclasses import dataclass

from domain.dispatch import Act
from domain.ids import DispatchId, LedgerContactId
from domain.invoice import InvoiceId
from domain.scan import ScanKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """Look in the portal for one element whose outcome is unknown, or for its twin."""

    dispatch_id: DispatchId
    number: int
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDispatch:
    """Look in the ledger for all elements of a dispatch whose outcome is unknown, or for their twins."""

    dispatch_id: DispatchId
    act: Act
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """Read the next page of a scan; `begin` starts a new one. `urgent` where an invoice waits for it."""

    kind: ScanKind
    begin: bool
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """Ask the portal for the few people that one undecided contact could be."""

    contact_id: LedgerContactId


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """Plan the next batch of undecided contacts; no call is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOn:
    """Do what was decided for a contact: at most one write. It occupies `subjects` meanwhile."""

    contact_id: LedgerContactId
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNudges:
    """Turn recorded deliveries into what is to be looked at again; no call is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepHooks:
    """Make, remove or look after one webhook of the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadInvoice:
    """Read one invoice of the portal with its lines, and whom it is for."""

    invoice_id: InvoiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBooks:
    """Read the ledger's settings anew; or only those that something is held by."""

    only_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideInvoices:
    """Plan undecided invoices; no call is made."""

    ids: tuple[InvoiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookForDocuments:
    """Ask the ledger for the documents that the portal names for these invoices."""

    ids: tuple[InvoiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCustomers:
    """Create the customers that these invoices wait for: one write."""

    ids: tuple[InvoiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDocuments:
    """Create the documents of these invoices: one write."""

    ids: tuple[InvoiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDocuments:
    """Carry out the named writes of these invoices: one write."""

    ids: tuple[InvoiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prove:
    """Read back the documents of these invoices and compare them with what was sent."""

    ids: tuple[InvoiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkInvoice:
    """Write the ledger's id of its document into an invoice of the portal."""

    invoice_id: InvoiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePayments:
    """Plan the payments of these invoices; no call is made."""

    ids: tuple[InvoiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPayments:
    """Post the payments of these invoices in the ledger: one write."""

    ids: tuple[InvoiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPayment:
    """Record in the portal what was paid in the ledger alone."""

    invoice_id: InvoiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Relink:
    """Link again what bears a mark of ours, while the connection is rebuilding; no call is made."""


OfInvoices = DecideInvoices | LookForDocuments | CreateCustomers | SendDocuments | ChangeDocuments | Prove
OfInvoice = ReadInvoice | LinkInvoice
OfPayments = DecidePayments | PostPayments
OfContacts = LookUp | Decide | ActOn
Unit = (
    Settle
    | SettleDispatch
    | ReadPage
    | OfContacts
    | TakeNudges
    | KeepHooks
    | ReadBooks
    | Relink
    | OfInvoices
    | OfInvoice
    | OfPayments
    | RecordPayment
)
