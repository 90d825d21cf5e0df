"""Where contacts stand, and what is told of each."""

from pytest_bdd import parsers, then

from domain.connection import Connection
from tests.scenarios import telling
from tests.scenarios.tables import Datatable, in_order, only, rows_of
from tests.support.house import House


@then("the contacts stand so:")
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    assert only(telling.contacts(house, connection), datatable) == in_order(rows_of(datatable))


@then(parsers.re(r'the story of "(?P<who>[^"]+)" says "(?P<event>[^"]+)" of "(?P<what>[^"]+)"'))
def _(house: House, connection: Connection, who: str, event: str, what: str) -> None:
    told = [each for each in telling.story(house, connection, who) if each["event"] == event]

    assert [what in "; ".join(each.values()).replace("-", " ") for each in told] == [True]


@then(parsers.re(r'the story of "(?P<who>[^"]+)" says "(?P<event>[^"]+)" (?P<count>\d+) times?'))
def _(house: House, connection: Connection, who: str, event: str, count: str) -> None:
    events = [each["event"] for each in telling.story(house, connection, who)]

    assert events.count(event) == int(count)
