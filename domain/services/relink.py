"""Links again what bears a mark of ours, while the connection is rebuilding: nothing is called or written.

It begins anew after every end and finds done what was done. It has ended when nothing is left to be asked of
the ledger.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from domain.hold import Cause
from domain.invoice_numbers import names_document
from domain.invoice_record import InvoiceRecord
from domain.invoice_settings import invoice_settings_of
from domain.ledger_document import DocumentId
from domain.life import Stage
from domain.marked_documents import MarkedDocuments
from domain.ports.store import Books
from domain.relinking import AskFor, Found, LinkAgain, Traces, found_again
from domain.services import noted
from domain.services.invoice_steps import every_in
from domain.services.linking_again import ask, held_by_rebuilding, let_go, link_again, look_for
from domain.services.relink_customers import relink_customers
from domain.services.turn import Turn

Item = TypeVar("Item")
_PAGE = 500
_AT_ONCE = 200


def relink(turn: Turn) -> None:
    """One pass over every invoice, and then over the customers."""
    with turn.reading() as books:
        documents = marked_documents(books)
        planned = list(_plan(books, documents))
    is_whole = not any(isinstance(found, AskFor) for _, found in planned)
    for some in _parts(planned, _AT_ONCE):
        with turn.writing() as books:
            for record, found in some:
                is_whole &= _apply(books, record, found, turn.clock.now())
    if is_whole:
        relink_customers(turn)
        with turn.writing() as books:
            noted.note_strays(books, documents.strays)
            noted.note_moment(books, noted.RELINKED_AT, turn.clock.now())


def marked_documents(books: Books) -> MarkedDocuments:
    """Our whole copy of the ledger's documents, told of every invoice."""
    documents = MarkedDocuments(time_zone=books.connection.time_zone)
    after: DocumentId | None = None
    while page := books.documents.listing(limit=_PAGE, after=after):
        after = page[-1].id
        for document in page:
            documents.add(document)
    for record in every_in(books, Stage):
        documents.tell_of(record.invoice)
    return documents


def _plan(books: Books, documents: MarkedDocuments) -> Iterator[tuple[InvoiceRecord, Found | None]]:
    """Only what is to be changed; None ends what an earlier pass has asked."""
    for records in _parts(every_in(books, Stage), _PAGE):
        asked = held_by_rebuilding(books, records)
        for record, found in _found(books, documents, records):
            if found is not None or record.id in asked:
                yield record, found


def _found(
    books: Books, documents: MarkedDocuments, records: Sequence[InvoiceRecord]
) -> Iterator[tuple[InvoiceRecord, Found | None]]:
    since = invoice_settings_of(*books.settings.current()).start or documents.first_day
    names = {record.id: names_document(record.invoice.accounting_id) for record in records}
    named = books.documents.by_id({name for name in names.values() if name is not None})
    marked = {record.id: documents.of(record.invoice) for record in records}
    alike = {record.id: documents.alike(record.invoice, since) for record in records}
    shown = {one.id for some in (*marked.values(), *alike.values()) for one in some}
    owned = books.invoices.of_documents(shown | named.keys())
    for record in records:
        name = names[record.id]
        traces = Traces(
            marked=marked[record.id],
            named=named.get(name) if name is not None else None,
            asked=name is not None and record.looked_for == name,
            owners={one: owner.invoice.title for one, owner in owned.items() if owner.id != record.id},
            alike=tuple(one for one in alike[record.id] if one.id not in owned),
        )
        yield record, found_again(record, traces)


def _apply(books: Books, planned: InvoiceRecord, found: Found | None, now: datetime) -> bool:
    """Answers whether it was done: what somebody changed since it was planned is for the next pass."""
    record = books.invoices.get(planned.id)
    if record != planned or record is None:
        return False
    match found:
        case LinkAgain():
            link_again(books, record, found, now)
        case AskFor():
            look_for(books, record, now)
        case Cause():
            ask(books, record, found, now)
        case None:
            let_go(books, record, now)
    return True


def _parts(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    left = iter(items)
    while part := list(islice(left, most)):
        yield part
