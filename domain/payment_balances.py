"""What both sides say of the payments of one invoice, what of it is ours, and what a person said to it."""

from dataclasses import replace
from decimal import Decimal

from domain.drafts import PaymentDraft
from domain.invoice import InvoiceStatus
from domain.ledger_document import LedgerDocument, LedgerPayment, PaymentId
from domain.money import ZERO, to_cents
from domain.numbering import is_payment_mark
from domain.payment_outcome import PaymentCase
from domain.payment_record import PaymentRecord, Posted, Word


def paid_of(case: PaymentCase) -> Decimal:
    """What the portal says was paid, in cents."""
    return to_cents(case.record.invoice.paid_amount)


def others_of(case: PaymentCase, document: LedgerDocument) -> Decimal:
    """How much of what the ledger counts is not ours: payments of others, credit notes, overpayments."""
    return max(ZERO, document.counted - sum(ours(case.payment, document).values(), ZERO))


def ours(payment: PaymentRecord, document: LedgerDocument) -> dict[PaymentId, Decimal]:
    """Our payments on it. A document that does not list its payments has all that we posted on it."""
    if not lists_payments(document):
        return {one.id: one.amount for one in posted_on(payment, document) if not one.taken_away}
    return {one.id: one.amount for one in document.payments if is_ours(payment, one)}


def is_ours(payment: PaymentRecord, one: LedgerPayment) -> bool:
    """Whether we posted it: we know of it, or it bears our mark."""
    known = any(one.id == posted.id for posted in payment.posted)
    return known or is_payment_mark(one.reference, payment.invoice_id)


def posted_on(payment: PaymentRecord, document: LedgerDocument) -> list[Posted]:
    """What we posted on it, also what was taken away there since."""
    return [one for one in payment.posted if one.document_id in (None, document.id)]


def missing_of_ours(payment: PaymentRecord, document: LedgerDocument) -> list[Posted]:
    """What we posted on a document that lists its payments, and it does not show any more. Of two that one
    payment came to, the second one is not missed.
    """
    there = {one.id for one in document.payments}
    posted = posted_on(payment, document)
    return [one for one in posted if one.id not in there and not one.taken_away and one.twin_of is None]


def is_unsure(payment: PaymentRecord, document: LedgerDocument) -> bool:
    """Whether some of ours counts there of which the books do not know what part it stands for."""
    there = ours(payment, document)
    return any(one.is_unsure and one.id in there for one in payment.posted)


def has_twin(case: PaymentCase) -> bool:
    """Whether a payment of ours stands there beside the one that it came twice with."""
    there = {one.id for one in case.document.payments} if case.document is not None else set()
    return any(one.twin_of in there and one.id in there for one in case.payment.posted)


def as_agreed(case: PaymentCase, *, ahead: Decimal) -> tuple[Posted, ...]:
    """Ours once all counts: none stands for more than was paid, and of what is not on the document any more
    nobody is asked again. Where the ledger is not `ahead`, nothing is in doubt of those that are there.
    """
    paid = paid_of(case)
    posted = tuple(replace(one, rise=min(one.rise, paid)) for one in case.payment.posted)
    if not ahead:
        posted = tuple(replace(one, twin_of=None, is_unsure=False, beside=ZERO) for one in posted)
    return with_taken_away(posted, case.document)


def with_taken_away(posted: tuple[Posted, ...], document: LedgerDocument | None) -> tuple[Posted, ...]:
    """Ours, each marked as taken away if the document lists its payments and this is none of them."""
    if document is None or not lists_payments(document):
        return posted
    there = {one.id for one in document.payments}
    return tuple(replace(one, taken_away=one.id not in there) for one in posted)


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
    return word is not None and document is not None and still_counts(word, paid_of(case), document)


def still_counts(word: Word, paid: Decimal, document: LedgerDocument) -> bool:
    """Whether a word is about this document, and about what both sides say now."""
    if word.is_over or word.document_id not in (None, document.id):
        return False
    return (word.paid, word.counted) == (paid, document.counted)


def picture_of(case: PaymentCase, draft: PaymentDraft) -> str:
    """What both sides say and what would be sent, as one text: what the ledger refused is not sent again as
    long as it is the same.
    """
    document = case.document
    there = (document.counted, document.status, document.total) if document is not None else ()
    return " ".join(map(str, (paid_of(case), *there, draft.amount, draft.account_id, draft.dated)))
