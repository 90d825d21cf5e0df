"""Reads one page of the ledger's contacts into the mirror, with eligibility decided."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.budget import Purpose
from domain.contact import LedgerContact
from domain.eligibility import left_out_reasons
from domain.event import SYSTEM
from domain.invoice_causes import OF_CUSTOMERS
from domain.keys import keys_of_contact
from domain.ports.mirror import Sighting
from domain.ports.store import Books
from domain.request import Request
from domain.scan import LEDGER_SCANS, Scan, ScanKind
from domain.services.turn import Turn
from domain.standing import Standing
from domain.units import ReadPage
from domain.values import quick

OVERLAP = timedelta(minutes=5)
"""How far a reading of changes reaches back before the start of the one before, by the ledger's clock."""

_new_sighting = quick(Sighting)


def sighting(contact: LedgerContact) -> Sighting:
    """A contact as just read, with its keys and why it is left out."""
    return _new_sighting(contact=contact, keys=keys_of_contact(contact), reasons=left_out_reasons(contact))


def read_ledger(turn: Turn, unit: ReadPage) -> None:
    """Read the scan's next page. A page that fails leaves the scan where it was."""
    with turn.writing() as books:
        scan = _begun(books, unit, turn.clock.now())
        purpose = Purpose.WORK if unit.urgent else reading_for(books)
    page = turn.ledger.contacts_page(scan.next_page, since=scan.since, purpose=purpose)
    sightings = [sighting(contact) for contact in page.contacts]
    now = turn.clock.now()
    with turn.writing() as books:
        books.ledger.put_page(sightings, run=scan.number)
        scan = replace(
            scan,
            next_page=scan.next_page + 1,
            as_of=scan.as_of or page.as_of,
            read=scan.read + len(page.contacts),
            expected=page.expected if page.expected is not None else scan.expected,
            finished_at=now if page.is_last else None,
            attempts=0,
            not_before=None,
        )
        books.scans.save(scan)
        if page.is_last:
            _finish(books, scan, now)


def reading_for(books: Books) -> Purpose:
    """What a reading of the ledger is for: on a distrusted store every write waits until it has ended."""
    is_waited_for = books.requests.open() or books.connection.distrusted_at is not None
    return Purpose.ASKED if is_waited_for else Purpose.BACKGROUND


def _begun(books: Books, unit: ReadPage, now: datetime) -> Scan:
    if not unit.begin:
        return books.scans.latest()[unit.kind]
    since = _since(books) if unit.kind is ScanKind.LEDGER_CHANGES else None
    return books.scans.start(unit.kind, now=now, since=since)


def _since(books: Books) -> datetime | None:
    """From before the newest finished reading began, so that what changed while it ran is read again."""
    clocks = [
        scan.as_of
        for kind in LEDGER_SCANS
        if (scan := books.scans.latest_finished().get(kind)) and scan.as_of is not None
    ]
    return max(clocks) - OVERLAP if clocks else None


def _finish(books: Books, scan: Scan, now: datetime) -> None:
    """A whole reading looks again at everything that needs somebody; so does a person's request.

    Invoices that wait for an answer about their customer are looked at whenever a contact changed.
    """
    asked: tuple[Request, ...] = books.requests.open()
    if scan.kind is ScanKind.LEDGER_ALL or asked:
        books.ledger.undecide_standing(Standing.NEEDS_YOU)
    if scan.read:
        books.invoices.undecide(books.holds.with_codes(OF_CUSTOMERS), now)
    facts = {"kind": scan.kind.value, "read": str(scan.read), "number": str(scan.number)}
    if scan.kind is ScanKind.LEDGER_ALL or scan.read:
        books.events.add(at=now, actor=SYSTEM, subject="connection", code="ledger-read", facts=facts)
