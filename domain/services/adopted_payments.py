"""Payments of ours in the ledger that the books do not know of: each is noted, with what it stands for.

One landed after it was given up, beside its repeat or not; or books that were lost had posted it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.dispatch import UNSETTLED, Act, ElementState, OpenElement
from domain.ledger_document import LedgerDocument, LedgerPayment
from domain.money import ZERO
from domain.numbering import is_payment_mark
from domain.payment_outcome import PaymentCase
from domain.payment_record import Posted
from domain.payment_rises import only_rise_of
from domain.ports.store import Books
from domain.services.dispatching import landed_after_all, missing_of
from domain.services.posted_payments import made_by, posted_by, tell_posted, with_posted
from domain.services.turn import Turn


def with_all_of_ours(turn: Turn, books: Books, case: PaymentCase, now: datetime) -> PaymentCase:
    """Whatever bears our mark is known from now on, as if its answer had come: it is not sent again."""
    document = case.document
    known = {one.id for one in case.payment.posted}
    marked = document.payments if document is not None else ()
    strange = [
        one for one in marked if one.id not in known and is_payment_mark(one.reference, case.record.id)
    ]
    if document is None or not strange:
        return case
    tries = [
        one for one in books.dispatches.of(case.payment.subject) if one.element.act is Act.CREATE_PAYMENT
    ]
    for there in strange:
        case = _with(
            turn, books, case, document, there, [one for one in tries if made_by([one], [there])], now
        )
    return case


def _with(
    turn: Turn,
    books: Books,
    case: PaymentCase,
    document: LedgerDocument,
    there: LedgerPayment,
    by: Sequence[OpenElement],
    now: datetime,
) -> PaymentCase:
    payment = case.payment
    if any(one.element.state in UNSETTLED for one in by):
        return case  # it is looked for
    missing = missing_of(books, payment.subject, Act.CREATE_PAYMENT)
    landed = next((one for one in missing if one in by), None)
    if landed is not None:
        landed_after_all(books, turn, landed, there.id, missing)
        made = posted_by(landed, there, now, document)
        payment = with_posted(payment, made)
    else:
        made = _beside(case, by, there, now) if by else _of_lost_books(case, document, there, now)
        payment = replace(payment, posted=(*payment.posted, made))
    tell_posted(books, payment, made, "payment-found-again", now)
    return replace(case, payment=payment)


def _beside(case: PaymentCase, by: Sequence[OpenElement], there: LedgerPayment, now: datetime) -> Posted:
    """One of two that one payment came to. Nobody is asked when it is deleted, if the other one is known."""
    others = {one.element.remote_id for one in by if one.element.state is ElementState.DONE}
    is_twin = any(one.id in others and not one.taken_away for one in case.payment.posted)
    return replace(posted_by(by[-1], there, now), taken_away=is_twin)


def _of_lost_books(
    case: PaymentCase, document: LedgerDocument, there: LedgerPayment, now: datetime
) -> Posted:
    """For which part it was posted is sure if just one came in on its day and is as much."""
    dated = there.dated or case.today
    rise = only_rise_of(case.payment, case.record.invoice, there.amount, dated, case.time_zone)
    return Posted(
        id=there.id,
        amount=there.amount,
        currency=document.currency,
        dated=dated,
        account="",
        at=now,
        document_id=document.id,
        rise=rise.upto if rise is not None else ZERO,
        is_unsure=rise is None,
    )
