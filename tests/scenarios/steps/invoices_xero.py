"""Invoices in Xero: what people do with them there, and how they must stand."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pytest_bdd import given, parsers, then, when

from adapters.sandbox.observe import changes
from domain.connection import Connection
from tests.scenarios import invoice_telling
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.tables import Datatable, in_order, only, rows_of
from tests.scenarios.xero_bills import XeroBills
from tests.scenarios.xero_side import XeroSide, fields_of, shown_as_row
from tests.support.house import House

_DEEDS: Mapping[str, Callable[[XeroBills, str], object]] = {
    "is approved": lambda bills, title: bills.do("approve_invoice", title),
    "is sent back to draft": lambda bills, title: bills.do("reject_invoice", title),
    "is deleted": lambda bills, title: bills.do("delete_invoice", title),
    "is voided": lambda bills, title: bills.do("void_invoice", title),
    "gets another price": lambda bills, title: bills.do("edit_line", title, UnitAmount="500.00"),
    "gets the price back": lambda bills, title: bills.do("edit_line", title, UnitAmount="450.00"),
    "is billed to somebody else": lambda bills, title: bills.do(
        "change_invoice_contact", title, contact_id=bills.side.id_of("Somebody Else")
    ),
}
_DEED = parsers.re(rf'in Xero the invoice "(?P<title>[^"]+)" (?P<deed>{"|".join(_DEEDS)})')
_FIELDS = {"currency": "CurrencyCode", "reference": "Reference", "due date": "DueDate", "date": "Date"}
_FIELD = parsers.re(
    rf'in Xero the (?P<field>{"|".join(_FIELDS)}) of the invoice "(?P<title>[^"]+)"'
    r' becomes "(?P<value>[^"]*)"'
)
_BOOKS: Mapping[str, Callable[[XeroBills], object]] = {
    "unlocked": lambda bills: bills.act("set_lock_dates", period=None, end_of_year=None),
    "charging no tax": lambda bills: bills.act("edit_organisation", PaysTax=False),
}
_USER: Mapping[str, bool] = {"may": True, "may not": False}
_ACCOUNT = {"archived": "archive_account", "restored": "restore_account"}


@given("Xero has these invoices, typed by hand:")
def _(xero_bills: XeroBills, datatable: Datatable) -> None:
    for row in rows_of(datatable):
        xero_bills.typed(row)


@given(parsers.parse('Xero has the credit note "{number}" for "{to}" of {net} net'))
def _(xero_bills: XeroBills, number: str, to: str, net: str) -> None:
    xero_bills.credited(number, to, net)


@when(parsers.parse('in Xero the credit note "{number}" is voided'))
def _(xero_bills: XeroBills, number: str) -> None:
    xero_bills.void_credit(number)


@given(parsers.re(r'Xero has "(?P<name>[^"]+)" of "(?P<person>[^"]+)", (?P<email>\S+@\S+)'))
def _(xero: XeroSide, name: str, person: str, email: str) -> None:
    xero.add(fields_of({"name": name, "person": person, "email": email, "customer": "no"}))


@given(parsers.re(r'Xero has archived "(?P<name>[^"]+)", (?P<email>\S+@\S+)'))
def _(xero: XeroSide, name: str, email: str) -> None:
    row = {"name": name, "person": name, "email": email, "customer": "no", "status": "archived"}
    xero.add(fields_of(row))


@when("in Xero the invoice that is not joined to Hubflo is deleted")
def _(bills: HubfloBills, xero_bills: XeroBills) -> None:
    joined = {shown["accounting_id"] for shown in bills.shown().values()}
    (alone,) = [one.invoice_id for one in xero_bills.all() if one.invoice_id not in joined]
    xero_bills.act("delete_invoice", invoice_id=alone)


@given(_DEED)
@when(_DEED)
def _(xero_bills: XeroBills, title: str, deed: str) -> None:
    _DEEDS[deed](xero_bills, title)


@when(_FIELD)
def _(xero_bills: XeroBills, title: str, field: str, value: str) -> None:
    xero_bills.do("edit_invoice", title, **{_FIELDS[field]: value})


@given(parsers.parse('in Xero the invoice "{title}" gets the number "{number}"'))
def _(xero_bills: XeroBills, title: str, number: str) -> None:
    xero_bills.do("renumber_invoice", title, number=number)


@given(parsers.parse("in Xero the {which} is locked up to {day}"))
@when(parsers.parse("in Xero the {which} is locked up to {day}"))
def _(xero_bills: XeroBills, which: str, day: str) -> None:
    dates = {"period": None, "end of year": None, which: day}
    xero_bills.act("set_lock_dates", period=dates["period"], end_of_year=dates["end of year"])


@given(parsers.parse("in Xero the books are {how}"))
@when(parsers.parse("in Xero the books are {how}"))
def _(xero_bills: XeroBills, how: str) -> None:
    _BOOKS[how](xero_bills)


@given(parsers.parse("in Xero the account {code} is {how}"))
@when(parsers.parse("in Xero the account {code} is {how}"))
def _(xero_bills: XeroBills, code: str, how: str) -> None:
    xero_bills.act(_ACCOUNT[how], code=code)


@given(parsers.parse("in Xero the account {code} has the tax {tax}"))
def _(xero_bills: XeroBills, code: str, tax: str) -> None:
    xero_bills.act("edit_account", code=code, TaxType=tax)


@given(parsers.parse('in Xero the tax of sales to "{who}" is {tax}'))
def _(xero: XeroSide, who: str, tax: str) -> None:
    xero.edit(who, {"AccountsReceivableTaxType": tax})


@given(parsers.parse('Xero gets the tax rate "{name}" of {percent} %'))
@when(parsers.parse('Xero gets the tax rate "{name}" of {percent} %'))
def _(xero_bills: XeroBills, name: str, percent: str) -> None:
    xero_bills.act("add_tax_rate", tax_type=f"TAX{percent.replace('.', '')}", name=name, percent=percent)


@given(parsers.parse('in Xero the tax rate "{tax}" is deleted'))
@when(parsers.parse('in Xero the tax rate "{tax}" is deleted'))
def _(xero_bills: XeroBills, tax: str) -> None:
    xero_bills.act("edit_tax_rate", tax_type=tax, Status="DELETED")


@when(parsers.parse('Xero gets the currency "{code}"'))
def _(xero_bills: XeroBills, code: str) -> None:
    xero_bills.act("add_currency", code=code)


@given(parsers.re(r"in Xero my user (?P<may>may|may not) submit invoices"))
@when(parsers.re(r"in Xero my user (?P<may>may|may not) submit invoices"))
def _(xero_bills: XeroBills, may: str) -> None:
    xero_bills.act("permit", action="CreateDraftInvoice", allowed=_USER[may])


@then(parsers.parse('in Hubflo the invoice "{title}" points to "{number}"'))
def _(bills: HubfloBills, xero_bills: XeroBills, title: str, number: str) -> None:
    assert bills.shown()[bills.id_of(title)]["accounting_id"] == xero_bills.id_of(number)


@then(parsers.parse('the reference of "{title}" in Xero ends with our mark'))
def _(bills: HubfloBills, xero_bills: XeroBills, title: str) -> None:
    mark = bills.id_of(title).replace("-", "")[-12:].upper()

    assert [row["reference"] for row in xero_bills.ours()] == [f"{title} [HF-{mark}]"]


@then("these invoices are in Xero:")
def _(house: House, connection: Connection, xero_bills: XeroBills, datatable: Datatable) -> None:
    rows = invoice_telling.documents(house, connection, xero_bills)

    assert only(rows, datatable) == in_order(rows_of(datatable))


@then("no invoice is in Xero")
def _(xero_bills: XeroBills) -> None:
    assert [row["invoice"] for row in xero_bills.ours()] == []


@then(parsers.re(r"Xero has (?P<count>\d+) invoices?"))
def _(xero_bills: XeroBills, count: str) -> None:
    assert len(xero_bills.all()) == int(count)


@then(parsers.parse('in Xero the invoice "{title}" has these lines:'))
def _(xero_bills: XeroBills, title: str, datatable: Datatable) -> None:
    lines = [{heading: line[heading] for heading in datatable[0]} for line in xero_bills.lines(title)]

    assert lines == rows_of(datatable)


@then(parsers.parse("every tax and total in Xero is Hubflo's, to the cent"))
def _(bills: HubfloBills, xero_bills: XeroBills) -> None:
    wanted = {one["title"]: _document(one, "with tax") for one in bills.shown().values()}
    found = {row["invoice"]: (row["tax"], row["total"]) for row in xero_bills.ours()}

    assert found == {title: wanted[title] for title in found}
    assert found != {}


@then(parsers.parse('every tax in Xero is Hubflo\'s, and every total is its net total "{net}"'))
def _(bills: HubfloBills, xero_bills: XeroBills, net: str) -> None:
    wanted = {one["title"]: _document(one, net) for one in bills.shown().values()}

    assert {row["invoice"]: (row["tax"], row["total"]) for row in xero_bills.ours()} == wanted


@then(parsers.re(r"Xero has (?P<count>\d+) contacts?"))
def _(xero: XeroSide, count: str) -> None:
    assert len(xero.contacts()) == int(count)


@then("Xero has these contacts then:")
def _(xero: XeroSide, datatable: Datatable) -> None:
    rows = [shown_as_row(contact) for contact in xero.contacts().values()]

    assert only(rows, datatable) == in_order(rows_of(datatable))


@then(parsers.parse('in Xero the other people of "{who}" are "{emails}"'))
def _(xero: XeroSide, who: str, emails: str) -> None:
    people = xero.contacts()[xero.id_of(who)]["ContactPersons"]

    assert ", ".join(person["EmailAddress"] for person in people) == emails


@then(parsers.parse('"{who}" in Xero carries our mark of the company "{company}"'))
def _(xero: XeroSide, hubflo: HubfloSide, who: str, company: str) -> None:
    assert xero.contacts()[xero.id_of(who)]["ContactNumber"] == hubflo.company_id_of(company)


@then(parsers.parse('"{who}" in Xero carries our mark of them'))
def _(xero: XeroSide, who: str, them: str) -> None:
    assert xero.contacts()[xero.id_of(who)]["ContactNumber"] == them


@then(parsers.parse('nothing of "{who}" in Xero was changed by us'))
def _(house: House, xero: XeroSide, who: str) -> None:
    found = [change for change in changes(house.world, "xero") if change["who"] == "api"]

    assert [change for change in found if change["record_id"] == xero.id_of(who)] == []


@then(
    parsers.parse('"{one}" and "{other}" are billed to two contacts in Xero, both with our mark of "{who}"')
)
def _(xero: XeroSide, hubflo: HubfloSide, xero_bills: XeroBills, one: str, other: str, who: str) -> None:
    billed = {row["contact id"] for row in xero_bills.ours() if row["invoice"] in (one, other)}
    marks = [xero.contacts()[contact_id]["ContactNumber"] for contact_id in billed]

    assert len(billed) == 2
    assert [mark.startswith(hubflo.id_of(who)) for mark in marks] == [True, True]


def _document(shown: Mapping[str, Any], net: str) -> tuple[str, str]:
    """Tax and total of the client's document in cents, as the API tells them in that reading of the net."""
    tax, told = Decimal(str(shown["tax_total"])), Decimal(str(shown["net_total"]))
    total = {"with tax": told, "without tax": told + tax}[net]
    return f"{_cents(tax)}", f"{_cents(total)}"


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
