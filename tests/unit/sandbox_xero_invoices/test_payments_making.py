"""`PUT /Payments` and `POST /Payments`: what a payment does."""

from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero_invoices.books import SCOPES, Books, books
from tests.unit.sandbox_xero_invoices.money import (
    CLEARING,
    PATH,
    against,
    approved,
    element,
    listed,
    one,
    paid,
    payments,
    rows,
)


def account_id(made: Books, name: str) -> str:
    rows_of = made.state.organisations[made.tenant_id].accounts
    return next(str(row["AccountID"]) for row in rows_of if row["Name"] == name)


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_payment_in_full_makes_the_invoice_paid(method: str) -> None:
    made = books()
    invoice_id = approved(made, InvoiceNumber="HUB-1A", Reference="PO 7")
    made.later(minutes=1)

    (row,) = rows(payments(made, method, element(invoice_id, Reference="Hubflo 7")))

    assert (row["Status"], row["PaymentType"], row["Amount"]) == ("AUTHORISED", "ACCRECPAYMENT", 120)
    assert (row["Date"], row["Reference"]) == ("/Date(1795046400000+0000)/", "Hubflo 7")
    assert (row["HasAccount"], row["IsReconciled"], row["HasValidationErrors"]) == (True, False, False)
    assert (row["Account"]["Code"], row["Account"]["Name"]) == ("090", "Business Bank Account")
    told = row["Invoice"]
    assert (told["InvoiceID"], told["InvoiceNumber"], told["Type"]) == (invoice_id, "HUB-1A", "ACCREC")
    assert (told["Status"], told["AmountDue"], told["AmountPaid"]) == ("PAID", 0, 120)
    assert (told["Contact"]["Name"], told["CurrencyCode"]) == ("Client Ltd", "GBP")
    assert told["FullyPaidOnDate"] == row["Date"]
    invoice = made.invoice(invoice_id)
    assert (invoice["Status"], invoice["AmountDue"], invoice["AmountPaid"]) == ("PAID", 0, 120)
    assert invoice["UpdatedDateUTCString"] == row["UpdatedDateUTCString"] == "2026-11-20T09:01:00Z"


def test_a_part_leaves_the_rest_due() -> None:
    made = books()
    invoice_id = approved(made)

    row = paid(made, invoice_id, Amount="20.50")

    assert (row["Invoice"]["Status"], row["Invoice"]["AmountDue"]) == ("AUTHORISED", Decimal("99.5"))
    assert "FullyPaidOnDate" not in made.invoice(invoice_id)


def test_two_equal_parts_are_two_payments() -> None:
    made = books()
    invoice_id = approved(made)

    first, second = (paid(made, invoice_id, Amount="60") for _ in range(2))

    assert first["PaymentID"] != second["PaymentID"]
    assert (first["Invoice"]["Status"], second["Invoice"]["Status"]) == ("AUTHORISED", "PAID")


def test_an_invoice_shows_the_payments_that_stand_on_it() -> None:
    made = books()
    invoice_id = approved(made)
    payment_id = paid(made, invoice_id, Amount="20", Reference="r")["PaymentID"]
    wanted = {
        "PaymentID": payment_id,
        "Date": "/Date(1795046400000+0000)/",
        "Amount": 20,
        "Reference": "r",
        "CurrencyRate": 1,
        "HasAccount": False,
        "HasValidationErrors": False,
    }

    assert made.invoice(invoice_id)["Payments"] == [wanted]
    for query in ({}, {"page": "1"}, {"IDs": invoice_id}, {"Statuses": "AUTHORISED"}):
        assert made.rows(**query)[0]["Payments"] == [wanted], query
    assert "Payments" not in made.rows(summaryOnly="true")[0]


@pytest.mark.parametrize(
    ("named", "status"),
    [
        ({"Invoice": {"InvoiceNumber": "HUB-1A"}}, "PAID"),
        ({"Invoice": None, "InvoiceNumber": "HUB-1A"}, "PAID"),
        ({"Account": None, "Code": CLEARING}, "PAID"),
        ({"Date": None}, "PAID"),
        ({"Date": "2026-11-19T00:00:00"}, "PAID"),
        ({"Amount": 119.999}, "PAID"),
        ({"Account": {"Code": CLEARING}}, "PAID"),
    ],
)
def test_ways_of_saying_it(named: dict[str, Any], status: str) -> None:
    made = books()
    invoice_id = approved(made, InvoiceNumber="HUB-1A")

    assert paid(made, invoice_id, **named)["Invoice"]["Status"] == status


