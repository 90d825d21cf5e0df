"""Opens the engine that fits the database, and says what a round of it is."""

from collections.abc import Iterator
from dataclasses import replace

from adapters.storage.opening import Storage
from adapters.work.in_process import InProcessEngine
from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.engine import Engine, Round
from domain.services.clerk import Clerk
from domain.units import Unit
from entrypoints.settings import OperatorSettings
from entrypoints.story_log import StoryLog
from entrypoints.timing import seconds_so_far
from entrypoints.watching import NobodyWatches, Watch, kind_of

TURN_SECONDS = 15.0
"""So long a connection is worked on before another one that waits has its turn."""


def opened_engine(
    clerk: Clerk, storage: Storage, clock: Clock, settings: OperatorSettings, watch: Watch | None = None
) -> Iterator[Engine]:
    """The engine, until it is closed; `watch` is told what its clerks did."""
    round_ = _round(clerk, storage, clock, watch or NobodyWatches())
    if not settings.shares_work:
        yield InProcessEngine(
            round_,
            storage.leases,
            clock,
            tick_seconds=settings.tick_seconds,
            at_once=settings.connections_at_once,
        )
        return
    try:
        from adapters.work.queued.engine import Pace, QueuedEngine
    except ModuleNotFoundError as missing:
        raise Invalid("postgres-driver-missing") from missing
    pace = Pace(
        tick_seconds=settings.tick_seconds,
        lease_seconds=settings.lease_seconds,
        at_once=settings.connections_at_once,
    )
    engine = QueuedEngine(settings.store_url, round_, storage.leases, clock, pace)
    try:
        yield engine
    finally:
        engine.close()


def _round(clerk: Clerk, storage: Storage, clock: Clock, watching: Watch) -> Round:
    story = StoryLog(storage.store, clock)

    def round_(connection_id: ConnectionId) -> bool:
        ends_at, has_worked = clock.monotonic() + TURN_SECONDS, False

        def has_had_its_turn() -> bool:
            return has_worked and clock.monotonic() >= ends_at

        def after_unit(unit: Unit) -> None:
            nonlocal has_worked
            has_worked = True
            seconds = seconds_so_far(clock)
            if seconds is not None:
                watching.unit(kind_of(unit), seconds)
            story.now_and_then(connection_id)

        story.begin(connection_id)
        result = "failed"
        try:
            limited = replace(clerk, should_stop=lambda: has_had_its_turn() or clerk.should_stop())
            was_ours = limited.visit(connection_id, after_unit=after_unit)
            result = "worked" if was_ours else "left"
        finally:
            watching.visit(storage.connections.get(connection_id).name, result)
            story.tell(connection_id)
        # One that was done just then comes once too often, and finds nothing.
        return was_ours and has_had_its_turn()

    return round_
