"""By when all work must have ended: soon after the last trouble, or after what only time could tell."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.dispatch import UNSETTLED, Act, ElementState, OpenElement, landed_by
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentId
from domain.ports.store import Books
from domain.settings import rhythm_of
from tests.simulation.story import Numbers

ENDS_WITHIN = timedelta(minutes=15)
"""After the last trouble."""
THEN_WITHIN = timedelta(minutes=5)
"""After an absence counted: until the document lists are read once more."""
_KEYLESS = {Act.CREATE_PAYMENT, Act.RECORD_PAYMENT}
"""Writes that the other side takes twice: only lasting absence tells that one did not arrive."""
_BEFORE_NAMED = {Act.CREATE_DOCUMENT, Act.CHANGE_DOCUMENT}
"""Writes that have landed, or never will, before a document is changed by name."""


def ends_by(books: Books, numbers: Numbers, last_trouble: datetime) -> datetime:
    """When all work must have ended."""
    waits = [one for record in books.invoices.listing(limit=1_000) for one in _waits(books, numbers, record)]
    return max(
        [last_trouble + ENDS_WITHIN, *(one + THEN_WITHIN for one in waits if one > last_trouble)],
    )


def _waits(books: Books, numbers: Numbers, record: InvoiceRecord) -> Iterator[datetime]:
    """Until when it was waited for what was sent for an invoice, and for its payments."""
    wait = rhythm_of(books.settings.current()[1]).absence_wait
    keyless = _KEYLESS | ({Act.CREATE_DOCUMENT} if numbers == "ledger" else set())
    of_invoice = books.dispatches.of(record.subject)
    for one in (*of_invoice, *books.dispatches.of(f"payment:{record.id}")):
        if one.element.act in keyless and (_is_missing(one) or _was_deleted(books, one)):
            yield one.give_up_at + wait
    before = [one for one in of_invoice if one.element.act in _BEFORE_NAMED]
    if books.named_writes.of(record.id) and any(map(_is_missing, before)):
        yield max(landed_by(one, wait) for one in before)


def _was_deleted(books: Books, one: OpenElement) -> bool:
    """Whether it is a payment that counts no more: if nobody had seen it, its absence had to last, too."""
    if one.element.act is not Act.CREATE_PAYMENT or one.element.state is not ElementState.DONE:
        return False
    document = books.documents.by_id([DocumentId(one.element.facts["document_id"])])
    return all(one.element.remote_id != each.id for found in document.values() for each in found.payments)


def _is_missing(one: OpenElement) -> bool:
    return one.element.state is ElementState.ABSENT or one.element.state in UNSETTLED
