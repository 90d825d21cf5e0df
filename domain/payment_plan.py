"""Decides what is to be done about the payments of one invoice: pure, on what both sides say now.

What is posted is what the portal says was paid, less all that the ledger counts already. What could be the
same money twice, or in the wrong period, is a question; nothing is ever reversed.
"""

from dataclasses import replace

from domain.hold import Cause
from domain.invoice import GONE, InvoiceStatus
from domain.invoice_causes import cause
from domain.ledger_document import DocumentKind, DocumentStatus, LedgerDocument
from domain.life import Stage
from domain.money import ZERO
from domain.open_parts import parts_of
from domain.payment_balances import (
    is_answered,
    is_paid,
    is_without_amount,
    others_of,
    paid_of,
)
from domain.payment_causes import about_payment
from domain.payment_life import PaymentStage
from domain.payment_outcome import Leave, PaymentCase, PaymentPlan, Record, Settle, Wait
from domain.payment_part import plan_part
from domain.payment_questions import QUESTIONS, after_word, same_money_twice, taken_away, too_much
from domain.payment_rises import as_it_came, with_rises
from domain.settings import BANK_FEED

_STANDS = frozenset({Stage.PROVEN, Stage.LINKED})
"""Where an invoice is when its document is in the ledger as it was sent."""

_DOES_NOT_FIT = "payment-does-not-fit"
"""It is asked before what a person excused, for it shows whose money counts."""


def plan_payment(case: PaymentCase) -> PaymentPlan:
    """What is to be done. Raises Invalid (`zone-unknown`)."""
    early = _before_balances(case)
    document = case.document
    if early is not None or document is None:
        return early or Wait(stage=PaymentStage.WAITS_DOCUMENT)
    paid, counted = paid_of(case), document.counted
    if _is_equal(case, document) and not is_without_amount(case) and not _says_more(case):
        return Settle(ahead=ZERO)
    for question in QUESTIONS:
        why = question(case, document)
        if why is not None:
            return why
    says_amount = is_without_amount(case) and is_answered(case)
    if paid < counted and not (says_amount or _says_more(case)):
        return _ledger_is_ahead(case, document)
    return _open_amount(case, document)


def _is_equal(case: PaymentCase, document: LedgerDocument) -> bool:
    """Whether both sides say the same."""
    return paid_of(case) == document.counted and case.record.invoice.currency == document.currency


def _says_more(case: PaymentCase) -> bool:
    """Whether a person said that more is to be posted, whatever the sums are: other money is among them."""
    return is_answered(case) and case.payment.word is not None and case.payment.word.left > 0


def _before_balances(case: PaymentCase) -> PaymentPlan | None:
    """What comes before any amount is compared."""
    record, document = case.record, case.document
    if record.stage is Stage.SKIPPED:
        return Leave(reason=f"invoice-{record.reason or 'skipped'}")
    if record.stage is Stage.CANCELLED:
        return Leave(reason="invoice-cancelled")
    if record.stage is Stage.REMOVED or (document is not None and document.is_gone):
        return _gone(case, document)
    if record.place not in _STANDS or document is None or document.kind is DocumentKind.OTHER:
        return Wait(stage=PaymentStage.WAITS_DOCUMENT)
    if record.invoice.status_word == GONE:
        return _gone_in_portal(case, document)
    if record.invoice.unreadable:
        return _unreadable(case)
    return None


def _unreadable(case: PaymentCase) -> Cause:
    return cause(about_payment(case), "payment-unexpected", problem="invoice-unreadable")


def _gone_in_portal(case: PaymentCase, document: LedgerDocument) -> PaymentPlan:
    """Nothing comes in for it any more: what it said last is on both sides, or a person says that it is."""
    if _is_equal(case, document):
        return Settle(ahead=ZERO)
    return Leave(reason="by-word") if _is_excused(case, document) else _unreadable(case)


