"""The lease and the lock of refreshing, fought over by real processes."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.context import SpawnContext
from pathlib import Path

import pytest

from domain.connection import Connection
from tests.contracts import storage_rivals as rivals
from tests.contracts.storage_fixtures import Rig, StorageSuite


class ProcessesSuite(StorageSuite):
    """Two processes on one database."""

    @pytest.fixture
    def spawn(self) -> SpawnContext:
        """Processes that begin with nothing of ours in them."""
        return get_context("spawn")

    @pytest.fixture
    def pool(self, spawn: SpawnContext) -> Iterator[ProcessPoolExecutor]:
        """Two of them."""
        with ProcessPoolExecutor(2, mp_context=spawn) as pool:
            yield pool

    def test_the_lease(
        self, rig: Rig, connection: Connection, pool: ProcessPoolExecutor, tmp_path: Path
    ) -> None:
        work = [
            pool.submit(rivals.be_the_clerk, rig.url, str(tmp_path), connection.id, name)
            for name in ("one", "two")
        ]
        fences = [fence for future in work for fence in future.result(timeout=120)]

        assert sorted(fences) == list(range(1, 2 * rivals.TURNS + 1))
        # Each turn was a cause, and so was each lease that was given up.
        assert rig.wanted(connection) == 1 + 4 * rivals.TURNS

    def test_the_lock_of_refreshing(self, rig: Rig, pool: ProcessPoolExecutor, tmp_path: Path) -> None:
        grant = rig.grant()
        work = [
            pool.submit(rivals.refresh, rig.url, str(tmp_path), grant.id, name) for name in ("one", "two")
        ]
        spent = [token for future in work for token in future.result(timeout=120)]

        assert len(set(spent)) == len(spent) == 2 * rivals.TURNS

    def test_the_intake(
        self, rig: Rig, connection: Connection, pool: ProcessPoolExecutor, tmp_path: Path
    ) -> None:
        work = [
            pool.submit(rivals.take_in, rig.url, str(tmp_path), connection.id, name)
            for name in ("one", "two")
        ]
        new = sum(future.result(timeout=120) for future in work)

        with rig.reading(connection) as books:
            nudges = books.nudges.open(10_000)
            shared = books.nudges.known("h", [f"shared-{turn}-0" for turn in range(rivals.TURNS)])
        assert new == len(nudges) == rivals.TURNS * (20 + 2)
        assert len({nudge.seq for nudge in nudges}) == len(nudges)
        assert len(shared) == rivals.TURNS
        assert rig.wanted(connection) == 1 + 2 * rivals.TURNS

    def test_a_killed_clerk_is_followed(
        self, rig: Rig, connection: Connection, spawn: SpawnContext, tmp_path: Path
    ) -> None:
        lives = 1.0
        dying = spawn.Process(
            target=rivals.die_as_the_clerk, args=(rig.url, str(tmp_path), connection.id, lives)
        )
        dying.start()
        dying.join(timeout=60)
        died_at = time.monotonic()
        assert dying.exitcode == -9

        leases = rig.elsewhere(now=None).leases
        first = leases.take(connection.id, "next")
        while (lease := leases.take(connection.id, "next")) is None:
            assert time.monotonic() < died_at + lives + 5
            time.sleep(0.02)
        assert first is None
        assert lease.fence == 2
