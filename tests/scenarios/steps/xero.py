"""Contacts in Xero: what is there, and what people change."""

from pytest_bdd import given, parsers, then, when

from adapters.sandbox.control import perform
from adapters.sandbox.observe import changes
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.tables import Datatable, rows_of
from tests.scenarios.xero_side import ABSENT, FIELDS, XeroSide, fields_of
from tests.support.house import House

_DEEDS = {
    "is archived": "archive_contact",
    "is restored": "restore_contact",
    "asks to be erased": "gdpr_request",
    "gets a first invoice": "make_customer",
}
_DEED = parsers.re(rf'in Xero "(?P<who>[^"]+)" (?P<deed>{"|".join(_DEEDS)})')
_OF_OURS = r'Xero has a customer "(?P<name>[^"]+)" with the email "(?P<email>[^"]+)" and our mark of '
_CUSTOMER = {"name": "Customer", "first name": "Carla", "last name": "Customer", "email": "c@c.example"}


@given("Xero has these contacts:")
@when("Xero has these contacts:")
def _(xero: XeroSide, datatable: Datatable) -> None:
    for row in rows_of(datatable):
        xero.add(fields_of(row))


@given(parsers.parse('Xero has the customer "{name}" with the email "{email}"'))
@when(parsers.parse('Xero has the customer "{name}" with the email "{email}"'))
def _(xero: XeroSide, name: str, email: str) -> None:
    xero.add(fields_of({"name": name, "person": name, "email": email}))


@given(parsers.re(rf"Xero has a customer whose (?P<field>.+) is (?P<absence>{'|'.join(ABSENT)})"))
def _(xero: XeroSide, field: str, absence: str) -> None:
    row = {**_CUSTOMER, "name": f"Customer without, {absence}"}
    usual = {word: text for word, text in row.items() if word != field}
    (name,) = FIELDS[field]("")
    xero.add({**fields_of(usual), **ABSENT[absence](name)})


@given(parsers.parse("Xero has a customer whose name is {length:d} letters long"))
def _(xero: XeroSide, length: int) -> None:
    xero.add(fields_of({**_CUSTOMER, "name": ("Long " * length)[:length].strip()}))


@given(parsers.re(_OF_OURS + '"(?P<person>[^"]+)"'))
def _(xero: XeroSide, hubflo: HubfloSide, name: str, email: str, person: str) -> None:
    row = {"name": name, "person": "Some Body", "email": email, "contact code": hubflo.id_of(person)}
    xero.add(fields_of(row))


@given(parsers.re(_OF_OURS + 'the company "(?P<company>[^"]+)"'))
def _(xero: XeroSide, hubflo: HubfloSide, name: str, email: str, company: str) -> None:
    mark = hubflo.company_id_of(company)
    xero.add(fields_of({"name": name, "person": "Some Body", "email": email, "contact code": mark}))


@when(parsers.re(r'in Xero the (?P<field>[^"]+) of "(?P<who>[^"]+)" becomes "(?P<value>[^"]*)"'))
def _(xero: XeroSide, field: str, who: str, value: str) -> None:
    xero.edit(who, FIELDS[field](value))


@when(parsers.parse('in Xero "{who}" moves to "{street}", "{city}"'))
def _(xero: XeroSide, who: str, street: str, city: str) -> None:
    xero.edit(who, fields_of({"street": street, "city": city}))


@given(_DEED)
@when(_DEED)
def _(xero: XeroSide, who: str, deed: str) -> None:
    xero.act(_DEEDS[deed], who)


@given(parsers.parse('in Xero "{who}" is merged into "{into}"'))
@when(parsers.parse('in Xero "{who}" is merged into "{into}"'))
def _(xero: XeroSide, who: str, into: str) -> None:
    xero.act("merge_contacts", who, into=xero.id_of(into))


@given("in Xero the app is disconnected")
@when("in Xero the app is disconnected")
def _(house: House, xero: XeroSide) -> None:
    perform(house.world, "xero.disconnect_app", tenant_id=xero.tenant_id, client_id=xero.client_id)


@given("Xero is its demo company", target_fixture="xero")
def _(house: House) -> XeroSide:
    return XeroSide.opened(house.world, "Demo Company (UK)", demo=True)


@given(parsers.parse("the Xero organisation is in {country}"), target_fixture="xero")
def _(house: House, country: str) -> XeroSide:
    return XeroSide.opened(house.world, f"Hartley & Moss {country}", country=country)


@given(parsers.re('another Xero organisation "(?P<name>[^"]+)"'), target_fixture="other_xero")
def _(house: House, xero: XeroSide, name: str) -> XeroSide:
    return XeroSide.opened(house.world, name)


@given(
    parsers.parse('another Xero organisation "{name}", with the customer "{who}"'),
    target_fixture="other_xero",
)
def _(house: House, xero: XeroSide, name: str, who: str) -> XeroSide:
    opened = XeroSide.opened(house.world, name)
    opened.add(fields_of({"name": who, "person": who, "email": "other@side.example"}))
    return opened


@then("nothing in Xero has changed")
def _(house: House) -> None:
    assert [change for change in changes(house.world, "xero") if change["who"] == "api"] == []
    assert [
        call.path for call in house.world.xero.calls if "/api.xro/" in call.path and call.method != "GET"
    ] == []


@then("Xero has removed the connection")
def _(house: House, xero: XeroSide) -> None:
    assert [one.active for one in house.world.xero.identity.connections] == [False]


@then("Xero has kept the connection")
def _(house: House, xero: XeroSide) -> None:
    assert [one.active for one in house.world.xero.identity.connections] == [True]
