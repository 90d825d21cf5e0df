"""Loads the state from which the next unit of work follows."""

from collections.abc import Mapping
from datetime import datetime

from domain.decision import Action
from domain.hold import Hold
from domain.ids import LedgerContactId
from domain.outage import Side, closed_until, subject_of
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.scan import PORTAL_SCANS, Scan, ScanKind
from domain.settings import Rhythm
from domain.work import Due, Workload

_LOOK_AHEAD = 16


def load(
    books: Books,
    rhythm: Rhythm,
    now: datetime,
    *,
    busy: frozenset[str] = frozenset(),
    throttled: Mapping[Side, datetime] | None = None,
) -> Workload:
    """The workload of the books' connection. `throttled` are sides that said when to come again."""
    connection = books.connection
    outages = _outages(books)
    undecided = books.ledger.undecided_count(at_most=rhythm.few + 1)
    finished = books.scans.latest_finished()
    return Workload(
        state=connection.state,
        time_zone=connection.time_zone,
        rhythm=rhythm,
        distrusted_at=connection.distrusted_at,
        elements=books.dispatches.open(),
        latest=books.scans.latest(),
        finished=finished,
        requests=books.requests.open(),
        undecided=undecided,
        to_look_up=_to_look_up(books, rhythm, finished, undecided, now),
        due=tuple(due_of(kept) for kept in books.ledger.due(_LOOK_AHEAD, now)),
        next_due_at=books.ledger.next_due_at(),
        closed=_closed(outages, throttled or {}),
        outages=frozenset(outages),
        busy=busy,
    )


def due_of(kept: Kept) -> Due:
    """What acting on a contact occupies: itself, its person, and its company, made already or not."""
    subjects = {f"contact:{kept.contact.id}"}
    decision = kept.decision
    if decision is not None and decision.company is not None:
        subjects.add(f"company:{decision.company.key or decision.company.id}")
    if decision is not None and decision.action is not Action.CREATE and decision.person_id:
        subjects.add(f"person:{decision.person_id}")
    return Due(contact_id=kept.contact.id, subjects=frozenset(subjects))


def _to_look_up(
    books: Books, rhythm: Rhythm, finished: Mapping[ScanKind, Scan], undecided: int, now: datetime
) -> tuple[LedgerContactId, ...]:
    """Undecided contacts to ask the portal about one by one: if few, and no fresh reading covers them."""
    if not 0 < undecided <= rhythm.few:
        return ()
    fresh_from = now - rhythm.portal_fresh
    scans = [finished.get(kind) for kind in PORTAL_SCANS]
    if all(scan is not None and scan.started_at >= fresh_from for scan in scans):
        return ()
    return tuple(
        kept.contact.id
        for kept in books.ledger.undecided(rhythm.few)
        if not kept.reasons and (kept.looked_up_at is None or kept.looked_up_at < fresh_from)
    )


def _outages(books: Books) -> dict[Side, Hold]:
    holds = books.holds.by_subject(subject_of(side) for side in Side)
    return {side: hold for side in Side if (hold := holds.get(subject_of(side))) is not None}


def _closed(outages: Mapping[Side, Hold], throttled: Mapping[Side, datetime]) -> dict[Side, datetime]:
    closed = dict(throttled)
    for side, hold in outages.items():
        closed[side] = max(closed_until(hold), closed.get(side, hold.since))
    return closed
