"""Real processes: killed by `kill -9`, or stopped past their lease and woken, at points of their lives.

CRASH_POINTS says at how many points one is killed (`every`: at each) instead of the few that a usual run has
time for; `python -m tests.crash` kills and stops at as many as are wanted.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.conftest import Fill, _newest_schema
from tests.crash import stopping
from tests.crash.processes import Ended, Job, campaign_of
from tests.support.canon import differences
from tests.support.databases import NewDatabase

ASKED = os.environ.get("CRASH_POINTS", "").replace("every", "0")
KEPT_OUT = "LockNotAvailable"
"""Another thread of whoever is stopped may stand inside a statement: a server keeps its rows locked then."""
PERSON, INVOICES, PAYMENTS = (
    "hubflo POST /api/v2/contacts",
    "xero PUT /api.xro/2.0/Invoices",
    "xero PUT /api.xro/2.0/Payments",
)


@pytest.fixture
def on_postgresql(postgres_template: Callable[[Fill], str]) -> NewDatabase:
    """Databases of the test's own; they are gone when it has ended."""
    return lambda: nullcontext(postgres_template(_newest_schema))


def killed(job: Job, usual: int) -> Ended:
    """The same end state as undisturbed, and nobody twice."""
    undisturbed, runs = campaign_of(job, int(ASKED or usual))
    assert undisturbed.starts == 1
    assert undisturbed.is_queued == (job.new_database is not None)
    for ended in runs:
        where = f"killed at {ended.kills}: {ended.killed}"
        wrong = differences(undisturbed.canon, ended.canon)

        assert ended.killed, f"{ended.kills} is no point"
        assert (where, wrong, ended.twins) == (where, [], ())
    return undisturbed


def stopped(job: Job, undisturbed: Ended, points: Sequence[str]) -> None:
    """The same again, and nothing was written by whoever was woken: another one had done it."""
    for woken in stopping.several_stopped(job, points):
        assert woken.stopped in points
        assert (woken.stopped, woken.wrong(undisturbed.canon)) == (woken.stopped, [])
        assert [one for one in woken.told if KEPT_OUT not in one] == []


def test_killed_or_stopped_on_sqlite(tmp_path: Path) -> None:
    job = Job(folder=tmp_path)
    points = (f"before sending {PERSON}", "before commit of create_person.create_person")
    stopped(job, killed(job, 10), points)


def test_killed_or_stopped_on_postgresql(tmp_path: Path, on_postgresql: NewDatabase) -> None:
    job = Job(folder=tmp_path, new_database=on_postgresql)
    points = (f"carried out {PERSON}", f"answered {PERSON}")
    stopped(job, killed(job, 6), points)


def test_killed_or_stopped_while_invoices_are_sent(tmp_path: Path) -> None:
    job = Job(folder=tmp_path, bills=True)
    stopped(job, killed(job, 2), [f"before sending {PAYMENTS}"])


def test_killed_or_stopped_while_invoices_are_sent_on_postgresql(
    tmp_path: Path, on_postgresql: NewDatabase
) -> None:
    job = Job(folder=tmp_path, bills=True, new_database=on_postgresql)
    stopped(job, killed(job, 2), [f"carried out {INVOICES}"])
