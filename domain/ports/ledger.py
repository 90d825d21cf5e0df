"""The ledger as the domain needs it."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.books import BooksPart, LedgerBooks
from domain.budget import Budget, Purpose
from domain.connection import Connection
from domain.contact import LedgerContact
from domain.dispatch import Envelope
from domain.drafts import DocumentChange, DocumentDraft, LedgerContactDraft, PaymentDraft, Refusal
from domain.ids import AppId, DispatchId, GrantId, TenantId
from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId, LedgerDocument, LedgerPayment, PaymentReceipt
from domain.organisation import LedgerOrganisation
from domain.ports.sending import Permit


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsPage:
    """One page of contacts. `as_of` is the ledger's own clock (UTC), `expected` the total it announced."""

    contacts: tuple[LedgerContact, ...]
    as_of: datetime
    is_last: bool
    expected: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage:
    """One page of sales documents with their lines; `as_of` is the ledger's own clock (UTC)."""

    documents: tuple[LedgerDocument, ...]
    as_of: datetime
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTraits:
    """How a ledger is, as values that the rules go by.

    `batch` is how many elements one write may hold, `look_ups` how many documents one read may name.
    """

    batch: int = 50
    look_ups: int = 50


class Ledger(Protocol):
    """One organisation of the ledger. Any call may raise Throttled, Unavailable, AccessLost or LeaseLost.

    A write is prepared first (`..._envelope`, no call), recorded by the caller, and then sent once under
    the idempotency key of its dispatch. Preparing raises Invalid (`request-too-large`) if only fewer
    elements fit into one. Sending raises OutcomeUnknown when it left without a trustworthy answer, and
    Rejected when the whole of it was refused. Else it answers for each element by its mark,
    whatever the order; an element that the answer lacks is lacking there too: its outcome is unknown.
    """

    @property
    @abstractmethod
    def traits(self) -> LedgerTraits:
        """How this ledger is."""

    @abstractmethod
    def organisation(self) -> LedgerOrganisation:
        """The organisation's own description."""

    @abstractmethod
    def contacts_page(self, page: int, *, since: datetime | None, purpose: Purpose) -> ContactsPage:
        """Page `page` (from 1) of all contacts, archived and merged included, in an order that never changes.

        With `since` (UTC, the ledger's clock) only those changed at or after it; a contact that turned
        customer may be missing then.
        """

    @abstractmethod
    def contacts_like(self, text: str) -> tuple[LedgerContact, ...]:
        """Contacts, archived ones included, that the ledger finds by a name, email or number; we compare."""

    @abstractmethod
    def books(
        self, *, parts: frozenset[BooksPart] = frozenset(BooksPart), known: LedgerBooks | None = None
    ) -> LedgerBooks:
        """The organisation's settings now: one call for each part, the others as they are `known`.

        Without a known snapshot every part is read.
        """

    @abstractmethod
    def reminders_on(self) -> bool | None:
        """Whether the ledger itself reminds customers of invoices; None if it does not tell."""

    @abstractmethod
    def documents_page(self, page: int, *, since: datetime | None, purpose: Purpose) -> DocumentsPage:
        """Page `page` (from 1) of sales invoices, in an order that never changes, in every status.

        With `since` (UTC, the ledger's clock) only those changed at or after it.
        """

    @abstractmethod
    def documents(self, ids: Sequence[DocumentId], *, purpose: Purpose) -> tuple[LedgerDocument, ...]:
        """Documents by id with their lines, in every status; one that is not there is missing."""

    @abstractmethod
    def documents_numbered(self, numbers: Sequence[str]) -> tuple[LedgerDocument, ...]:
        """Sales invoices that carry one of these numbers, in every status (a vital read)."""

    @abstractmethod
    def documents_of_ours(self, *, since: datetime, purpose: Purpose) -> tuple[LedgerDocument, ...]:
        """Documents that this app made or changed since then (UTC), in every status; we compare marks."""

    @abstractmethod
    def deleted_payments(
        self, ids: Sequence[DocumentId], *, purpose: Purpose
    ) -> Mapping[DocumentId, tuple[LedgerPayment, ...]]:
        """Payments that were made on these documents and count no more; one without any is missing."""

    @abstractmethod
    def credit_note(self, which: str, *, purpose: Purpose) -> LedgerDocument | None:
        """A sales credit note by its id or number, in every status, with its lines; None if there is none."""

    @abstractmethod
    def contacts_envelope(self, drafts: Sequence[LedgerContactDraft]) -> Envelope:
        """The request that creates contacts, and only creates."""

    @abstractmethod
    def send_contacts(
        self, envelope: Envelope, drafts: Sequence[LedgerContactDraft], *, dispatch_id: DispatchId
    ) -> Mapping[str, LedgerContact | Refusal]:
        """Send prepared contacts; answers by contact number."""

    @abstractmethod
    def documents_envelope(self, drafts: Sequence[DocumentDraft]) -> Envelope:
        """The request that creates sales invoices, and only creates."""

    @abstractmethod
    def send_documents(
        self, envelope: Envelope, drafts: Sequence[DocumentDraft], *, dispatch_id: DispatchId
    ) -> Mapping[InvoiceId, LedgerDocument | Refusal]:
        """Send prepared invoices; answers by the portal's id, which the number or the mark carries."""

    @abstractmethod
    def changes_envelope(self, changes: Sequence[DocumentChange]) -> Envelope:
        """The request of named writes: numbers and removals, no other field."""

    @abstractmethod
    def send_changes(
        self, envelope: Envelope, changes: Sequence[DocumentChange], *, dispatch_id: DispatchId
    ) -> Mapping[DocumentId, LedgerDocument | Refusal]:
        """Send named writes; answers by the ledger's id."""

    @abstractmethod
    def payments_envelope(self, drafts: Sequence[PaymentDraft]) -> Envelope:
        """The request that creates payments; no two may be on one document."""

    @abstractmethod
    def send_payments(
        self, envelope: Envelope, drafts: Sequence[PaymentDraft], *, dispatch_id: DispatchId
    ) -> Mapping[InvoiceId, PaymentReceipt | Refusal]:
        """Send prepared payments; answers by the portal's id of the invoice."""


class Ledgers(Protocol):
    """Opens the ledger of a connection."""

    @abstractmethod
    def of(self, connection: Connection, permit: Permit) -> Ledger:
        """The ledger as that connection sees it."""

    @abstractmethod
    def at(self, app_id: AppId, grant_id: GrantId, tenant_id: TenantId) -> Ledger:
        """The ledger before a connection exists, for reading only."""

    @abstractmethod
    def budget(self, connection: Connection) -> Budget:
        """The calls counted for that connection's app and organisation."""

    @abstractmethod
    def document_address(self, short_code: str, document: LedgerDocument) -> str:
        """Where a person sees a document in the ledger's own pages.

        `short_code` is the organisation's; with '' the ledger looks in the one that was open last.
        """


class AccessTokens(Protocol):
    """A live access token for a grant, refreshed by one caller at a time."""

    @abstractmethod
    def token(self, grant_id: GrantId) -> str:
        """An access token that is good for a while. Raises AccessLost when a person must reconnect."""

    @abstractmethod
    def refused(self, grant_id: GrantId, access: str) -> str:
        """That access token was refused as expired: a newer one, or AccessLost."""
