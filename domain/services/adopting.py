"""Joins an invoice to a document that is in the ledger already, by a person's word, and parts them again."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.budget import Purpose
from domain.connection import Connection
from domain.errors import Invalid
from domain.hold import Cause
from domain.ids import ConnectionId
from domain.invoice_answers import parting
from domain.invoice_causes import cause
from domain.invoice_numbers import names_document
from domain.invoice_record import InvoiceRecord, Readiness
from domain.ledger_document import DocumentKind, LedgerDocument
from domain.life import IN_LEDGER, Happening, Who
from domain.money import to_cents
from domain.ports.clock import Clock
from domain.ports.ledger import Ledgers
from domain.ports.sending import AlwaysPermitted
from domain.ports.store import Books, Store
from domain.services.decide_invoices import PARTED
from domain.services.invoice_steps import about_sent, move, part, tell
from domain.services.one_invoice import because_of, one_invoice
from domain.services.payment_steps import stir


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """The invoice, the document that it is now, and what differs between them, field by field.

    `left` is the number of the document that it was until now, which stays and is nobody's; '' for none.
    """

    record: InvoiceRecord
    document: LedgerDocument
    differences: dict[str, str]
    left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopting:
    """Nothing is written in the ledger by either."""

    store: Store
    ledgers: Ledgers
    clock: Clock

    def link(self, connection: Connection, which: str, to: str, *, because: str = "", actor: str) -> Adopted:
        """Take a document as what an invoice became. Where total or currency differ, it must be said why.

        Raises Invalid (`document-unknown`, `document-several`, `document-taken`, `document-gone`,
        `documents-differ`, `invoice-...`) and what reading the ledger raises.
        """
        with self.store.reading(connection.id) as books:
            record = one_invoice(books, which)
        document = self._document(connection, to)
        differs = _differences(record, document)
        if differs and not because.strip():
            told = "; ".join(f"{name}: {both}" for name, both in differs.items())
            raise Invalid("documents-differ", number=document.number or document.id, differences=told)
        now = self.clock.now()
        with self.store.writing(connection.id) as books:
            record = one_invoice(books, record.id)
            _refuse_taken(books, record, document)
            if not books.documents.by_id([document.id]):  # else our copy may be newer by now
                books.documents.put([document], now)
            books.holds.release(record.subject)
            left = _left_behind(books, record, document)
            record = move(
                record,
                Happening.ADOPT,
                now,
                Who.PERSON,
                document_id=document.id,
                number=document.number,
                contact_id=document.contact_id,
                sent=None,
                reason="",
                readiness=Readiness.SETTLED,
                answers=_answers_after(record, document),
            )
            books.invoices.put(record)
            facts = {"document_id": document.id, "number": document.number, "left": left}
            tell(books, record, "document-adopted", {**facts, "because": because.strip()}, now, actor)
            books.nudge()
        return Adopted(record=record, document=document, differences=differs, left=left)

    def unlink(self, connection_id: ConnectionId, which: str, *, because: str, actor: str) -> InvoiceRecord:
        """Part an invoice from its document; both stay as they are. Only a person moves it on from there.

        Raises Invalid (`because-missing`, `invoice-cannot`).
        """
        why, now = because_of(because), self.clock.now()
        with self.store.writing(connection_id) as books:
            record = one_invoice(books, which)
            document_id, number = record.document_id or "", record.number
            answers = parting(record.answers, document_id)
            parted = part(record, now, readiness=Readiness.SETTLED, answers=answers)
            books.invoices.put(parted)
            books.holds.put(record.subject, _parted(record), now)
            facts = {"document_id": document_id, "number": number, "because": why}
            tell(books, record, "document-unlinked", facts, now, actor)
            stir(books, parted, now)
        return parted

    def _document(self, connection: Connection, to: str) -> LedgerDocument:
        """From our copy, else from the ledger itself: an invoice (one call), or a credit note (one more)."""
        with self.store.reading(connection.id) as books:
            found = books.documents.find(to)
        if not found:
            ledger = self.ledgers.of(connection, AlwaysPermitted())
            named = names_document(to)
            read = (
                ledger.documents([named], purpose=Purpose.WORK) if named else ledger.documents_numbered([to])
            )
            found = tuple(read) or _alone(ledger.credit_note(to.strip(), purpose=Purpose.WORK))
        if not found:
            raise Invalid("document-unknown", which=to)
        if len(found) > 1:
            listed = "; ".join(f"{one.number} {one.contact_name} ({one.id})" for one in found)
            raise Invalid("document-several", which=to, count=str(len(found)), found=listed)
        return found[0]


def _alone(document: LedgerDocument | None) -> tuple[LedgerDocument, ...]:
    return () if document is None else (document,)


def _refuse_taken(books: Books, record: InvoiceRecord, document: LedgerDocument) -> None:
    if document.is_gone:
        raise Invalid("document-gone", number=document.number, status=document.status)
    other = books.invoices.of_documents([document.id]).get(document.id)
    if other is not None and other.id != record.id:
        raise Invalid("document-taken", number=document.number, invoice=other.invoice.title)


def _left_behind(books: Books, record: InvoiceRecord, document: LedgerDocument) -> str:
    """What the document is called that the invoice was until now, if it is another one and still there."""
    before = record.document_id
    if before is None or before == document.id or record.place not in IN_LEDGER:
        return ""
    known = books.documents.by_id([before]).get(before)
    return "" if known is not None and known.is_gone else record.number or before


def _answers_after(record: InvoiceRecord, document: LedgerDocument) -> Mapping[str, str]:
    """What it was before carries its mark, and is never to be found again by that."""
    parted = record.document_id not in (None, document.id)
    return parting(record.answers, record.document_id) if parted else record.answers


def _differences(record: InvoiceRecord, document: LedgerDocument) -> dict[str, str]:
    """Whether the client's document and this one agree in currency and, with or without tax, in total.

    A credit note says without a sign what it takes back.
    """
    invoice, found = record.invoice, dict[str, str]()
    if invoice.currency != document.currency:
        found["currency"] = f"{invoice.currency} -> {document.currency}"
    totals = {invoice.net_total, invoice.net_total + invoice.tax_total}
    total = -document.total if document.kind is DocumentKind.CREDIT_NOTE else document.total
    if total not in totals:
        found["total"] = f"{to_cents(invoice.net_total):f} -> {total:f}"
    return found


def _parted(record: InvoiceRecord) -> Cause:
    return cause(about_sent(record), PARTED, number=record.number)
