"""Payments: who pays what on which side, and what becomes of it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pytest_bdd import given, parsers, then, when

from adapters.sandbox.control import perform
from domain.connection import Connection
from tests.scenarios import payment_office
from tests.scenarios.grudge import Grudge
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.invoice_office import choose, soon
from tests.scenarios.misreading import misread_next_payment
from tests.scenarios.office import ACTOR
from tests.scenarios.payment_office import TROUBLES, PaymentOffice, notice_lost, trouble
from tests.scenarios.tables import Datatable, in_order, only, rows_of
from tests.scenarios.xero_bills import XeroBills
from tests.support.house import House

_PAID = parsers.re(r'in Hubflo "(?P<title>[^"]+)" is paid by (?P<by>[A-Za-z ]+?)')
_PAID_SOME_DAY = parsers.re(
    r'in Hubflo "(?P<title>[^"]+)" is paid by (?P<by>[A-Za-z ]+?), and no day is told'
)
_PAID_ON = parsers.re(r'in Hubflo "(?P<title>[^"]+)" is paid by (?P<by>[A-Za-z ]+?) on (?P<day>[\d-]+)')
_PAID_PART = parsers.re(r'in Hubflo (?P<amount>[\d.]+) of "(?P<title>[^"]+)" is paid by (?P<by>[A-Za-z ]+?)')
_MATCHED = parsers.re(r'in Xero (?P<amount>[\d.]+) is matched to "(?P<title>[^"]+)"')
_CREDITED = parsers.re(r'in Xero (?P<amount>[\d.]+) of "(?P<title>[^"]+)" is credited')
_RELEASED = parsers.re(r'I release (?P<amount>[\d.]+) of the payment of "(?P<title>[^"]+)"')
_CORRECTED = parsers.re(r'in Hubflo the paid amount of "(?P<title>[^"]+)" is corrected to (?P<amount>[\d.]+)')
_TROUBLE = parsers.re(rf"Xero will (?P<what>{'|'.join(TROUBLES)}) the next payment")


def office(bills: HubfloBills, xero_bills: XeroBills) -> PaymentOffice:
    """Both sides' payments."""
    return PaymentOffice(bills=bills, xero_bills=xero_bills)


@given(parsers.parse("card payments go to the account {code}"))
def _(house: House, connection: Connection, code: str) -> None:
    choose(house, connection, {"payments-stripe": code, "payments-card": code})


@given(_PAID)
@when(_PAID)
def _(house: House, bills: HubfloBills, xero_bills: XeroBills, title: str, by: str) -> None:
    office(bills, xero_bills).paid(title, by)
    soon(house)


@when(_PAID_ON)
def _(house: House, bills: HubfloBills, xero_bills: XeroBills, title: str, by: str, day: str) -> None:
    noon = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
    office(bills, xero_bills).paid(title, by, on=noon)
    soon(house)


@given(_PAID_PART)
@when(_PAID_PART)
def _(house: House, bills: HubfloBills, xero_bills: XeroBills, amount: str, title: str, by: str) -> None:
    office(bills, xero_bills).paid(title, by, amount)
    soon(house)


@when(_PAID_SOME_DAY)
def _(house: House, bills: HubfloBills, xero_bills: XeroBills, title: str, by: str) -> None:
    office(bills, xero_bills).paid(title, by)
    bills.garble(title, paid_at=None)
    soon(house)


@given("Hubflo refuses every notice of payment", target_fixture="grudge")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> Grudge:
    return Grudge.borne(house.world, monkeypatch, side="hubflo", word="/payment-notice")


@given("Hubflo will lose the next notice of payment")
def _(house: House) -> None:
    house.world.faults.add(notice_lost())


@given("Hubflo will take 20 minutes over the next notice of payment")
def _(house: House) -> None:
    house.world.faults.add(notice_lost(1_200.0))


@when(_CORRECTED)
def _(bills: HubfloBills, title: str, amount: str) -> None:
    bills.do("correct_paid_amount", title, paid_amount=amount)


@given("Hubflo does not tell how much Stripe brought")
def _(house: House) -> None:
    perform(house.world, "hubflo.turn_switches", stripe_paid_amount="null")


