"""Workloads that a test describes by what is left to do; what is not said is done."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.connection import ConnectionState
from domain.dispatch import Act, Element, ElementState, OpenElement
from domain.ids import DispatchId, LedgerContactId, RequestId
from domain.outage import Side
from domain.request import Request, RequestKind
from domain.scan import LEDGER_SCANS, PORTAL_SCANS, Scan, ScanKind
from domain.settings import Rhythm
from domain.workload import Due, InvoiceLoad, Workload
from tests.support.clock import NOON

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
LEDGER_ALL, LEDGER_CHANGES = LEDGER_SCANS
PORTAL_COMPANIES, PORTAL_PEOPLE = PORTAL_SCANS


def scan(
    kind: ScanKind,
    *,
    started: datetime = NOON,
    finished: datetime | None = None,
    not_before: datetime | None = None,
) -> Scan:
    """A reading; without an end it is going on."""
    return Scan(number=1, kind=kind, started_at=started, finished_at=finished, not_before=not_before)


def read(load: Workload, *scans: Scan) -> Workload:
    """With these as the newest readings of their kinds."""
    ended = {one.kind: one for one in scans if one.finished_at is not None}
    return replace(
        load,
        latest={**load.latest, **{one.kind: one for one in scans}},
        finished={**load.finished, **ended},
    )


NEW = Workload(state=ConnectionState.LIVE, time_zone="Europe/London", rhythm=Rhythm())
"""A live connection that has not done anything yet."""

QUIET = read(NEW, *(scan(kind, started=NOON, finished=NOON) for kind in ScanKind))
"""A live connection that has read everything at noon and has nothing left to do."""
CALM = replace(QUIET, invoices=InvoiceLoad(are_sent=True, books_read_at=NOON))
"""The same with invoices: the ledger's settings are read too, and no invoice has anything to do."""


def due(contact: str, *subjects: str) -> Due:
    """A decided contact, and what acting on it occupies besides."""
    return Due(contact_id=LedgerContactId(contact), subjects=frozenset({f"contact:{contact}", *subjects}))


def request(kind: RequestKind = RequestKind.IMPORT, *, at: datetime = NOON) -> Request:
    """What Ada asked for."""
    return Request(id=RequestId(f"{kind}-{at.isoformat()}"), kind=kind, at=at, actor="ada")


def element(
    subject: str = "contact:c-1",
    *,
    look_at: datetime | None = NOON,
    state: ElementState = ElementState.UNKNOWN,
) -> OpenElement:
    """A write whose outcome is open."""
    return OpenElement(
        dispatch_id=DispatchId(f"dispatch of {subject}"),
        sent_at=NOON - HOUR,
        give_up_at=NOON - HOUR,
        fence=1,
        element=Element(number=1, act=Act.CREATE_PERSON, subject=subject, state=state, look_at=look_at),
    )


def shut(load: Workload, side: Side, until: datetime = NOON + HOUR) -> Workload:
    """With a side that is not to be called."""
    return replace(load, closed={**load.closed, side: until})
