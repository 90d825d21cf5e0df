"""Where invoices stand, and what is told of each."""

from decimal import Decimal

from pytest_bdd import parsers, then

from domain.connection import Connection
from domain.services.showing_invoices import Which
from tests.scenarios import invoice_telling
from tests.scenarios.tables import Datatable, in_order, only, rows_of
from tests.support.house import House

_LISTS = {
    "needs me": Which.NEEDS_YOU,
    "is waited with": Which.WAITING,
    "waits for approval": Which.WAITING_APPROVAL,
}


@then("the invoices stand so:")
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    assert only(invoice_telling.invoices(house, connection), datatable) == in_order(rows_of(datatable))


@then(parsers.parse('"{title}" is held as "{question}"'))
def _(house: House, connection: Connection, title: str, question: str) -> None:
    rows = {row["invoice"]: row for row in invoice_telling.invoices(house, connection)}

    assert rows[title]["because"] == question


@then(parsers.parse('the invoice "{title}" {which}'))
def _(house: House, connection: Connection, title: str, which: str) -> None:
    listed = invoice_telling.invoices(house, connection, [_LISTS[which]])

    assert [row["invoice"] for row in listed] == [title]


@then(
    parsers.re(r'the story of the invoice "(?P<title>[^"]+)" says "(?P<event>[^"]+)" (?P<count>\d+) times?')
)
def _(house: House, connection: Connection, title: str, event: str, count: str) -> None:
    told = [each["event"] for each in invoice_telling.events(house, connection, title)]

    assert told.count(event) == int(count), told


@then(parsers.re(r'the story of the invoice "(?P<title>[^"]+)" says "(?P<event>[^"]+)" of "(?P<what>[^"]+)"'))
def _(house: House, connection: Connection, title: str, event: str, what: str) -> None:
    told = [each for each in invoice_telling.events(house, connection, title) if each["event"] == event]

    assert [what in "; ".join(each.values()) for each in told][-1:] == [True], told


@then(parsers.parse('the question names "{one}" and "{other}"'))
def _(house: House, connection: Connection, one: str, other: str) -> None:
    facts = "; ".join(invoice_telling.question(house, connection).cause.facts.values())

    assert one in facts
    assert other in facts


@then(parsers.parse('the question says of its {fact}: "{text}"'))
def _(house: House, connection: Connection, fact: str, text: str) -> None:
    facts = invoice_telling.question(house, connection).cause.facts

    assert text in facts[fact.replace(" ", "_")]


@then(parsers.parse('the question proposes "{name}"'))
def _(house: House, connection: Connection, name: str) -> None:
    assert invoice_telling.question(house, connection).cause.facts["proposed"] == name


@then(parsers.parse("{count:d} invoices still carry a placeholder number"))
def _(house: House, connection: Connection, count: int) -> None:
    assert invoice_telling.summary(house, connection).placeholders == count


@then(parsers.parse("these amounts are issued and not approved:"))
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    months = invoice_telling.summary(house, connection).months
    rows = [
        {
            "month": f"{one.month:%Y-%m}",
            "count": str(one.count),
            "net": _cents(one.net),
            "tax": _cents(one.tax),
        }
        for one in months
    ]

    assert rows == rows_of(datatable)


@then(parsers.parse('the tax of the invoice "{title}" was chosen by "{rule}"'))
def _(house: House, connection: Connection, title: str, rule: str) -> None:
    sent = invoice_telling.invoice(house, connection, title).shown.record.sent

    assert sent is not None
    assert {tax.rule.replace("-", " ") for tax in sent.taxes} == {rule}


@then(parsers.parse("nothing is in work"))
def _(house: House, connection: Connection) -> None:
    assert invoice_telling.invoices(house, connection, [Which.WAITING]) == []


def _cents(amount: Decimal) -> str:
    return f"{amount:.2f}"
