"""The engine of many processes takes the suite of engines."""

from tests.contracts.engine_queues import OnQueue
from tests.contracts.engine_suite import EngineSuite


class TestQueued(OnQueue, EngineSuite):
    """A queue on PostgreSQL, and a tick."""
