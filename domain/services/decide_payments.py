"""Plans payments for which something changed; keeps stage, holds and story in step. No call is made."""

from dataclasses import replace
from datetime import datetime

from domain.hold import Cause
from domain.money import ZERO
from domain.payment_balances import as_agreed, has_twin, is_answered, paid_of, picture_of
from domain.payment_life import PaymentHappening, PaymentStage
from domain.payment_outcome import Leave, PaymentCase, PaymentPlan, Post, Record, Settle, Wait
from domain.payment_record import PaymentRecord, PaymentStep
from domain.payment_rises import with_rises
from domain.ports.store import Books
from domain.services.adopted_payments import with_all_of_ours
from domain.services.approving_paid import ask_for_approval
from domain.services.late_notices import with_late_notice
from domain.services.payment_case import case_of, plan_of
from domain.services.payment_steps import due, hold, opened, release, rest, tell
from domain.services.turn import Turn
from domain.units import DecidePayments

REFUSED = "payment-refused"
REFUSED_AS = "refused-as"
"""The fact that tells what was decided when the ledger refused it."""

_GONE = "payment-document-gone"
_MORE_THAN_DUE = "payment-more-than-due"
"""So high a figure may be a slip: if it falls again, that is not asked about as less than before."""
UNCLEAR = "unclear"
"""The fact that nobody can tell what was recorded in the portal, or posted in the ledger."""

_WAITS = {
    PaymentStage.WAITS_DOCUMENT: PaymentHappening.WAIT_DOCUMENT,
    PaymentStage.WAITS_APPROVAL: PaymentHappening.WAIT_APPROVAL,
    PaymentStage.WAITS_BANK: PaymentHappening.WAIT_BANK,
}


def decide_payments(turn: Turn, unit: DecidePayments) -> None:
    """Decide on each by itself."""
    now = turn.clock.now()
    with turn.writing() as books:
        records = books.invoices.many(unit.ids)
        for payment in books.payments.many(unit.ids).values():
            record = records.get(payment.invoice_id)
            if payment.step is not PaymentStep.DECIDE or record is None:
                continue
            case = case_of(books, payment, record, now)
            if case is not None:
                case = with_late_notice(turn, books, with_all_of_ours(turn, books, case, now), now)
                apply_payment_plan(books, case, plan_of(case), now)


def apply_payment_plan(books: Books, case: PaymentCase, plan: PaymentPlan, now: datetime) -> None:
    """Store what the plan means."""
    payment, paid = _as_planned(case, plan), paid_of(case)
    if _stays(books, case, plan):
        books.payments.put(payment)
        return
    if isinstance(plan, Cause):
        facts = {} if _is_gone(plan) else payment.facts  # what is not clear on it matters no more
        hold(books, replace(payment, facts=facts), plan, now)
        return
    release(books, payment, now)
    currency = case.record.invoice.currency
    match plan:
        case Settle():
            ahead = f"{plan.ahead:.2f}" if plan.ahead > ZERO else ""
            facts = {"paid": f"{paid:.2f}", "currency": currency, "ahead": ahead}
            _rest(books, payment, PaymentHappening.EQUAL, now, facts, "payment-settled")
        case Leave():
            _rest(books, payment, PaymentHappening.LEAVE, now, {"reason": plan.reason}, "payment-left")
        case Wait():
            facts = {"for": plan.stage, **plan.facts, "currency": currency}
            _rest(books, payment, _WAITS[plan.stage], now, facts, "payment-waits")
            if plan.approves:
                ask_for_approval(books, case, now)
        case Post():
            _ready(books, payment, PaymentStep.POST, now)
        case Record():
            _ready(books, payment, PaymentStep.RECORD, now)


def _as_planned(case: PaymentCase, plan: PaymentPlan) -> PaymentRecord:
    """Where both sides agree, what comes in from now on is new, and nothing is open that a person excused.

    That they say the same while one of ours stands there twice is no agreement.
    """
    paid, payment = paid_of(case), replace(case.payment, is_open=False)
    if payment.word is not None and not is_answered(case):
        payment = replace(payment, word=replace(payment.word, is_over=True))
    if isinstance(plan, Settle) and not has_twin(case):
        word = payment.word
        if word is not None:
            word = replace(word, excused=ZERO) if plan.ahead else None
        payment = with_rises(payment, case.record.invoice)
        posted = as_agreed(case, ahead=plan.ahead)
        return replace(payment, agreed=paid, highest=paid, posted=posted, word=word)
    if isinstance(plan, Cause) and plan.code == _MORE_THAN_DUE:
        return payment
    return replace(payment, highest=max(paid, payment.highest))


def _rest(
    books: Books,
    payment: PaymentRecord,
    by: PaymentHappening,
    now: datetime,
    facts: dict[str, str],
    code: str,
) -> None:
    rested = rest(payment, by, now, {name: value for name, value in facts.items() if value})
    books.payments.put(rested)
    if rested.stage is not payment.stage or rested.facts != payment.facts:
        tell(books, rested, code, rested.facts, now)


def _ready(books: Books, payment: PaymentRecord, step: PaymentStep, now: datetime) -> None:
    """Whoever waits for the same thing already has waited since then."""
    was_ready = payment.stage is PaymentStage.DUE and payment.ready is step
    payment = due(payment, now)
    since = payment.step_since if was_ready else now
    books.payments.put(replace(payment, ready=step, step_since=since))


def _stays(books: Books, case: PaymentCase, plan: PaymentPlan) -> bool:
    """What the ledger refused is not sent again before something about it changed.

    And where nobody can tell what is there, that is the question, until both sides agree or a person says so.
    """
    payment = case.payment
    if payment.stage is not PaymentStage.HELD:
        return False
    if UNCLEAR in payment.facts and not _is_gone(plan):
        return not isinstance(plan, Settle | Leave)
    if not isinstance(plan, Post):
        return False
    held = books.holds.of(payment.subject)
    refused_as = payment.facts.get(REFUSED_AS)
    return held is not None and held.cause.code == REFUSED and refused_as == picture_of(case, plan.draft)


def _is_gone(plan: PaymentPlan) -> bool:
    return isinstance(plan, Cause) and plan.code == _GONE


def tried_again(payment: PaymentRecord, now: datetime) -> PaymentRecord:
    """To be decided anew, and sent once more even if the ledger refused this very payment."""
    facts = {name: value for name, value in payment.facts.items() if name not in (REFUSED_AS, UNCLEAR)}
    return opened(replace(payment, facts=facts), now)
