"""Payments as the store's suites put them: of what is not said, as little as may be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from domain.invoice import InvoiceId
from domain.ledger_document import PaymentId
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentRecord, PaymentStep, Posted, Rise, Word
from tests.contracts.storage_bills import NASTY, NOON


def payment(invoice_id: str = "i-1", stage: PaymentStage = PaymentStage.DUE, **said: Any) -> PaymentRecord:
    """The payments of an invoice, to be decided unless said otherwise."""
    usual: dict[str, Any] = {"since": NOON, "step_since": NOON}
    return PaymentRecord(invoice_id=InvoiceId(invoice_id), stage=stage, **{**usual, **said})


def ready(invoice_id: str, step: PaymentStep = PaymentStep.POST, **said: Any) -> PaymentRecord:
    """One that was decided to be done so."""
    return payment(invoice_id, is_open=False, ready=step, **said)


def resting(invoice_id: str, stage: PaymentStage, **said: Any) -> PaymentRecord:
    """One for which nothing is to be done."""
    return payment(invoice_id, stage, is_open=False, **said)


def whole_payment(invoice_id: str = "i-1") -> PaymentRecord:
    """One that says something in every field."""
    posted = Posted(
        id=PaymentId("p-1"),
        amount=Decimal("400.00"),
        currency="EUR",
        dated=date(2026, 3, 2),
        account=NASTY,
        at=NOON,
    )
    rise = Rise(upto=Decimal("0.10"), method=NASTY, by_card_service=True, paid_at=NOON)
    return PaymentRecord(
        invoice_id=InvoiceId(invoice_id),
        stage=PaymentStage.HELD,
        since=NOON,
        step_since=NOON.replace(microsecond=1),
        is_open=True,
        ready=PaymentStep.RECORD,
        not_before=NOON.replace(hour=13),
        attempts=3,
        posted=(posted, posted),
        recorded=Decimal("-0.00"),
        agreed=Decimal("0.10"),
        rises=(rise, replace(rise, from_ledger=True)),
        told=rise,
        highest=Decimal("1E+2"),
        word=Word(amount=Decimal("0.10"), paid=Decimal(5), counted=Decimal("4.90"), account="615"),
        facts={"for": "waits-for-approval", NASTY: NASTY},
    )
