"""Reads the ledger's settings anew, and lets what they held be decided anew."""

from dataclasses import replace

from domain.books import BooksPart
from domain.invoice_causes import OF_BOOKS, PART_OF
from domain.services import noted
from domain.services.turn import Turn
from domain.units import ReadBooks


def read_books(turn: Turn, unit: ReadBooks) -> None:
    """Keep a newer snapshot. The zone of the books is the connection's, and may be changed there.

    Where it is only held invoices that want to know, only the parts are read that they are held by.
    """
    with turn.reading() as books:
        known = books.findings.ledger_books()
        held = {part for code, part in PART_OF.items() if books.holds.has_code([code])}
    parts = frozenset(held) if unit.only_held else frozenset(BooksPart)
    ledger_books = turn.ledger.books(parts=parts, known=known)
    now = turn.clock.now()
    with turn.writing() as books:
        books.findings.put_ledger_books(ledger_books)
        noted.note_moment(books, noted.HELD_READ_AT, now)
        if not unit.only_held:
            noted.note_moment(books, noted.BOOKS_READ_AT, now)
        organisation, connection = ledger_books.organisation, books.connection
        if organisation.time_zone and organisation.time_zone != connection.time_zone:
            books.save_connection(replace(connection, time_zone=organisation.time_zone))
        subjects = books.holds.with_codes(OF_BOOKS)
        books.invoices.undecide(subjects, now)
        books.payments.look_anew(subjects, now)
