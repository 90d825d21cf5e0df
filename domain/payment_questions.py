"""What may have to be asked about a payment: each answers a plan, or None where nothing is asked."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from domain.hold import Cause
from domain.invoice_causes import cause
from domain.ledger_document import DocumentStatus, LedgerDocument
from domain.meant_parts import open_of
from domain.money import ZERO
from domain.payment_balances import (
    is_answered,
    is_without_amount,
    lists_payments,
    missing_of_ours,
    ours,
    paid_of,
    posted_on,
)
from domain.payment_causes import about_payment
from domain.payment_outcome import Leave, PaymentCase, PaymentPlan, Settle
from domain.payment_record import Posted


def _currency(case: PaymentCase, document: LedgerDocument) -> PaymentPlan | None:
    """No rule turns one into the other: a person books it, and says that nothing is left."""
    currency = case.record.invoice.currency
    if currency == document.currency:
        return None
    if is_answered(case):
        return Leave(reason="by-word")
    return cause(about_payment(case), "payment-currency", ledger_currency=document.currency)


def _without_amount(case: PaymentCase, document: LedgerDocument) -> PaymentPlan | None:
    """Only a document that is paid too needs nothing."""
    if not is_without_amount(case) or is_answered(case):
        return None
    if document.status is DocumentStatus.PAID or document.total == 0:
        return Settle(ahead=document.counted)
    return cause(about_payment(case), "payment-without-amount", due=f"{document.amount_due:.2f}")


def _less_than_before(case: PaymentCase, document: LedgerDocument) -> PaymentPlan | None:
    paid, highest = paid_of(case), case.payment.highest
    if paid >= highest or is_answered(case):
        return None
    facts = {"before": f"{highest:.2f}"}
    if paid > document.counted:
        facts["open"] = f"{paid - document.counted:.2f}"
    return cause(about_payment(case), "payment-less-than-before", **facts)


def _removed(case: PaymentCase, document: LedgerDocument) -> PaymentPlan | None:
    """A payment of ours was deleted there: it is not posted a second time by itself."""
    if not lists_payments(document) or paid_of(case) < document.counted or is_answered(case):
        return None
    missing = missing_of_ours(case.payment, document)
    posted = _amount(posted_on(case.payment, document))
    is_all_there = sum(ours(case.payment, document).values(), ZERO) >= posted
    if not missing or (is_all_there and all(one.amount for one in missing)):
        return None  # what landed late beside it stands there in its place
    told = "; ".join(f"{one.amount:.2f} {one.currency} {one.dated.isoformat()} ({one.id})" for one in missing)
    facts = {"removed": told, "open": f"{paid_of(case) - document.counted:.2f}"}
    return cause(about_payment(case), "payment-removed", **facts)


def taken_away(case: PaymentCase, document: LedgerDocument) -> Cause | None:
    """Money that both sides had counted, or that we posted, counts there no more: it may be booked anew.

    What we posted on another document, which the invoice was joined to before, is such money; and what we
    recorded in the portal, for the ledger had it.
    """
    payment, counted = case.payment, document.counted
    since = [one for one in payment.posted if one.rise > payment.agreed]
    recorded = [rise.upto for rise, _ in open_of(case, document) if rise.from_ledger]
    agreed = max(payment.agreed + _amount(since), _amount(payment.posted), *recorded)
    if counted >= agreed or is_answered(case):
        return None
    figures = {"agreed": agreed, "counted": counted, "open": paid_of(case) - counted}
    facts = {name: f"{figure:.2f}" for name, figure in figures.items()}
    return cause(about_payment(case), "payment-removed", **facts)


def _amount(posted: Iterable[Posted]) -> Decimal:
    """How much of it is to count; of two that one payment came to, one."""
    return sum((one.amount for one in posted if not one.taken_away and one.twin_of is None), ZERO)


def after_word(case: PaymentCase, document: LedgerDocument) -> Cause | None:
    """A person excused some of it, and then a side said something else: what that is worth now, they say.

    Not where just so much is open as they said: then they knew before we did.
    """
    word = case.payment.word
    if word is None or not word.excused or is_answered(case):
        return None
    if paid_of(case) - document.counted == word.left:
        return None
    facts = {"excused": word.excused, "counted": document.counted, "open": paid_of(case) - document.counted}
    return cause(
        about_payment(case), "payment-after-word", **{name: f"{each:.2f}" for name, each in facts.items()}
    )


def too_much(case: PaymentCase, document: LedgerDocument) -> Cause | None:
    """What we posted is more than the portal says came in: nobody else's money explains it."""
    posted = sum(ours(case.payment, document).values(), ZERO)
    if case.is_twin or posted <= paid_of(case) or is_answered(case):
        return None
    return cause(about_payment(case), "payment-posted-too-much", posted=f"{posted:.2f}")


def same_money_twice(case: PaymentCase, document: LedgerDocument) -> Cause | None:
    """Somebody entered money while ours was on its way: they may not have seen that we posted it."""
    there = ours(case.payment, document)
    beside = sum((one.beside for one in case.payment.posted if one.id in there), ZERO)
    if not beside:
        return None
    facts = {"ahead": f"{document.counted - paid_of(case):.2f}", "beside": f"{beside:.2f}"}
    return cause(about_payment(case), "payment-beside-ours", **facts)


QUESTIONS: tuple[Callable[[PaymentCase, LedgerDocument], PaymentPlan | None], ...] = (
    _currency,
    _without_amount,
    _less_than_before,
    _removed,
)
"""Those that come before any amount is compared."""
