"""With a public address both sides tell us by themselves; here that address is this machine's own."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from adapters.sandbox.hubflo import HubfloState
from adapters.sandbox.seeds import firm as seeded_firm
from adapters.sandbox.world import World
from adapters.sandbox.xero import XeroState
from tests.e2e.processes import asked, control, free_port, run, sandbox
from tests.e2e.running import comes_true, running

LINE = {"title": "Work", "quantity": 1, "vat": 20, "unit_price_excluding_tax": 100}


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Connected and live, invoices are sent; it is reached where it listens."""
    with sandbox(tmp_path_factory.mktemp("firm")) as environment:
        port = free_port()
        run(environment, "connect", "--yes", "--own-link-off", "--revenue-account", "200")
        yield {
            **environment,
            "HUBFLO_XERO_HTTP_PORT": str(port),
            "HUBFLO_XERO_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "HUBFLO_XERO_TICK_SECONDS": "0.5",
        }


def at_hubflo(environment: Mapping[str, str], path: str, document: Mapping[str, Any] | None = None) -> Any:
    """The control routes of Hubflo's stand-in."""
    address = environment["HUBFLO_XERO_HUBFLO_URL"].replace("/api/v2", f"/_sandbox/{path}")
    method = "GET" if document is None else "POST"
    return (
        httpx.request(method, address, json=document, trust_env=False, timeout=30).raise_for_status().json()
    )


def rows(environment: Mapping[str, str], statement: str) -> list[tuple[Any, ...]]:
    """What lies in the store."""
    database = Path(environment["HUBFLO_XERO_DATA_FOLDER"]) / "hubflo-xero.db"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as store:
        return store.execute(statement).fetchall()


def awaiting_approval(environment: Mapping[str, str]) -> list[str]:
    """Where invoices that wait in Xero say that they come from."""
    ledgers = control(environment, "records").values()
    invoices = [invoice for ledger in ledgers for invoice in ledger["invoices"].values()]
    return [str(invoice.get("Url")) for invoice in invoices if invoice["Status"] == "SUBMITTED"]


def test_hubflo_is_asked_for_its_hooks_and_tells_of_an_invoice_that_is_in_xero_soon_after(
    firm: Mapping[str, str],
) -> None:
    with running(firm) as here:
        assert comes_true(lambda: len(at_hubflo(firm, "webhooks")) == 3, 20)
        [organization] = {row for (row,) in rows(firm, "SELECT portal_id FROM connection")}
        customer = next(iter(at_hubflo(firm, "records")[organization]["contacts"]))
        invoice = {"title": "Work", "recipient_id": customer, "lines": [LINE], "issue": True}
        at_hubflo(firm, "acts/hubflo.add_invoice", {"organization_id": organization, **invoice})
        assert comes_true(lambda: bool(awaiting_approval(firm)), 30)
        metrics = httpx.get(f"{here.address}/metrics", trust_env=False).text
        assert here.ends_in_time() == 0

    assert 'hubflo_xero_clerk_visits_total{connection="default",result="worked"}' in metrics
    assert 'hubflo_xero_clerk_unit_seconds_count{unit="keep-hooks"} ' in metrics
    [(told_of,)] = rows(firm, "SELECT invoice_id FROM nudge WHERE hook <> 'ledger'")
    assert told_of in awaiting_approval(firm)[0]
    listed = asked(firm, "webhooks")["connections"][0]
    assert {hook["state"] for hook in listed["hooks"]} == {"live"}
    assert {hook["event"] for hook in listed["hooks"]} == {"issued", "paid", "overdue"}
    assert str(firm["HUBFLO_XERO_PUBLIC_URL"]) in listed["xero_address"]


def test_xero_finds_that_we_listen(firm: Mapping[str, str]) -> None:
    [connection] = asked(firm, "webhooks")["connections"]
    [client_id] = [client_id for (client_id,) in rows(firm, "SELECT client_id FROM app")]
    run(firm, "webhooks", "xero-key", typed=webhook_key())

    with running(firm) as here:
        enabled = {"client_id": client_id, "url": connection["xero_address"]}
        control(firm, "acts/xero.enable_webhook", enabled)
        assert comes_true(lambda: control(firm, "webhooks")[0]["status"] != "intent", 20)
        [webhook] = control(firm, "webhooks")
        assert here.ends_in_time() == 0

    assert webhook["status"] == "ok"
    assert sorted(attempt["status"] for attempt in webhook["attempts"]) == [200, 401, 401, 401]


def webhook_key() -> str:
    """What Xero's own page shows of the app: the sandbox gives the same seed the same key."""
    world = World(xero_state=XeroState(seed=1), hubflo_state=HubfloState(seed=1))
    return seeded_firm(world, datetime.now(UTC)).webhook_key
