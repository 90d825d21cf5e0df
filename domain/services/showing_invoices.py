"""Tells of invoices from our books alone: lists, one life, what waits, what is not approved per month."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.answers import NamedWrite
from domain.books import LedgerBooks
from domain.contact import LedgerContact
from domain.customers import Recipient
from domain.dispatch import ElementState, OpenElement
from domain.errors import Invalid
from domain.event import Event
from domain.ids import ConnectionId
from domain.invoice import InvoiceId
from domain.invoice_outcome import Plan, Send
from domain.invoice_record import InvoiceRecord, Sent
from domain.ledger_document import DocumentStatus, LedgerDocument
from domain.life import FINAL, Stage
from domain.ports.ledger import Ledgers
from domain.ports.store import Books, Store
from domain.services.invoice_case import Bench, bench_of, plan_of, recipient_of
from domain.services.invoice_sums import InvoiceSummary, summed
from domain.services.one_invoice import one_invoice
from domain.services.shown_invoices import Shown, every, newest_first, shown_of, with_customer


class Which(StrEnum):
    """Which invoices are listed."""

    NEEDS_YOU = "needs-you"
    WAITING = "waiting"
    WAITING_APPROVAL = "waiting-approval"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceStory:
    """All that is known of one invoice. `planned` is how it would be sent now, if nothing was sent yet.

    `address` is where a person sees its document in the ledger ('' without one), `books` the ledger's
    settings as they were read last.
    """

    shown: Shown
    recipient: Recipient | None
    contact: LedgerContact | None
    planned: Plan | None
    books: LedgerBooks | None
    address: str
    dispatches: Sequence[OpenElement]
    named_writes: Sequence[NamedWrite]
    events: Sequence[Event]

    @property
    def sent(self) -> Sent | None:
        """What was sent, else what would be sent now."""
        return self.shown.record.sent or (self.planned.sent if isinstance(self.planned, Send) else None)

    @property
    def unknown(self) -> OpenElement | None:
        """The write whose outcome nobody knows."""
        return next((one for one in self.dispatches if one.element.state is ElementState.UNKNOWN), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceReport:
    """The same with the invoices themselves; `receipts` are the latest that were proven."""

    summary: InvoiceSummary
    waiting: tuple[Shown, ...]
    needs_you: tuple[Shown, ...]
    receipts: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowingInvoices:
    """Reads our books only."""

    store: Store
    ledgers: Ledgers

    def listing(self, connection_id: ConnectionId, which: Collection[Which], limit: int) -> list[Shown]:
        """Invoices of any of these (none: all that were issued or are known of), the newest issued first."""
        with self.store.reading(connection_id) as books:
            found = newest_first(one for one in every(books) if _is_meant(one, which))[:limit]
            return [with_customer(books, one) for one in found]

    def story(self, connection_id: ConnectionId, which: str) -> InvoiceStory:
        """The life of one invoice. Raises Invalid (`invoice-unknown`, `invoice-several`)."""
        with self.store.reading(connection_id) as books:
            record = one_invoice(books, which)
            kept = books.ledger.get(record.contact_id) if record.contact_id is not None else None
            bench = bench_of(books)
            shown = with_customer(books, shown_of(books, [record])[0])
            return InvoiceStory(
                shown=shown,
                recipient=recipient_of(books, record),
                contact=kept.contact if kept is not None else None,
                planned=_planned(books, record, bench),
                books=bench.ledger_books if bench is not None else None,
                address=self._address(shown.document, bench),
                dispatches=books.dispatches.of(record.subject),
                named_writes=books.named_writes.of(record.id),
                events=books.events.of(record.subject),
            )

    def named(self, connection_id: ConnectionId, ids: Iterable[InvoiceId]) -> list[Shown]:
        """These invoices, in this order."""
        with self.store.reading(connection_id) as books:
            wanted = list(ids)
            known = books.invoices.many(wanted)
            return [with_customer(books, one) for one in shown_of(books, [known[one] for one in wanted])]

    def summary(self, connection_id: ConnectionId) -> InvoiceSummary:
        """The sums that `status` tells."""
        with self.store.reading(connection_id) as books:
            return summed(books, list(every(books)))

    def report(self, connection_id: ConnectionId, receipts: int) -> InvoiceReport:
        """The sums, all that waits for us or for a person, and so many receipts."""
        with self.store.reading(connection_id) as books:
            shown = newest_first(every(books))
            proven = [one for one in shown if one.is_receipt]
            return InvoiceReport(
                summary=summed(books, shown),
                waiting=tuple(with_customer(books, one) for one in shown if one.is_waiting),
                needs_you=tuple(with_customer(books, one) for one in shown if one.needs_you),
                receipts=tuple(with_customer(books, one) for one in proven[:receipts]),
            )

    def is_invoice(self, connection_id: ConnectionId, who: str) -> bool:
        """Whether `who` names an invoice, and no contact.

        Raises Invalid (`contact-or-invoice`) if it names both: an id names one thing only.
        """
        with self.store.reading(connection_id) as books:
            found = books.invoices.find(who)
            if not found:
                return False
            contacts = books.ledger.find(who)
        if not contacts:
            return True
        raise Invalid(
            "contact-or-invoice",
            who=who,
            contact=contacts[0].contact.name,
            contact_id=contacts[0].contact.id,
            invoice=found[0].invoice.title,
            invoice_id=found[0].id,
        )

    def _address(self, document: LedgerDocument | None, bench: Bench | None) -> str:
        if document is None or document.status is DocumentStatus.DELETED:
            return ""
        short_code = bench.ledger_books.organisation.short_code if bench is not None else ""
        return self.ledgers.document_address(short_code, document)


def _planned(books: Books, record: InvoiceRecord, bench: Bench | None) -> Plan | None:
    if bench is None or record.sent is not None or record.document_id is not None or record.stage in FINAL:
        return None
    return plan_of(books, record, bench)


def _is_meant(shown: Shown, which: Collection[Which]) -> bool:
    if not which:
        return shown.record.invoice.is_issued or shown.record.stage is not Stage.SEEN
    return (
        (Which.NEEDS_YOU in which and shown.needs_you)
        or (Which.WAITING in which and shown.is_waiting)
        or (Which.WAITING_APPROVAL in which and shown.awaits_approval)
        or (Which.PLACEHOLDER in which and shown.has_placeholder)
    )
