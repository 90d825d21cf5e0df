"""Real victims: each has a database and a sandbox of its own, served over real HTTP by this process."""

import asyncio
import multiprocessing
import signal
import socket
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

import uvicorn
from sqlalchemy import Engine, inspect, make_url

from adapters.sandbox.asgi import hubflo_app, xero_app
from adapters.sandbox.control import perform
from adapters.sandbox.world import World
from adapters.storage.engine import open_engine
from adapters.work.queued.place import SCHEMA
from tests.crash.victim import CALLS_PER_MINUTE, LONGEST_SECONDS, UNTOUCHED, Fate, Place, main
from tests.support.billing_firm import billing_firm
from tests.support.canon import Canon, canon, twins
from tests.support.databases import NewDatabase
from tests.support.small_firm import small_firm

AT_ONCE, AT_ONCE_ON_A_SERVER = 8, 4
"""Victims at a time: they wait for leases most of the time. A server lets a hundred connections in."""
LAST_FEW = 8
"""So many points at the end a busy machine may not pass."""
EARLIER_BY = 40
"""Whoever has fewer points than its number is taken so many earlier."""
MOST_STARTS = 3
"""Killed once, started again; and once more if the kill came before anything was there to go on with."""
_A_MOMENT_SECONDS = 0.5
_LINE_SECONDS = 600
"""A line stays open while whoever uses it is stopped: else nothing that it sends then would arrive."""

At = TypeVar("At")
Run = TypeVar("Run")

# Children are forked from a server that has imported everything and runs no thread: a start in 20 ms.
_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(["tests.crash.victim", "alembic.command", "psycopg", "procrastinate"])
_asking = threading.Lock()
"""Who starts a process asks all others for their exit codes, and each is told once: of two who ask at once
the other one is told 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What victims do, and where; `bills` is to send invoices, else it is to import."""

    folder: Path
    bills: bool = False
    new_database: NewDatabase | None = None
    """Without one it is a file of SQLite in the victim's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One installation and the world around it."""

    world: World
    place: Place
    report: Path

    def is_locked(self) -> bool:
        """Whether somebody keeps all other writers out: on SQLite, where there is one at a time."""
        url = make_url(self.place.database_url)
        if url.get_backend_name() != "sqlite":
            return False
        with closing(sqlite3.connect(str(url.database), timeout=_A_MOMENT_SECONDS)) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False

    def end_state(self) -> tuple[Canon, tuple[str, ...], bool]:
        """Both sides and our rows; who is there twice; and whether the queue of many workers is there."""
        engine = open_engine(self.place.database_url)
        try:
            return canon(self.world, engine), tuple(twins(self.world)), _has_queue(engine)
        finally:
            engine.dispose()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A victim that was killed (or not, if it had fewer points) and then lived on to the end."""

    kills: Sequence[int]
    killed: str
    """The points where it was killed, '' if it had fewer points."""
    starts: int
    points: list[str]
    canon: Canon
    twins: tuple[str, ...]
    is_queued: bool


def spread(points: int, count: int) -> list[int]:
    """So many numbers from 1 to `points`, evenly; all of them if `count` is 0."""
    if not count:
        return list(range(1, points + 1))
    return [1 + number * (points - 1) // (count - 1) for number in range(count)]


def campaign_of(job: Job, count: int) -> tuple[Ended, Iterator[Ended]]:
    """One undisturbed run, and runs that are killed at `count` points each, several at a time.

    Threads make the number of points differ from run to run, more so on a busy machine: the very last are
    left out, and who outlives its point is killed at an earlier one.
    """
    undisturbed = killed_at(job)

    def killed(at: int) -> Ended:
        return at_or_before(at, partial(killed_at, job), lambda ended: bool(ended.killed))

    return undisturbed, several(job, killed, spread(len(undisturbed.points) - LAST_FEW, count))


def at_or_before(at: int, run: Callable[[int], Run], has_come: Callable[[Run], bool]) -> Run:
    """The run to that point, or to the first earlier one that is passed at all."""
    ended = run(at)
    while not has_come(ended) and at > EARLIER_BY:
        at -= EARLIER_BY
        ended = run(at)
    return ended


def several(job: Job, run: Callable[[At], Run], points: Iterable[At]) -> Iterator[Run]:
    """All of them, several at a time."""
    with ThreadPoolExecutor(AT_ONCE if job.new_database is None else AT_ONCE_ON_A_SERVER) as pool:
        yield from pool.map(run, points)


def killed_at(job: Job, *kills: int, fate: Fate = UNTOUCHED) -> Ended:
    """Start, be killed at each of those points, one life each, and live on to the end with that `fate`.

    Raises if it ends badly.
    """
    with scene(job, "killed " + "-".join(map(str, kills))) as here:
        killed: list[str] = []
        starts = 0
        for kill_at in kills:
            starts += 1
            if ended(started(here, Fate(kill_at=kill_at))) == -signal.SIGKILL:
                killed.append(here.report.read_text())
        code = -signal.SIGKILL
        while code == -signal.SIGKILL and starts < len(kills) + MOST_STARTS:
            code = ended(started(here, fate))
            starts += 1
        if code != 0:
            raise AssertionError(f"killed at {kills}: the last life ended with {code}")
        state, double, is_queued = here.end_state()
    return Ended(
        kills=kills,
        killed="; then ".join(killed),
        starts=starts,
        points=here.report.read_text().splitlines(),
        canon=state,
        twins=double,
        is_queued=is_queued,
    )


@contextmanager
def scene(job: Job, name: str, options: str = "") -> Iterator[Scene]:
    """A firm on both sides, and a database of its own; `options` are for PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix=f"{name.strip()} ", dir=job.folder))
    database = job.new_database() if job.new_database is not None else nullcontext("")
    with served() as (world, hubflo, xero), database as database_url:
        firm = billing_firm(world, world.now()) if job.bills else small_firm(world, world.now())
        place = Place(
            folder=str(folder),
            database_url=_address(database_url, options) or f"sqlite:///{folder / 'data' / 'hubflo-xero.db'}",
            hubflo=hubflo,
            xero=xero,
            api_key=firm.api_key,
            client_id=firm.client_id,
            tenant_id=firm.tenant_id,
            ledger=dict(firm.ledger),
            organization_id=firm.organization_id,
            bills=job.bills,
        )
        yield Scene(world=world, place=place, report=folder / "points")


