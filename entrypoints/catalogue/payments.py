"""Where payments stand, in a word or two and in a line, for each that is not held."""

from datetime import datetime

from domain.invoice_record import InvoiceRecord
from domain.ledger_document import LedgerDocument
from domain.money import to_cents
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentRecord
from domain.payment_settings import setting_of
from entrypoints.catalogue.language import section, text
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import reader


def payment_stage_label(stage: PaymentStage) -> str:
    """Where the payments of an invoice stand: "waits for approval"."""
    return section("payment-stages")[stage.value]


def payment_method_words(setting: str) -> str:
    """How it was paid, by the setting that speaks for it: "by card"."""
    return text("payment-methods", setting)


def payment_line(
    record: InvoiceRecord,
    payment: PaymentRecord,
    document: LedgerDocument | None,
    zone: str,
    *,
    is_asked: bool = False,
    now: datetime | None = None,
) -> str:
    """Where they stand in a sentence, and what comes next; '' if they are held.

    `is_asked`: we have asked for the approval that they wait for.
    """
    code = _line_of(payment)
    if not code:
        return ""
    to = reader(zone, now)
    until = payment.not_before
    is_due = until is None or (to.now is not None and until <= to.now)
    facts = {
        **_facts_of(record, document),
        **payment.facts,
        "dated": "",
        "day": payment.facts.get("dated", ""),
        "since": payment.since.isoformat(),
        "until": "" if is_due or until is None else until.isoformat(),
        "asked": "yes" if is_asked else "",
    }
    return render("payment-waits", code, facts, to)


def _line_of(payment: PaymentRecord) -> str:
    """What is rested in is told while it is compared anew: that takes moments, and mostly changes nothing."""
    if payment.stage is PaymentStage.HELD:
        return ""
    if payment.stage is PaymentStage.DUE:
        return payment.step.value if payment.step is not None else ""
    return payment.stage.value


def _facts_of(record: InvoiceRecord, document: LedgerDocument | None) -> dict[str, str]:
    invoice = record.invoice
    total = document.total if document is not None else record.sent.total if record.sent is not None else None
    return {
        "invoice": invoice.title,
        "invoice_id": invoice.id,
        "customer": document.contact_name if document is not None else "",
        "total": f"{total:f}" if total is not None else "",
        "currency": invoice.currency,
        "paid": f"{to_cents(invoice.paid_amount):.2f}",
        "paid_at": invoice.paid_at.isoformat() if invoice.paid_at is not None else "",
        "method": setting_of(invoice),
    }
