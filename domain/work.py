"""What is most urgent for a connection, and when to look again: pure, from state alone."""

from datetime import datetime, timedelta

from domain.conditions import (
    distrusts,
    is_awake,
    is_calm,
    is_ledger_reading,
    may_act,
    may_look,
    next_night,
    unfinished,
)
from domain.connection import ConnectionState
from domain.dispatch import ElementState, OpenElement
from domain.invoice_work import (
    is_for_portal,
    ledger_reading_times,
    ledger_times,
    next_invoice_unit,
    portal_reading_times,
    portal_times,
    settle_dispatch,
)
from domain.outage import Side
from domain.payment_record import occupied_with
from domain.rebuilding_work import next_rebuilding_unit
from domain.request import DRY_RUNS, READS_ALL, Request
from domain.scan import LEDGER_SCANS, PORTAL_SCANS, ScanKind
from domain.units import ActOn, Decide, LookUp, ReadPage, Settle, Unit
from domain.workload import Workload

LOOK_ANYWAY = timedelta(minutes=1)
"""When to look again where work is left and nothing says what it waits for."""

DRY_RUN_LIVES = timedelta(minutes=30)
"""How long a dry run may be looked at before its hold on all writes ends by itself."""


def next_unit(load: Workload, now: datetime) -> Unit | None:
    """The most urgent unit that may start now, or None.

    Unknown outcomes come first, then invoices, then of the contacts reading the portal, reading the
    ledger, deciding, and acting.
    """
    if not is_awake(load):
        return None
    if may_look(load, Side.LEDGER, now) and (settle_all := settle_dispatch(load, now)):
        return settle_all
    if may_look(load, Side.PORTAL, now) and (settle := _settle(load, now)):
        return settle
    of_invoices = next_rebuilding_unit if load.state is ConnectionState.REBUILDING else next_invoice_unit
    if (unit := of_invoices(load, now)) is not None:
        return unit
    portal_calm, ledger_calm = is_calm(load, Side.PORTAL, now), is_calm(load, Side.LEDGER, now)
    if portal_calm and (page := _portal_page(load, now)):
        return page
    if ledger_calm and (page := _ledger_page(load, now)):
        return page
    if portal_calm and (look := _look_up(load, now)):
        return look
    if may_decide(load, now) and "deciding" not in load.busy:
        return Decide()
    if portal_calm and may_act(load):
        return _act(load)
    return None


def next_look(load: Workload, now: datetime) -> datetime | None:
    """When something may be due by itself, if nothing is now; None: only when nudged."""
    if not is_awake(load):
        return None
    # What is due on a closed side is not due before that side opens: else we would look all the time.
    limits = (load.closed, load.spent, load.crowded)
    times = [until for limit in limits for until in limit.values() if until > now]
    for side, looks, soon, at_leisure in (
        (Side.PORTAL, _looks(load, of_portal=True), portal_times(load), _portal_times(load)),
        (Side.LEDGER, _looks(load, of_portal=False), ledger_times(load), _ledger_times(load)),
    ):
        closed = load.closed.get(side, now)
        opens = max(closed, load.spent.get(side, now))
        times += [max(time, closed) for time in looks]
        times += [max(time, opens) for time in soon]
        times += [max(time, opens, load.crowded.get(side, now)) for time in at_leisure]
    times += [request.at + DRY_RUN_LIVES for request in load.requests if request.kind in DRY_RUNS]
    # What is past and does not start waits for something else, whose time is among these: without this rule
    # we would look all the time. If none is known, it is looked again all the same.
    later = [time for time in times if time > now]
    if later or not times:
        return min(later, default=None)
    return now if next_unit(load, now) is not None else now + LOOK_ANYWAY


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


def may_decide(load: Workload, now: datetime) -> bool:
    """Planning starts when mirror and portal have been read whole, or the few were looked up."""
    if not load.undecided or is_ledger_reading(load) or ScanKind.LEDGER_ALL not in load.finished:
        return False
    if distrusts(load, ScanKind.LEDGER_ALL):
        return False
    return not any(_portal_is_stale(load, kind, now) for kind in PORTAL_SCANS) and not load.to_look_up


def _settle(load: Workload, now: datetime) -> Settle | None:
    for open_element in filter(is_for_portal, load.elements):
        element = open_element.element
        is_due = element.look_at is not None and element.look_at <= now
        if is_due and _may_settle(open_element) and not occupied_with(element.subject) & load.busy:
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
        elif distrusts(load, kind) or (load.undecided and _portal_is_stale(load, kind, now)):
            return ReadPage(kind=kind, begin=True)
    return None


def _portal_is_stale(load: Workload, kind: ScanKind, now: datetime) -> bool:
    """Whether the portal must be read whole before deciding: never read, or too long ago for so many."""
    many = load.undecided > load.rhythm.few
    bound = now - (load.rhythm.portal_fresh if many else load.rhythm.portal_at_least)
    # A reading counts from its end as long as it was begun for this work: a big portal takes longer
    # to read than a reading stays fresh.
    scan = load.finished.get(kind)
    return scan is None or distrusts(load, kind) or (scan.finished_at or scan.started_at) < bound


def _ledger_page(load: Workload, now: datetime) -> ReadPage | None:
    if any(kind in load.busy for kind in LEDGER_SCANS):
        return None
    if left := unfinished(load, LEDGER_SCANS):
        scan = left[0]
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
    return load.state is ConnectionState.LIVE and next_night(load, last) <= now


def _wants_changes(load: Workload, now: datetime) -> bool:
    last = _last_ledger_start(load)
    if any(r.at > last for r in load.requests):
        return True
    return load.state is ConnectionState.LIVE and last + load.rhythm.changes_every <= now


def _last_ledger_start(load: Workload) -> datetime:
    return max(scan.started_at for kind in LEDGER_SCANS if (scan := load.latest.get(kind)))


def _portal_times(load: Workload) -> list[datetime]:
    """Of what can wait: readings, and the import."""
    times = [scan.not_before for scan in unfinished(load, PORTAL_SCANS)]
    times += [load.next_due_at] if may_act(load) else []
    return [*(time for time in times if time is not None), *portal_reading_times(load)]


def _ledger_times(load: Workload) -> list[datetime]:
    documents = ledger_reading_times(load)
    if left := unfinished(load, LEDGER_SCANS):
        return documents + [scan.not_before for scan in left[:1] if scan.not_before is not None]
    last = load.latest.get(ScanKind.LEDGER_ALL)
    if last is None or load.state is not ConnectionState.LIVE:
        return documents
    return [*documents, next_night(load, last), _last_ledger_start(load) + load.rhythm.changes_every]


def _looks(load: Workload, *, of_portal: bool) -> list[datetime]:
    found = [one for one in load.elements if _may_settle(one) and is_for_portal(one) is of_portal]
    return [one.element.look_at for one in found if one.element.look_at is not None]


def _look_up(load: Workload, now: datetime) -> LookUp | None:
    if is_ledger_reading(load) or any(_portal_is_stale(load, kind, now) for kind in PORTAL_SCANS):
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


def _may_settle(open_element: OpenElement) -> bool:
    """A write that is in flight is not looked for."""
    return open_element.element.state is not ElementState.DISPATCHED
