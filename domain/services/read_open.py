"""Reads those of our documents that are not at their end, once a night: a change may have gone unnoticed.

A reading of changes lacks what the ledger does not call a change, and credit notes, which it lists elsewhere.
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.ledger_document import DocumentKind, LedgerDocument
from domain.services.documents_by_id import documents_by_id
from domain.services.read_documents import note_documents
from domain.services.read_ledger import reading_for
from domain.services.turn import Turn
from domain.units import ReadPage

_MOST_NOTES = 5
"""Each is a call of its own, and what was read is only kept once the page is."""


def read_open(turn: Turn, unit: ReadPage) -> None:
    """The next few that were not read since it began; the reading ends with the last of them."""
    with turn.writing() as books:
        now = turn.clock.now()
        scan = books.scans.start(unit.kind, now=now) if unit.begin else books.scans.latest()[unit.kind]
        limit = turn.ledger.traits.look_ups
        asked = _page(books.documents.open_of_ours(seen_before=scan.started_at, limit=limit))
        if not asked:
            books.scans.save(replace(scan, finished_at=now, not_before=None))
            return
        purpose = reading_for(books)
    known = {document.id: document for document in asked}
    asked_at = turn.clock.now()
    read = documents_by_id(turn.ledger, list(known), known, purpose=purpose)
    now = turn.clock.now()
    with turn.writing() as books:
        books.documents.put(list(books.documents.by_id(known).values()), now)  # seen, whatever came of it
        note_documents(books, list(read.found.values()), asked_at=asked_at, now=now)
        scan = replace(scan, next_page=scan.next_page + 1, read=scan.read + len(read.found), not_before=None)
        books.scans.save(scan)


def _page(documents: Sequence[LedgerDocument]) -> list[LedgerDocument]:
    """As many as may be asked for at once."""
    notes = [document for document in documents if document.kind is DocumentKind.CREDIT_NOTE]
    return [document for document in documents if document not in notes[_MOST_NOTES:]]
