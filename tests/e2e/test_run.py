"""`hubflo-xero run` as a real process: it takes up work that others bring, and ends when it is told to."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from dependency_injector import providers

from domain.request import RequestKind
from entrypoints.container import Container
from entrypoints.settings import OperatorSettings
from tests.e2e.processes import COMMAND, asked, control, run, sandbox
from tests.e2e.running import comes_true, running

NEWCOMER = "nia@newcomer.example"
TICK_SECONDS = "0.5"


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The sandbox's firm, connected and imported."""
    with sandbox(tmp_path_factory.mktemp("firm")) as environment:
        run(environment, "connect", "--yes", "--no-invoices")
        yield {**environment, "HUBFLO_XERO_TICK_SECONDS": TICK_SECONDS}


def clerk_of(environment: Mapping[str, str]) -> dict[str, Any]:
    """The row that says who is at work, as it lies in the store."""
    database = Path(environment["HUBFLO_XERO_DATA_FOLDER"]) / "hubflo-xero.db"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as store:
        holder, wanted, seen = store.execute("SELECT holder, wanted, seen FROM clerk").fetchone()
    return {"holder": holder, "wanted": wanted, "seen": seen}


def ask_for_an_import(environment: Mapping[str, str]) -> None:
    """Record a request, as every command does first, and leave the work to whoever runs."""
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
        container.importing().ask(connection.id, RequestKind.IMPORT, actor="person:test")
    finally:
        container.shutdown_resources()


def add_newcomer(environment: Mapping[str, str], email: str = NEWCOMER) -> None:
    """A customer, typed into Xero by hand."""
    first_name = email.partition("@")[0].title()
    tenants = {request["tenant_id"] for request in control(environment, "requests")} - {None}
    control(
        environment,
        "acts/xero.add_contact",
        {
            "tenant_id": tenants.pop(),
            "Name": f"{first_name} Comer",
            "FirstName": first_name,
            "LastName": "Comer",
            "EmailAddress": email,
            "IsCustomer": True,
        },
    )


def slow_down_xero(environment: Mapping[str, str], seconds: float) -> None:
    """The next page of contacts takes that long."""
    fault = {"kind": "slow", "side": "xero", "path": "/Contacts", "seconds": seconds}
    control(environment, "faults", fault)


def test_a_command_waits_for_the_process_that_runs_and_its_work_is_done(firm: Mapping[str, str]) -> None:
    add_newcomer(firm)
    slow_down_xero(firm, 6)
    ask_for_an_import(firm)

    with running(firm) as here:
        assert comes_true(lambda: clerk_of(firm)["holder"] is not None, 20)
        done = run(firm, "contacts", "import")
        listed = asked(firm, "contacts", "list", "--limit", "100000")
        assert here.ends_in_time() == 0

    assert "Another process is working on this connection" in done.stderr
    assert [row["standing"] for row in listed if row["email"] == NEWCOMER] == ["created"]
    assert clerk_of(firm)["holder"] is None


def test_it_ends_in_time_in_the_middle_of_its_work(firm: Mapping[str, str]) -> None:
    slow_down_xero(firm, 3)
    ask_for_an_import(firm)

    with running(firm) as here:
        assert comes_true(lambda: clerk_of(firm)["holder"] is not None, 20)
        assert here.ends_in_time() == 0

    clerk = clerk_of(firm)
    assert clerk["holder"] is None
    assert clerk["wanted"] > clerk["seen"]  # what was left is due for whoever comes next


def in_hubflo(environment: Mapping[str, str], email: str) -> int:
    """How often somebody with that email is there."""
    address = environment["HUBFLO_XERO_HUBFLO_URL"].removesuffix("/api/v2")
    shown = httpx.get(f"{address}/_sandbox/records", trust_env=False, timeout=30).raise_for_status().json()
    return sum(contact["email"] == email for one in shown.values() for contact in one["contacts"].values())


def test_of_a_store_and_its_copy_one_writes(firm: Mapping[str, str], tmp_path: Path) -> None:
    """The copy refuses while it is a copy; taken over, it makes nothing again that the original has made."""
    copy = {**firm}
    for name in ("DATA_FOLDER", "CONFIG_FOLDER"):
        copy[f"HUBFLO_XERO_{name}"] = str(tmp_path / name)
        shutil.copytree(firm[f"HUBFLO_XERO_{name}"], copy[f"HUBFLO_XERO_{name}"])
    for each in (firm, copy):
        ask_for_an_import(each)
    add_newcomer(firm, "ned@newcomer.example")

    with running(firm) as original:
        refused = subprocess.run(
            [*COMMAND, "run"], env=copy, capture_output=True, text=True, timeout=60, check=False
        )
        assert comes_true(lambda: in_hubflo(firm, "ned@newcomer.example") == 1, 30)
        assert original.ends_in_time() == 0
    add_newcomer(firm, "una@newcomer.example")
    with running(copy, "--take-over") as taken_over:
        assert comes_true(lambda: in_hubflo(firm, "una@newcomer.example") == 1, 30)
        assert taken_over.ends_in_time() == 0

    assert (refused.returncode, "[wrong-instance]" in refused.stderr) == (1, True)
    assert in_hubflo(firm, "ned@newcomer.example") == 1
