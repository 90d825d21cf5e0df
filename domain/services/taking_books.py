"""Takes the ledger's settings as they were just read, whoever read them, and lets go what hung on them."""

from dataclasses import replace
from datetime import datetime

from domain.books import LedgerBooks
from domain.invoice_causes import OF_BOOKS
from domain.ports.store import Books
from domain.services import noted


def take_books(books: Books, read: LedgerBooks, now: datetime, *, is_whole: bool = True) -> None:
    """Keep a newer snapshot; what the older one held is decided anew.

    The zone of the books is the connection's, and may be changed there. Not `is_whole` is one of which only
    the parts were read that hold something.
    """
    books.findings.put_ledger_books(read)
    noted.note_moment(books, noted.HELD_READ_AT, now)
    if is_whole:
        noted.note_moment(books, noted.BOOKS_READ_AT, now)
    zone, connection = read.organisation.time_zone, books.connection
    if zone and zone != connection.time_zone:
        books.save_connection(replace(connection, time_zone=zone))
    subjects = books.holds.with_codes(OF_BOOKS)
    books.invoices.undecide(subjects, now)
    books.payments.look_anew(subjects, now)


def want_books_for(books: Books, subject: str, now: datetime) -> None:
    """Who is held by the ledger's settings is decided by newer ones: a person may have put them right."""
    held = books.holds.of(subject)
    if held is not None and held.cause.code in OF_BOOKS:
        noted.note_moment(books, noted.BOOKS_WANTED_AT, now)
