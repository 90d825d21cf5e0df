"""What both sides say of the payments of one invoice, what of it is ours, and what a person said to it."""

from dataclasses import replace
from decimal import Decimal

from domain.invoice import InvoiceStatus
from domain.ledger_document import LedgerDocument
from domain.money import ZERO, to_cents
from domain.numbering import is_payment_mark
from domain.payment_outcome import PaymentCase
from domain.payment_record import Posted


def paid_of(case: PaymentCase) -> Decimal:
    """What the portal says was paid, in cents."""
    return to_cents(case.record.invoice.paid_amount)


def others_of(case: PaymentCase, document: LedgerDocument) -> Decimal:
    """How much of what the ledger counts is not ours: payments of others, credit notes, overpayments."""
    return max(ZERO, document.counted - sum(ours(case, document).values(), ZERO))


def ours(case: PaymentCase, document: LedgerDocument) -> dict[str, Decimal]:
    """Our payments on it. A document that does not list its payments has all that we posted."""
    if not lists_payments(document):
        return {one.id: one.amount for one in case.payment.posted if not one.taken_away}
    ids = {one.id for one in case.payment.posted}
    return {
        one.id: one.amount
        for one in document.payments
        if one.id in ids or is_payment_mark(one.reference, case.record.id)
    }


def as_agreed(case: PaymentCase) -> tuple[Posted, ...]:
    """Ours: where both sides agree, what was taken away there is asked about no more."""
    document = case.document
    if document is None or not lists_payments(document):
        return case.payment.posted
    there = {one.id for one in document.payments}
    return tuple(replace(one, taken_away=one.id not in there) for one in case.payment.posted)


def lists_payments(document: LedgerDocument) -> bool:
    """Whether every payment that counts on it is among those that it shows."""
    return sum((one.amount for one in document.payments), ZERO) == document.amount_paid


def is_paid(case: PaymentCase) -> bool:
    """Whether the portal says that any money came in."""
    return paid_of(case) != 0 or case.record.invoice.status is InvoiceStatus.PAID


def is_without_amount(case: PaymentCase) -> bool:
    """Paid, and nobody says how much."""
    return case.record.invoice.status is InvoiceStatus.PAID and paid_of(case) <= 0


def is_answered(case: PaymentCase) -> bool:
    """Whether a person said what is to be done, and neither side has said anything else since."""
    word, document = case.payment.word, case.document
    if word is None or document is None or word.document_id not in (None, document.id):
        return False
    return (word.paid, word.counted) == (paid_of(case), document.counted)


def picture_of(case: PaymentCase) -> str:
    """What both sides say and where it would go, as one text: equal ones are decided alike."""
    document = case.document
    there = (document.counted, document.status, document.total) if document is not None else ()
    invoice = case.record.invoice
    route = case.settings.route_of(invoice)
    parts = (paid_of(case), invoice.paid_at, invoice.payment_method, route, *there)
    return " ".join(map(str, parts))
