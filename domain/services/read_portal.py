"""Reads one page of the portal's people or companies into our copy of them."""

from dataclasses import replace

from domain.budget import Purpose
from domain.ports.portal import CompaniesPage, PeoplePage
from domain.scan import ScanKind
from domain.services.turn import Turn
from domain.units import ReadPage


def read_portal(turn: Turn, unit: ReadPage) -> None:
    """Read the scan's next page. The list is newest first and shifts: rows may come twice, none is lost."""
    with turn.writing() as books:
        if unit.begin:
            scan = books.scans.start(unit.kind, now=turn.clock.now())
        else:
            scan = books.scans.latest()[unit.kind]
    seen_at = turn.clock.now()  # what was written while the page travelled is newer than the page
    page: PeoplePage | CompaniesPage
    if unit.kind is ScanKind.PORTAL_PEOPLE:
        page = turn.portal.people_page(scan.next_page, purpose=Purpose.BACKGROUND)
        read = len(page.people)
    else:
        page = turn.portal.companies_page(scan.next_page, purpose=Purpose.BACKGROUND)
        read = len(page.companies)
    now = turn.clock.now()
    with turn.writing() as books:
        if isinstance(page, PeoplePage):
            books.portal.put_people(page.people, seen_at)
        else:
            books.portal.put_companies(page.companies, seen_at)
        books.scans.save(
            replace(
                scan,
                next_page=scan.next_page + 1,
                as_of=scan.as_of or page.as_of,
                read=scan.read + read,
                expected=page.total if page.total is not None else scan.expected,
                finished_at=now if page.is_last else None,
                attempts=0,
                not_before=None,
            )
        )
