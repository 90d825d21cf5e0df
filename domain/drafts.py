"""What we ask the ledger to write: new documents, contacts and payments, changes that a person named."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.contact import NO_ADDRESS, Address
from domain.ids import LedgerContactId
from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId
from domain.ledger_line import AmountsAre, LedgerLine


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """A new sales invoice.

    `number` is '' where the ledger makes the numbers: then the mark is in `reference`.
    `address` leads back to the portal. `for_approval` is whether it awaits approval or stays a draft.
    Every field that an approval needs is here (Xero: Accounting API, Invoices).
    """

    invoice_id: InvoiceId
    number: str
    contact_id: LedgerContactId
    dated: date
    due: date
    currency: str
    reference: str
    address: str
    amounts_are: AmountsAre
    lines: tuple[LedgerLine, ...]
    for_approval: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerContactDraft:
    """A new contact of the ledger. `number` is the portal's id of the party: our mark, unique there."""

    number: str
    name: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    address: Address = NO_ADDRESS
    tax_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """A named write: another number for a document, its removal or approval. Nothing else is touched."""

    document_id: DocumentId
    number: str = ""
    removes: bool = False
    approves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDraft:
    """A new payment on an approved document, `amount` in its `currency`, into an account (its id).

    `reference` is our mark. Whether the bank's statement shows it is never ours to say.
    """

    invoice_id: InvoiceId
    document_id: DocumentId
    account_id: str
    amount: Decimal
    currency: str
    dated: date
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One element that the ledger read and refused, in its own sentences.

    `is_taken`: only because its name or number belongs to another record.
    """

    sentences: tuple[str, ...]
    is_taken: bool = False
