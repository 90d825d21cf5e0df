"""What a person decides about an invoice by command."""

from collections.abc import Callable, Mapping

from pytest_bdd import given, parsers, when

from domain.connection import Connection
from domain.errors import Problem
from domain.services.answering_invoices import Scope
from tests.scenarios import telling
from tests.scenarios.invoice_office import soon
from tests.scenarios.office import ACTOR, refusal_of
from tests.scenarios.tables import Datatable, rows_of
from tests.scenarios.xero_bills import XeroBills
from tests.support.house import House

Deed = Callable[[House, Connection, str, str], object]

_DEEDS: Mapping[str, Deed] = {
    "release": lambda house, connection, title, because: house.container.steering().release(
        connection.id, title, because=because, actor=ACTOR
    ),
    "release, dated in the open period,": lambda house, connection, title, because: (
        house.container.steering().release(
            connection.id, title, because=because, date_in_books=True, actor=ACTOR
        )
    ),
    "skip": lambda house, connection, title, because: house.container.steering().skip(
        connection.id, title, because=because, actor=ACTOR
    ),
    "resend": lambda house, connection, title, because: house.container.steering().resend(
        connection.id, title, because=because, actor=ACTOR
    ),
    "unlink": lambda house, connection, title, because: house.container.adopting().unlink(
        connection.id, title, because=because, actor=ACTOR
    ),
}
_SCOPES = {"this invoice": Scope.INVOICE, "this customer": Scope.CUSTOMER, "always": Scope.ALWAYS}
_DEED = rf'(?P<deed>{"|".join(_DEEDS)}) the invoice "(?P<title>[^"]+)", because "(?P<because>[^"]*)"'
_LINK = r'link the invoice "(?P<title>[^"]+)" to "(?P<to>[^"]+)"(, because "(?P<because>[^"]+)")?'
_TAX = r'choose the tax (?P<tax>\w+) for the invoice "(?P<title>[^"]+)", for (?P<scope>.+)'
_NUMBER = r'give the invoice "(?P<title>[^"]+)" the number "(?P<number>[^"]*)"'
_ANSWERS: Mapping[str, Deed] = {
    "contact": lambda house, connection, which, to: house.container.answering_invoices().customer_is(
        connection.id, which, to, actor=ACTOR
    ),
    "new": lambda house, connection, which, _: house.container.answering_invoices().customer_is_new(
        connection.id, which, actor=ACTOR
    ),
    "new, called": lambda house, connection, which, name: (
        house.container.answering_invoices().customer_is_new(connection.id, which, name=name, actor=ACTOR)
    ),
}
_ANSWER = r"(?P<answer>new|(new, called|contact) \"[^\"]*\")"


def _linked(house: House, connection: Connection, title: str, to: str, because: str = "") -> object:
    return house.container.adopting().link(connection, title, to, because=because, actor=ACTOR)


def customer_answered(house: House, connection: Connection, which: str, answer: str) -> None:
    """Say who the customer of an invoice is."""
    words, _, name = answer.rstrip('"').partition(' "')
    _ANSWERS[words](house, connection, which, name)


@when(parsers.re(rf"I {_DEED}"))
def _(house: House, connection: Connection, deed: str, title: str, because: str) -> None:
    _DEEDS[deed](house, connection, title, because)
    soon(house)


@when(parsers.re(rf"I try to {_DEED}"), target_fixture="problem")
def _(house: House, connection: Connection, deed: str, title: str, because: str) -> Problem:
    return refusal_of(lambda: _DEEDS[deed](house, connection, title, because))


@when(parsers.parse('I retry the invoice "{title}"'))
def _(house: House, connection: Connection, title: str) -> None:
    house.container.steering().retry(connection.id, title, actor=ACTOR)
    soon(house)


@when(parsers.re(rf"I {_LINK}"))
def _(house: House, connection: Connection, title: str, to: str, because: str | None) -> None:
    _linked(house, connection, title, to, because or "")
    soon(house)


@when(parsers.re(rf"I try to {_LINK}"), target_fixture="problem")
def _(house: House, connection: Connection, title: str, to: str, because: str | None) -> Problem:
    return refusal_of(lambda: _linked(house, connection, title, to, because or ""))


@when(
    parsers.parse('I try to link the invoice "{title}" to the document of "{other}"'),
    target_fixture="problem",
)
def _(house: House, connection: Connection, xero_bills: XeroBills, title: str, other: str) -> Problem:
    return refusal_of(lambda: _linked(house, connection, title, xero_bills.id_of(other)))


@given(parsers.re(rf"I {_NUMBER}"))
@when(parsers.re(rf"I {_NUMBER}"))
def _(house: House, connection: Connection, title: str, number: str) -> None:
    house.container.numbering_invoices().number(connection.id, title, number, actor=ACTOR)
    soon(house)


@when(parsers.re(rf"I try to {_NUMBER}"), target_fixture="problem")
def _(house: House, connection: Connection, title: str, number: str) -> Problem:
    numbering = house.container.numbering_invoices()
    return refusal_of(lambda: numbering.number(connection.id, title, number, actor=ACTOR))


def numbered(house: House, connection: Connection, table: Datatable) -> None:
    """Many numbers at once, each with the row of the file that it stands on."""
    rows = [(row["invoice"], row["number"], place) for place, row in enumerate(rows_of(table), start=2)]
    house.container.numbering_invoices().many(connection.id, rows, actor=ACTOR)


@when("I give these numbers from a file:")
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    numbered(house, connection, datatable)
    soon(house)


@when("I try to give these numbers from a file:", target_fixture="problem")
def _(house: House, connection: Connection, datatable: Datatable) -> Problem:
    return refusal_of(lambda: numbered(house, connection, datatable))


@given(parsers.re(rf"I {_TAX}"))
@when(parsers.re(rf"I {_TAX}"))
def _(house: House, connection: Connection, tax: str, title: str, scope: str) -> None:
    answering = house.container.answering_invoices()
    answering.choose_tax(connection.id, title, tax, _SCOPES[scope], actor=ACTOR)
    soon(house)


@when(parsers.re(rf"I try to {_TAX}"), target_fixture="problem")
def _(house: House, connection: Connection, tax: str, title: str, scope: str) -> Problem:
    answering = house.container.answering_invoices()
    return refusal_of(lambda: answering.choose_tax(connection.id, title, tax, _SCOPES[scope], actor=ACTOR))


@when(parsers.re(rf'I answer for the invoice "(?P<title>[^"]+)": {_ANSWER}'))
def _(house: House, connection: Connection, title: str, answer: str) -> None:
    customer_answered(house, connection, title, answer)
    soon(house)


@when(parsers.re(rf'I answer for the customer "(?P<who>[^"]+)": {_ANSWER}'))
def _(house: House, connection: Connection, who: str, answer: str) -> None:
    asked = telling.status(house, connection).needs_you
    (about,) = [each for each in asked if each.cause.facts["customer"] == who]
    customer_answered(house, connection, about.cause.facts["invoice_id"], answer)
    soon(house)
