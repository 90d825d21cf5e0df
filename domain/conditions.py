"""What may be done at all for a connection now: asked by everything that chooses a unit."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.connection import ConnectionState
from domain.outage import Side
from domain.request import DRY_RUNS
from domain.scan import LEDGER_SCANS, PORTAL_SCANS, Scan, ScanKind
from domain.workload import Workload


def is_awake(load: Workload) -> bool:
    """Whether anything is done at all; a paused connection only answers requests."""
    if load.state in (ConnectionState.LIVE, ConnectionState.PREVIEW, ConnectionState.REBUILDING):
        return True
    return load.state is ConnectionState.PAUSED and bool(load.requests)


def may_look(load: Workload, side: Side, now: datetime) -> bool:
    """Whether a side may be called at all: for an unknown outcome the reserve of its limits is there."""
    until = load.closed.get(side)
    return until is None or until <= now


def is_open(load: Workload, side: Side, now: datetime) -> bool:
    """Whether a side may be called for work: its limits have more than their reserve left."""
    until = load.spent.get(side)
    return may_look(load, side, now) and (until is None or until <= now)


def is_calm(load: Workload, side: Side, now: datetime) -> bool:
    """Whether a side may be called for what can wait: its limits have a share for that, and keep the rest."""
    until = load.crowded.get(side)
    return is_open(load, side, now) and (until is None or until <= now)


def may_act(load: Workload) -> bool:
    """Whether anything may be written: live, trusted, and nobody is looking at a dry run."""
    dry = any(request.kind in DRY_RUNS for request in load.requests)
    return load.state is ConnectionState.LIVE and not dry and not must_read_whole(load)


def must_read_whole(load: Workload) -> bool:
    """Whether the store may be older than the world and both sides were not yet read and planned since."""
    if load.distrusted_at is None:
        return False
    kinds: tuple[ScanKind, ...] = (ScanKind.LEDGER_ALL, *PORTAL_SCANS)
    if load.invoices.are_sent:  # what was created since then stands among the documents
        kinds = (*kinds, ScanKind.LEDGER_DOCUMENTS)
    return load.undecided > 0 or any(distrusts(load, kind) for kind in kinds)


def distrusts(load: Workload, kind: ScanKind) -> bool:
    """Whether the store is distrusted and no reading of this kind was begun and ended since."""
    if load.distrusted_at is None:
        return False
    scan = load.finished.get(kind)
    return scan is None or scan.started_at < load.distrusted_at


def unfinished(load: Workload, kinds: Iterable[ScanKind]) -> list[Scan]:
    """Readings of these kinds that were begun and not ended."""
    scans = [load.latest.get(kind) for kind in kinds]
    return [scan for scan in scans if scan is not None and scan.finished_at is None]


def is_ledger_reading(load: Workload) -> bool:
    """Whether contacts are being read; a page in flight may be the first of a reading not noted yet."""
    return bool(unfinished(load, LEDGER_SCANS)) or any(kind in load.busy for kind in LEDGER_SCANS)


def next_night(load: Workload, last: Scan) -> datetime:
    """The next local time for whole readings that is at least three hours after the last one began."""
    zone = ZoneInfo(load.time_zone or "UTC")
    earliest = last.started_at + timedelta(hours=3)
    local = earliest.astimezone(zone)
    at = local.replace(hour=load.rhythm.full_scan_at.hour, minute=load.rhythm.full_scan_at.minute)
    at = at.replace(second=0, microsecond=0)
    if at < local:
        at += timedelta(days=1)
    return at.astimezone(UTC)
