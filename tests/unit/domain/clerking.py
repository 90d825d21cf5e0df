"""A clerk's life in numbers: what its units would do to the work that is left, with trouble for a while."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from domain.conditions import must_read_whole
from domain.connection import ConnectionState
from domain.dispatch import OpenElement
from domain.ids import LedgerContactId
from domain.outage import Side
from domain.request import DRY_RUNS, Request
from domain.scan import LEDGER_SCANS, PORTAL_SCANS, Scan, ScanKind
from domain.settings import Rhythm
from domain.units import ActOn, Decide, LookUp, ReadPage, Settle, Unit
from domain.work import is_abandoned, is_done
from domain.workload import Due, Workload
from tests.unit.domain.workloads import due, element

AHEAD = 3
"""How many of a list a workload shows: fewer than there are, as in the books."""


@dataclass(kw_only=True)
class Clerk:
    """All that is left to do for one connection. `trouble` is how many more times something goes wrong."""

    state: ConnectionState
    now: datetime
    dice: Random
    rhythm: Rhythm = field(default_factory=lambda: Rhythm(few=3))
    distrusted_at: datetime | None = None
    latest: dict[ScanKind, Scan] = field(default_factory=dict)
    finished: dict[ScanKind, Scan] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    undecided: dict[LedgerContactId, datetime | None] = field(default_factory=dict)
    decided: dict[LedgerContactId, datetime | None] = field(default_factory=dict)
    open: list[OpenElement] = field(default_factory=list)
    closed: dict[Side, datetime] = field(default_factory=dict)
    coming: int = 0
    trouble: int = 0

    def workload(self) -> Workload:
        """As it is loaded from the books."""
        load = self._load()
        kept = [one for one in self.requests if not is_abandoned(one, self.now)]
        self.requests = [one for one in kept if one.kind in DRY_RUNS or not is_done(load, one)]
        load = replace(load, requests=tuple(self.requests))
        if load.state is ConnectionState.LIVE and not must_read_whole(load):
            self.distrusted_at = None
        return replace(load, distrusted_at=self.distrusted_at)

    def _load(self) -> Workload:
        waits = [time for time in self.decided.values() if time is not None]
        return Workload(
            state=self.state,
            time_zone="Europe/London",
            rhythm=self.rhythm,
            distrusted_at=self.distrusted_at,
            elements=tuple(self.open),
            latest=dict(self.latest),
            finished=dict(self.finished),
            requests=tuple(self.requests),
            undecided=len(self.undecided),
            to_look_up=self._to_look_up(),
            due=tuple(self._due())[:AHEAD],
            next_due_at=min(waits, default=None),
            closed=dict(self.closed),
        )

    def _due(self) -> list[Due]:
        ready = [contact for contact, time in self.decided.items() if time is None or time <= self.now]
        return [due(contact, "company:acme") for contact in sorted(ready)]

    def _to_look_up(self) -> tuple[LedgerContactId, ...]:
        fresh_from = self.now - self.rhythm.portal_fresh
        scans = [self.finished.get(kind) for kind in PORTAL_SCANS]
        is_fresh = all(scan is not None and scan.started_at >= fresh_from for scan in scans)
        if is_fresh or len(self.undecided) > self.rhythm.few:
            return ()
        return tuple(c for c, looked in self.undecided.items() if looked is None or looked < fresh_from)

    def do(self, unit: Unit) -> None:
        """Do one unit, which takes a moment; or fail at it, and close the side for a while."""
        self.now += timedelta(seconds=self.dice.choice([0, 1, 30, 400]))
        on_ledger = isinstance(unit, ReadPage) and unit.kind in LEDGER_SCANS
        if self.trouble and not isinstance(unit, Decide) and self.dice.random() < 0.5:
            self.trouble -= 1
            side = Side.LEDGER if on_ledger else Side.PORTAL
            self.closed[side] = self.now + timedelta(minutes=self.dice.randint(1, 90))
            if isinstance(unit, ReadPage) and unit.begin and self.dice.random() < 0.5:
                self._begin(unit.kind)
            return
        match unit:
            case Settle():
                self._settle(unit)
            case ReadPage():
                self._read(unit)
            case LookUp():
                self.undecided[unit.contact_id] = self.now
            case Decide():
                self._decide()
            case ActOn():
                self._act(unit)

    def _begin(self, kind: ScanKind) -> None:
        self.latest[kind] = Scan(number=1, kind=kind, started_at=self.now)

    def _read(self, unit: ReadPage) -> None:
        if unit.begin:
            self._begin(unit.kind)
        if self.dice.random() < 0.4:
            return  # there are more pages
        ended = replace(self.latest[unit.kind], finished_at=self.now)
        self.latest[unit.kind] = self.finished[unit.kind] = ended
        if unit.kind in LEDGER_SCANS:
            arrived = self.dice.randint(0, self.coming)
            self.coming -= arrived
            for _ in range(arrived):
                self.undecided[LedgerContactId(f"c-{self.dice.randrange(10**6)}")] = None

    def _decide(self) -> None:
        for contact in list(self.undecided)[:4]:
            del self.undecided[contact]
            if self.dice.random() < 0.8:
                self.decided[contact] = None

    def _settle(self, unit: Settle) -> None:
        found = next(one for one in self.open if one.element.subject == unit.subject)
        self.open.remove(found)
        if self.dice.random() < 0.4:
            later = replace(found.element, look_at=self.now + timedelta(minutes=self.dice.randint(1, 30)))
            self.open.append(replace(found, element=later))

    def _act(self, unit: ActOn) -> None:
        chance = self.dice.random()
        if chance < 0.2:
            self.decided[unit.contact_id] = self.now + timedelta(minutes=self.dice.randint(1, 30))
            return
        del self.decided[unit.contact_id]
        if chance < 0.3:
            self.open.append(element(f"contact:{unit.contact_id}", look_at=self.now))
