"""Payments that a person deleted in the ledger before we knew of them: no document shows them any more.

What of it was ours is not posted a second time by itself. It is asked for where that could be: before an
absence counts, and where the books were set back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.budget import Purpose
from domain.errors import NotFound, Rejected
from domain.invoice_record import InvoiceRecord, oldest_possible
from domain.ledger_document import DocumentId, LedgerPayment
from domain.numbering import is_payment_mark
from domain.payment_balances import is_answered
from domain.payment_outcome import PaymentCase
from domain.payment_record import Posted
from domain.services.in_halves import InHalves
from domain.services.turn import Turn

_REFUSALS = (Rejected, NotFound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """What was deleted on some documents; of those that are `untold` the ledger does not say just now."""

    found: Mapping[DocumentId, Sequence[LedgerPayment]] = field(default_factory=dict)
    untold: frozenset[DocumentId] = frozenset()

    def of(self, document_id: DocumentId) -> Sequence[LedgerPayment]:
        """On that document."""
        return self.found.get(document_id, ())


def deleted_on(turn: Turn, ids: Sequence[DocumentId]) -> Deleted:
    """Of these documents; for none no call is made. One of which it is not told takes no other with it.

    A ledger that refuses the list keeps none, and tells of none. Raises what reading the ledger raises, but
    where it is this list alone that gets no answer.
    """
    found: dict[DocumentId, Sequence[LedgerPayment]] = {}

    def ask(some: Sequence[DocumentId]) -> None:
        found.update(turn.ledger.deleted_payments(some, purpose=Purpose.VITAL))

    reading = InHalves(turn.ledger, ask)
    reading.read(ids)
    met = reading.refused | reading.left
    if not found and all(isinstance(problem, _REFUSALS) for problem in met.values()):
        return Deleted()
    refused = {one for one, problem in reading.refused.items() if isinstance(problem, _REFUSALS)}
    return Deleted(found=found, untold=frozenset(met.keys() - refused))


def deleted_before_set_back(
    turn: Turn, records: Iterable[InvoiceRecord], set_back: datetime | None
) -> Deleted:
    """Of invoices that were there before the books were set back: some may have been ours."""
    if set_back is None:
        return Deleted()
    old = [record for record in records if oldest_possible(record) <= set_back]
    return deleted_on(turn, [one.document_id for one in old if one.document_id is not None])


def with_what_was_deleted(case: PaymentCase, deleted: Iterable[LedgerPayment], now: datetime) -> PaymentCase:
    """What bears our mark was ours, though the books that knew of it were lost: it was taken away since.

    But where a payment with its mark stands there, that was posted in its place. Nobody is asked about it
    where a person says anyhow how much is to be posted.
    """
    document = case.document
    if document is None:
        return case
    known = {one.id for one in case.payment.posted}
    standing = {one.reference for one in document.payments}
    lost = [
        Posted(
            id=one.id,
            amount=one.amount,
            currency=document.currency,
            dated=one.dated or case.today,
            account="",
            at=now,
            document_id=document.id,
            taken_away=is_answered(case),
        )
        for one in deleted
        if is_payment_mark(one.reference, case.record.id) and not {one.id, one.reference} & (known | standing)
    ]
    return replace(case, payment=replace(case.payment, posted=(*case.payment.posted, *lost)))
