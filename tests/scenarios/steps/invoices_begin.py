"""How invoices begin to go over: connected, switched on, and with which settings."""

from collections.abc import Callable
from datetime import UTC, datetime

from pytest_bdd import given, parsers, then, when

from domain.connection import Connection
from domain.invoice import InvoiceId
from domain.units import SendDocuments, Unit
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.invoice_office import TODAY, choose, nudged, soon
from tests.scenarios.office import ACTOR, after_steps, go_live, live, preview
from tests.scenarios.pair import Pair
from tests.scenarios.tables import Datatable, rows_of
from tests.scenarios.xero_bills import XeroBills
from tests.support.house import House

_AS_USUAL = {"start-date": TODAY, "revenue-account": "200", "own-link-off": "yes"}


def connected(house: House, pair: Pair, start: str) -> Connection:
    """Connected and live, and invoices are sent from that day on."""
    connection = live(house, pair)
    choose(house, connection, {**_AS_USUAL, "start-date": start})
    soon(house)
    return connection


@given(
    parsers.parse("Hubflo and Xero are connected, and invoices go over from {start}"),
    target_fixture="connection",
)
def _(house: House, pair: Pair, start: str) -> Connection:
    return connected(house, pair, start)


@given(
    "Hubflo and Xero are connected in preview, and invoices would go over from today",
    target_fixture="connection",
)
def _(house: House, pair: Pair) -> Connection:
    connection = preview(house, pair)
    choose(house, connection, _AS_USUAL)
    return connection


@when("the connection goes live, and a minute passes")
def _(house: House, connection: Connection) -> None:
    go_live(house, connection)
    soon(house)


@when(
    parsers.parse(
        'the connection goes live, and "{title}" is issued to "{whom}" after {count:d} units of work'
    ),
    target_fixture="progress",
)
def _(
    house: House,
    connection: Connection,
    hubflo: HubfloSide,
    bills: HubfloBills,
    title: str,
    whom: str,
    count: int,
) -> list[int]:
    progress: list[int] = []

    def issue() -> None:
        named = InvoiceId(bills.add({"invoice": title, "to": whom}, issue=True))
        nudged(house, connection, named, 1)

    issued = after_steps(count, issue)
    told: dict[type[Unit], Callable[[], object]] = {
        SendDocuments: lambda: progress.append(len(hubflo.contacts()))
    }

    def after_unit(unit: Unit) -> None:
        issued(unit)
        told.get(type(unit), list)()

    house.container.switching().go_live(connection.id, actor=ACTOR)
    house.container.clerk().visit(connection.id, after_unit=after_unit)
    return progress


@then("it was in Xero before half of the contacts were in Hubflo")
def _(hubflo: HubfloSide, xero_bills: XeroBills, progress: list[int]) -> None:
    assert len(xero_bills.ours()) == 1
    assert [contacts < len(hubflo.contacts()) / 2 for contacts in progress] == [True]


@given(parsers.re(r'the setting (?P<name>[a-z-]+) is "(?P<value>[^"]*)"'))
@when(parsers.re(r'the setting (?P<name>[a-z-]+) is "(?P<value>[^"]*)"'))
def _(house: House, connection: Connection, name: str, value: str) -> None:
    choose(house, connection, {name: value})


@given("these settings:")
@when("I choose these settings:")
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    choose(house, connection, {row["setting"]: row["value"] for row in rows_of(datatable)})
    soon(house)


@given(parsers.parse("it is {day} at {hour} UTC"))
def _(house: House, day: str, hour: str) -> None:
    then = datetime.fromisoformat(f"{day}T{hour}:00").replace(tzinfo=UTC)
    house.clock.advance((then - house.clock.now()).total_seconds())
