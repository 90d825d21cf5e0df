"""The connection: joined, live, paused, stopped, ended."""

from dataclasses import replace

import pytest
from pytest_bdd import given, parsers, then, when

from adapters.sandbox.seeds import Crowd, Firm
from domain.connection import Connection
from domain.errors import Problem
from tests.scenarios.calls import Calls
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.office import ACTOR, after_steps, go_live, live, preview, refusal_of
from tests.scenarios.pair import Pair
from tests.scenarios.terminal import Terminal
from tests.scenarios.xero_side import XeroSide
from tests.support.house import House


@given("Hubflo and Xero are connected", target_fixture="connection")
@when("Hubflo and Xero are connected", target_fixture="connection")
def _(house: House, pair: Pair) -> Connection:
    return live(house, pair)


@given("Hubflo and Xero are connected in preview", target_fixture="connection")
@when("Hubflo and Xero are connected in preview", target_fixture="connection")
def _(house: House, pair: Pair) -> Connection:
    return preview(house, pair)


@given("its Hubflo and Xero are connected", target_fixture="connection")
@when("its Hubflo and Xero are connected", target_fixture="connection")
def _(house: House, books: Firm) -> Connection:
    return live(house, books)


@given("its Hubflo and Xero are connected in preview", target_fixture="connection")
@when("its Hubflo and Xero are connected in preview", target_fixture="connection")
def _(house: House, books: Firm | Crowd) -> Connection:
    return preview(house, books)


@when(parsers.parse('"{portal}" and "{ledger}" are connected as "{name}"'))
def _(
    house: House, other_hubflo: HubfloSide, other_xero: XeroSide, portal: str, ledger: str, name: str
) -> None:
    joined = live(house, Pair(hubflo=other_hubflo, xero=other_xero), name)

    assert (joined.portal_name, joined.ledger_name) == (portal, ledger)


@given(parsers.parse('"{portal}" is connected as "{name}" to the same Xero organisation by the same consent'))
def _(
    house: House, connection: Connection, other_hubflo: HubfloSide, pair: Pair, portal: str, name: str
) -> None:
    also = house.connect(Pair(hubflo=other_hubflo, xero=pair.xero), name)
    connections = house.container.storage().connections

    assert also.portal_name == portal
    with house.container.storage().store.writing(also.id) as books:
        books.save_connection(replace(connections.get(also.id), grant_id=connection.grant_id))


@given("the connection goes live")
@when("the connection goes live")
def _(house: House, connection: Connection) -> None:
    go_live(house, connection)


@given("I pause", target_fixture="calls")
@when("I pause", target_fixture="calls")
def _(house: House, connection: Connection) -> Calls:
    house.container.switching().pause(connection.id, actor=ACTOR)
    return Calls.since_now(house.world)


@when("I resume", target_fixture="calls")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> Calls:
    calls = Calls.since_now(house.world)
    resumed = Terminal.over(house, monkeypatch).run("hubflo-xero resume --yes")
    assert resumed.status == 0, resumed.text
    return calls


@when("I stop everything", target_fixture="calls")
def _(house: House) -> Calls:
    house.container.switching().stop_all()
    return Calls.since_now(house.world)


@when("I resume everything")
def _(house: House) -> None:
    house.container.switching().resume_all()


@when(
    "Hubflo and Xero are connected, and everything is stopped after the first new contact",
    target_fixture="connection",
)
def _(house: House, pair: Pair) -> Connection:
    connection = preview(house, pair)
    house.container.switching().go_live(connection.id, actor=ACTOR)
    stop = after_steps(1, house.container.switching().stop_all)
    house.container.clerk().visit(connection.id, after_unit=stop)
    return connection


@when("I disconnect", target_fixture="calls")
def _(house: House, connection: Connection) -> Calls:
    house.container.disconnecting().end(connection.id, actor=ACTOR)
    return Calls.since_now(house.world)


@when(parsers.parse('I disconnect "{name}"'))
def _(house: House, name: str) -> None:
    connection = house.container.storage().connections.named(name)
    house.container.disconnecting().end(connection.id, actor=ACTOR)


@when("I try to disconnect", target_fixture="problem")
def _(house: House, connection: Connection) -> Problem:
    return refusal_of(lambda: house.container.disconnecting().end(connection.id, actor=ACTOR))


@when(parsers.parse('I set "{setting}" to "{value}"'))
def _(terminal: Terminal, setting: str, value: str) -> None:
    assert terminal.run(f"hubflo-xero settings set {setting} {value}").status == 0


@then(parsers.parse('the connection joins "{portal}" and "{ledger}"'))
def _(house: House, connection: Connection, portal: str, ledger: str) -> None:
    joined = house.container.storage().connections.get(connection.id)

    assert (joined.portal_name, joined.ledger_name) == (portal, ledger)


@then(parsers.re("the connection is (in )?(?P<state>preview|live|paused|rebuilding)"))
def _(house: House, connection: Connection, state: str) -> None:
    assert house.container.storage().connections.get(connection.id).state.value == state


@then(parsers.re(r"there (is|are) (?P<count>no|\d+) connections?"))
def _(house: House, count: str) -> None:
    assert str(len(house.container.storage().connections.all()) or "no") == count


@then("it is the same connection")
def _(house: House, connection: Connection) -> None:
    (now,) = house.container.storage().connections.all()

    assert (now.id, now.portal_id, now.tenant_id) == (
        connection.id,
        connection.portal_id,
        connection.tenant_id,
    )
