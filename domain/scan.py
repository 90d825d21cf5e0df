"""Readings of one side, page by page, each a row that goes on where it was."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ScanKind(StrEnum):
    """What is read. `ledger-changes` reads what changed since the ledger's own clock of an earlier scan."""

    LEDGER_ALL = "ledger-all"
    LEDGER_CHANGES = "ledger-changes"
    PORTAL_COMPANIES = "portal-companies"
    PORTAL_PEOPLE = "portal-people"
    PORTAL_ISSUED = "portal-issued"
    PORTAL_PAID = "portal-paid"
    PORTAL_INVOICES = "portal-invoices"
    LEDGER_DOCUMENTS = "ledger-documents"
    LEDGER_OPEN = "ledger-open"


LEDGER_SCANS = (ScanKind.LEDGER_ALL, ScanKind.LEDGER_CHANGES)
PORTAL_SCANS = (ScanKind.PORTAL_COMPANIES, ScanKind.PORTAL_PEOPLE)
DOCUMENT_SCANS = (ScanKind.LEDGER_DOCUMENTS, ScanKind.LEDGER_OPEN)
"""What changed among the ledger's documents, and, nightly, those of ours that are not at their end."""
INVOICE_WALKS = (ScanKind.PORTAL_ISSUED, ScanKind.PORTAL_PAID, ScanKind.PORTAL_INVOICES)
"""Lists of the portal's invoices: what is issued, what is paid, and, daily, all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One reading. `number` grows with every scan of a connection, whatever its kind.

    `as_of` is the other side's clock at the first page (UTC), `since` the lower bound that was asked
    for, `read` how many records came, `expected` how many the other side announced.
    """

    number: int
    kind: ScanKind
    started_at: datetime
    next_page: int = 1
    since: datetime | None = None
    as_of: datetime | None = None
    read: int = 0
    expected: int | None = None
    finished_at: datetime | None = None
    attempts: int = 0
    not_before: datetime | None = None
