"""The lines that real processes add to the tables: killed once, killed twice, stopped and woken."""

import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.crash import stopping
from tests.crash.processes import LAST_FEW, Ended, Job, campaign_of, killed_at, several
from tests.support.canon import differences
from tests.support.databases import postgres_databases

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Which job, on which database."""

    bills: bool = False
    on_postgresql: bool = False

    @property
    def name(self) -> str:
        """As the table calls it."""
        database = "PostgreSQL" if self.on_postgresql else "SQLite"
        return f"{'invoices' if self.bills else 'import'} on {database}"

    @contextmanager
    def job(self) -> Iterator[Job]:
        """In a folder that is gone afterwards."""
        databases = postgres_databases() if self.on_postgresql else nullcontext(None)
        with tempfile.TemporaryDirectory() as scratch, databases as new_database:
            yield Job(folder=Path(scratch), bills=self.bills, new_database=new_database)


def killed(kind: Kind, say: Say, count: int = 60) -> int:
    """Killed at `count` points, or at every one if that is 0."""
    with kind.job() as job:
        good, runs = campaign_of(job, count)
        return _told(f"{kind.name}: kill -9", good, runs, say)


def killed_twice(kind: Kind, say: Say, count: int = 20, seed: int = 7) -> int:
    """Killed at a point, and the next life at another one."""
    dice = random.Random(seed)
    with kind.job() as job:
        good = killed_at(job)
        last = len(good.points) - LAST_FEW
        firsts = [dice.randint(1, last) for _ in range(count)]
        pairs = [(first, dice.randint(1, max(1, last - first))) for first in firsts]
        return _told(
            f"{kind.name}: kill -9 twice, from seed {seed}",
            good,
            several(job, lambda pair: killed_at(job, *pair), pairs),
            say,
        )


def stopped(kind: Kind, say: Say, count: int = 20) -> int:
    """Stopped past the lease at `count` points, or at every one if that is 0, and woken."""
    where, wrong, twice, held, begun = Counter[str](), 0, 0, 0, time.monotonic()
    with kind.job() as job:
        good, runs = stopping.campaign_of(job, count)
        for woken in runs:
            where[kind_of(woken.stopped)] += 1
            held += woken.is_held
            lines = woken.wrong(good.canon)
            if woken.may_be_twice and woken.twins:
                twice += 1
            elif lines:
                wrong += 1
                say(f"WRONG: stopped at {woken.stopped}: {lines}")
    say(f"{kind.name}: stopped past the lease and woken: {where.total()}, {dict(where)}")
    say(f"of these kept all others out meanwhile: {held}")
    say(f"of these sent a creation a second time, behind the last look for a twin: {twice}")
    say(f"wrong ends: {wrong}; {time.monotonic() - begun:.0f} s")
    return wrong


def _told(what: str, good: Ended, runs: Iterator[Ended], say: Say) -> int:
    where, wrong, begun = Counter[str](), 0, time.monotonic()
    for ended in runs:
        where[kind_of(ended.killed)] += 1
        lines: Sequence[str] = [
            *differences(good.canon, ended.canon),
            *ended.twins,
        ]
        wrong += bool(lines)
        if lines:
            say(f"WRONG: killed at {ended.kills}, {ended.killed}: {lines}")
    engine = "the queue of many workers" if good.is_queued else "the engine of one process"
    say(f"{what}, with {engine}: {where.total()}, {dict(where)}")
    say(f"wrong ends: {wrong}; {time.monotonic() - begun:.0f} s")
    return wrong


def kind_of(point: str) -> str:
    """What kind of step a point belongs to."""
    kinds = [re.sub(r" of .*| (hubflo|xero) .*", "", each) for each in point.split("; then ") if each]
    return "; then ".join(kinds) or "not once, it had fewer points"
