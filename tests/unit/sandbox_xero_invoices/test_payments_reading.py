"""`GET /Payments` and `GET /Payments/{id}`: what they show, filters, orders, pages, and what is new."""

from dataclasses import replace
from typing import Any

import pytest

from adapters.sandbox import xero
from adapters.sandbox.xero.seeds import NIL
from tests.unit.sandbox_xero.firm import CALLBACK, read
from tests.unit.sandbox_xero_invoices.books import Books, books
from tests.unit.sandbox_xero_invoices.money import approved, element, listed, one, paid, payments, reverse


def several(made: Books) -> dict[str, str]:
    """Four payments, a minute apart, on two invoices and a bill; their ids by their references."""
    sale, other = approved(made), approved(made)
    bill = approved(made, Type="ACCPAY", InvoiceNumber="S-1")
    ids: dict[str, str] = {}
    for name, invoice_id, fields in (
        ("one", sale, {"Amount": 30, "Date": "2026-11-03"}),
        ("two", sale, {"Amount": 20, "Date": "2026-11-02"}),
        ("three", other, {"Amount": 10, "Date": "2026-11-01", "IsReconciled": True}),
        ("bill", bill, {"Amount": 40, "Date": "2026-11-04"}),
    ):
        made.later(minutes=1)
        ids[name] = paid(made, invoice_id, Reference=name, **fields)["PaymentID"]
    made.later(minutes=1)
    reverse(made, ids["two"])
    return ids | {"sale": sale}


def references(made: Books, headers: Any = None, /, **query: str) -> list[str]:
    return [row["Reference"] for row in listed(made, headers, **query)]


def test_a_list_says_which_invoice_it_is_but_not_what_is_due_on_it() -> None:
    made = books()
    invoice_id = approved(made, InvoiceNumber="HUB-1A")
    paid(made, invoice_id, Amount=20)

    (row,) = listed(made, page="1")

    assert row["Invoice"].keys() == {
        *("Type", "InvoiceID", "InvoiceNumber", "Contact", "CurrencyCode", "HasErrors", "IsDiscounted"),
        *("Payments", "CreditNotes", "Prepayments", "Overpayments", "LineItems"),
    }
    assert row["Account"].keys() == {"AccountID", "Code"}
    assert (row["Reference"], row["BankAmount"]) == ("", 20)
    assert "BatchPaymentID" not in row


def test_whether_a_list_holds_deleted_ones_is_a_switch() -> None:
    made = books(payments_list_deleted=False)
    ids = several(made)

    assert "two" not in {*references(made), *references(made, page="1")}
    assert one(made, ids["two"])["Status"] == "DELETED"


