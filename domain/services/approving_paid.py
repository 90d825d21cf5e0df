"""Asks for the approval of what is paid, as a named write that nobody typed."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from domain.answers import NamedKind, NamedWrite
from domain.event import SYSTEM
from domain.payment_outcome import PaymentCase
from domain.ports.store import Books

NOT_WANTED = "not-wanted"
"""What is said of an approval that was not to be done any more when its turn came."""
_MADE = ("document-created", "document-found-again")
"""What tells of a document under which number it was made."""


def ask_for_approval(books: Books, case: PaymentCase, now: datetime) -> None:
    """Asked for once each time that it is sent: what a person sent back is not approved a second time.

    What was given up before it left, since it was not to be approved just then, is asked for anew.
    """
    record, asked = case.record, books.named_writes.of(case.record.id)
    if not _has_our_number(books, case, asked):
        return
    before = {one.id: one.said for one in asked}
    first = f"approve-{record.id}-{record.generation}"
    tries = (f"{first}.{nth}" if nth > 1 else first for nth in count(1))
    id_ = next(one for one in tries if before.get(one) != NOT_WANTED)
    if id_ in before:
        return
    books.named_writes.add(
        NamedWrite(
            id=id_,
            invoice_id=record.id,
            kind=NamedKind.APPROVAL,
            value="",
            because="approve-on-payment",
            at=now,
            actor=SYSTEM,
        )
    )


def _has_our_number(books: Books, case: PaymentCase, asked: Sequence[NamedWrite]) -> bool:
    """Whether its number is as it was made, or as somebody named it to us: another one is the accountant's,
    also if it was given before we read it back and is part of the receipt.
    """
    record, document = case.record, case.document
    told = [event.facts for event in books.events.of(record.subject) if event.code in _MADE]
    made = told[-1].get("number", "") if told else ""  # where the ledger makes the numbers, it told us
    sent = record.sent.draft.number if record.sent is not None else ""
    ours = {sent or made, *(one.value for one in asked if one.kind is NamedKind.NUMBER)}
    return document is None or document.number in ours
