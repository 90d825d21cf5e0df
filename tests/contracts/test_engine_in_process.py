"""The engine of one process takes the suite of engines."""

import pytest

from adapters.work.in_process import InProcessEngine
from domain.ports.engine import Engine
from tests.contracts.engine_rounds import CLOCK, Rounds
from tests.contracts.engine_suite import EngineSuite, Make
from tests.unit.work.rows import Rows


class TestInProcess(EngineSuite):
    """Threads, an event and a tick."""

    @pytest.fixture
    def make(self) -> Make:
        """Nothing to close."""

        def make(
            rounds: Rounds, rows: Rows | None = None, *, tick_seconds: float = 60, at_once: int = 64
        ) -> Engine:
            return InProcessEngine(
                rounds, rows or Rows(CLOCK), CLOCK, tick_seconds=tick_seconds, at_once=at_once
            )

        return make
