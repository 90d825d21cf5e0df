"""Sends prepared writes to one organisation, once each, and says what became of every element."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import ValidationError

from adapters.xero.assigning import DocumentsById, InvoicesByMark, by_number
from adapters.xero.contacts import ledger_contact
from adapters.xero.documents import ledger_document
from adapters.xero.elements import elements_of
from adapters.xero.ids import is_somebody
from adapters.xero.invoice_wire import Element
from adapters.xero.json_text import text_in
from adapters.xero.payments import PaymentsByMark, payment_receipt
from adapters.xero.reading import UnreadableError
from adapters.xero.tenant_line import TenantLine
from adapters.xero.verdicts import refusal
from adapters.xero.wire_contacts import contact_of
from domain.budget import Purpose
from domain.contact import LedgerContact
from domain.dispatch import Envelope
from domain.drafts import DocumentChange, DocumentDraft, LedgerContactDraft, PaymentDraft, Refusal
from domain.ids import DispatchId
from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId, LedgerDocument, PaymentReceipt

Whose = TypeVar("Whose")
Verdict = TypeVar("Verdict")


class Writing:
    """Writes to one organisation. An element that cannot be read, or is nobody's, is not answered."""

    def __init__(self, tenant: TenantLine) -> None:
        """`tenant` carries the calls to that organisation."""
        self._tenant = tenant

    def contacts(
        self, envelope: Envelope, drafts: Sequence[LedgerContactDraft], dispatch_id: DispatchId
    ) -> Mapping[str, LedgerContact | Refusal]:
        """By the number that was sent."""
        numbers = by_number(drafts)
        return _told(
            (
                numbers.get(text_in(element, "ContactNumber")),
                refusal(element, "ContactID") or _contact(element),
            )
            for element in self._sent(envelope, "Contacts", dispatch_id)
        )

    def documents(
        self, envelope: Envelope, drafts: Sequence[DocumentDraft], dispatch_id: DispatchId
    ) -> Mapping[InvoiceId, LedgerDocument | Refusal]:
        """By the invoice whose number or mark was sent."""
        marks = InvoicesByMark(drafts)
        return _told(
            (marks.of(element), refusal(element, "InvoiceID") or _document(element))
            for element in self._sent(envelope, "Invoices", dispatch_id)
        )

    def changes(
        self, envelope: Envelope, changes: Sequence[DocumentChange], dispatch_id: DispatchId
    ) -> Mapping[DocumentId, LedgerDocument | Refusal]:
        """By the document's id."""
        known = DocumentsById(changes)
        return _told(
            (known.of(element), refusal(element, "InvoiceID") or _document(element))
            for element in self._sent(envelope, "Invoices", dispatch_id)
        )

    def payments(
        self, envelope: Envelope, drafts: Sequence[PaymentDraft], dispatch_id: DispatchId
    ) -> Mapping[InvoiceId, PaymentReceipt | Refusal]:
        """By the invoice whose mark was sent; one that came back without an id is not answered.

        The reserve of a day is for it too: money that came in does not wait until tomorrow.
        """
        marks = PaymentsByMark(drafts)
        return _told(
            (marks.of(element), refusal(element, "PaymentID") or payment_receipt(element))
            for element in self._sent(envelope, "Payments", dispatch_id, Purpose.VITAL)
        )

    def _sent(
        self, envelope: Envelope, plural: str, dispatch_id: DispatchId, purpose: Purpose = Purpose.WORK
    ) -> list[Element]:
        outgoing = self._tenant.writing(envelope, dispatch_id)
        return elements_of(self._tenant.ask(outgoing, purpose), outgoing, plural)


def _told(verdicts: Iterable[tuple[Whose | None, Verdict | None]]) -> dict[Whose, Verdict]:
    """Whose each is, without what is nobody's or cannot be read."""
    return {whose: verdict for whose, verdict in verdicts if whose is not None and verdict is not None}


def _contact(element: Element) -> LedgerContact | None:
    try:
        wire = contact_of(element)
    except ValidationError:
        return None
    return ledger_contact(wire) if is_somebody(wire.ContactID) else None


def _document(element: Element) -> LedgerDocument | None:
    try:
        return ledger_document(element)
    except UnreadableError:
        return None
