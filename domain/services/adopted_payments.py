"""Payments of ours in the ledger that the books do not know of: each is noted, with what it stands for.

One landed after it was given up, beside its repeat or not; or books that were lost had posted it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.dispatch import UNSETTLED, ElementState, OpenElement
from domain.ledger_document import LedgerDocument, LedgerPayment, PaymentId
from domain.money import ZERO
from domain.numbering import is_payment_mark
from domain.payment_outcome import PaymentCase
from domain.payment_record import PaymentRecord, Posted
from domain.payment_rises import only_rise_of
from domain.ports.store import Books
from domain.services.looked_for import settle_found
from domain.services.payment_alarms import is_kept
from domain.services.payment_tries import fellows, may_have_made, of_another_part, tries_of, watched_until
from domain.services.posted_payments import posted_by, tell_posted, with_posted
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
    for there in strange:
        case = _with(turn, books, case, document, there, now)
    return case


def _with(
    turn: Turn,
    books: Books,
    case: PaymentCase,
    document: LedgerDocument,
    there: LedgerPayment,
    now: datetime,
) -> PaymentCase:
    payment, tries = case.payment, tries_of(books, case.payment.subject)
    by = may_have_made(tries, there)
    if any(one.element.state in UNSETTLED for one in by):
        return case  # it is looked for
    landed = of_another_part(tries, there)
    first = _known_of(payment, tries, by) if landed is None else None
    landed = landed or next((one for one in by if one.element.state is ElementState.ABSENT), None)
    if first is not None:
        settle_found(books, first, first.element.remote_id, look_at=now)
        beside = PaymentId(first.element.remote_id)
        is_right = is_kept(payment, {"ids": f"{beside}, {there.id}"})
        made = replace(posted_by(by[-1], there, now), twin_of=None if is_right else beside)
        payment = replace(payment, posted=(*payment.posted, made))
    elif landed is not None:
        settle_found(books, landed, there.id, look_at=watched_until(turn, tries, landed))
        made = posted_by(landed, there, now, document)
        payment = with_posted(payment, made)
    else:
        made = posted_by(by[-1], there, now) if by else _of_lost_books(case, document, there, now)
        payment = replace(payment, posted=(*payment.posted, made))
    tell_posted(books, payment, made, "payment-found-again", now)
    return replace(case, payment=payment)


def _known_of(
    payment: PaymentRecord, tries: Sequence[OpenElement], by: Sequence[OpenElement]
) -> OpenElement | None:
    """The try of one of their families of which a payment is known already: one payment came to two."""
    known = {one.id for one in payment.posted if not one.taken_away}
    families = (each for one in reversed(by) for each in fellows(tries, one))
    return next((one for one in families if one.element.remote_id in known), None)


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
