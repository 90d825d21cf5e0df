"""What a person means who says how much of all that is open is still to be posted.

It is fixed for each part when it is said: what was left away then is not taken for another part later, when
some of it was posted or another question was answered.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from domain.ledger_document import LedgerDocument
from domain.money import ZERO
from domain.payment_balances import lists_payments, missing_of_ours, ours, paid_of
from domain.payment_outcome import PaymentCase
from domain.payment_record import PaymentRecord, Rise
from domain.payment_rises import as_it_came, last_rise, open_rises
from domain.settings import BANK_FEED

Open = Sequence[tuple[Rise, Decimal]]
"""How much of each rise, the oldest first."""


def open_of(case: PaymentCase, document: LedgerDocument) -> Open:
    """How much of each rise is open; all that is missing as one, where no rise is known for it."""
    return _open_since(still_agreed(case.payment, document), case, document)


def _open_since(agreed: Decimal, case: PaymentCase, document: LedgerDocument) -> Open:
    payment = replace(case.payment, agreed=agreed)
    rises = open_rises(payment, case.record.invoice, document, ours(case.payment, document))
    return rises or [(none_by_itself(case), paid_of(case) - document.counted)]


def meant_by(case: PaymentCase, document: LedgerDocument, amount: Decimal) -> Open:
    """The part that is so much; else the oldest ones up to that, and of the others nothing.

    Of several the newest, for an older one may have been excused; rather one that no bank feed brings. Who
    says more than is open says that money of others is other money: then it counts for no part.
    """
    rises = open_of(case, document)
    if amount > _sum(rises):
        agreed = still_agreed(case.payment, document)
        rises = _open_since(agreed, case, _without_others(agreed, case, document))
    same = [rise for rise, left in reversed(rises) if left == amount]
    same.sort(key=lambda rise: case.settings.route_of(as_it_came(case.record.invoice, rise)) == BANK_FEED)
    if same:
        return [(rise, left if rise is same[0] else ZERO) for rise, left in rises]
    meant, rest = list[tuple[Rise, Decimal]](), amount
    for rise, left in rises:
        meant.append((rise, max(ZERO, min(left, rest))))
        rest -= meant[-1][1]
    return [*meant, (none_by_itself(case), rest)] if rest else meant


def none_by_itself(case: PaymentCase) -> Rise:
    """Money of no part: it goes the way that the portal tells of all."""
    return replace(last_rise(case.record.invoice), upto=ZERO)


def _without_others(agreed: Decimal, case: PaymentCase, document: LedgerDocument) -> LedgerDocument:
    """As if the ledger counted only what both sides had agreed on, and what we posted since."""
    counted = agreed + _posted_above(agreed, case.payment, document)
    return replace(document, amount_paid=counted, amount_credited=ZERO)


def still_agreed(payment: PaymentRecord, document: LedgerDocument) -> Decimal:
    """What both sides had agreed on, as long as it counts: ours of it are there, and so much beside what we
    posted since. Else nothing: all of it is open again, each part by its own way.
    """
    agreed, counted = payment.agreed, document.counted
    if lists_payments(document):
        if any(one.rise <= agreed for one in missing_of_ours(payment, document)):
            return ZERO
        counted -= _posted_above(agreed, payment, document)
    return agreed if counted >= agreed else ZERO


def _posted_above(level: Decimal, payment: PaymentRecord, document: LedgerDocument) -> Decimal:
    """How much of ours stands there for what came in after that much."""
    there = ours(payment, document)
    return sum((one.amount for one in payment.posted if one.id in there and one.rise > level), ZERO)


def _sum(rises: Open) -> Decimal:
    return sum((left for _, left in rises), ZERO)
