"""Watches for twins of payments: two that came of one are an alarm until one is deleted in the ledger."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.dispatch import ElementState, OpenElement, landed_by
from domain.hold import twin_of
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from domain.services.dispatching import TWIN_AGAIN
from domain.services.looked_for import settle_found
from domain.services.payment_alarms import TWIN, begin_alarm, end_alarm, is_kept
from domain.services.payment_documents import look_later
from domain.services.payment_tries import (
    Documents,
    document_of_try,
    documents_of_tries,
    fellows,
    made_by_family,
    tries_of,
)
from domain.services.payment_whys import why_of_payment
from domain.services.turn import Turn

Facts = Mapping[str, str]


def watch(
    turn: Turn, books: Books, one: OpenElement, payment: PaymentRecord, documents: Documents, now: datetime
) -> None:
    """Look whether it is there twice; the watch lasts until all of its tries have landed or never will."""
    if any(document_id not in documents for document_id in documents_of_tries(books, one)):
        look_later(turn, books, one, payment, now)
        return
    tries = tries_of(books, payment.subject)
    if facts := _twice(payment, tries, one, documents):
        why = why_of_payment(books, payment, TWIN, now, **facts)
        begin_alarm(books, payment, why, now)
        next_look: datetime | None = now + TWIN_AGAIN  # or when its document has changed
    else:
        wait = turn.rhythm.absence_wait
        over = max(landed_by(each, wait) for each in fellows(tries, one))
        next_look = over if now < over else None
        if not _is_another_twice(books, payment, tries, one):
            end_alarm(books, payment, TWIN, now)
    settle_found(books, one, one.element.remote_id, look_at=next_look)


def _twice(
    payment: PaymentRecord, tries: Sequence[OpenElement], one: OpenElement, documents: Documents
) -> Facts:
    """What came of it where that is more than one, but what a person keeps; nothing else."""
    made = made_by_family(tries, one, documents)
    if len(made) < 2:
        return {}
    ids, keep = ", ".join(each.id for each in made), one.element.remote_id or made[0].id
    facts = {"ids": ids, "keep": keep, "amount": f"{made[0].amount:.2f}"}
    if is_kept(payment, facts):
        return {}
    new = [each.id for each in made if not is_kept(payment, {"ids": each.id})]
    return {**facts, "new": ", ".join(new)} if len(new) < len(made) else facts


def _is_another_twice(
    books: Books, payment: PaymentRecord, tries: Sequence[OpenElement], one: OpenElement
) -> bool:
    """Whether the alarm that is on is about another payment of it too: there is one for all of an invoice."""
    if books.holds.of(twin_of(one.element.subject)) is None:
        return False
    family = fellows(tries, one)
    others = [each for each in tries if each.element.state is ElementState.DONE and each not in family]
    known = books.documents.by_id({document_of_try(each) for each in tries})
    return any(_twice(payment, tries, each, known) for each in others)
