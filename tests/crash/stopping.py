"""Clerks that are stopped at a point, past their lease, and woken when another process has done their work.

The one stops itself by SIGSTOP, all its threads with it; the other takes over and comes to the end; then
the first one is woken by SIGCONT and goes on where it was.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from adapters.sandbox import observe
from adapters.sandbox.faults import SIDES
from adapters.sandbox.world import World
from adapters.work.executors import AT_ONCE
from tests.crash.campaign import CHANGES_NOTHING
from tests.crash.processes import (
    LAST_FEW,
    Ended,
    Job,
    at_or_before,
    ended,
    exit_code,
    killed_at,
    scene,
    several,
    spread,
    started,
)
from tests.crash.victim import BADLY, LEASE_SECONDS, LONGEST_SECONDS, UNTOUCHED, Fate
from tests.support.canon import Canon, differences

CHECKED = "checked"
HELD_SECONDS = 2 * LEASE_SECONDS
"""How long a stopped process keeps a file of SQLite locked. Nobody can work on it meanwhile."""
SESSION_SECONDS = 5
"""After so long PostgreSQL ends what a stopped process has begun; 30 as shipped."""
_A_WHILE_SECONDS = 0.5
_LIMITS = f"-c lock_timeout=30s -c idle_in_transaction_session_timeout={SESSION_SECONDS}s"
_SAID_TWICE = 'only disturbed: {"code": "setting-changed"'
"""Two people say the same one after the other, and the second one was stopped while he said it."""
_CREATIONS = ("hubflo POST", "xero PUT /api.xro/2.0/Invoices", "xero PUT /api.xro/2.0/Payments")
_OURS = ("/api.xro/", "/api/v2/companies", "/api/v2/contacts", "/api/v2/invoices")


@dataclass(frozen=True, slots=True, kw_only=True)
class Woken:
    """A clerk that was stopped, followed by another one, and woken."""

    stopped: str
    """The point where it was stopped, '' if it had fewer points."""
    is_held: bool
    """Whether it kept all others out: one of its threads was inside a transaction on SQLite, or inside a
    statement on PostgreSQL, whose server waits for the rest of it."""
    told: tuple[str, ...]
    """The problems with which one of the two ended, as commands do, and was begun anew."""
    writes: tuple[str, ...]
    """What was written on either side after it was woken."""
    canon: Canon
    twins: tuple[str, ...]

    @property
    def may_write(self) -> bool:
        """Whether it was stopped where nothing can keep it from writing when it is woken.

        Where it kept all others out; and behind the check, before the first byte.
        """
        return self.is_held or self.stopped.startswith((f"{CHECKED} hubflo P", f"{CHECKED} xero P"))

    def wrong(self, good: Canon) -> list[str]:
        """What is not as it should be, for a person to read."""
        differing = differences(good, self.canon)
        if self.may_write:
            differing = [line for line in differing if CHANGES_NOTHING not in line]
        twice = next((line for line in differing if _SAID_TWICE in line), None)
        differing = [line for line in differing if line is not twice]  # one of them, and no more
        return [*differing, *self.twins, *(() if self.may_write else self.writes)]

    @property
    def may_be_twice(self) -> bool:
        """Whether what it sends is a creation that nobody need refuse a second time.

        Nor Xero, if it comes after the last look for a twin, when the number has been given away: times are
        so short here that whoever is stopped always comes after it.
        """
        return self.stopped.startswith(tuple(f"{CHECKED} {creation}" for creation in _CREATIONS))


def campaign_of(job: Job, count: int) -> tuple[Ended, Iterator[Woken]]:
    """One undisturbed run, and runs stopped at so many points, spread evenly; at every one if that is 0.

    Whoever has fewer points than that is stopped at an earlier one.
    """
    good = killed_at(job, fate=_fate(job))

    def stopped(at: int) -> Woken:
        return at_or_before(at, partial(stopped_at, job), lambda woken: bool(woken.stopped))

    return good, several(job, stopped, spread(len(good.points) - LAST_FEW, count))


def several_stopped(job: Job, points: Iterable[str]) -> Iterator[Woken]:
    """Runs stopped at the first point of each of those names."""
    return several(job, partial(stopped_at, job), points)


def _fate(job: Job) -> Fate:
    """One unit at a time on SQLite: of several, one is mostly in a transaction and keeps all others out."""
    return Fate(with_checks=True, at_once=1 if job.new_database is None else AT_ONCE)


def stopped_at(job: Job, point: int | str) -> Woken:
    """One is stopped, another one works to the end, and the first one is woken. Raises if one ends badly."""
    with scene(job, f"stopped {point}".replace("/", "-"), options=_LIMITS) as here:
        report = here.report.with_name("first")
        first = started(here, replace(_fate(job), stop_at=point), report)
        try:
            where = _where(first, report)
            is_held = here.is_locked()
            second, told = started(here, UNTOUCHED), list[str]()
            if is_held:
                exit_code(second, HELD_SECONDS)
            elif told := _told(second, here.report):
                second = started(here, UNTOUCHED)
                is_held = ended(second) == BADLY
            before = _writes(here.world)
            if where and first.pid is not None:
                os.kill(first.pid, signal.SIGCONT)
            told += [*_told(first, report), *_told(second, here.report)]
        finally:
            first.kill()
        if told and _told(started(here, UNTOUCHED), here.report):
            raise AssertionError(f"stopped at {where}: nobody comes to the end")
        writes = _writes(here.world) - before
        state, double, _ = here.end_state()
    return Woken(
        stopped=where,
        is_held=is_held,
        told=tuple(told),
        writes=tuple(writes.elements()),
        canon=state,
        twins=double,
    )


def _told(process: BaseProcess, report: Path) -> list[str]:
    """With which problem it ended, if it did not come to its end. Raises if it ended in any other way."""
    code = ended(process)
    if code not in (0, BADLY):
        raise AssertionError(f"it ended with {code}")
    return [report.read_text()] if code == BADLY else []


def _where(process: BaseProcess, report: Path) -> str:
    """Where it is stopped by now; '' if it came to its end."""
    give_up_at = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < give_up_at:
        if exit_code(process) is not None:
            return ""
        if report.exists() and (where := report.read_text()) and _is_stopped(process):
            return where
        time.sleep(0.01)
    raise AssertionError("it neither stops nor ends")


def _is_stopped(process: BaseProcess) -> bool:
    """Whether all of its threads are: it says so a moment before."""
    shown = Path(f"/proc/{process.pid}/stat")
    if shown.exists():
        return shown.read_text().rpartition(")")[2].split()[0] == "T"
    time.sleep(_A_WHILE_SECONDS)  # where nobody shows it
    return True


def _writes(world: World) -> Counter[str]:
    """What was asked for on both sides that changes a record, how often."""
    return Counter(
        {
            what: count
            for side in SIDES
            for what, count in observe.counts(world, side).items()
            if not what.startswith("GET") and any(path in what for path in _OURS)
        }
    )
