"""Health says nothing of Xero; metrics say nothing of people."""

import re
import sqlite3
from contextlib import closing

import httpx
import pytest

from tests.unit.web.gate import KEY, SECRET, Gate, event, events, from_hubflo, from_xero, issued


def database_of(gate: Gate) -> str:
    """The file of the store."""
    return str(gate.house.container.settings().data_folder / "hubflo-xero.db")


def test_live_and_ready_are_empty_and_well(gate: Gate) -> None:
    for path in ("/live", "/ready"):
        answer = gate.request("GET", path)
        assert (answer.status_code, answer.content) == (200, b"")


def test_a_copy_of_the_store_is_live_and_not_ready(gate: Gate) -> None:
    gate.house.container.storage().instance.check_place()
    with closing(sqlite3.connect(database_of(gate))) as store:
        store.execute("UPDATE instance SET place = 'another machine:/store'")
        store.commit()

    assert gate.request("GET", "/ready").status_code == 503
    assert gate.request("GET", "/live").status_code == 200


def test_a_store_that_cannot_be_read_is_not_ready_and_has_no_numbers(gate: Gate) -> None:
    with closing(sqlite3.connect(database_of(gate))) as store:
        store.execute("ALTER TABLE instance RENAME TO gone")
        store.execute("ALTER TABLE connection RENAME TO gone_too")
        store.commit()

    for path in ("/ready", "/metrics"):
        answer = gate.request("GET", path)
        assert (answer.status_code, answer.content) == (503, b"")


def test_ready_looks_at_the_store_once_a_second_however_often_it_is_asked(gate: Gate) -> None:
    async def work(client: httpx.AsyncClient) -> list[int]:
        found = [(await client.get("/ready")).status_code]
        with closing(sqlite3.connect(database_of(gate))) as store:
            store.execute("UPDATE instance SET place = 'another machine:/store'")
            store.commit()
        found.append((await client.get("/ready")).status_code)
        gate.house.clock.advance(1.1)
        return [*found, (await client.get("/ready")).status_code]

    assert gate.ask(work) == [200, 200, 503]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/live/", 404),
        ("GET", "/webhooks/hubflo/", 404),
        ("POST", "/webhooks/xero/a/b", 404),
        ("POST", "/live", 405),
        ("DELETE", "/metrics", 405),
        ("GET", "/webhooks/xero/a", 405),
    ],
)
def test_what_there_is_not_is_answered_without_a_word(
    gate: Gate, method: str, path: str, status: int
) -> None:
    answer = gate.request(method, path)

    assert (answer.status_code, answer.content) == (status, b"")


def test_the_numbers_are_those_of_the_store_and_of_this_process(gate: Gate) -> None:
    gate.house.work(gate.connection)
    app = gate.connection.app_id

    async def work(client: httpx.AsyncClient) -> httpx.Response:
        for number in (1, 1, 2):
            await client.post("/webhooks/hubflo/hook-of-issued-invoices", **from_hubflo(issued(number)))
        await client.post("/webhooks/hubflo/hook-of-issued-invoices", **from_hubflo(issued(), "wrong"))
        await client.post("/webhooks/hubflo/hook-of-somebody-else", **from_hubflo(issued()))
        await client.post(f"/webhooks/xero/{app}", **from_xero(events(event(gate.firm.tenant_id))))
        return await client.get("/metrics")

    answer: httpx.Response = gate.ask(work)
    calls = gate.house.container.showing().status(gate.connection).ledger_calls.used_today

    assert answer.headers["content-type"].startswith("text/plain")
    for line in (
        'hubflo_xero_deliveries_total{result="accepted",service="hubflo"} 3.0',
        'hubflo_xero_deliveries_total{result="wrong-signature",service="hubflo"} 1.0',
        'hubflo_xero_deliveries_total{result="unknown-hook",service="hubflo"} 1.0',
        'hubflo_xero_deliveries_total{result="accepted",service="xero"} 1.0',
        'hubflo_xero_delivery_answer_seconds_count{service="hubflo"} 3.0',
        "hubflo_xero_deliveries_recorded_total 3.0",
        'hubflo_xero_invoices{connection="default",stage="linked"} 0.0',
        'hubflo_xero_payments{connection="default",stage="waits-for-approval"} 0.0',
        'hubflo_xero_unknown_outcomes{connection="default"} 0.0',
        f'hubflo_xero_xero_calls_today{{connection="default"}} {float(calls)}',
    ):
        assert line in answer.text.splitlines()
    [asked] = re.findall(r'hubflo_xero_questions_open{connection="default"} (\S+)', answer.text)
    assert float(asked) == len(gate.house.container.showing().status(gate.connection).needs_you) > 0


def test_no_person_and_no_secret_is_in_the_numbers(gate: Gate) -> None:
    gate.house.work(gate.connection)

    text = gate.request("GET", "/metrics").text

    assert "@" not in text
    ids = (gate.connection.id, gate.connection.tenant_id, gate.connection.portal_id, gate.connection.app_id)
    assert [one for one in (SECRET, KEY, gate.firm.api_key, *ids) if one in text] == []
