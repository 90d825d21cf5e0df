"""Why a payment is held: what its causes tell of the invoice, of the money, and of both sides."""

from collections.abc import Collection
from decimal import Decimal

from domain.invoice_causes import About, Facts
from domain.ledger_document import LedgerDocument
from domain.money import to_cents
from domain.payment_outcome import PaymentCase
from domain.payment_settings import setting_of


def about_payment(case: PaymentCase) -> About:
    """What every cause tells: whose invoice, how much was paid by which method, and when.

    What is about a part tells of that alone, and which it is.
    """
    invoice, document, part = case.record.invoice, case.document, case.part
    more = {
        "paid": f"{part.amount if part is not None else to_cents(invoice.paid_amount):.2f}",
        "part": f"{part.rise:.2f}" if part is not None else "",
        "paid_at": invoice.paid_at.isoformat() if invoice.paid_at is not None else "",
        "method": setting_of(invoice),
        "number": document.number if document is not None else case.record.number,
    }
    total: Decimal | None = document.total if document is not None else None
    customer = document.contact_name if document is not None else ""
    return About(invoice=invoice, customer=customer, total=total, more=more)


def facts_of_payments(document: LedgerDocument) -> Facts:
    """What the ledger counts."""
    return {
        "counted": f"{document.counted:.2f}",
        "credited": f"{document.amount_credited:.2f}" if document.amount_credited else "",
        "due": f"{document.amount_due:.2f}",
    }


def listed_payments(document: LedgerDocument, ours: Collection[str]) -> str:
    """Every payment: amount, currency, day, whose it is, and its id."""
    return "; ".join(
        f"{one.amount:.2f} {document.currency} {one.dated.isoformat() if one.dated else '-'}"
        f" {'ours' if one.id in ours else 'theirs'} ({one.id})"
        for one in document.payments
    )
