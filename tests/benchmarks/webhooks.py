"""Child: `webhooks RATE SECONDS CONTACTS` posts deliveries to a `hubflo-xero run` that imports meanwhile.

Everything is what it is for a user: the store in a file, the server on loopback, a clerk that is busy all the
time. The sandbox and whoever posts take their share of the same machine.
"""

import asyncio
import re
import secrets
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import quantiles

from dependency_injector import providers

from domain.nudge import Hook, HookState
from domain.ports.hooks import HookEvent
from entrypoints.container import Container
from entrypoints.settings import OperatorSettings
from tests.benchmarks.measure import Taken, tell
from tests.benchmarks.posting import Posted, Target, post_all
from tests.e2e.processes import COMMAND, run, sandbox

_LISTENING = re.compile(r"^Listening on http://127\.0\.0\.1:(\d+)")
_SETTLING_SECONDS = 3.0


def prepare(environment: Mapping[str, str]) -> list[Target]:
    """Connected and live, nothing imported yet, and a hook for each event as if the portal had made it."""
    run(
        {**environment, "BROWSER": f"{sys.executable} -m tests.benchmarks.browser %s"}, "connect", "--preview"
    )
    container = Container()
    settings = OperatorSettings(
        data_folder=Path(environment["HUBFLO_XERO_DATA_FOLDER"]),
        config_folder=Path(environment["HUBFLO_XERO_CONFIG_FOLDER"]),
        hubflo_url=environment["HUBFLO_XERO_HUBFLO_URL"],
        xero_url=environment["HUBFLO_XERO_XERO_URL"],
    )
    container.settings.override(providers.Object(settings))
    try:
        [connection] = container.storage().connections.all()
        targets = [Target(path=secrets.token_urlsafe(16), secret=secrets.token_hex(32)) for _ in HookEvent]
        with container.storage().store.writing(connection.id) as books:
            for event, target in zip(HookEvent, targets, strict=True):
                now = container.clock().now()
                hook = Hook(path=target.path, event=event, address="-", state=HookState.ASKED, made_at=now)
                books.hooks.add(hook)
                books.hooks.made(target.path, f"made-for-{event}", target.secret)
        container.switching().go_live(connection.id, actor="person:bench")
    finally:
        container.shutdown_resources()
    return targets


@contextmanager
def running(environment: Mapping[str, str]) -> Iterator[int]:
    """`hubflo-xero run`; the port that it listens on."""
    process = subprocess.Popen(
        [*COMMAND, "run"],
        cwd=environment["HOME"],
        env={**environment, "HUBFLO_XERO_LOG_LEVEL": "warning"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = 0
        for line in process.stdout:
            if found := _LISTENING.match(line):
                port = int(found[1])
            if line.startswith("Running."):
                break
        yield port
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
        process.communicate()


def recorded(environment: Mapping[str, str]) -> tuple[set[str], int]:
    """The deliveries that lie in the store, and how many writes the clerk has done."""
    database = Path(environment["HUBFLO_XERO_DATA_FOLDER"]) / "hubflo-xero.db"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as store:
        deliveries = {row[0] for row in store.execute("SELECT delivery_id FROM nudge")}
        [writes] = store.execute("SELECT count(*) FROM dispatch").fetchone()
    return deliveries, writes


def take(rate: int, seconds: int, contacts: int) -> Taken:
    """One measurement."""
    with tempfile.TemporaryDirectory() as home, sandbox(Path(home), "--crowd", str(contacts)) as environment:
        targets = prepare(environment)
        with running(environment) as port:
            posted, writes_before = asyncio.run(_post(environment, port, targets, rate, seconds))
            _, writes_after = recorded(environment)
        there, _ = recorded(environment)
    cuts = quantiles(posted.seconds, n=1000)
    return Taken(
        rate=rate,
        sent=rate * seconds,
        accepted=len(posted.accepted),
        lost=len(posted.accepted - there),
        p50=cuts[499],
        p99=cuts[989],
        longest=max(posted.seconds),
        clerk_writes=writes_after - writes_before,
    )


async def _post(
    environment: Mapping[str, str], port: int, targets: list[Target], rate: int, seconds: int
) -> tuple[Posted, int]:
    await asyncio.sleep(_SETTLING_SECONDS)
    _, writes = recorded(environment)
    return await post_all(port, targets, rate=rate, seconds=seconds), writes


if __name__ == "__main__":
    tell(take(*map(int, sys.argv[1:])))