def started(here: Scene, fate: Fate, report: Path | None = None) -> BaseProcess:
    """One process, begun."""
    return begun(main, here.place, fate, str(report or here.report))


def begun(target: Callable[..., object], *given: object) -> BaseProcess:
    """A process of its own."""
    process = _forking.Process(target=target, args=given)
    with _asking:
        process.start()
    return process


def exit_code(process: BaseProcess, seconds: float = 0.0) -> int | None:
    """How it ended, None if it has not after so long."""
    wait([process.sentinel], seconds)
    with _asking:
        return process.exitcode


def ended(process: BaseProcess) -> int:
    """Its exit code, when it has ended, however it ends."""
    code = exit_code(process, 2 * LONGEST_SECONDS)
    if code is None:
        process.kill()
        raise AssertionError(f"{process.name} hangs")
    return code


def _address(database_url: str, options: str) -> str:
    if not (database_url and options):
        return database_url
    url = make_url(database_url).update_query_dict({"options": options})
    return url.render_as_string(hide_password=False)


def _has_queue(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql" and inspect(engine).has_schema(SCHEMA)


@contextmanager
def served() -> Iterator[tuple[World, str, str]]:
    """Both stand-ins on free ports of loopback, in a thread."""
    world = World()
    perform(world, "xero.turn_switches", minute_limit=CALLS_PER_MINUTE)
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    servers = [
        uvicorn.Server(
            uvicorn.Config(
                app,
                log_config=None,
                log_level="critical",
                access_log=False,
                lifespan="off",
                timeout_keep_alive=_LINE_SECONDS,
            )
        )
        for app in (hubflo_app(world), xero_app(world))
    ]

    async def serve() -> None:
        pairs = zip(servers, listeners, strict=True)
        await asyncio.gather(*(server.serve(sockets=[listener]) for server, listener in pairs))

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    while not all(server.started for server in servers):
        time.sleep(0.005)
    try:
        hubflo, xero = (f"http://127.0.0.1:{listener.getsockname()[1]}" for listener in listeners)
        yield world, hubflo, xero
    finally:
        for server in servers:
            server.should_exit = True
        thread.join(10)
        for listener in listeners:
            listener.close()
