"""A rebuild: the store is lost, both sides are read, the list is accepted."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_bdd import then, when

from domain.connection import Connection
from tests.scenarios.calls import Calls
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.office import A_MOMENT_SECONDS
from tests.scenarios.steps.consent import custom_app
from tests.scenarios.tables import Datatable, rows_of
from tests.scenarios.terminal import Terminal
from tests.scenarios.xero_side import XeroSide
from tests.support.house import House, open_house

_INVOICES = "--own-link-off --revenue-account 200"


@when("the store is lost", target_fixture="house")
def _(house: House, others: ExitStack, tmp_path: Path, empty_store: Path) -> House:
    house.clock.advance(A_MOMENT_SECONDS)
    shutil.copytree(empty_store, tmp_path / "new", dirs_exist_ok=True)
    return others.enter_context(open_house(tmp_path / "new", house.world, house.clock, seed=5))


@when("I connect anew, and am told that they were joined before", target_fixture="connection")
def _(house: House, hubflo: HubfloSide, xero: XeroSide, monkeypatch: pytest.MonkeyPatch) -> Connection:
    custom = custom_app(house, xero)
    secrets = {"HUBFLO_XERO_API_KEY": hubflo.api_key, "HUBFLO_XERO_CLIENT_SECRET": custom.client_secret}
    line = f"hubflo-xero connect --yes {_INVOICES} --custom --client-id {custom.client_id}"
    printed = Terminal.over(house, monkeypatch).run(line, secrets)
    assert printed.status == 0, printed.text
    assert "they were joined before" in printed.text
    assert "Your answers to questions about contacts, customers, taxes and single invoices." in printed.text
    (connection,) = house.container.storage().connections.all()
    return connection


@when("I rebuild", target_fixture="calls")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> Calls:
    calls = Calls.since_now(house.world)
    printed = Terminal.over(house, monkeypatch).run("hubflo-xero rebuild --yes")
    assert printed.status == 0, printed.text
    assert "hubflo-xero rebuild --accept" in printed.text
    assert calls.writes() == []
    return calls


@when("I accept the list")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = Terminal.over(house, monkeypatch).run("hubflo-xero rebuild --accept")
    assert printed.status == 0, printed.text


@when("I resume, with invoices")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = Terminal.over(house, monkeypatch).run(f"hubflo-xero resume --yes {_INVOICES}")
    assert printed.status == 0, printed.text


@then("the list says:")
def _(house: House, datatable: Datatable) -> None:
    (connection,) = house.container.storage().connections.all()
    rebuilt = house.container.rebuilding().told(connection.id)
    said = {
        "linked": rebuilt.linked,
        "removed": rebuilt.removed,
        "contradicting": len(rebuilt.contradicting),
        "alike": len(rebuilt.alike),
        "free": len(rebuilt.free),
        "customers": rebuilt.customers,
    }

    assert rebuilt.is_read
    assert [{name: str(said[name]) for name in said}] == [dict(row) for row in rows_of(datatable)]
