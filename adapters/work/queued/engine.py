"""The engine of many processes: a queue of hints that they share, and a tick for whatever was lost."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import structlog
from procrastinate import App, PsycopgConnector

from adapters.work.queued.hints import Hints
from adapters.work.queued.jobs import Jobs
from adapters.work.queued.place import QUEUE, TASK, address_of, ensure_queue
from adapters.work.rounds import Rounds, log_failure
from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.engine import Engine, Round
from domain.ports.leases import Leases

_STOP_SECONDS = 0.2  # how long a request to stop may go unnoticed
_LEAVING_SECONDS = 0.5
_LOOK_SECONDS = 1.0  # how long an announcement that went astray between two looks delays a hint
_POOL_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often is ticked; how long a process that died may keep what it began; how many rounds at once."""

    tick_seconds: float
    lease_seconds: float
    at_once: int


class QueuedEngine(Engine):
    """Any number of processes share the connections, and none of them knows of the others.

    One task, with the connection as `lock` and as `queueing_lock`: a hint that finds one waiting adds
    nothing, and one that comes while a round runs waits behind it. Nothing is scheduled for later and
    nothing is retried: when to look again, and what was left undone, are state, which the tick reads.
    """

    def __init__(self, store_url: str, round_: Round, leases: Leases, clock: Clock, pace: Pace) -> None:
        """Raises StoreProblem (`queue-not-made`) where there can be no queue."""
        ensure_queue(store_url)
        self._address = address_of(store_url)
        self._leases = leases
        self._clock = clock
        self._pace = pace
        self._rounds = Rounds(round_, clock, shortest_rest_seconds=pace.tick_seconds)
        self._hints = Hints(self._address)

    def wake(self, connection_id: ConnectionId) -> None:
        """Note a hint for whichever process takes it; from any thread, whether this one runs or not."""
        self._hints.note(connection_id)

    def run(self, until_stopped: Callable[[], bool]) -> None:
        """Take hints until told to stop, then wait for the rounds that run: they end early by themselves."""
        with ThreadPoolExecutor(self._pace.at_once, thread_name_prefix="clerk") as threads:
            asyncio.run(self._work_until(until_stopped, threads))

    def close(self) -> None:
        """Hand over the hints that were noted."""
        self._hints.close()

    async def _work_until(self, until_stopped: Callable[[], bool], threads: ThreadPoolExecutor) -> None:
        working = asyncio.create_task(self._keep_working(threads))
        try:
            while not (until_stopped() or working.done()):
                await asyncio.wait({working}, timeout=_STOP_SECONDS)
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    async def _keep_working(self, threads: ThreadPoolExecutor) -> None:
        """A worker that fails is followed by another one: a database that restarts ends no engine."""
        me = asyncio.current_task()
        while me is not None and not me.cancelling():  # it may fail while it is stopped, and that is the end
            try:
                await self._work(threads)
                structlog.get_logger().warning("worker-ended")
            except Exception as error:  # noqa: BLE001 - whatever it is, the next one may do better
                log_failure("worker-failed", error)
            await asyncio.sleep(0 if me.cancelling() else self._pace.tick_seconds)

    async def _work(self, threads: ThreadPoolExecutor) -> None:
        """Until it is cancelled or the worker fails. Rounds that still run then go on in their threads."""
        jobs, app = self._app(threads)
        async with app.open_async():
            ticking = asyncio.create_task(self._tick_on(jobs))
            try:
                await app.run_worker_async(
                    queues=[QUEUE],
                    concurrency=self._pace.at_once,
                    delete_jobs="always",
                    fetch_job_polling_interval=_LOOK_SECONDS,
                    # Not longer: a worker whose line broke would wait for the longest round before it
                    # could be followed by another one. The lease, not the job, says who acts.
                    shutdown_graceful_timeout=_LEAVING_SECONDS,
                    update_heartbeat_interval=self._pace.lease_seconds / 4,
                    stalled_worker_timeout=self._pace.lease_seconds,
                    install_signal_handlers=False,
                )
            finally:
                ticking.cancel()
                await asyncio.gather(ticking, return_exceptions=True)

    def _app(self, threads: ThreadPoolExecutor) -> tuple[Jobs, App]:
        connector = PsycopgConnector(conninfo=self._address, min_size=1, max_size=4, timeout=_POOL_SECONDS)
        app = App(connector=connector)
        app.job_manager = jobs = Jobs(connector)

        # In threads of our own: the loop's few must stay free for what the driver does in them.
        @app.task(name=TASK, queue=QUEUE)
        async def visit(connection: str) -> None:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(threads, self._visit, ConnectionId(connection))

        # Without any periodic task a worker ends the watch over its own heartbeat and listener at once.
        @app.periodic(cron="0 0 1 1 *")
        @app.task(name="new-year", queue=QUEUE)
        async def new_year(timestamp: int) -> None:
            pass

        return jobs, app

    async def _tick_on(self, jobs: Jobs) -> None:
        while True:
            try:
                await jobs.end_what_is_left(self._pace.lease_seconds)
                for connection_id in await asyncio.to_thread(self._due):
                    self._hints.note(connection_id)
            except Exception as error:  # noqa: BLE001 - a store that fails for a moment ends no engine
                log_failure("tick-failed", error)
            await asyncio.sleep(self._pace.tick_seconds)

    def _visit(self, connection_id: ConnectionId) -> None:
        if self._rounds.visit(connection_id):
            self._hints.note(connection_id)

    def _due(self) -> list[ConnectionId]:
        """Whom the store says to wake, without those whose last rounds failed here a moment ago."""
        due = self._leases.to_wake(self._clock.now())
        return [connection_id for connection_id in due if not self._rounds.rest(connection_id)]
