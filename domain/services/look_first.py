"""Looks in the ledger before a first try, where nothing of ours would keep the ledger from a second one.

That is so where the ledger makes the numbers, and for what was there already when the books were set back:
its document may have got another number, another day or other lines since, so that only our mark tells it.
"""

from collections.abc import Sequence
from datetime import datetime

from domain.budget import Purpose
from domain.invoice_answers import NOT_A_DOUBLE, parted_from
from domain.invoice_causes import About, cause, listed
from domain.invoice_numbers import has_our_mark
from domain.invoice_record import InvoiceRecord, Step, oldest_possible
from domain.invoice_settings import invoice_settings_of
from domain.ledger_document import LedgerDocument, live
from domain.ports.store import Books
from domain.services import noted
from domain.services.decide_invoices import adopt
from domain.services.invoice_steps import hold
from domain.services.read_documents import note_documents
from domain.services.read_ledger import OVERLAP
from domain.services.turn import Turn
from domain.units import SendDocuments


def look_first(turn: Turn, unit: SendDocuments) -> None:
    """One call for all of the unit, if any of it needs one; what is there already is adopted."""
    with turn.reading() as books:
        doubtful = _doubtful(books, _to_send(books, unit))
    if not doubtful:
        return
    since = min(oldest_possible(record) for record in doubtful) - OVERLAP
    asked_at = turn.clock.now()
    documents = turn.ledger.documents_of_ours(since=since, purpose=Purpose.WORK)
    now = turn.clock.now()
    with turn.writing() as books:
        note_documents(books, documents, asked_at=asked_at, now=now)
        for record in _to_send(books, unit):
            _settle(books, record, _made_for(books, record, documents), now)


def _to_send(books: Books, unit: SendDocuments) -> list[InvoiceRecord]:
    return [record for record in books.invoices.many(unit.ids).values() if record.step is Step.SEND]


def _doubtful(books: Books, records: Sequence[InvoiceRecord]) -> list[InvoiceRecord]:
    """Those that may be in the ledger although we know nothing of it, and that it would take twice."""
    if invoice_settings_of(*books.settings.current()).ledger_numbers:
        return list(records)
    set_back = noted.moment(books, noted.SET_BACK_AT)
    return [record for record in records if set_back is not None and oldest_possible(record) <= set_back]


def _made_for(
    books: Books, record: InvoiceRecord, documents: Sequence[LedgerDocument]
) -> list[LedgerDocument]:
    """The documents with its mark. One that is gone is an answer, unless a person asked for another."""
    if NOT_A_DOUBLE in record.answers:
        return []
    marked = [one for one in documents if has_our_mark(one, record.invoice)]
    owners = books.invoices.of_documents(one.id for one in marked)
    free = [one for one in marked if one.id not in owners and one.id not in parted_from(record.answers)]
    return live(free) or (free[:1] if record.generation == 0 else [])


def _settle(books: Books, record: InvoiceRecord, made: Sequence[LedgerDocument], now: datetime) -> None:
    if len(made) == 1:
        adopt(books, record, made[0], now)
    elif made:
        about = About(invoice=record.invoice, customer=made[0].contact_name)
        twins = cause(about, "looks-already-there", count=str(len(made)), documents=listed(made))
        hold(books, record, twins, now)
