"""Payments that a person deleted in the ledger before we knew of them: no document shows them any more.

What of it was ours is not posted a second time by itself. It is asked for where that could be: before an
absence counts, and where the books were set back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.budget import Purpose
from domain.invoice_record import InvoiceRecord, oldest_possible
from domain.ledger_document import DocumentId, LedgerPayment
from domain.numbering import is_payment_mark
from domain.payment_outcome import PaymentCase
from domain.payment_record import Posted
from domain.services.turn import Turn

Deleted = Mapping[DocumentId, Sequence[LedgerPayment]]


def deleted_on(turn: Turn, ids: Sequence[DocumentId]) -> Deleted:
    """Of these documents; for none no call is made. Raises what reading the ledger raises."""
    return turn.ledger.deleted_payments(ids, purpose=Purpose.VITAL) if ids else {}


def deleted_unknown(turn: Turn, records: Iterable[InvoiceRecord], set_back: datetime | None) -> Deleted:
    """Of invoices that were there before the books were set back: some may have been ours."""
    if set_back is None:
        return {}
    old = [record for record in records if oldest_possible(record) <= set_back]
    return deleted_on(turn, [one.document_id for one in old if one.document_id is not None])


def with_what_was_deleted(case: PaymentCase, deleted: Iterable[LedgerPayment], now: datetime) -> PaymentCase:
    """What bears our mark was ours, though the books that knew of it were lost: it was taken away since."""
    document, known = case.document, {one.id for one in case.payment.posted}
    if document is None:
        return case
    lost = [
        Posted(
            id=one.id,
            amount=one.amount,
            currency=document.currency,
            dated=one.dated or case.today,
            account="",
            at=now,
            document_id=document.id,
        )
        for one in deleted
        if is_payment_mark(one.reference, case.record.id) and one.id not in known
    ]
    return replace(case, payment=replace(case.payment, posted=(*case.payment.posted, *lost)))
