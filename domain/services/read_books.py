"""Reads the ledger's settings anew, and lets what they held be decided anew."""

from domain.books import BooksPart
from domain.invoice_causes import PART_OF
from domain.services.taking_books import take_books
from domain.services.turn import Turn
from domain.units import ReadBooks


def read_books(turn: Turn, unit: ReadBooks) -> None:
    """Keep a newer snapshot.

    Where it is only held invoices that want to know, only the parts are read that they are held by.
    """
    with turn.reading() as books:
        known = books.findings.ledger_books()
        held = {part for code, part in PART_OF.items() if books.holds.has_code([code])}
    parts = frozenset(held) if unit.only_held else frozenset(BooksPart)
    ledger_books = turn.ledger.books(parts=parts, known=known)
    now = turn.clock.now()
    with turn.writing() as books:
        take_books(books, ledger_books, now, is_whole=not unit.only_held)
