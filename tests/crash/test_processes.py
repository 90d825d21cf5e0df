"""Real processes, killed by `kill -9` at points spread evenly over their lives, and started again.

CRASH_POINTS says at how many points (`every`: at each) instead of the few that a usual run has time for.
"""

import os
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Fill, _newest_schema
from tests.crash.campaign import wrong_with
from tests.crash.processes import campaign_of

ASKED = os.environ.get("CRASH_POINTS", "").replace("every", "0")


def check(folder: Path, usual: int, database: Callable[[], str], *, bills: bool = False) -> None:
    """The same end state as undisturbed, and nobody twice."""
    undisturbed, runs = campaign_of(folder, int(ASKED or usual), database, bills=bills)
    assert undisturbed.starts == 1
    for ended in runs:
        where = f"killed at {ended.kill_at}: {ended.killed}"
        wrong = wrong_with(undisturbed.canon, ended.canon, killed_at=where)

        assert ended.killed, f"{ended.kill_at} is no point"
        assert (where, wrong, ended.twins) == (where, [], [])


def test_killed_on_sqlite(tmp_path: Path) -> None:
    check(tmp_path, 26, lambda: "")


def test_killed_on_postgresql(tmp_path: Path, postgres_template: Callable[[Fill], str]) -> None:
    check(tmp_path, 10, lambda: postgres_template(_newest_schema))


def test_killed_while_invoices_are_sent(tmp_path: Path) -> None:
    check(tmp_path, 8, lambda: "", bills=True)