def test_an_account_without_a_code_goes_by_its_id() -> None:
    made = books()
    paypal = account_id(made, "PayPal")

    row = paid(made, approved(made), Account={"AccountID": paypal})

    assert row["Account"] == {"AccountID": paypal, "Name": "PayPal"}


def test_one_object_alone_and_the_day_where_the_organisation_is() -> None:
    made = books(country="AU")
    made.later(hours=6)
    made.connect(scope=SCOPES)
    invoice_id = approved(made)

    (row,) = rows(made.send("PUT", PATH, element(invoice_id, Date=None, Amount=1)))

    assert row["Date"] == "/Date(1795219200000+0000)/"


def test_the_same_key_twice_pays_once() -> None:
    made = books()
    invoice_id = approved(made)
    body = {"Payments": [element(invoice_id, Amount=60)]}

    first, again = (made.send("PUT", PATH, body, {"idempotency-key": "k"}) for _ in range(2))

    assert first.body == again.body
    assert made.invoice(invoice_id)["AmountPaid"] == 60
    assert len(listed(made)) == 1


def test_of_a_foreign_payment_the_bank_gets_its_own_currency() -> None:
    made = books()
    xero.add_currency(made.state, made.tenant_id, "EUR")
    invoice_id = approved(made, CurrencyCode="EUR", CurrencyRate="1.20")

    by_invoice, by_rate, by_bank = (
        paid(made, invoice_id, Amount=12, **more)
        for more in ({}, {"CurrencyRate": "1.25"}, {"BankAmount": "9.60"})
    )

    assert [(row["BankAmount"], row["CurrencyRate"]) for row in (by_invoice, by_rate, by_bank)] == [
        (Decimal("10.00"), Decimal("1.2")),
        (Decimal("9.60"), Decimal("1.25")),
        (Decimal("9.60"), Decimal("1.25")),
    ]
    assert made.invoice(invoice_id)["AmountPaid"] == 36


def test_in_the_base_currency_a_rate_does_not_count() -> None:
    made = books()

    row = paid(made, approved(made), CurrencyRate="1.25", BankAmount=1)

    assert (row["Amount"], row["BankAmount"], row["CurrencyRate"]) == (120, 120, 1)


@pytest.mark.parametrize("nothing", [{"CurrencyRate": 0}, {"BankAmount": "-1"}])
def test_a_rate_of_nothing_does_not_count(nothing: dict[str, Any]) -> None:
    made = books()
    xero.add_currency(made.state, made.tenant_id, "EUR")
    invoice_id = approved(made, CurrencyCode="EUR", CurrencyRate="1.20")

    assert paid(made, invoice_id, **nothing)["BankAmount"] == 100


def test_whether_it_is_reconciled_is_kept() -> None:
    made = books()

    payment_id = paid(made, approved(made), IsReconciled=True)["PaymentID"]

    assert one(made, payment_id)["IsReconciled"] is True


def test_a_bill_is_paid_by_its_id() -> None:
    made = books()
    bill = approved(made, Type="ACCPAY", InvoiceNumber="S-1")

    assert paid(made, bill)["PaymentType"] == "ACCPAYPAYMENT"
    assert against(payments(made, "PUT", element(bill, Invoice={"InvoiceNumber": "S-1"}))) == [
        "Invoice could not be found"
    ]


def test_what_is_credited_is_said_within_a_payment_by_switch() -> None:
    for switch in (False, True):
        made = books(payment_shows_credited=switch)
        invoice_id = approved(made)
        made.act("credit_invoice", invoice_id, amount=20)

        told = paid(made, invoice_id, Amount=10)

        for row in (told, one(made, told["PaymentID"])):
            assert row["Invoice"].get("AmountCredited") == (20 if switch else None)
            assert row["Invoice"]["AmountDue"] == 90
