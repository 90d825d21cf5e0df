"""Two processes, one grant, one refresh: over real HTTP, on both databases, also when one is killed."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn

from adapters.clock import SystemClock
from adapters.sandbox import xero as sandbox
from adapters.sandbox.asgi import xero_app
from adapters.sandbox.faults import Fault, FaultKind, FaultPlan
from adapters.sandbox.world import World
from adapters.storage.migrate import upgrade
from adapters.storage.opening import Storage
from domain.access import App, AppKind
from domain.ids import AppId, GrantId
from tests.integration.refresher import opened, stored

ROOT = Path(__file__).parents[2]
HERE = "http://localhost:8976/callback"
VERIFIER = "v" * 43
THREADS = 10


@dataclass
class Scene:
    """A store with one grant whose access token has ended, and the sandbox that gave it."""

    world: World
    database: str
    keys: str
    base: str
    grant: GrantId

    def process(self, lease_seconds: float = 40.0) -> subprocess.Popen[str]:
        """A process that is ready to ask."""
        given = {
            "database": self.database,
            "keys": self.keys,
            "base": self.base,
            "grant": self.grant,
            "lease_seconds": lease_seconds,
            "threads": THREADS,
        }
        command = [sys.executable, "-m", "tests.integration.refresher", json.dumps(given)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def refreshes(self) -> int:
        """How often Xero was asked for tokens, but for the first time."""
        return sum(call.path == "/connect/token" for call in self.world.xero.calls) - 1

    def slow(self, seconds: float, count: int | None = None) -> None:
        """So many refreshes take that long."""
        fault = Fault(kind=FaultKind.SLOW, side="xero", path="/connect/token", seconds=seconds, count=count)
        self.world.faults = FaultPlan(fault)

    def stored_access(self) -> str:
        """The access token as it lies in the store."""
        with stored(self.database, self.keys) as storage:
            return storage.grants.tokens(self.grant).access


@pytest.fixture
def world() -> World:
    """A sandbox with one British firm."""
    world = World()
    sandbox.add_organisation(world.xero, name="Acme Ltd", country="GB", now=world.now())
    return world


@pytest.fixture
def base(world: World) -> Iterator[str]:
    """The sandbox's Xero on a free port of loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(xero_app(world), log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of the newest schema."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    upgrade(f"sqlite:///{tmp_path}/store.db")
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def scene(world: World, base: str, database: str, tmp_path: Path) -> Scene:
    """A person has consented; the access token has ended since."""
    keys = str(tmp_path / "keys")
    with stored(database, keys) as storage:
        return Scene(world, database, keys, base, _consented(world, base, storage))


def _consented(world: World, base: str, storage: Storage) -> GrantId:
    registered = sandbox.register_app(world.xero, redirect_uris=(HERE,))
    app = storage.apps.put(
        App(
            id=AppId("11111111-1111-4111-8111-111111111111"),
            workspace_id=storage.apps.default_workspace(),
            kind=AppKind.CONSENT,
            client_id=registered.client_id,
            redirect_address=HERE,
        ),
        secret=registered.client_secret or "",
    )
    xero = opened(storage, base, lease_seconds=40.0)
    request = xero.consent.request(app, state="state", verifier=VERIFIER)
    query = {name: values[0] for name, values in parse_qs(urlsplit(request.address).query).items()}
    back = parse_qs(urlsplit(sandbox.consent(world.xero, query, world.now())).query)
    tokens = xero.consent.redeem(app, code=back["code"][0], verifier=VERIFIER, redirect_address=HERE)
    xero.close()
    now = SystemClock().now()
    return storage.grants.add(app.id, replace(tokens, expires_at=now - timedelta(seconds=1)), now).id


def go(process: subprocess.Popen[str]) -> None:
    """Let its threads ask."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def told(process: subprocess.Popen[str]) -> list[str]:
    """The token that each of its threads got."""
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return list(json.loads(output))


def test_twenty_threads_of_two_processes_refresh_once(scene: Scene) -> None:
    scene.slow(0.5)
    processes = [scene.process(), scene.process()]

    for process in processes:
        go(process)
    tokens = [token for process in processes for token in told(process)]

    assert scene.refreshes() == 1
    assert tokens == [scene.stored_access()] * 2 * THREADS


def test_a_process_killed_while_it_refreshed_costs_nothing(scene: Scene) -> None:
    scene.slow(1.0, count=1)
    dying, living = scene.process(lease_seconds=3.0), scene.process(lease_seconds=3.0)
    go(dying)
    while not scene.world.faults.strikes:
        time.sleep(0.01)

    dying.kill()
    dying.communicate(timeout=10)
    go(living)
    tokens = told(living)

    assert scene.refreshes() == 2
    assert tokens == [scene.stored_access()] * THREADS