@given(_MATCHED)
@when(_MATCHED)
def _(xero_bills: XeroBills, amount: str, title: str) -> None:
    xero_bills.do("pay_invoice", title, amount=amount)


@given(_CREDITED)
@when(_CREDITED)
def _(xero_bills: XeroBills, amount: str, title: str) -> None:
    xero_bills.do("credit_invoice", title, amount=amount)


@given(parsers.parse('in Xero the payment of "{title}" is deleted'))
@when(parsers.parse('in Xero the payment of "{title}" is deleted'))
def _(xero_bills: XeroBills, title: str) -> None:
    xero_bills.do("remove_payment", title)


@given("in Xero tax counts when money comes in, by the month")
def _(xero_bills: XeroBills) -> None:
    xero_bills.act("edit_organisation", SalesTaxBasis="CASH", SalesTaxPeriod="MONTHLY")


@given(parsers.parse("Xero will book {booked} where {sent} is sent"))
def _(house: House, monkeypatch: pytest.MonkeyPatch, booked: str, sent: str) -> None:
    misread_next_payment(house.world, monkeypatch, sent=sent, booked=booked)


@given("Xero refuses payments", target_fixture="grudge")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> Grudge:
    return Grudge.borne(house.world, monkeypatch, side="xero", word='"Payments":')


@when("Xero takes payments again")
def _(grudge: Grudge) -> None:
    grudge.word = ""


@given(_TROUBLE)
def _(house: House, what: str) -> None:
    house.world.faults.add(trouble(*TROUBLES[what]))


@when(_RELEASED)
def _(house: House, connection: Connection, amount: str, title: str) -> None:
    steering = house.container.steering_payments()
    steering.release(connection.id, title, Decimal(amount), actor=ACTOR)
    house.work(connection)


@when(parsers.parse('I keep both payments of "{title}"'))
def _(house: House, connection: Connection, title: str) -> None:
    house.container.steering_payments().keep_both(connection.id, title, actor=ACTOR)
    house.work(connection)


@when(parsers.parse('I try the payment of "{title}" again'))
def _(house: House, connection: Connection, title: str) -> None:
    house.container.steering_payments().retry(connection.id, title, actor=ACTOR)
    house.work(connection)


@then("these payments are in Xero:")
def _(bills: HubfloBills, xero_bills: XeroBills, datatable: Datatable) -> None:
    rows = office(bills, xero_bills).rows()

    assert only(rows, datatable) == in_order(rows_of(datatable))


@then("no payment is in Xero")
def _(bills: HubfloBills, xero_bills: XeroBills) -> None:
    assert office(bills, xero_bills).rows() == []


@then(parsers.re(r"Xero has (?P<count>\d+) payments?"))
def _(bills: HubfloBills, xero_bills: XeroBills, count: str) -> None:
    assert len(office(bills, xero_bills).rows()) == int(count)


@then("no payment in Xero is reconciled")
def _(xero_bills: XeroBills) -> None:
    payments = [payment for one in xero_bills.all() for payment in one.payments]

    assert [payment.reconciled for payment in payments] == [False] * len(payments)
    assert payments != []


@then(parsers.re(r"at most (?P<count>\d+) payments were tried"))
def _(house: House, count: str) -> None:
    tried = [call for call in house.world.xero.calls if call.method == "PUT" and "/Payments" in call.path]

    assert len(tried) <= int(count)


@then("the payments stand so:")
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    rows = payment_office.standings(house, connection)

    assert only(rows, datatable) == in_order(rows_of(datatable))


@then(parsers.parse('"{title}" is held for its payment as "{question}"'))
def _(house: House, connection: Connection, title: str, question: str) -> None:
    rows = {row["invoice"]: row for row in payment_office.standings(house, connection)}

    assert question in rows[title]["because"]


@then(parsers.re(r'in Hubflo (?P<amount>[\d.]+) of "(?P<title>[^"]+)" is paid'))
def _(bills: HubfloBills, xero_bills: XeroBills, amount: str, title: str) -> None:
    assert office(bills, xero_bills).paid_in_hubflo(title) == Decimal(amount)
