"""Contacts and companies in Hubflo: what is there, and what people change."""

from pytest_bdd import given, parsers, then, when

from adapters.sandbox.hubflo.table import Row
from domain.connection import Connection
from domain.ids import PersonId
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.tables import Datatable, in_order, only, rows_of
from tests.support.house import House

_BECOMES = parsers.re(r'in Hubflo the (?P<field>[^"]+) of "(?P<who>[^"]+)" becomes "(?P<value>[^"]*)"')
TWICE_BY_HAND = {"yusuf demir yusuf@demir.example"}
"""Whom somebody at the seeded firm typed in twice, before we came."""


@given("Hubflo has these contacts:")
@when("Hubflo has these contacts:")
def _(hubflo: HubfloSide, datatable: Datatable) -> None:
    for row in rows_of(datatable):
        hubflo.add_contact(row)


@given("Hubflo has these companies:")
def _(hubflo: HubfloSide, datatable: Datatable) -> None:
    for row in rows_of(datatable):
        hubflo.add_company(row)


@given(parsers.parse('another Hubflo organization "{name}"'), target_fixture="other_hubflo")
def _(house: House, hubflo: HubfloSide, name: str) -> HubfloSide:
    return HubfloSide.opened(house.world, name)


@given(_BECOMES)
@when(_BECOMES)
def _(hubflo: HubfloSide, field: str, who: str, value: str) -> None:
    hubflo.edit_contact(who, {field: value})


@when(parsers.parse('in Hubflo the company "{name}" becomes "{value}"'))
def _(hubflo: HubfloSide, name: str, value: str) -> None:
    hubflo.edit_company(name, {"name": value})


@when(parsers.parse('in Hubflo "{who}" is deleted'), target_fixture="deleted")
def _(hubflo: HubfloSide, who: str) -> Row:
    return hubflo.delete_contact(hubflo.id_of(who))


@when("it is put back in Hubflo")
def _(hubflo: HubfloSide, deleted: Row) -> None:
    hubflo.put_back(deleted)


@when("in Hubflo the contact that is not joined to Xero is deleted")
def _(house: House, connection: Connection, hubflo: HubfloSide) -> None:
    with house.container.storage().store.reading(connection.id) as books:
        links = [books.links.links_of_person(PersonId(id_)) for id_ in hubflo.records("contacts")]
    (alone,) = [id_ for id_, found in zip(hubflo.records("contacts"), links, strict=True) if not found]
    hubflo.delete_contact(alone)


@when("in Hubflo another key is generated")
def _(hubflo: HubfloSide) -> None:
    hubflo.rotate_key()


@then("Hubflo has these contacts:")
def _(hubflo: HubfloSide, datatable: Datatable) -> None:
    assert only(hubflo.contacts(), datatable) == in_order(rows_of(datatable))


@then("Hubflo has these companies:")
def _(hubflo: HubfloSide, datatable: Datatable) -> None:
    assert only(hubflo.companies(), datatable) == in_order(rows_of(datatable))


@then(parsers.re(r"Hubflo has (?P<count>\d+|no) contacts?"))
def _(hubflo: HubfloSide, count: str) -> None:
    assert str(len(hubflo.contacts()) or "no") == count


@then(parsers.re(r"Hubflo has (?P<count>\d+|no) compan(y|ies)"))
def _(hubflo: HubfloSide, count: str) -> None:
    assert str(len(hubflo.companies()) or "no") == count


@then(parsers.parse("Hubflo has {count:d} contacts, all of that company"))
def _(hubflo: HubfloSide, count: int) -> None:
    (company,) = hubflo.companies()

    assert [contact["company"] for contact in hubflo.contacts()] == [company["name"]] * count


@then(parsers.parse("the only company in Hubflo has a name of {length:d} letters"))
def _(hubflo: HubfloSide, length: int) -> None:
    (company,) = hubflo.companies()

    assert len(company["name"]) == length


@then(parsers.re(r'in Hubflo the (?P<field>[^"]+) of "(?P<who>[^"]+)" is "(?P<value>[^"]*)"'))
def _(hubflo: HubfloSide, field: str, who: str, value: str) -> None:
    assert [each[field] for each in hubflo.contacts() if each["name"] == who] == [value]


@then(parsers.parse('"{organization}" has the contacts "{name}" and no other'))
def _(house: House, organization: str, name: str) -> None:
    (side,) = [
        HubfloSide(world=house.world, organization_id=one.id)
        for one in house.world.hubflo.organizations.values()
        if one.profile["name"] == organization
    ]

    assert [contact["name"] for contact in side.contacts()] == [name]


@then("nobody is in Hubflo twice")
def _(hubflo: HubfloSide) -> None:
    people = [f"{contact['name']} {contact['email']}".casefold() for contact in hubflo.contacts()]
    companies = [company["name"] for company in hubflo.companies()]

    assert {each for each in people if people.count(each) > 1} <= TWICE_BY_HAND
    assert {each for each in companies if companies.count(each) > 1} == set()
