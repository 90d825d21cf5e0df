"""One organisation's books in Xero, read and written (Xero: Accounting API)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from adapters.xero import contact_bodies, document_bodies, payments
from adapters.xero.books import BooksReading
from adapters.xero.contacts import ledger_contact
from adapters.xero.credit_notes import credit_note
from adapters.xero.deleted_payments import deleted_payments
from adapters.xero.document_reading import LOOK_UPS, DocumentReading
from adapters.xero.errors import untrusted
from adapters.xero.organisation import ledger_organisation
from adapters.xero.paging import PAGE_SIZE, as_of, changed_since, is_last, unchanged_as_of
from adapters.xero.reading import read
from adapters.xero.reminders import reminders_on
from adapters.xero.tenant_line import TenantLine
from adapters.xero.wire import CONTACTS, ORGANISATIONS
from adapters.xero.writing import Writing
from domain.books import BooksPart, LedgerBooks
from domain.budget import Purpose
from domain.contact import LedgerContact
from domain.dispatch import Envelope
from domain.drafts import DocumentChange, DocumentDraft, LedgerContactDraft, PaymentDraft, Refusal
from domain.ids import DispatchId
from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId, LedgerDocument, LedgerPayment, PaymentReceipt
from domain.organisation import LedgerOrganisation
from domain.ports.ledger import ContactsPage, DocumentsPage, Ledger, LedgerTraits


class XeroLedger(Ledger):
    """Reads and writes one organisation."""

    def __init__(self, tenant: TenantLine, *, batch: int) -> None:
        """`tenant` carries the calls to that organisation, `batch` documents at most in one write."""
        self._batch = batch
        self._tenant = tenant
        self._settings = BooksReading(tenant)
        self._documents = DocumentReading(tenant)
        self._writing = Writing(tenant)

    @property
    def traits(self) -> LedgerTraits:
        """As Xero documents and shows them."""
        return LedgerTraits(batch=self._batch, look_ups=LOOK_UPS)

    def organisation(self) -> LedgerOrganisation:
        """One call, which Xero does not count as egress."""
        outgoing = self._tenant.reading("/Organisation")
        answer = self._tenant.ask(outgoing, Purpose.WORK)
        organisations = read(ORGANISATIONS, answer, outgoing)["Organisations"]
        if len(organisations) != 1:
            raise untrusted(answer, outgoing, why="unreadable")
        return ledger_organisation(organisations[0], self._tenant.tenant_id)

    def contacts_page(self, page: int, *, since: datetime | None, purpose: Purpose) -> ContactsPage:
        """One call, by ContactID: the default order moves rows from page to page while they change.

        Never `summaryOnly`, which drops whether a contact is a customer (Xero: Contacts).
        """
        outgoing = self._tenant.reading(
            "/Contacts",
            query={
                "page": str(page),
                "pageSize": str(PAGE_SIZE),
                "includeArchived": "true",
                "order": "ContactID",
            },
            headers=changed_since(since),
        )
        answer = self._tenant.ask(outgoing, purpose)
        unchanged = unchanged_as_of(answer, since)
        if unchanged is not None:
            return ContactsPage(contacts=(), as_of=unchanged, is_last=True, expected=0)
        wire = read(CONTACTS, answer, outgoing)
        return ContactsPage(
            contacts=tuple(map(ledger_contact, wire["Contacts"])),
            as_of=as_of(answer, wire.get("DateTimeUTC"), outgoing),
            is_last=is_last(wire.get("pagination"), page, len(wire["Contacts"])),
            expected=(wire.get("pagination") or {}).get("itemCount"),
        )

    def contacts_like(self, text: str) -> tuple[LedgerContact, ...]:
        """One call, of which the first 1,000 that Xero finds; for nothing it would find everybody."""
        if not text.strip():
            return ()
        outgoing = self._tenant.reading(
            "/Contacts",
            query={
                "searchTerm": text.strip(),
                "includeArchived": "true",
                "page": "1",
                "pageSize": str(PAGE_SIZE),
            },
        )
        wire = read(CONTACTS, self._tenant.ask(outgoing, Purpose.VITAL), outgoing)
        return tuple(map(ledger_contact, wire["Contacts"]))

    def books(
        self, *, parts: frozenset[BooksPart] = frozenset(BooksPart), known: LedgerBooks | None = None
    ) -> LedgerBooks:
        """Five calls."""
        return self._settings.books(parts, known, self.organisation)

    def documents_page(self, page: int, *, since: datetime | None, purpose: Purpose) -> DocumentsPage:
        """One call."""
        return self._documents.page(page, since=since, purpose=purpose)

    def documents(self, ids: Sequence[DocumentId], *, purpose: Purpose) -> tuple[LedgerDocument, ...]:
        """One call for every 50 ids."""
        return tuple(self._documents.by_ids(ids, purpose))

    def documents_numbered(self, numbers: Sequence[str]) -> tuple[LedgerDocument, ...]:
        """One call for every 50 numbers that are not too long; an odd one has a call of its own."""
        return tuple(self._documents.numbered(numbers))

    def documents_of_ours(self, *, since: datetime, purpose: Purpose) -> tuple[LedgerDocument, ...]:
        """One call for every 1,000, by the app that made them."""
        return tuple(self._documents.ours(since, purpose))

    def deleted_payments(
        self, ids: Sequence[DocumentId], *, purpose: Purpose
    ) -> Mapping[DocumentId, tuple[LedgerPayment, ...]]:
        """One call for about every 20 documents."""
        return deleted_payments(self._tenant, ids, purpose)

    def credit_note(self, which: str, *, purpose: Purpose) -> LedgerDocument | None:
        """One call."""
        return credit_note(self._tenant, which, purpose)

    def contacts_envelope(self, drafts: Sequence[LedgerContactDraft]) -> Envelope:
        """`PUT`, which refuses a name or number that is there."""
        return contact_bodies.creation(drafts)

    def send_contacts(
        self, envelope: Envelope, drafts: Sequence[LedgerContactDraft], *, dispatch_id: DispatchId
    ) -> Mapping[str, LedgerContact | Refusal]:
        """One call."""
        return self._writing.contacts(envelope, drafts, dispatch_id)

    def documents_envelope(self, drafts: Sequence[DocumentDraft]) -> Envelope:
        """`PUT`, which refuses a number that is there."""
        return document_bodies.creation(drafts)

    def send_documents(
        self, envelope: Envelope, drafts: Sequence[DocumentDraft], *, dispatch_id: DispatchId
    ) -> Mapping[InvoiceId, LedgerDocument | Refusal]:
        """One call."""
        return self._writing.documents(envelope, drafts, dispatch_id)

    def changes_envelope(self, changes: Sequence[DocumentChange]) -> Envelope:
        """`POST` by id."""
        return document_bodies.changing(changes)

    def send_changes(
        self, envelope: Envelope, changes: Sequence[DocumentChange], *, dispatch_id: DispatchId
    ) -> Mapping[DocumentId, LedgerDocument | Refusal]:
        """One call."""
        return self._writing.changes(envelope, changes, dispatch_id)

    def payments_envelope(self, drafts: Sequence[PaymentDraft]) -> Envelope:
        """`PUT`; Xero has no unique key for a payment."""
        return payments.creation(drafts)

    def send_payments(
        self, envelope: Envelope, drafts: Sequence[PaymentDraft], *, dispatch_id: DispatchId
    ) -> Mapping[InvoiceId, PaymentReceipt | Refusal]:
        """One call."""
        return self._writing.payments(envelope, drafts, dispatch_id)

    def reminders_on(self) -> bool | None:
        """One call."""
        return reminders_on(self._tenant)
