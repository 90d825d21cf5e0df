"""Invoices in Hubflo: what is issued, to whom, and what people do with it there."""

from collections.abc import Callable, Mapping

from pytest_bdd import given, parsers, then, when

from adapters.sandbox.control import perform
from domain.connection import Connection
from domain.invoice import InvoiceId
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.invoice_office import nudged, soon
from tests.scenarios.tables import Datatable, rows_of
from tests.scenarios.xero_bills import XeroBills
from tests.support.house import House

_DEEDS: Mapping[str, Callable[[HubfloBills, str], object]] = {
    "is cancelled": lambda bills, title: bills.do("cancel_invoice", title),
    "is issued": lambda bills, title: bills.do("issue_invoice", title),
    "is gone": lambda bills, title: bills.lose(title),
    "is credited": lambda bills, title: bills.do("credit_invoice", title),
    "tells no currency": lambda bills, title: bills.garble(title, currency=None),
    "tells its currency again": lambda bills, title: bills.garble(title, currency="GBP"),
}
_DEED = parsers.re(rf'in Hubflo the invoice "(?P<title>[^"]+)" (?P<deed>{"|".join(_DEEDS)})')
_UNSEEN = parsers.re(
    rf'in Hubflo the invoice "(?P<title>[^"]+)" (?P<deed>{"|".join(_DEEDS)}), and nobody looked yet'
)
_FIELDS: Mapping[str, Callable[[HubfloBills, str, str], object]] = {
    "accounting id": lambda bills, title, value: bills.do(
        "set_accounting_id", title, accounting_id=value or None
    ),
    "status": lambda bills, title, value: bills.do("set_invoice_status", title, status=value),
}
_FIELD = parsers.re(
    rf'in Hubflo the (?P<field>{"|".join(_FIELDS)}) of the invoice "(?P<title>[^"]+)"'
    r' becomes "(?P<value>[^"]*)"'
)
_ISSUES = parsers.re(r'Hubflo issues the invoice "(?P<title>[^"]+)" to "(?P<whom>[^"]+)"')
_ROUNDS = parsers.re(r'Hubflo rounds "(?P<way>[^"]+)", and its net total is "(?P<net>[^"]+)"( again)?')
_ISSUES_AT = parsers.re(
    r'Hubflo issues the invoice "(?P<title>[^"]+)" at (?P<rate>[\d.]+) % to "(?P<whom>[^"]+)"'
)
_ISSUES_LINES = parsers.re(
    r'Hubflo issues the invoice "(?P<title>[^"]+)" to "(?P<whom>[^"]+)" with these lines:'
)


@given(_ISSUES)
@when(_ISSUES)
def _(house: House, bills: HubfloBills, title: str, whom: str) -> None:
    bills.add({"invoice": title, "to": whom}, issue=True)
    soon(house)


@given(_ISSUES_AT)
@when(_ISSUES_AT)
def _(house: House, bills: HubfloBills, title: str, rate: str, whom: str) -> None:
    bills.add({"invoice": title, "to": whom, "rate": rate}, issue=True)
    soon(house)


@given(_ISSUES_LINES)
@when(_ISSUES_LINES)
def _(house: House, bills: HubfloBills, title: str, whom: str, datatable: Datatable) -> None:
    bills.add({"invoice": title, "to": whom}, rows_of(datatable), issue=True)
    soon(house)


@given(
    parsers.parse(
        'Hubflo issues the invoice "{title}" to "{whom}" with {count:d} lines of {length:d} letters each'
    )
)
def _(house: House, bills: HubfloBills, title: str, whom: str, count: int, length: int) -> None:
    row = {"line": "Report", "description": ("Long " * length)[:length].strip(), "price": "10"}
    bills.add({"invoice": title, "to": whom}, [row] * count, issue=True)
    soon(house)


@given(parsers.parse('Hubflo issues the invoice "{title}" to nobody'))
@when(parsers.parse('Hubflo issues the invoice "{title}" to nobody'))
def _(house: House, bills: HubfloBills, title: str) -> None:
    bills.add({"invoice": title}, issue=True)
    soon(house)


