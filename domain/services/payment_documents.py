"""Reads the documents of payments by their ids; one that is not shown says nothing of what is on it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from domain.budget import Purpose
from domain.dispatch import ElementState, OpenElement, absence_counts_at, landed_by
from domain.hold import Cause
from domain.ledger_document import DocumentId
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from domain.services.documents_by_id import DocumentsRead, documents_by_id
from domain.services.looked_for import settle_looked
from domain.services.payment_steps import hold, tell
from domain.services.payment_whys import why_of_payment
from domain.services.turn import Turn

_MOST_LOOKS = 5
_MOST_DOUBLINGS = 10
_LONGEST_PAUSE = timedelta(hours=1)


def documents_of_payments(
    turn: Turn, ids: Iterable[DocumentId], *, purpose: Purpose = Purpose.VITAL
) -> DocumentsRead:
    """One that is not shown takes no other with it. Raises what reading the ledger raises."""
    asked = list(dict.fromkeys(ids))
    with turn.reading() as books:
        known = books.documents.by_id(asked)
    return documents_by_id(turn.ledger, asked, known, purpose=purpose)


def try_later(turn: Turn, books: Books, payment: PaymentRecord, now: datetime, *, problem: str) -> None:
    """What is not shown is tried ever more rarely; where it never is, a person is told of that problem."""
    if payment.attempts >= _MOST_LOOKS:
        hold(books, payment, why_of_payment(books, payment, "payment-unexpected", now, problem=problem), now)
        return
    until = now + _pause(turn, payment.attempts)
    books.payments.put(replace(payment, attempts=payment.attempts + 1, not_before=until))


def look_later(turn: Turn, books: Books, one: OpenElement, payment: PaymentRecord, now: datetime) -> None:
    """The same of what was sent: it stays as unknown as it is, also when a person is told."""
    if one.element.state is ElementState.DONE:
        _look_again(books, one, now + _pause(turn, one.element.looks))
        return
    why = why_of_payment(books, payment, "payment-unexpected", now, problem="document-not-shown")
    _ask_in_time(turn, books, one, payment, why, now)


def ask_later(turn: Turn, books: Books, one: OpenElement, payment: PaymentRecord, now: datetime) -> None:
    """The same where it is not told whether it was deleted."""
    why = why_of_payment(books, payment, "payment-unexpected", now, problem="deleted-not-told")
    _ask_in_time(turn, books, one, payment, why, now)


def _ask_in_time(
    turn: Turn, books: Books, one: OpenElement, payment: PaymentRecord, why: Cause, now: datetime
) -> None:
    """A person is told when an answer is missing for a while after its absence would have counted.

    Looked for often by then, it is asked for again after half of that while: one answer that is missing just
    then says little.
    """
    wait, pause = turn.rhythm.absence_wait, _pause(turn, one.element.looks)
    late = now - absence_counts_at(one, wait)
    if late >= timedelta(0):
        pause = min(pause, max(turn.rhythm.settle_pause, late / 2))
    if now >= landed_by(one, wait) and books.holds.put(payment.subject, why, now):
        tell(books, payment, "held", {**why.facts, "code": why.code}, now)
    _look_again(books, one, now + pause)


def _look_again(books: Books, one: OpenElement, look_at: datetime) -> None:
    state = ElementState.DONE if one.element.state is ElementState.DONE else ElementState.UNKNOWN
    settle_looked(books, one, state, remote_id=one.element.remote_id, look_at=look_at)


def _pause(turn: Turn, times: int) -> timedelta:
    doubled: int = 2 ** min(times, _MOST_DOUBLINGS)
    return min(_LONGEST_PAUSE, turn.rhythm.settle_pause * doubled)
