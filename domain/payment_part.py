"""What becomes of a part of what is open: posted to an account, left to the bank feed, or asked about."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.books import can_take
from domain.drafts import PaymentDraft
from domain.hold import Cause
from domain.invoice_causes import cause
from domain.ledger_document import NOT_APPROVED, DocumentStatus, LedgerDocument
from domain.life import Stage
from domain.numbering import day_in, payment_mark
from domain.payment_balances import is_unsure, others_of, ours, paid_of
from domain.payment_causes import about_payment, facts_of_payments, listed_payments
from domain.payment_life import PaymentStage
from domain.payment_outcome import Part, PaymentCase, PaymentPlan, Post, Wait
from domain.payment_settings import setting_of
from domain.receipts import is_untouched
from domain.settings import ASK, BANK_FEED
from domain.tax_periods import is_on_cash_basis, period_began


def plan_part(case: PaymentCase, part: Part, document: LedgerDocument) -> PaymentPlan:
    """Posted to an account, left to the bank feed, or asked about: a person's word comes before a setting."""
    word = case.payment.word
    route = (word.account if word is not None else "") or case.settings.route_of(case.record.invoice)
    if route == BANK_FEED:
        not_approved = document.status in NOT_APPROVED
        stage = PaymentStage.WAITS_APPROVAL if not_approved else PaymentStage.WAITS_BANK
        facts = {"open": f"{part.amount:.2f}"}
        return Wait(stage=stage, facts=facts, approves=not_approved and _may(case), is_left=True)
    if word is None and (others_of(case, document) > 0 or is_unsure(case.payment, document)):
        return _does_not_fit(case, document, to_be_named=_takers(case) if route == ASK else "")
    if route == ASK:
        facts = {"open": f"{part.amount:.2f}", "setting": setting_of(case.record.invoice)}
        facts["accounts"] = _takers(case)
        return cause(about_payment(case), "payment-method", shared=facts["setting"], **facts)
    return _to_account(case, document, part, route)


def _does_not_fit(case: PaymentCase, document: LedgerDocument, *, to_be_named: str) -> Cause:
    """Whose money it is, nobody can tell: it is asked about as a whole.

    `to_be_named` are the accounts of which a person must name one, where nobody has said which it is.
    """
    facts = {**facts_of_payments(document), "open": f"{paid_of(case) - document.counted:.2f}"}
    facts["payments"] = listed_payments(document, {*ours(case.payment, document)})
    facts["accounts"] = to_be_named
    return cause(about_payment(_as_a_whole(case)), "payment-does-not-fit", **facts)


def _as_a_whole(case: PaymentCase) -> PaymentCase:
    return replace(case, part=None)


def _to_account(case: PaymentCase, document: LedgerDocument, part: Part, route: str) -> PaymentPlan:
    account, amount = case.books.account_named(route), part.amount
    if account is None or not can_take(account):
        facts = {"account": route, "name": account.name if account else "", "accounts": _takers(case)}
        facts |= {"open": f"{amount:.2f}", "setting": setting_of(case.record.invoice)}
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
    return Post(draft=draft, account=account, rise=part.rise)


def _takers(case: PaymentCase) -> str:
    """The accounts that could be named, by code or id."""
    return "; ".join(f"{one.code or one.id} {one.name}" for one in case.books.accounts if can_take(one))


def _day(case: PaymentCase) -> date | None:
    """Of the payment, in the books' zone; with a person's word on what has none, today."""
    moment = case.record.invoice.paid_at
    if moment is None:
        return case.today if case.payment.word is not None else None
    return day_in(moment, case.time_zone)


def _closed(case: PaymentCase, day: date, amount: Decimal) -> Cause | None:
    """Whether the books are closed for that day, or a return may have been filed that it belongs to."""
    locked = case.books.locked_to
    if locked is not None and day <= locked:
        facts = {"dated": day.isoformat(), "locked_to": locked.isoformat(), "open": f"{amount:.2f}"}
        return cause(about_payment(case), "payment-period-locked", **facts)
    organisation = case.books.organisation
    began = period_began(organisation, case.today)
    if is_on_cash_basis(organisation) and day < began and case.payment.word is None:
        facts = {"dated": day.isoformat(), "period_began": began.isoformat(), "open": f"{amount:.2f}"}
        return cause(about_payment(case), "payment-tax-period", **facts)
    return None


def _may(case: PaymentCase) -> bool:
    """Whether it is approved for being paid: as we sent it, untouched, in full, and never past a question.

    Neither what a person sent back to draft, nor what somebody else made and a person linked.
    """
    record, document = case.record, case.document
    if not case.settings.approves or case.asked or document is None or record.receipt is None:
        return False
    waits = record.stage is Stage.LINKED and document.status is DocumentStatus.AWAITING_APPROVAL
    in_full = paid_of(case) >= document.total
    return waits and in_full and record.sent is not None and is_untouched(record.receipt, document)
