"""What a connection keeps of invoices and documents, one role a class."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from domain.answers import NamedWrite, PartyAnswer, TaxAnswer
from domain.books import LedgerBooks
from domain.ids import LedgerContactId
from domain.invoice import InvoiceId
from domain.invoice_record import InvoiceCounts, InvoiceRecord, Step
from domain.ledger_document import DocumentId, LedgerDocument
from domain.life import Stage
from domain.links import Party


class Invoices(Protocol):
    """Every invoice of the portal that we have seen."""

    @abstractmethod
    def put(self, record: InvoiceRecord) -> None:
        """Insert or replace one; its next step follows from it."""

    @abstractmethod
    def get(self, invoice_id: InvoiceId) -> InvoiceRecord | None:
        """One invoice."""

    @abstractmethod
    def many(self, ids: Iterable[InvoiceId]) -> Mapping[InvoiceId, InvoiceRecord]:
        """Several at once."""

    @abstractmethod
    def find(self, which: str) -> tuple[InvoiceRecord, ...]:
        """Invoices whose id, number, document's id or title is `which`, compared folded; at most 50."""

    @abstractmethod
    def of_documents(self, ids: Iterable[DocumentId]) -> Mapping[DocumentId, InvoiceRecord]:
        """The invoices that became these documents."""

    @abstractmethod
    def listing(
        self, *, stages: Iterable[Stage] = (), limit: int = 100, after: InvoiceId | None = None
    ) -> tuple[InvoiceRecord, ...]:
        """Invoices in the order of their ids, in these stages or all, after `after`."""

    @abstractmethod
    def agenda(self, now: datetime, limit: int) -> Mapping[Step, tuple[InvoiceId, ...]]:
        """For every step the first few whose time has come, those that have waited longest first."""

    @abstractmethod
    def next_due_at(self) -> datetime | None:
        """The earliest `not_before` of all whose next step is one."""

    @abstractmethod
    def waiting_since(self, step: Step) -> datetime | None:
        """Since when the newest one waits for that step; None if none does."""

    @abstractmethod
    def waiting_longest(self, step: Step) -> datetime | None:
        """Since when the oldest one waits for that step; None if none does."""

    @abstractmethod
    def want_read(self, ids: Iterable[InvoiceId], now: datetime) -> None:
        """Let these be read again, those that we have never seen too; what waits for that waits on."""

    @abstractmethod
    def unseen(self, limit: int) -> tuple[InvoiceId, ...]:
        """Ids to be read of which nothing is known yet, the one first that was wanted the longest ago."""

    @abstractmethod
    def unseen_since(self, invoice_id: InvoiceId) -> datetime | None:
        """When somebody last wanted that id read of which nothing is known; None if nobody does."""

    @abstractmethod
    def forget_unseen(self, invoice_id: InvoiceId) -> None:
        """That id is no invoice of the portal, or it is known by now."""

    @abstractmethod
    def walked(self, ids: Iterable[InvoiceId], scan: int) -> None:
        """A walk (by its scan's number) showed these."""

    @abstractmethod
    def not_walked(self, scan: int, stages: Iterable[Stage], limit: int) -> tuple[InvoiceId, ...]:
        """Those of these stages that the portal calls issued or overdue and that neither this walk nor a
        later one showed, in the order of their ids."""

    @abstractmethod
    def undecide(self, subjects: Iterable[str] | None, now: datetime) -> int:
        """Look anew at those of these subjects, or at all, that are held or stand before their creation;
        answers how many."""

    @abstractmethod
    def counts(self) -> InvoiceCounts:
        """Where all invoices stand."""

    @abstractmethod
    def raw(self, invoice_id: InvoiceId) -> str:
        """What the portal sent of it at the last reading, word for word; '' if that is not kept (any more).

        Records come without it, and one that is put without it leaves it as it is.
        """

    @abstractmethod
    def drop_raw(self, before: datetime) -> int:
        """Drop what the portal sent before then; answers how many."""


class Documents(Protocol):
    """Our copy of the ledger's recent sales documents, ours and others'."""

    @abstractmethod
    def put(self, documents: Sequence[LedgerDocument], seen_at: datetime) -> None:
        """Insert or update."""

    @abstractmethod
    def by_id(self, ids: Iterable[DocumentId]) -> Mapping[DocumentId, LedgerDocument]:
        """Documents by id."""

    @abstractmethod
    def find(self, which: str) -> tuple[LedgerDocument, ...]:
        """Documents whose id or number is `which`, numbers without regard to case; at most 50."""

    @abstractmethod
    def listing(self, *, limit: int, after: DocumentId | None = None) -> tuple[LedgerDocument, ...]:
        """Documents in the order of their ids, after `after`."""

    @abstractmethod
    def like(
        self,
        contact_id: LedgerContactId | None,
        *,
        total: Decimal,
        currency: str,
        earliest: date,
        latest: date,
    ) -> tuple[LedgerDocument, ...]:
        """Live invoices of a customer, or of anybody, with that total, dated within these days, in the order
        of their ids."""

    @abstractmethod
    def open_of_ours(self, *, seen_before: datetime, limit: int) -> tuple[LedgerDocument, ...]:
        """Documents of our invoices that are not paid, voided or deleted and were last read before then,
        the oldest reading first."""

    @abstractmethod
    def raw(self, document_id: DocumentId) -> str:
        """What the ledger sent of it at the last reading, word for word; '' if that is not kept (any more).

        Documents come without it, and one that is put without it leaves it as it is.
        """

    @abstractmethod
    def drop_raw(self, before: datetime) -> int:
        """Drop what the ledger sent before then; answers how many."""


class CustomerAnswers(Protocol):
    """What people said of customers and taxes."""

    @abstractmethod
    def put_party(self, answer: PartyAnswer) -> None:
        """Remember that a party is a new customer; a later word replaces it."""

    @abstractmethod
    def party(self, party: Party) -> PartyAnswer | None:
        """What was said of a party."""

    @abstractmethod
    def put_tax(self, answer: TaxAnswer) -> None:
        """Remember a tax; a later word for the same case replaces it."""

    @abstractmethod
    def taxes(self, party: Party | None) -> tuple[TaxAnswer, ...]:
        """Those of one party, or without one those that are for always."""


class NamedWrites(Protocol):
    """Changes that people asked for by name."""

    @abstractmethod
    def add(self, write: NamedWrite) -> None:
        """Note one. Raises Invalid (`write-asked-already`) while one of its kind is open for the invoice."""

    @abstractmethod
    def open(self) -> tuple[NamedWrite, ...]:
        """Those that are not done, oldest first."""

    @abstractmethod
    def of(self, invoice_id: InvoiceId) -> tuple[NamedWrite, ...]:
        """Every one for an invoice, oldest first."""

    @abstractmethod
    def close(self, write_id: str, now: datetime, *, said: str = "") -> None:
        """It is done, or refused with these words."""


class Findings(Protocol):
    """What was learnt of a connection's two sides, by name."""

    @abstractmethod
    def ledger_books(self) -> LedgerBooks | None:
        """The newest snapshot of the ledger's settings."""

    @abstractmethod
    def put_ledger_books(self, books: LedgerBooks) -> None:
        """Keep a newer one."""

    @abstractmethod
    def noted(self, name: str) -> str:
        """A short text that was noted under a name; '' if none was."""

    @abstractmethod
    def note(self, name: str, text: str) -> None:
        """Note it."""
