"""Decides what is to be done about the payments of one invoice: pure, on what both sides say now.

What is posted is what the portal says was paid, less all that the ledger counts already. What could be the
same money twice, or in the wrong period, is a question; nothing is ever reversed.
"""

from datetime import date
from decimal import Decimal

from domain.books import can_take
from domain.drafts import PaymentDraft
from domain.hold import Cause
from domain.invoice import GONE, InvoiceStatus
from domain.invoice_causes import cause
from domain.ledger_document import NOT_APPROVED, DocumentKind, DocumentStatus, LedgerDocument
from domain.life import Stage
from domain.money import ZERO
from domain.numbering import day_in, payment_mark
from domain.payment_balances import (
    is_answered,
    is_paid,
    is_without_amount,
    others_of,
    ours,
    paid_of,
)
from domain.payment_causes import about_payment, facts_of_payments, listed_payments
from domain.payment_life import PaymentStage
from domain.payment_outcome import Leave, PaymentCase, PaymentPlan, Post, Record, Settle, Wait
from domain.payment_questions import QUESTIONS, taken_away
from domain.payment_settings import setting_of
from domain.receipts import is_untouched
from domain.settings import ASK, BANK_FEED
from domain.tax_periods import is_on_cash_basis, period_began

_STANDS = frozenset({Stage.PROVEN, Stage.LINKED})
"""Where an invoice is when its document is in the ledger as it was sent."""


def plan_payment(case: PaymentCase) -> PaymentPlan:
    """What is to be done. Raises Invalid (`zone-unknown`)."""
    early = _before_balances(case)
    document = case.document
    if early is not None or document is None:
        return early or Wait(stage=PaymentStage.WAITS_DOCUMENT)
    paid, counted = paid_of(case), document.counted
    is_equal = paid == counted and case.record.invoice.currency == document.currency
    if is_equal and not is_without_amount(case):
        return Settle(ahead=ZERO)
    for question in QUESTIONS:
        why = question(case, document)
        if why is not None:
            return why
    says_amount = is_without_amount(case) and is_answered(case)
    if paid < counted and not says_amount:
        return _ledger_is_ahead(case, document)
    return _open_amount(case, document)


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
    if record.invoice.unreadable or record.invoice.status_word == GONE:
        return cause(about_payment(case), "payment-unexpected", problem="invoice-unreadable")
    return None


def _gone(case: PaymentCase, document: LedgerDocument | None) -> PaymentPlan:
    """A person took the invoice away in the ledger: money that came in for it is theirs to book."""
    if case.record.invoice.status is InvoiceStatus.CANCELLED or not is_paid(case):
        return Leave(reason="document-gone")
    if case.payment.word is not None and not case.payment.word.amount:
        return Leave(reason="by-word")
    status = document.status.value if document is not None else case.record.reason
    return cause(about_payment(case), "payment-document-gone", status=status)


def _ledger_is_ahead(case: PaymentCase, document: LedgerDocument) -> PaymentPlan:
    """Only an invoice that the ledger calls paid is recorded, and only what somebody else's money paid."""
    ahead = document.counted - paid_of(case)
    is_open = case.record.invoice.status in (InvoiceStatus.ISSUED, InvoiceStatus.OVERDUE, InvoiceStatus.PAID)
    by_payments = document.amount_credited == 0 and ahead <= others_of(case, document)
    if case.settings.back and is_open and by_payments and document.status is DocumentStatus.PAID:
        return Record(amount=ahead, paid_before=paid_of(case))
    return Settle(ahead=ahead)