def test_a_single_one_shows_its_invoice_as_it_now_is() -> None:
    made = books()
    invoice_id = approved(made)
    first = paid(made, invoice_id, Amount=20)["PaymentID"]
    second = paid(made, invoice_id, Amount=100)["PaymentID"]

    shown = one(made, first)

    assert (shown["Invoice"]["Status"], shown["Invoice"]["AmountPaid"]) == ("PAID", 120)
    assert [each["PaymentID"] for each in shown["Invoice"]["Payments"]] == [first, second]
    assert shown["Account"]["Name"] == "Business Bank Account"
    assert len(shown["Invoice"]["LineItems"]) == 1
    assert made.get(f"Payments/{NIL}").status == 404


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ('PaymentType=="ACCRECPAYMENT"', ["one", "three", "two"]),
        ('PaymentType="ACCPAYPAYMENT"', ["bill"]),
        ('Status=="DELETED"', ["two"]),
        ('Status=="AUTHORISED" AND PaymentType=="ACCRECPAYMENT"', ["one", "three"]),
        ('Reference=="three"', ["three"]),
        ("Date==DateTime(2026,11,01)", ["three"]),
        ("Date>=DateTime(2026,11,02) AND Date<DateTime(2026,11,04)", ["one", "two"]),
        ("Amount>20", ["one", "bill"]),
        ("IsReconciled==true", ["three"]),
        ('Invoice.InvoiceID==guid("{sale}")', ["one", "two"]),
        ('Invoice.InvoiceID==Guid("{sale}") && Status!="DELETED"', ["one"]),
        ('PaymentID==guid("{three}") OR PaymentID==guid("{bill}")', ["three", "bill"]),
    ],
)
def test_filters(where: str, wanted: list[str]) -> None:
    made = books()
    ids = several(made)

    assert references(made, where=where.format(**ids)) == wanted


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (None, ["one", "three", "bill", "two"]),
        ("Date", ["three", "two", "one", "bill"]),
        ("Amount DESC", ["bill", "one", "two", "three"]),
        ("UpdatedDateUTC DESC", ["two", "bill", "three", "one"]),
    ],
)
def test_orders_and_pages(order: str | None, wanted: list[str]) -> None:
    made = books()
    several(made)
    asked = {} if order is None else {"order": order}

    assert references(made, **asked) == wanted
    answer = read(made.get("Payments", page="2", pageSize="3", **asked))

    assert [row["Reference"] for row in answer["Payments"]] == wanted[3:]
    assert answer["pagination"] == {"page": 2, "pageSize": 3, "pageCount": 2, "itemCount": 4}


def test_what_is_new_includes_what_was_reversed() -> None:
    made = books()
    several(made)

    def since(time: str, **query: str) -> list[str]:
        return references(made, {"if-modified-since": f"2026-11-20T{time}"}, **query)

    assert since("09:03:00", page="1") == ["bill", "two"]
    assert since("09:00:00", where='PaymentType=="ACCRECPAYMENT"') == ["one", "three", "two"]
    assert since("09:05:00") == []


def test_the_very_second_and_nothing_new_are_switches() -> None:
    made = books(if_modified_since_inclusive=True, not_modified_304=True)
    paid(made, approved(made))

    assert len(listed(made, {"if-modified-since": "2026-11-20T09:00:00"})) == 1
    assert made.get("Payments", {"if-modified-since": "2026-11-20T09:00:01"}).status == 304


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"page": "1"}, 200),
        ({"page": "1", "where": 'Reference=="x"', "order": "PaymentID"}, 200),
        ({}, 400),
        ({"page": "1", "where": "Amount==1"}, 400),
        ({"page": "1", "order": "Amount"}, 400),
    ],
)
def test_many_are_asked_for_by_what_is_optimised(query: dict[str, str], status: int) -> None:
    made = books(high_volume_rows=1)
    invoice_id = approved(made)
    for _ in range(2):
        paid(made, invoice_id, Amount=1)

    assert made.get("Payments", **query).status == status


def test_a_field_that_is_not_there_is_refused() -> None:
    answer = books().get("Payments", where='Colour=="red"')

    assert (answer.status, read(answer)["Type"]) == (400, "QueryParseException")


@pytest.mark.parametrize(
    ("scope", "reads", "writes"),
    [
        ("accounting.payments", 200, 200),
        ("accounting.payments.read", 200, 401),
        ("accounting.invoices", 401, 401),
    ],
)
def test_payments_have_a_scope_of_their_own(scope: str, reads: int, writes: int) -> None:
    made = books()
    invoice_id = approved(made)
    other = replace(made, app=xero.register_app(made.state, redirect_uris=[CALLBACK]))
    other.connect(scope=scope)

    assert other.get("Payments").status == reads
    answer = payments(other, "PUT", element(invoice_id))
    assert answer.status == writes
    if writes == 401:
        assert read(answer)["Detail"] == "AuthorizationUnsuccessful"


def test_they_count_for_the_limits() -> None:
    made = books()
    before = made.get("Payments").headers["X-DayLimit-Remaining"]

    after = payments(made, "PUT", element(NIL)).headers["X-DayLimit-Remaining"]

    assert int(after) == int(before) - 1
