"""Invoices and documents as the store's suites put them: of what is not said, as little as may be."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from domain.cents import Rung
from domain.drafts import DocumentDraft
from domain.ids import LedgerContactId, PersonId
from domain.invoice import InvoiceId, InvoiceStatus, LineId, LineKind, PortalInvoice, PortalLine
from domain.invoice_record import InvoiceRecord, Readiness, Sent, TaxOfLine
from domain.ledger_document import (
    DocumentId,
    DocumentKind,
    DocumentLine,
    DocumentStatus,
    LedgerDocument,
    LedgerPayment,
    PaymentId,
)
from domain.ledger_line import AmountsAre, LedgerLine
from domain.life import Stage

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NASTY = "Zoë \x00 \ud800 'x' \"y\" 100 % \\ \x1f\n"
"""What databases refuse, or take for something else."""


def invoice(invoice_id: str = "i-1", **said: Any) -> PortalInvoice:
    """An issued invoice."""
    usual: dict[str, Any] = {
        "title": "Website",
        "status": InvoiceStatus.ISSUED,
        "status_word": "issued",
        "currency": "EUR",
        "net_total": Decimal("120.00"),
        "tax_total": Decimal("20.00"),
        "paid_amount": Decimal(0),
        "lines": (),
        "issued_at": NOON,
    }
    return PortalInvoice(id=InvoiceId(invoice_id), **{**usual, **said})


def record(invoice_id: str = "i-1", stage: Stage = Stage.SEEN, **said: Any) -> InvoiceRecord:
    """A record; what it says of the invoice itself is given as `invoice`."""
    usual: dict[str, Any] = {
        "invoice": invoice(invoice_id),
        "seen_at": NOON,
        "read_at": NOON,
        "step_since": NOON,
    }
    return InvoiceRecord(stage=stage, **{**usual, **said})


def document(document_id: str = "d-1", **said: Any) -> LedgerDocument:
    """An invoice of the ledger that awaits approval."""
    usual: dict[str, Any] = {
        "kind": DocumentKind.INVOICE,
        "number": "INV-1",
        "status": DocumentStatus.AWAITING_APPROVAL,
        "status_word": "SUBMITTED",
        "contact_id": LedgerContactId("c-1"),
        "contact_name": "Acme",
        "dated": date(2026, 3, 2),
        "due": date(2026, 4, 1),
        "currency": "EUR",
        "reference": "",
        "address": "",
        "amounts_are": AmountsAre.EXCLUSIVE,
        "lines": (),
        "tax": Decimal("20.00"),
        "total": Decimal("120.00"),
    }
    return LedgerDocument(id=DocumentId(document_id), **{**usual, **said})


def whole_document(document_id: str = "d-1") -> LedgerDocument:
    """A document that says something in every field."""
    line = DocumentLine(
        description=NASTY,
        quantity=Decimal("1.2500"),
        unit_price=Decimal("-96.000001"),
        discount=Decimal("33.33"),
        amount=Decimal("-80.00"),
        tax=Decimal("-16.00"),
        tax_type="OUTPUT2",
        account="200",
    )
    return document(
        document_id,
        contact_name=NASTY,
        reference=NASTY,
        address="https://portal.example/i-1",
        amounts_are=AmountsAre.INCLUSIVE,
        lines=(line, line),
        amount_due=Decimal("100.00"),
        amount_paid=Decimal("15.00"),
        amount_credited=Decimal("5.00"),
        payments=(
            LedgerPayment(id=PaymentId("p-1"), amount=Decimal("15.00"), dated=None, reference=NASTY),
            LedgerPayment(id=PaymentId("p-2"), amount=Decimal("0.00"), dated=date(2026, 3, 2), reference=""),
        ),
        updated_at=NOON,
        answered_at=NOON,
        raw='{"InvoiceID": "d-1"}',
    )


def whole_invoice(invoice_id: str = "i-1") -> PortalInvoice:
    """An invoice that says something in every field."""
    line = PortalLine(
        id=LineId("l-1"),
        kind=LineKind.DEPOSIT,
        title=NASTY,
        description=NASTY,
        quantity=Decimal("1E+2"),
        unit_price=Decimal("0.000001"),
        discount=Decimal("12.5"),
        rate=Decimal("5.50"),
        total_excluding=Decimal("-0.00"),
        total_including=Decimal("1234567890123456789.0123456789"),
    )
    return invoice(
        invoice_id,
        title=NASTY,
        status=InvoiceStatus.UNKNOWN,
        status_word=NASTY,
        lines=(line, replace(line, id=LineId("l-2"))),
        number="F-2026-1",
        purchase_order="PO 7",
        public_address="https://portal.example/p",
        accounting_id="d-1",
        recipient_id=PersonId("p-1"),
        parent_id=InvoiceId("i-0"),
        payment_days=-30,
        payment_method="transfer",
        by_card_service=True,
        created_at=NOON,
        custom_issued_at=NOON.replace(microsecond=1),
        paid_at=NOON,
        raw='{"id": "i-1"}',
    )


def whole_record(invoice_id: str = "i-1") -> InvoiceRecord:
    """A record that says something in every field."""
    line = LedgerLine(
        description=NASTY,
        quantity=Decimal(1),
        unit_price=Decimal("100.0000"),
        rate=Decimal(20),
        account="200",
        tax_type="OUTPUT2",
        discount=Decimal(0),
        tax=Decimal("20.01"),
    )
    draft = DocumentDraft(
        invoice_id=InvoiceId(invoice_id),
        number="HF-0123456789AB-A",
        contact_id=LedgerContactId("c-1"),
        dated=date(2026, 3, 2),
        due=date(2026, 4, 1),
        currency="EUR",
        reference=NASTY,
        address="https://portal.example/i-1",
        amounts_are=AmountsAre.EXCLUSIVE,
        lines=(line,),
        for_approval=False,
    )
    sent = Sent(
        draft=draft,
        rung=Rung.TAX_MOVED,
        taxes=(TaxOfLine(rate=Decimal(20), tax_type="OUTPUT2", rule="for-customer"),),
        total=Decimal("120.01"),
        tax=Decimal("20.01"),
    )
    return record(
        invoice_id,
        Stage.HELD,
        invoice=whole_invoice(invoice_id),
        before_hold=Stage.PROVEN,
        readiness=Readiness.CONTACT,
        wants_read=True,
        generation=2,
        number="HF-0123456789AB-C",
        document_id=DocumentId("d-1"),
        contact_id=LedgerContactId("c-1"),
        dated=date(2026, 3, 2),
        time_zone="Europe/Paris",
        attempts=3,
        not_before=NOON,
        sent=sent,
        receipt=whole_document(),
        answers={"tax": "OUTPUT2", NASTY: NASTY},
        edited={"total": "120.02"},
        reason=NASTY,
    )
