"""Real workers on one PostgreSQL: they share the connections, and whoever is killed is missed by nobody."""

import time
from pathlib import Path

from domain.life import Stage
from tests.e2e.processes import control
from tests.e2e.running import comes_true
from tests.soak.fleet import Fleet, fleet
from tests.soak.workers import workers

FIRMS, INVOICES = 4, 10
LONGEST_SECONDS = 150.0
"""What a killed process had on its way counts against Xero's five calls at once for two minutes."""


def done(firms: Fleet, count: int) -> bool:
    return comes_true(lambda: firms.stages() == {Stage.LINKED: count}, LONGEST_SECONDS)


def slow_down_xero(firms: Fleet, seconds: float) -> None:
    """The next reading of contacts takes that long."""
    fault = {"kind": "slow", "side": "xero", "path": "/Contacts", "seconds": seconds}
    control(firms.environment, "faults", fault)


def test_two_workers_of_which_one_is_killed_again_and_again(tmp_path: Path, postgres_url: str) -> None:
    with (
        fleet(tmp_path, postgres_url, FIRMS) as firms,
        workers(firms.environment, tmp_path / "log", 2) as some,
    ):
        for number in range(INVOICES):
            firms.issue(number)
            time.sleep(1)
            if number % 3 == 2:
                some.kill_oldest()
        assert done(firms, FIRMS * INVOICES), firms.stages()
        assert some.end_in_time() == [0, 0]

        assert some.killed == 3
        assert set(firms.documents().values()) == {1}
        assert len(firms.documents()) == FIRMS * INVOICES
        assert firms.holders() == []


def test_what_a_killed_worker_began_goes_on_with_another_one(tmp_path: Path, postgres_url: str) -> None:
    with (
        fleet(tmp_path, postgres_url, 1) as firms,
        workers(firms.environment, tmp_path / "log", 1) as some,
    ):
        slow_down_xero(firms, 60)
        firms.issue(0)
        assert comes_true(lambda: len(firms.holders()) == 1, 30)
        [killed] = firms.holders()
        some.start()
        time.sleep(1)
        some.kill_oldest(replaced=False)

        assert done(firms, 1), firms.stages()
        assert killed not in firms.holders()
        assert some.end_in_time() == [0]


def test_a_worker_that_is_told_to_end_finishes_its_request_and_hands_over(
    tmp_path: Path, postgres_url: str
) -> None:
    with (
        fleet(tmp_path, postgres_url, 1) as firms,
        workers(firms.environment, tmp_path / "log", 1) as some,
    ):
        slow_down_xero(firms, 3)
        firms.issue(0)
        assert comes_true(lambda: len(firms.holders()) == 1, 30)
        assert some.end_in_time() == [0]
        assert firms.holders() == []

        some.start()
        assert done(firms, 1), firms.stages()
