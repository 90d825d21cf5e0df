"""What is most urgent for a connection, and when to look again: pure, from state alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.connection import ConnectionState
from domain.dispatch import ElementState, OpenElement
from domain.ids import DispatchId, LedgerContactId
from domain.outage import Side
from domain.request import DRY_RUNS, READS_ALL, Request
from domain.scan import LEDGER_SCANS, PORTAL_SCANS, Scan, ScanKind
from domain.settings import Rhythm

DRY_RUN_LIVES = timedelta(minutes=30)
"""How long a dry run may be looked at before its hold on all writes ends by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """Look for one element whose outcome is unknown, or for its twin."""

    dispatch_id: DispatchId
    number: int
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """Read the next page of a scan; `begin` starts a new one."""

    kind: ScanKind
    begin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """Ask the portal for the few people that one undecided contact could be."""

    contact_id: LedgerContactId


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """Plan the next batch of undecided contacts; no call is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOn:
    """Do what was decided for a contact: at most one write. It occupies `subjects` meanwhile."""

    contact_id: LedgerContactId
    subjects: frozenset[str]


Unit = Settle | ReadPage | LookUp | Decide | ActOn


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A decided contact that may be acted on, and what acting on it occupies."""

    contact_id: LedgerContactId
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """All that decides what comes next. Lists are bounded: their first few entries are enough.

    `latest` holds the newest scan of each kind, `finished` the newest finished one. `undecided` is
    counted no further than to one more than few. `to_look_up` are undecided contacts (when they are
    few) that the portal was not asked for lately. `closed` says until when a side is not to be called,
    `outages` which of them the books hold. `busy` are subjects of units in flight.
    """

    state: ConnectionState
    time_zone: str
    rhythm: Rhythm
    distrusted_at: datetime | None = None
    elements: tuple[OpenElement, ...] = ()
    latest: Mapping[ScanKind, Scan] = field(default_factory=dict)
    finished: Mapping[ScanKind, Scan] = field(default_factory=dict)
    requests: tuple[Request, ...] = ()
    undecided: int = 0
    to_look_up: tuple[LedgerContactId, ...] = ()
    due: tuple[Due, ...] = ()
    next_due_at: datetime | None = None
    closed: Mapping[Side, datetime] = field(default_factory=dict)
    outages: frozenset[Side] = frozenset()
    busy: frozenset[str] = frozenset()


def next_unit(load: Workload, now: datetime) -> Unit | None:
    """The most urgent unit that may start now, or None.

    Unknown outcomes come first, then reading the portal, reading the ledger, deciding, and acting.
    """
    if not _is_awake(load):
        return None
    portal_open = _open(load, Side.PORTAL, now)
    if portal_open and (settle := _settle(load, now)):
        return settle
    if portal_open and (page := _portal_page(load, now)):
        return page
    if _open(load, Side.LEDGER, now) and (page := _ledger_page(load, now)):
        return page
    if portal_open and (look := _look_up(load, now)):
        return look
    if may_decide(load, now) and "deciding" not in load.busy:
        return Decide()
    if portal_open and may_act(load):
        return _act(load)
    return None


def next_look(load: Workload, now: datetime) -> datetime | None:
    """When something may be due by itself, if nothing is now; None: only when nudged."""
    if not _is_awake(load):
        return None
    # What is due on a closed side is not due before that side opens: else we would look all the time.
    times = [until for until in load.closed.values() if until > now]
    times += [max(time, load.closed.get(Side.PORTAL, time)) for time in _portal_times(load)]
    times += [max(time, load.closed.get(Side.LEDGER, time)) for time in _ledger_times(load)]
    times += [request.at + DRY_RUN_LIVES for request in load.requests if request.kind in DRY_RUNS]
    return max(min(times), now) if times else None


def is_done(load: Workload, request: Request) -> bool:
    """Whether all that a request asks for was read, decided and, but for what waits, acted on."""
    kinds = (ScanKind.LEDGER_ALL,) if request.kind in READS_ALL else LEDGER_SCANS
    read = any((scan := load.finished.get(kind)) and scan.started_at >= request.at for kind in kinds)
    if not read or load.undecided or load.busy:
        return False
    return request.kind in DRY_RUNS or not may_act(load) or not load.due


def is_abandoned(request: Request, now: datetime) -> bool:
    """Whether whoever asked for a dry run is gone: it would hold all writes for ever."""
    return request.kind in DRY_RUNS and now >= request.at + DRY_RUN_LIVES


def may_act(load: Workload) -> bool:
    """Whether anything may be written: live, trusted, and nobody is looking at a dry run."""
    dry = any(request.kind in DRY_RUNS for request in load.requests)
    return load.state is ConnectionState.LIVE and not dry and not must_read_whole(load)


def must_read_whole(load: Workload) -> bool:
    """Whether the store may be older than the world and both sides were not yet read and planned since."""
    if load.distrusted_at is None:
        return False
    return load.undecided > 0 or any(_distrusts(load, kind) for kind in (ScanKind.LEDGER_ALL, *PORTAL_SCANS))


def may_decide(load: Workload, now: datetime) -> bool:
    """Planning starts when mirror and portal have been read whole, or the few were looked up."""
    if not load.undecided or _ledger_reading(load) or ScanKind.LEDGER_ALL not in load.finished:
        return False
    if _distrusts(load, ScanKind.LEDGER_ALL):
        return False
    return not any(_portal_is_stale(load, kind, now) for kind in PORTAL_SCANS) and not load.to_look_up


def _is_awake(load: Workload) -> bool:
    if load.state in (ConnectionState.LIVE, ConnectionState.PREVIEW):
        return True
    return load.state is ConnectionState.PAUSED and bool(load.requests)


