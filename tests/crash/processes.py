"""Real victims: each has a database and a sandbox of its own, served over real HTTP by this process."""

import asyncio
import multiprocessing
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from adapters.sandbox.asgi import hubflo_app, xero_app
from adapters.sandbox.world import World
from adapters.storage.engine import open_engine
from tests.crash.victim import LONGEST_SECONDS, Place, main
from tests.support.billing_firm import billing_firm
from tests.support.canon import Canon, canon, twins
from tests.support.small_firm import small_firm

AT_ONCE = 8
"""Victims at a time: they wait for leases most of the time."""
LAST_FEW = 8
MOST_STARTS = 3
"""Killed once, started again; and once more if the kill came before anything was there to go on with."""

# Children are forked from a server that has imported everything and runs no thread: a start in 20 ms.
_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(["tests.crash.victim", "alembic.command", "psycopg"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A victim that was killed (or not, if it had fewer points) and then lived on to the end."""

    kill_at: int | None
    killed: str
    """The point where it was killed, '' if it had fewer points."""
    starts: int
    points: list[str]
    canon: Canon
    twins: list[str]


def spread(points: int, count: int) -> list[int]:
    """So many numbers from 1 to `points`, evenly; all of them if `count` is 0."""
    if not count:
        return list(range(1, points + 1))
    return [1 + number * (points - 1) // (count - 1) for number in range(count)]


def campaign_of(
    folder: Path, count: int, database: Callable[[], str], *, bills: bool = False
) -> tuple[Ended, Iterator[Ended]]:
    """One undisturbed run, and runs that are killed at `count` points each, several at a time.

    Threads make the number of points differ from run to run, more so on a busy machine: the very last are
    left out, and who outlives its point is killed at an earlier one.
    """
    undisturbed = killed_at(None, folder / "undisturbed", database(), bills=bills)
    numbers = spread(len(undisturbed.points) - LAST_FEW, count)
    urls = [database() for _ in numbers]

    def killed(at: int, url: str) -> Ended:
        ended = killed_at(at, folder / str(at), url, bills=bills)
        if ended.killed:
            return ended
        earlier = len(ended.points) - LAST_FEW
        return killed_at(earlier, folder / f"{at} at {earlier}", database(), bills=bills)

    def runs() -> Iterator[Ended]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(killed, numbers, urls)

    return undisturbed, runs()


def killed_at(kill_at: int | None, folder: Path, database_url: str = "", *, bills: bool = False) -> Ended:
    """Start, be killed, start again until it ends by itself. Raises if it ends badly."""
    folder.mkdir(parents=True, exist_ok=True)
    with served() as (world, hubflo, xero):
        firm = billing_firm(world, world.now()) if bills else small_firm(world, world.now())
        url = database_url or f"sqlite:///{folder / 'data' / 'hubflo-xero.db'}"
        place = Place(
            folder=str(folder),
            database_url=url,
            hubflo=hubflo,
            xero=xero,
            api_key=firm.api_key,
            client_id=firm.client_id,
            tenant_id=firm.tenant_id,
            ledger=dict(firm.ledger),
            organization_id=firm.organization_id,
            bills=bills,
        )
        report = folder / "points"
        ended = [_started(place, kill_at, report)]
        killed = report.read_text() if ended[0] == -signal.SIGKILL else ""
        while ended[-1] == -signal.SIGKILL and len(ended) < MOST_STARTS:
            ended.append(_started(place, None, report))
        if ended[-1] != 0:
            raise AssertionError(f"killed at {kill_at}: the last life ended with {ended[-1]}")
        engine = open_engine(url)
        try:
            state, double = canon(world, engine), twins(world)
        finally:
            engine.dispose()
    return Ended(
        kill_at=kill_at,
        killed=killed,
        starts=len(ended),
        points=report.read_text().splitlines(),
        canon=state,
        twins=double,
    )


def _started(place: Place, kill_at: int | None, report: Path) -> int:
    """One process, from its start to its end, however it ends; its exit code."""
    process = _forking.Process(target=main, args=(place, kill_at, str(report)))
    process.start()
    process.join(2 * LONGEST_SECONDS)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise AssertionError(f"killed at {kill_at}: a life hangs")
    return process.exitcode


@contextmanager
def served() -> Iterator[tuple[World, str, str]]:
    """Both stand-ins on free ports of loopback, in a thread."""
    world = World()
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    servers = [
        uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off"))
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
