"""The HTTP server of `hubflo-xero run`: what was answered is in the store, whatever happens to it."""

import base64
import hashlib
import hmac
import json
import secrets
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from dependency_injector import providers

from domain.nudge import Hook, HookState
from entrypoints.container import Container
from entrypoints.settings import OperatorSettings
from tests.e2e.processes import COMMAND, run, sandbox
from tests.e2e.running import Running, comes_true, running

SECRET = secrets.token_hex(32)
KEY = secrets.token_urlsafe(48)
PATH = secrets.token_urlsafe(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """The sandbox's firm: connected, with a hook and a key, as a process of its own would find it."""

    environment: Mapping[str, str]
    app_id: str

    @property
    def database(self) -> Path:
        """The file of the store."""
        return Path(self.environment["HUBFLO_XERO_DATA_FOLDER"]) / "hubflo-xero.db"

    def recorded(self) -> set[str]:
        """The deliveries in the store, looked after or not."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as store:
            return {row[0] for row in store.execute("SELECT delivery_id FROM nudge")}

    def post(self, here: Running, delivery_id: str, secret: str = SECRET, path: str = PATH) -> int:
        """A delivery as Hubflo sends it; its answer."""
        body = json.dumps({"data": "sample_payload", "webhook_delivery_id": delivery_id}).encode()
        signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        answer = httpx.post(
            f"{here.address}/webhooks/hubflo/{path}?secret={secret}",
            content=body,
            headers={"X-Hubflo-Signature": signature},
            trust_env=False,
            timeout=30,
        )
        assert answer.content == b""
        return answer.status_code


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firm]:
    """Paused: what comes in stays as it came."""
    with sandbox(tmp_path_factory.mktemp("firm")) as environment:
        run(environment, "connect", "--preview")
        container = Container()
        settings = OperatorSettings(
            data_folder=Path(environment["HUBFLO_XERO_DATA_FOLDER"]),
            config_folder=Path(environment["HUBFLO_XERO_CONFIG_FOLDER"]),
            hubflo_url=environment["HUBFLO_XERO_HUBFLO_URL"],
            xero_url=environment["HUBFLO_XERO_XERO_URL"],
        )
        container.settings.override(providers.Object(settings))
        try:
            storage, now = container.storage(), container.clock().now()
            [connection] = storage.connections.all()
            hook = Hook(path=PATH, event="issued", address="-", state=HookState.ASKED, made_at=now)
            with storage.store.writing(connection.id) as books:
                books.hooks.add(hook)
                books.hooks.made(PATH, "made-for-a-test", SECRET)
            storage.apps.set_webhook_key(connection.app_id, KEY)
            container.switching().pause(connection.id, actor="person:test")
        finally:
            container.shutdown_resources()
        yield Firm(environment=environment, app_id=connection.app_id)


def test_health_metrics_and_both_webhooks_answer_over_http(firm: Firm) -> None:
    body = json.dumps({"events": [], "firstEventSequence": 0, "lastEventSequence": 0}).encode()
    signature = base64.b64encode(hmac.new(KEY.encode(), body, hashlib.sha256).digest()).decode()

    with running(firm.environment) as here, httpx.Client(base_url=here.address, trust_env=False) as client:
        for path in ("/live", "/ready"):
            assert client.get(path).status_code == 200
        xero = f"/webhooks/xero/{firm.app_id}"
        assert client.post(xero, content=body, headers={"x-xero-signature": signature}).status_code == 200
        assert client.post(xero, content=body, headers={"x-xero-signature": "x"}).status_code == 401
        assert firm.post(here, "over-http") == 200
        assert firm.post(here, "over-http") == 200
        metrics = client.get("/metrics")
        assert here.ends_in_time() == 0

    assert "server" not in metrics.headers
    assert 'hubflo_xero_deliveries_total{result="accepted",service="hubflo"} 2.0' in metrics.text
    assert "hubflo_xero_deliveries_recorded_total 1.0" in metrics.text
    assert "over-http" in firm.recorded()


def test_what_was_answered_is_there_after_a_kill(firm: Firm) -> None:
    with running(firm.environment) as here:
        with ThreadPoolExecutor(8) as several:
            answers = list(several.map(lambda number: firm.post(here, f"killed-{number}"), range(40)))
        here.process.kill()
        here.process.wait(timeout=10)

    assert answers == [200] * 40
    assert {f"killed-{number}" for number in range(40)} <= firm.recorded()


def test_what_waits_for_the_store_when_it_is_told_to_end_is_recorded_and_answered(firm: Firm) -> None:
    with running(firm.environment) as here, ThreadPoolExecutor(30) as several:
        with closing(sqlite3.connect(firm.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # as another process that writes for a while
            waiting = [several.submit(firm.post, here, f"queued-{number}") for number in range(30)]
            time.sleep(1)
            assert not any(one.done() for one in waiting)
            here.process.terminate()
            assert comes_true(lambda: not accepts(here), 5)
            other.execute("ROLLBACK")
        assert [one.result() for one in waiting] == [200] * 30
        assert here.process.wait(timeout=10) == 0

    assert {f"queued-{number}" for number in range(30)} <= firm.recorded()


def test_a_port_that_is_taken_is_said_in_a_sentence(firm: Firm) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = subprocess.run(
            [*COMMAND, "run"],
            cwd=firm.environment["HOME"],
            env={**firm.environment, "HUBFLO_XERO_HTTP_PORT": port},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert done.returncode == 1
    assert f"Another program uses port {port} of this computer" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_it_may_listen_nowhere(firm: Firm) -> None:
    with running(firm.environment, "--no-http") as here:
        assert here.port is None
        assert here.ends_in_time() == 0


def test_localhost_is_both_loopback_families(firm: Firm) -> None:
    with running({**firm.environment, "HUBFLO_XERO_HTTP_HOST": "localhost"}) as here:
        hosts = ["127.0.0.1", "[::1]"] if has_second_family() else ["127.0.0.1"]
        for host in hosts:
            assert httpx.get(f"http://{host}:{here.port}/live", trust_env=False).status_code == 200
        assert here.ends_in_time() == 0


def test_no_secret_and_no_path_of_a_hook_is_in_the_log(firm: Firm) -> None:
    with running(firm.environment) as here:
        for secret, path, status in (
            (SECRET, PATH, 200),
            ("the-secret-of-somebody-else", PATH, 401),
            (SECRET, "a-hook-of-somebody-else", 404),
        ):
            assert firm.post(here, "for-the-log", secret, path) == status
        with closing(sqlite3.connect(firm.database, isolation_level=None)) as other:
            other.execute("ALTER TABLE nudge_counter RENAME TO elsewhere")
            assert firm.post(here, "not-recorded") == 503
            other.execute("ALTER TABLE elsewhere RENAME TO nudge_counter")
        assert firm.post(here, "recorded-again") == 200
        assert here.ends_in_time() == 0
        log = here.log.read_text()

    lines = [json.loads(line) for line in log.splitlines()]
    statuses = {line["status"] for line in lines if line["event"] == "request"}
    assert statuses >= {200, 401, 404, 503}
    assert {line["event"] for line in lines} >= {"request", "deliveries-not-recorded"}
    for secret in (SECRET, KEY, PATH, "the-secret-of-somebody-else", "a-hook-of-somebody-else"):
        assert secret not in log


def accepts(here: Running) -> bool:
    """Whether a new line is taken."""
    try:
        socket.create_connection(("127.0.0.1", here.port or 0), timeout=1).close()
    except OSError:
        return False
    return True


def has_second_family() -> bool:
    """Whether this machine has IPv6 at home."""
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


def visits(here: Running) -> list[str]:
    """What this process measured of its clerks."""
    told = httpx.get(f"{here.address}/metrics", trust_env=False).text
    return [line for line in told.splitlines() if line.startswith("hubflo_xero_clerk_visits_total{")]


def test_it_may_leave_the_work_to_others(firm: Firm) -> None:
    often = {**firm.environment, "HUBFLO_XERO_TICK_SECONDS": "0.2"}
    with running(often, "--no-work") as here:
        assert firm.post(here, "for-the-others") == 200
        assert "for-the-others" in firm.recorded()
        time.sleep(2)
        assert visits(here) == []
        assert here.ends_in_time() == 0

    with running(often) as here:
        assert comes_true(lambda: visits(here) != [], 20)
        assert here.ends_in_time() == 0