def _open_amount(case: PaymentCase, document: LedgerDocument) -> PaymentPlan:
    """The ledger counts less than the portal says: where it goes, and whether it may."""
    amount = paid_of(case) - document.counted
    if is_answered(case) and case.payment.word is not None:
        amount = case.payment.word.amount
        if not amount:
            return Leave(reason="by-word")
    if document.kind is DocumentKind.CREDIT_NOTE or amount > document.total - document.counted:
        due = max(ZERO, document.total - document.counted)
        return cause(about_payment(case), "payment-more-than-due", due=f"{due:.2f}", open=f"{amount:.2f}")
    route = _route(case)
    if route == BANK_FEED:
        not_approved = document.status in NOT_APPROVED
        stage = PaymentStage.WAITS_APPROVAL if not_approved else PaymentStage.WAITS_BANK
        return Wait(stage=stage, facts={"open": f"{amount:.2f}"}, approves=not_approved and _may(case))
    if (why := taken_away(case, document)) is not None:
        return why
    if route == ASK:
        facts = {"setting": setting_of(case.record.invoice), "accounts": _takers(case)}
        return cause(about_payment(case), "payment-method", shared=facts["setting"], **facts)
    return _to_account(case, document, amount, route)


def _route(case: PaymentCase) -> str:
    """Where it goes: a person's word on this one comes first."""
    word = case.payment.word
    said = word.account if word is not None and is_answered(case) else ""
    return said or case.settings.route_of(case.record.invoice)


def _to_account(case: PaymentCase, document: LedgerDocument, amount: Decimal, route: str) -> PaymentPlan:
    others = others_of(case, document)
    if others > 0 and not is_answered(case):
        facts = {**facts_of_payments(document), "open": f"{amount:.2f}"}
        facts["payments"] = listed_payments(document, {*ours(case, document)})
        return cause(about_payment(case), "payment-does-not-fit", **facts)
    account = case.books.account_named(route)
    if account is None or not can_take(account):
        facts = {"account": route, "name": account.name if account else "", "accounts": _takers(case)}
        facts["setting"] = setting_of(case.record.invoice)
        return cause(about_payment(case), "payment-account-unusable", shared=route, **facts)
    day = _day(case)
    if day is None:
        return cause(about_payment(case), "payment-without-date", open=f"{amount:.2f}")
    if (why := _closed(case, day, amount)) is not None:
        return why
    facts = {"open": f"{amount:.2f}", "account": account.name, "dated": day.isoformat()}
    if document.status in NOT_APPROVED:
        return Wait(stage=PaymentStage.WAITS_APPROVAL, facts=facts, approves=_may(case))
    if document.status is not DocumentStatus.APPROVED:
        return Wait(stage=PaymentStage.WAITS_DOCUMENT, facts=facts)
    draft = PaymentDraft(
        invoice_id=case.record.id,
        document_id=document.id,
        account_id=account.id,
        amount=amount,
        currency=document.currency,
        dated=day,
        reference=payment_mark(case.record.id, document.counted + amount),
    )
    return Post(draft=draft, account=account)


def _takers(case: PaymentCase) -> str:
    """The accounts that could be named, by code or id."""
    return "; ".join(f"{one.code or one.id} {one.name}" for one in case.books.accounts if can_take(one))


def _day(case: PaymentCase) -> date | None:
    """Of the payment, in the books' zone; with a person's word on what has none, today."""
    moment = case.record.invoice.paid_at
    if moment is None:
        return case.today if is_answered(case) else None
    return day_in(moment, case.time_zone)


def _closed(case: PaymentCase, day: date, amount: Decimal) -> Cause | None:
    """Whether the books are closed for that day, or a return may have been filed that it belongs to."""
    locked = case.books.locked_to
    if locked is not None and day <= locked:
        facts = {"dated": day.isoformat(), "locked_to": locked.isoformat(), "open": f"{amount:.2f}"}
        return cause(about_payment(case), "payment-period-locked", **facts)
    organisation = case.books.organisation
    began = period_began(organisation, case.today)
    if is_on_cash_basis(organisation) and day < began and not is_answered(case):
        facts = {"dated": day.isoformat(), "period_began": began.isoformat(), "open": f"{amount:.2f}"}
        return cause(about_payment(case), "payment-tax-period", **facts)
    return None


def _may(case: PaymentCase) -> bool:
    """Whether it is approved for being paid: only untouched, in full, and never past a question."""
    record, document = case.record, case.document
    if not case.settings.approves or case.asked or document is None or record.receipt is None:
        return False
    in_full = paid_of(case) >= document.total
    return in_full and record.stage is Stage.LINKED and is_untouched(record.receipt, document)
