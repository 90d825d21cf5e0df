"""Moves the payments of an invoice along their life, with their hold and their story in step."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from domain.event import SYSTEM
from domain.hold import Cause
from domain.invoice import InvoiceId, InvoiceStatus
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import LedgerDocument
from domain.life import Stage, Who
from domain.money import ZERO, to_cents
from domain.payment_life import ON_ITS_WAY, PaymentHappening, PaymentStage, payment_moved
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from domain.told_words import as_told

_PAGE = 500
_NOT_SENT = (Stage.SKIPPED, Stage.CANCELLED)


def stir(books: Books, record: InvoiceRecord, now: datetime) -> None:
    """Something that the payments of an invoice rest on may have changed: they are decided anew.

    Nothing is kept of an invoice for which no money came in, on either side.
    """
    payment = books.payments.get(record.id)
    if payment is None:
        if record.stage in _NOT_SENT or not _has_money(record, document_of(books, record)):
            return
        payment = PaymentRecord(invoice_id=record.id, stage=PaymentStage.DUE, since=now, step_since=now)
    books.payments.put(opened(as_told(payment, record.invoice), now))


def begin_anew(books: Books, invoice_id: InvoiceId) -> None:
    """A person has its invoice sent anew: what was agreed on of what is gone says nothing any more.

    But what we recorded in the portal was money in the ledger: it is never posted there without a question.
    """
    payment = books.payments.get(invoice_id)
    if payment is not None:
        posted = tuple(replace(one, taken_away=True) for one in payment.posted)
        is_known = any(rise.from_ledger for rise in payment.rises)  # else only how much it was
        agreed = ZERO if is_known else min(payment.agreed, payment.recorded)
        books.payments.put(replace(payment, agreed=agreed, posted=posted))


def opened(payment: PaymentRecord, now: datetime) -> PaymentRecord:
    """The same, to be decided anew at once; what is on its way is when it has arrived."""
    if payment.stage in ON_ITS_WAY:
        return payment
    since = payment.step_since if payment.is_open and payment.not_before is None else now
    return replace(payment, is_open=True, step_since=since, not_before=None, attempts=0)


def document_of(books: Books, record: InvoiceRecord) -> LedgerDocument | None:
    """The document of an invoice as last read."""
    if record.document_id is None:
        return None
    return books.documents.by_id([record.document_id]).get(record.document_id)


def _has_money(record: InvoiceRecord, document: LedgerDocument | None) -> bool:
    invoice = record.invoice
    if to_cents(invoice.paid_amount) != ZERO or invoice.status is InvoiceStatus.PAID:
        return True
    if "paid_amount" in invoice.unreadable:
        return True
    return document is not None and document.counted != ZERO


def move(
    payment: PaymentRecord, by: PaymentHappening, now: datetime, who: Who = Who.CLERK, **changes: object
) -> PaymentRecord:
    """The record one arrow further. Raises Invalid (`payment-cannot`) where the table has none."""
    stage = payment_moved(payment.stage, by, who)
    changed = {"ready": None, "not_before": None, "attempts": 0, **changes}
    return replace(payment, stage=stage, since=now, step_since=now, **changed)  # type: ignore[arg-type]  # by name


def without_answer(payment: PaymentRecord, by: PaymentHappening, now: datetime) -> PaymentRecord:
    """What surely did not leave is decided anew; what was lost is looked for first."""
    return move(payment, by, now, is_open=by is PaymentHappening.NOT_SENT)


def rest(
    payment: PaymentRecord, by: PaymentHappening, now: datetime, facts: Mapping[str, str]
) -> PaymentRecord:
    """Where it rests now; nothing moves if it rests there already."""
    to = payment_moved(PaymentStage.DUE, by, Who.CLERK)
    if payment.stage is to:
        return replace(payment, facts=facts, ready=None, not_before=None)
    return move(due(payment, now), by, now, facts=facts)


def due(payment: PaymentRecord, now: datetime) -> PaymentRecord:
    """From wherever it rests, something changed."""
    if payment.stage is PaymentStage.DUE:
        return payment
    return move(payment, PaymentHappening.CHANGED, now)


def hold(books: Books, payment: PaymentRecord, cause: Cause, now: datetime) -> PaymentRecord:
    """Hold it, or tell of a held one why it is held now; answers it as it was stored."""
    if payment.stage is not PaymentStage.HELD:
        start = payment if payment.stage in ON_ITS_WAY else due(payment, now)
        payment = move(start, PaymentHappening.HOLD, now, facts=payment.facts)
    payment = replace(payment, is_open=False, ready=None)
    books.payments.put(payment)
    if books.holds.put(payment.subject, cause, now):
        tell(books, payment, "held", {**cause.facts, "code": cause.code}, now)
    return payment


def release(books: Books, payment: PaymentRecord, now: datetime, actor: str = SYSTEM) -> None:
    """What held it is gone."""
    held = books.holds.release(payment.subject)
    if held is not None:
        tell(books, payment, "released", {"code": held.cause.code}, now, actor)


def every_payment_in(books: Books, stages: Iterable[PaymentStage]) -> Iterator[PaymentRecord]:
    """All that are in these stages, page by page."""
    wanted = tuple(stages)
    after: InvoiceId | None = None
    while page := books.payments.listing(stages=wanted, limit=_PAGE, after=after):
        yield from page
        after = page[-1].invoice_id


def tell(
    books: Books,
    payment: PaymentRecord,
    code: str,
    facts: Mapping[str, str],
    now: datetime,
    actor: str = SYSTEM,
) -> None:
    """One event of its story, without facts that say nothing."""
    known = {name: value for name, value in facts.items() if value}
    books.events.add(at=now, actor=actor, subject=payment.subject, code=code, facts=known)
