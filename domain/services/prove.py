"""Reads back what was created and compares it with what was sent, field by field and to the cent."""

from dataclasses import replace
from datetime import datetime

from domain.budget import Purpose
from domain.errors import Problem
from domain.invoice_answers import AS_IT_IS
from domain.invoice_causes import About, cause
from domain.invoice_record import InvoiceRecord, Readiness, Step
from domain.ledger_document import LedgerDocument
from domain.life import Happening
from domain.ports.store import Books
from domain.receipts import differences
from domain.services.documents_by_id import documents_by_id
from domain.services.invoice_steps import about_sent, follow_number, hold, move, release, tell
from domain.services.payment_steps import stir
from domain.services.setting_aside import put_off
from domain.services.turn import Turn
from domain.units import Prove

_MOST_LOOKS = 5


def prove(turn: Turn, unit: Prove) -> None:
    """The receipt of each: proven, or held with every difference."""
    with turn.reading() as books:
        records = [one for one in books.invoices.many(unit.ids).values() if one.step is Step.PROVE]
        ids = [record.document_id for record in records if record.document_id is not None]
        known = books.documents.by_id(ids)
    read = documents_by_id(turn.ledger, ids, known, purpose=Purpose.WORK)
    now = turn.clock.now()
    with turn.writing() as books:
        books.documents.put(list(read.found.values()), now)
        for record in books.invoices.many(record.id for record in records).values():
            document_id = record.document_id
            if record.step is not Step.PROVE or document_id is None or document_id in read.left:
                continue
            if document_id in read.refused:
                _refused(turn, books, record, read.refused[document_id], now)
            else:
                _prove_one(turn, books, record, read.found.get(document_id), now)


def _prove_one(
    turn: Turn, books: Books, record: InvoiceRecord, document: LedgerDocument | None, now: datetime
) -> None:
    if document is None:
        _missing(turn, books, record, now)
        return
    if document.is_gone:
        record = release(books, record, now)
        tell(books, record, "document-removed", {"status": document.status}, now)
        removed = move(record, Happening.REMOVED, now, reason=document.status)
        books.invoices.put(removed)
        stir(books, removed, now)
        return
    differs = differences(record.sent, document) if record.sent is not None else {}
    if differs and AS_IT_IS not in record.answers:
        about = about_sent(record)
        told = "; ".join(f"{name}: {both}" for name, both in differs.items())
        why = cause(about, "receipt-differs", number=document.number, differences=told)
        hold(books, record, why, now)
        return
    record = follow_number(books, release(books, record, now), document.number, now)
    record = move(record, Happening.RECEIPT, now, receipt=document, readiness=Readiness.SETTLED)
    books.invoices.put(record)
    stir(books, record, now)
    rung = record.sent.rung if record.sent is not None else ""
    facts = {"number": document.number, "total": f"{document.total:f}", "currency": document.currency}
    tell(books, record, "document-proven", {**facts, "tax": f"{document.tax:f}", "rung": rung}, now)


def _missing(turn: Turn, books: Books, record: InvoiceRecord, now: datetime) -> None:
    """The ledger said that it made it and does not show it yet: looked at again, ever more rarely."""
    if record.attempts >= _MOST_LOOKS:
        document_id = record.document_id or ""
        hold(
            books,
            record,
            cause(About(invoice=record.invoice), "document-missing", document_id=document_id),
            now,
        )
        return
    _look_later(turn, books, record, now)


def _refused(turn: Turn, books: Books, record: InvoiceRecord, problem: Problem, now: datetime) -> None:
    """The ledger shows others, and not this one: it may be for a moment only."""
    if record.attempts >= _MOST_LOOKS:
        put_off(turn, books, [record.id], problem, now)
    else:
        _look_later(turn, books, record, now)


def _look_later(turn: Turn, books: Books, record: InvoiceRecord, now: datetime) -> None:
    pause = turn.rhythm.settle_pause * 2**record.attempts
    books.invoices.put(replace(record, attempts=record.attempts + 1, not_before=now + pause))