@when(parsers.parse('Hubflo issues the invoice "{title}" to them'))
def _(house: House, bills: HubfloBills, title: str, them: str) -> None:
    bills.act("add_invoice", title=title, recipient_id=them, lines=bills.usual_lines(), issue=True)
    soon(house)


@given("Hubflo issues these invoices at once:")
@when("Hubflo issues these invoices at once:")
def _(house: House, bills: HubfloBills, datatable: Datatable) -> None:
    for row in rows_of(datatable):
        bills.add(row, issue=True)
    soon(house)


@given("Hubflo has issued these invoices, and nobody looked yet:")
@when("Hubflo has issued these invoices, and nobody looked yet:")
def _(bills: HubfloBills, datatable: Datatable) -> None:
    for row in rows_of(datatable):
        bills.add(row, issue=True)


@given(parsers.parse('Hubflo has issued {count:d} invoices to "{whom}", and nobody looked yet'))
def _(bills: HubfloBills, count: int, whom: str) -> None:
    for number in range(1, count + 1):
        bills.add({"invoice": f"Website {number}", "to": whom, "net": f"{number}.00"}, issue=True)


@given(parsers.parse('Hubflo has the draft "{title}" for "{whom}"'))
def _(house: House, bills: HubfloBills, title: str, whom: str) -> None:
    bills.add({"invoice": title, "to": whom}, issue=False)
    soon(house)


@when(_DEED)
def _(house: House, bills: HubfloBills, title: str, deed: str) -> None:
    _DEEDS[deed](bills, title)
    soon(house)


@given(_UNSEEN)
def _(bills: HubfloBills, title: str, deed: str) -> None:
    _DEEDS[deed](bills, title)


@given(_FIELD)
@when(_FIELD)
def _(bills: HubfloBills, title: str, field: str, value: str) -> None:
    _FIELDS[field](bills, title, value)


@given(parsers.parse('Hubflo bills in "{currency}" from now on'))
def _(bills: HubfloBills, currency: str) -> None:
    bills.bill_in(currency)


@given(parsers.parse('in Hubflo the invoice "{title}" is made to point to "{number}"'))
def _(bills: HubfloBills, xero_bills: XeroBills, title: str, number: str) -> None:
    bills.do("set_accounting_id", title, accounting_id=xero_bills.id_of(number))


@when("in Hubflo what is gone is there again")
def _(bills: HubfloBills) -> None:
    bills.put_back()


@then(parsers.parse('in Hubflo the invoice "{title}" still says "{text}"'))
def _(bills: HubfloBills, title: str, text: str) -> None:
    assert bills.shown()[bills.id_of(title)]["accounting_id"] == text


@given(parsers.parse("Hubflo has somebody without a name, {email}"))
def _(house: House, hubflo: HubfloSide, email: str) -> None:
    perform(house.world, "hubflo.add_contact", organization_id=hubflo.organization_id, email=email)


@given(parsers.parse('Hubflo calls what is cancelled "{word}"'))
def _(house: House, word: str) -> None:
    perform(house.world, "hubflo.turn_switches", cancelled_word=word)


@given(_ROUNDS)
@when(_ROUNDS)
def _(house: House, way: str, net: str) -> None:
    perform(house.world, "hubflo.turn_switches", rounding=way, net_total=net)


@when(parsers.re(r'Hubflo tells of the invoice "(?P<title>[^"]+)" (?P<count>\d+) times? at once'))
def _(house: House, connection: Connection, bills: HubfloBills, title: str, count: str) -> None:
    nudged(house, connection, InvoiceId(bills.id_of(title)), int(count))
    house.run_for(15, tick_seconds=5)


@given(
    parsers.re(
        r'Hubflo has the contact with the first name "(?P<first>[^"]*)", the last name "(?P<last>[^"]*)"'
        r' and the email "(?P<email>[^"]*)"'
    ),
    target_fixture="them",
)
def _(house: House, hubflo: HubfloSide, first: str, last: str, email: str) -> str:
    named = {"first_name": first or None, "last_name": last or None, "email": email or None}
    where = {"organization_id": hubflo.organization_id}
    return str(perform(house.world, "hubflo.add_contact", **where, **named))