def _open(load: Workload, side: Side, now: datetime) -> bool:
    until = load.closed.get(side)
    return until is None or until <= now


def _settle(load: Workload, now: datetime) -> Settle | None:
    for open_element in load.elements:
        element = open_element.element
        is_due = element.look_at is not None and element.look_at <= now
        if is_due and _may_settle(open_element) and element.subject not in load.busy:
            return Settle(
                dispatch_id=open_element.dispatch_id, number=element.number, subject=element.subject
            )
    return None


def _portal_page(load: Workload, now: datetime) -> ReadPage | None:
    for kind in PORTAL_SCANS:
        if kind in load.busy:
            continue
        scan = load.latest.get(kind)
        if scan is not None and scan.finished_at is None:
            if scan.not_before is None or scan.not_before <= now:
                return ReadPage(kind=kind, begin=False)
        elif _distrusts(load, kind) or (load.undecided and _portal_is_stale(load, kind, now)):
            return ReadPage(kind=kind, begin=True)
    return None


def _portal_is_stale(load: Workload, kind: ScanKind, now: datetime) -> bool:
    """Whether the portal must be read whole before deciding: never read, or too long ago for so many."""
    many = load.undecided > load.rhythm.few
    bound = now - (load.rhythm.portal_fresh if many else load.rhythm.portal_at_least)
    # A reading counts from its end as long as it was begun for this work: a big portal takes longer
    # to read than a reading stays fresh.
    scan = load.finished.get(kind)
    return scan is None or _distrusts(load, kind) or (scan.finished_at or scan.started_at) < bound


def _ledger_page(load: Workload, now: datetime) -> ReadPage | None:
    if any(kind in load.busy for kind in LEDGER_SCANS):
        return None
    if unfinished := _unfinished(load, LEDGER_SCANS):
        scan = unfinished[0]
        due = scan.not_before is None or scan.not_before <= now
        return ReadPage(kind=scan.kind, begin=False) if due else None
    if _wants_all(load, now):
        return ReadPage(kind=ScanKind.LEDGER_ALL, begin=True)
    if _wants_changes(load, now):
        return ReadPage(kind=ScanKind.LEDGER_CHANGES, begin=True)
    return None


def _wants_all(load: Workload, now: datetime) -> bool:
    last = load.latest.get(ScanKind.LEDGER_ALL)
    if last is None:
        return True
    if load.distrusted_at is not None and last.started_at < load.distrusted_at:
        return True
    if any(r.kind in READS_ALL and r.at > last.started_at for r in load.requests):
        return True
    return load.state is ConnectionState.LIVE and _next_full_scan(load, last) <= now


def _wants_changes(load: Workload, now: datetime) -> bool:
    last = _last_ledger_start(load)
    if any(r.at > last for r in load.requests):
        return True
    return load.state is ConnectionState.LIVE and last + load.rhythm.changes_every <= now


def _last_ledger_start(load: Workload) -> datetime:
    return max(scan.started_at for kind in LEDGER_SCANS if (scan := load.latest.get(kind)))


def _next_full_scan(load: Workload, last: Scan) -> datetime:
    """The next local full-scan time that is at least three hours after the last one began."""
    zone = ZoneInfo(load.time_zone or "UTC")
    earliest = last.started_at + timedelta(hours=3)
    local = earliest.astimezone(zone)
    at = local.replace(hour=load.rhythm.full_scan_at.hour, minute=load.rhythm.full_scan_at.minute)
    at = at.replace(second=0, microsecond=0)
    if at < local:
        at += timedelta(days=1)
    return at.astimezone(UTC)


def _portal_times(load: Workload) -> list[datetime]:
    times = [open_element.element.look_at for open_element in load.elements if _may_settle(open_element)]
    times += [scan.not_before for scan in _unfinished(load, PORTAL_SCANS)]
    times += [load.next_due_at] if may_act(load) else []
    return [time for time in times if time is not None]


def _ledger_times(load: Workload) -> list[datetime]:
    if unfinished := _unfinished(load, LEDGER_SCANS):
        return [scan.not_before for scan in unfinished[:1] if scan.not_before is not None]
    last = load.latest.get(ScanKind.LEDGER_ALL)
    if last is None or load.state is not ConnectionState.LIVE:
        return []
    return [_next_full_scan(load, last), _last_ledger_start(load) + load.rhythm.changes_every]


def _look_up(load: Workload, now: datetime) -> LookUp | None:
    if _ledger_reading(load) or any(_portal_is_stale(load, kind, now) for kind in PORTAL_SCANS):
        return None
    for contact_id in load.to_look_up:
        if f"contact:{contact_id}" not in load.busy:
            return LookUp(contact_id=contact_id)
    return None


def _act(load: Workload) -> ActOn | None:
    for due in load.due:
        if not due.subjects & load.busy:
            return ActOn(contact_id=due.contact_id, subjects=due.subjects)
    return None


def _ledger_reading(load: Workload) -> bool:
    """Whether the ledger is being read; a page in flight may be the first of a reading not noted yet."""
    return bool(_unfinished(load, LEDGER_SCANS)) or any(kind in load.busy for kind in LEDGER_SCANS)


def _unfinished(load: Workload, kinds: Iterable[ScanKind]) -> list[Scan]:
    scans = [load.latest.get(kind) for kind in kinds]
    return [scan for scan in scans if scan is not None and scan.finished_at is None]


def _may_settle(open_element: OpenElement) -> bool:
    """A write that is in flight is not looked for."""
    return open_element.element.state is not ElementState.DISPATCHED


def _distrusts(load: Workload, kind: ScanKind) -> bool:
    """Whether the store is distrusted and no reading of this kind was begun and ended since."""
    if load.distrusted_at is None:
        return False
    scan = load.finished.get(kind)
    return scan is None or scan.started_at < load.distrusted_at
