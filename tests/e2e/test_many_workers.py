"""Real workers on one PostgreSQL: they share the connections, and whoever is killed is missed by nobody."""

import hashlib
import hmac
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx

from domain.ids import ConnectionId
from domain.invoice import InvoiceId
from domain.life import Stage
from domain.nudge import Hook, HookState
from entrypoints.settings import OperatorSettings
from tests.e2e.processes import control
from tests.e2e.running import comes_true, running
from tests.soak.fleet import Fleet, fleet
from tests.soak.workers import workers

FIRMS, INVOICES = 4, 10
FOLLOWED_SECONDS = 30.0
LONGEST_SECONDS = 150.0
"""What a killed process had on its way counts against Xero's five calls at once for two minutes."""


def done(firms: Fleet, count: int) -> bool:
    return comes_true(lambda: firms.stages() == {Stage.LINKED: count}, LONGEST_SECONDS)


def slow_down_xero(firms: Fleet, seconds: float, **which: str) -> None:
    """The next reading of contacts, or the next request of that kind, takes that long."""
    fault = {"kind": "slow", "side": "xero", "path": "/Contacts", "seconds": seconds, **which}
    control(firms.environment, "faults", fault)


def is_on_its_way(firms: Fleet) -> bool:
    """Whether the one invoice was sent and not answered yet."""
    return firms.stages() == {Stage.DISPATCHED: 1}


def test_two_workers_of_which_one_is_killed_again_and_again(tmp_path: Path, postgres_url: str) -> None:
    with (
        fleet(tmp_path, postgres_url, FIRMS) as firms,
        workers(firms.environment, tmp_path / "log", 2) as some,
    ):
        for number in range(INVOICES):
            firms.issue(number)
            time.sleep(1)
            if number % 3 == 2:
                some.kill_oldest()
        assert done(firms, FIRMS * INVOICES), firms.stages()
        assert some.end_in_time() == [0, 0]

        assert some.killed == 3
        assert set(firms.documents().values()) == {1}
        assert len(firms.documents()) == FIRMS * INVOICES
        assert firms.holders() == []


def test_what_a_killed_worker_began_goes_on_with_another_one(tmp_path: Path, postgres_url: str) -> None:
    """With the times as shipped."""
    shipped = OperatorSettings()
    times = {"lease_seconds": shipped.lease_seconds, "tick_seconds": shipped.tick_seconds}
    with (
        fleet(tmp_path, postgres_url, 1, **times) as firms,
        workers(firms.environment, tmp_path / "log", 1) as some,
    ):
        slow_down_xero(firms, 90)
        firms.issue(0)
        assert comes_true(lambda: len(firms.holders()) == 1, 30)
        [killed] = firms.holders()
        some.start()
        time.sleep(1)
        some.kill_oldest(replaced=False)

        assert comes_true(lambda: bool(set(firms.holders()) - {killed}), FOLLOWED_SECONDS)
        assert done(firms, 1), firms.stages()
        assert some.end_in_time() == [0]


def test_a_worker_that_is_told_to_end_finishes_its_request_and_hands_over(
    tmp_path: Path, postgres_url: str
) -> None:
    with (
        fleet(tmp_path, postgres_url, 1) as firms,
        workers(firms.environment, tmp_path / "log", 1) as some,
    ):
        slow_down_xero(firms, 3, method="PUT", path="/Invoices")
        firms.issue(0)
        assert comes_true(lambda: is_on_its_way(firms), 30)
        assert some.end_in_time() == [0]

        assert firms.stages() == {Stage.CREATED: 1}
        assert firms.holders() == []
        some.start()
        assert done(firms, 1), firms.stages()


def test_a_worker_that_is_told_to_end_leaves_a_request_that_takes_too_long(
    tmp_path: Path, postgres_url: str
) -> None:
    """The next one finds its lease ended, looks for what was sent, and does not send it again."""
    with (
        fleet(tmp_path, postgres_url, 1) as firms,
        workers(firms.environment, tmp_path / "log", 1) as some,
    ):
        slow_down_xero(firms, 15, method="PUT", path="/Invoices")
        firms.issue(0)
        assert comes_true(lambda: is_on_its_way(firms), 30)
        assert some.end_in_time() == [0]

        assert is_on_its_way(firms)
        some.start()
        assert done(firms, 1), firms.stages()
        assert set(firms.documents().values()) == {1}


def told(firms: Fleet, connection_id: ConnectionId, invoice_id: InvoiceId, address: str) -> int:
    """Hubflo says that it was issued; what is answered."""
    path, secret = "the-only-hook-of-its", "a-secret-of-a-test"
    hook = Hook(path=path, event="issued", address="-", state=HookState.ASKED, made_at=datetime.now(UTC))
    with firms.container.storage().store.writing(connection_id) as books:
        books.hooks.add(hook)
        books.hooks.made(path, "made-for-a-test", secret)
    payload = {"data": {"id": invoice_id}, "webhook_delivery_id": "d-1"}
    body = json.dumps(payload).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    signed = {"X-Hubflo-Signature": signature}
    url = f"{address}/webhooks/hubflo/{path}"
    return httpx.post(url, content=body, headers=signed, trust_env=False, timeout=30).status_code


def test_what_one_process_takes_in_wakes_another_one(tmp_path: Path, postgres_url: str) -> None:
    with fleet(tmp_path, postgres_url, 1, tick_seconds=600) as firms:
        anywhere = {**firms.environment, "HUBFLO_XERO_HTTP_PORT": "0"}
        with (
            workers(anywhere, tmp_path / "log", 1) as some,
            running(anywhere, "--no-work") as listening,
        ):
            assert comes_true(firms.is_read, 30)
            assert comes_true(lambda: not firms.holders(), 30)
            [(connection_id, invoice_id)] = firms.issue(0).items()
            assert told(firms, connection_id, invoice_id, listening.address) == 200

            assert done(firms, 1), firms.stages()
            assert listening.ends_in_time() == 0
            assert some.end_in_time() == [0]
