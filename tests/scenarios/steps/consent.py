"""Asking Xero for consent: allowed, cancelled, late, reused, for another organisation, or not needed."""

from collections.abc import Callable
from dataclasses import replace

from pytest_bdd import given, parsers, when

from adapters.sandbox import xero as stand_in
from adapters.sandbox.control import perform
from domain.access import AppKind
from domain.connection import Connection
from domain.errors import Problem
from domain.services.connecting import Consented, Returned, tenant_of
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.office import ACTOR, live, refusal_of
from tests.scenarios.pair import Pair
from tests.scenarios.xero_side import XeroSide
from tests.support.house import House, query_of

Mishap = Callable[[House, Returned], object]


def _late(house: House, returned: Returned) -> object:
    house.clock.advance(6 * 60)
    return house.container.connecting().finish(returned)


def _twice(house: House, returned: Returned) -> object:
    house.container.connecting().finish(returned)
    return house.container.connecting().finish(returned)


def _finished_as(**other: str) -> Mishap:
    return lambda house, returned: house.container.connecting().finish(replace(returned, **other))


_MISHAPS: dict[str, Mishap] = {
    "it comes back after 6 minutes": _late,
    "it comes back a second time": _twice,
    "it comes back with another state": _finished_as(state="of-somebody-else"),
    "it comes back without a code": _finished_as(code=""),
}


def joined(house: House, pair: Pair, reached: Consented, wanted: str = "") -> Connection:
    """Join the organisation that is meant."""
    connecting = house.container.connecting()
    tenant = tenant_of(reached, None, wanted)
    assert tenant is not None
    portal = connecting.portal(pair.api_key)
    return connecting.join(reached, tenant, name="default", api_key=pair.api_key, portal=portal, actor=ACTOR)


def reconnect(house: House, connection: Connection, pair: Pair) -> Connection:
    """Consent again, for a connection that is there, on its own app."""
    connecting, connections = house.container.connecting(), house.container.storage().connections
    existing = connections.get(connection.id)
    app = house.container.storage().apps.get(existing.app_id)
    reached = connecting.finish(house.consent(connecting.begin(app, existing), pair.tenant_id))
    tenant = tenant_of(reached, existing)
    assert tenant is not None
    portal = connecting.portal(pair.api_key)
    return connecting.join(
        reached, tenant, name=existing.name, api_key=pair.api_key, portal=portal, actor=ACTOR
    )


def custom_app(house: House, xero: XeroSide) -> XeroSide:
    """The same organisation, with an app of its own that needs no consent."""
    app = perform(house.world, "xero.register_app", kind="custom", tenant_id=xero.tenant_id)
    client_id, secret = getattr(app, "client_id", ""), getattr(app, "client_secret", "")
    return replace(xero, client_id=client_id, client_secret=secret)


def without_consent(house: House, xero: XeroSide, hubflo: HubfloSide) -> Connection:
    """A custom connection asks for itself."""
    pair = Pair(hubflo=hubflo, xero=xero)
    app = house.app(pair, AppKind.CUSTOM, xero.client_secret)
    return joined(house, pair, house.container.connecting().own(app))


@when("I connect and allow the access", target_fixture="connection")
def _(house: House, pair: Pair) -> Connection:
    return house.connect(pair)


@when("I connect and cancel", target_fixture="problem")
def _(house: House, pair: Pair) -> Problem:
    connecting = house.container.connecting()
    query = query_of(connecting.begin(house.app(pair)))
    back = query_of(stand_in.consent(house.world.xero, query, house.clock.now(), "cancel"))
    return refusal_of(lambda: connecting.finish(Returned(state=back["state"], error=back["error"])))


@when(parsers.parse("I allow the access, but {what_happens}"), target_fixture="problem")
def _(house: House, pair: Pair, what_happens: str) -> Problem:
    address = house.container.connecting().begin(house.app(pair))
    returned = house.consent(address, pair.tenant_id)
    return refusal_of(lambda: _MISHAPS[what_happens](house, returned))


@given("an app of Xero for a custom connection", target_fixture="custom")
def _(house: House, xero: XeroSide) -> XeroSide:
    return custom_app(house, xero)


@given("an app of Xero for a custom connection, whose secret I mistype", target_fixture="custom")
def _(house: House, xero: XeroSide) -> XeroSide:
    return replace(custom_app(house, xero), client_secret="mistyped")


@when("I connect without anybody's consent", target_fixture="connection")
def _(house: House, custom: XeroSide, hubflo: HubfloSide) -> Connection:
    return without_consent(house, custom, hubflo)


@when("I try to connect without anybody's consent", target_fixture="problem")
def _(house: House, custom: XeroSide, hubflo: HubfloSide) -> Problem:
    return refusal_of(lambda: without_consent(house, custom, hubflo))


@given(
    "Hubflo and Xero are connected by a consent that lacks the permission for contacts",
    target_fixture="connection",
)
def _(house: House, pair: Pair) -> Connection:
    connecting = house.container.connecting()
    query = query_of(connecting.begin(house.app(pair)))
    fewer = " ".join(scope for scope in query["scope"].split() if "contacts" not in scope)
    back = stand_in.consent(house.world.xero, {**query, "scope": fewer}, house.clock.now(), "allow")
    returned = query_of(back)
    reached = connecting.finish(Returned(state=returned["state"], code=returned["code"]))
    connection = joined(house, pair, reached)
    house.work(connection)
    return connection


@given("my user has allowed the app to use both before")
def _(house: House, pair: Pair, other_xero: XeroSide) -> None:
    address = house.container.connecting().begin(house.app(pair))
    house.consent(address, pair.tenant_id)
    house.consent(address, other_xero.tenant_id)


@when(
    parsers.parse('I connect by a consent that reaches both, and name "{name}"'), target_fixture="connection"
)
def _(house: House, pair: Pair, name: str) -> Connection:
    connecting = house.container.connecting()
    reached = connecting.finish(house.consent(connecting.begin(house.app(pair)), pair.tenant_id))
    return joined(house, pair, reached, name)


@when("I reconnect to the same two")
def _(house: House, connection: Connection, pair: Pair) -> None:
    reconnect(house, connection, pair)


@when(parsers.parse('I reconnect, and choose "{name}"'), target_fixture="problem")
def _(house: House, connection: Connection, hubflo: HubfloSide, other_xero: XeroSide, name: str) -> Problem:
    return refusal_of(lambda: reconnect(house, connection, Pair(hubflo=hubflo, xero=other_xero)))


@when(parsers.parse('I reconnect with the key of "{name}"'), target_fixture="problem")
def _(house: House, connection: Connection, other_hubflo: HubfloSide, xero: XeroSide, name: str) -> Problem:
    return refusal_of(lambda: reconnect(house, connection, Pair(hubflo=other_hubflo, xero=xero)))


@when(parsers.parse('I connect the same two once more as "{name}"'), target_fixture="problem")
def _(house: House, pair: Pair, name: str) -> Problem:
    return refusal_of(lambda: live(house, pair, name))


@when(parsers.parse('I connect "{portal}" and "{ledger}" as "{name}"'), target_fixture="problem")
def _(house: House, other_hubflo: HubfloSide, other_xero: XeroSide, name: str) -> Problem:
    return refusal_of(lambda: live(house, Pair(hubflo=other_hubflo, xero=other_xero), name))