def _gone(case: PaymentCase, document: LedgerDocument | None) -> PaymentPlan:
    """A person took the invoice away in the ledger: money that came in for it is theirs to book."""
    if case.record.invoice.status is InvoiceStatus.CANCELLED or not is_paid(case):
        return Leave(reason="document-gone")
    if _is_excused(case, document):
        return Leave(reason="by-word")
    status = document.status.value if document is not None else case.record.reason
    return cause(about_payment(case), "payment-document-gone", status=status)


def _is_excused(case: PaymentCase, document: LedgerDocument | None) -> bool:
    """Whether a person said that nothing is to be posted, also where nobody says how much came in."""
    word = case.payment.word
    if word is None or word.left:
        return False
    if is_without_amount(case):
        return is_answered(case)
    return bool(word.excused) and (document is None or is_answered(case))


def _ledger_is_ahead(case: PaymentCase, document: LedgerDocument) -> PaymentPlan:
    """Only an invoice that the ledger calls paid is recorded, and only what somebody else's money paid."""
    ahead = document.counted - paid_of(case)
    is_open = case.record.invoice.status in (InvoiceStatus.ISSUED, InvoiceStatus.OVERDUE, InvoiceStatus.PAID)
    by_payments = document.amount_credited == 0 and ahead <= others_of(case, document)
    if (why := too_much(case, document)) is not None:
        return why
    if is_answered(case):
        return Settle(ahead=ahead)
    if case.settings.back and is_open and by_payments and document.status is DocumentStatus.PAID:
        return same_money_twice(case, document) or Record(amount=ahead, paid_before=paid_of(case))
    return Settle(ahead=ahead)


def _open_amount(case: PaymentCase, document: LedgerDocument) -> PaymentPlan:
    """The ledger counts less than the portal says: what concerns all of that comes before its parts."""
    if case.record.invoice.status is InvoiceStatus.CANCELLED:
        return Leave(reason="invoice-cancelled")
    if case.record.invoice.status is InvoiceStatus.UNKNOWN:
        return _unreadable(case)
    parts = (part.amount for _, part in parts_of(case, document))
    asked = sum(parts, ZERO) if is_answered(case) else paid_of(case) - document.counted
    if not asked:
        return Leave(reason="by-word")
    is_credit = document.kind is DocumentKind.CREDIT_NOTE  # nothing is ever posted on one
    due = ZERO if is_credit else max(ZERO, document.total - document.counted)
    if asked > due:
        facts = {"due": f"{due:.2f}" if due else "", "open": f"{asked:.2f}"}
        if case.payment.recorded:
            facts["recorded"] = f"{case.payment.recorded:.2f}"
        return cause(about_payment(case), "payment-more-than-due", **facts)
    if not _is_left_to_bank(case) and (why := taken_away(case, document)) is not None:
        return why
    return _plan_parts(case, document)


def _plan_parts(case: PaymentCase, document: LedgerDocument) -> PaymentPlan:
    """What becomes of each part, the oldest first.

    What is left to the bank feed waits there and keeps no other part waiting; a question keeps all.
    """
    planned = [(plan_part(its_case, part, document), part) for its_case, part in parts_of(case, document)]
    if any(isinstance(plan, Cause) for plan, _ in planned):
        planned = [(_without_approval(plan), part) for plan, part in planned]
    waits, left = None, ZERO
    for plan, part in planned:
        if isinstance(plan, Cause) and plan.code == _DOES_NOT_FIT:
            return plan
        if not (isinstance(plan, Wait) and plan.is_left):  # the nearest question comes first
            return after_word(case, document) or plan
        waits, left = waits or plan, left + part.amount
    return replace(waits, facts={"open": f"{left:.2f}"}) if waits is not None else Leave(reason="by-word")


def _without_approval(plan: PaymentPlan) -> PaymentPlan:
    return replace(plan, approves=False) if isinstance(plan, Wait) else plan


def _is_left_to_bank(case: PaymentCase) -> bool:
    """Whether nothing but the bank feed ever brought its money: what it took back it brings again."""
    invoice = case.record.invoice
    ways = [as_it_came(invoice, rise) for rise in with_rises(case.payment, invoice).rises]
    posted = any(not one.taken_away for one in case.payment.posted)
    return not posted and all(case.settings.route_of(way) == BANK_FEED for way in ways)
