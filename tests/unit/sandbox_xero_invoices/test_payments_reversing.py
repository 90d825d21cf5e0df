"""`POST /Payments/{id}`: a payment is reversed, and nothing else becomes of it."""

from typing import Any

import pytest

from adapters.sandbox import xero
from adapters.sandbox.xero.seeds import NIL
from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import books
from tests.unit.sandbox_xero_invoices.money import PATH, against, approved, listed, one, paid, reverse, rows

NO_UPDATE = "Payments cannot be modified, only created and deleted."
ONLY_STATUS = "Only Status accepted for updates."


def test_what_it_paid_is_due_again_and_the_row_stays() -> None:
    made = books()
    invoice_id = approved(made)
    kept = paid(made, invoice_id, Amount=50)["PaymentID"]
    gone = paid(made, invoice_id, Amount=70)["PaymentID"]
    made.later(minutes=5)

    (row,) = rows(reverse(made, gone))

    assert (row["PaymentID"], row["Status"], row["Amount"]) == (gone, "DELETED", 70)
    assert row["UpdatedDateUTCString"] == "2026-11-20T09:05:00Z"
    told = row["Invoice"]
    assert (told["Status"], told["AmountDue"], told["AmountPaid"]) == ("AUTHORISED", 70, 50)
    invoice = made.invoice(invoice_id)
    assert [shown["PaymentID"] for shown in invoice["Payments"]] == [kept]
    assert "FullyPaidOnDate" not in invoice
    assert invoice["UpdatedDateUTCString"] == "2026-11-20T09:05:00Z"
    assert {shown["PaymentID"]: shown["Status"] for shown in listed(made)} == {
        kept: "AUTHORISED",
        gone: "DELETED",
    }
    assert one(made, gone)["Status"] == "DELETED"
    assert paid(made, invoice_id, Amount=70)["Invoice"]["Status"] == "PAID"


def test_within_a_list_it_is_read_too() -> None:
    made = books()
    payment_id = paid(made, approved(made))["PaymentID"]

    (row,) = rows(made.send("POST", f"{PATH}/{payment_id.upper()}", {"Payments": [{"Status": "deleted"}]}))

    assert row["Status"] == "DELETED"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"Status": "AUTHORISED"}, NO_UPDATE),
        ({}, NO_UPDATE),
        ({"Status": "DELETED", "Amount": 1}, ONLY_STATUS),
        ({"Status": "DELETED", "Account": {"Code": "090"}}, ONLY_STATUS),
        ({"Reference": "other"}, ONLY_STATUS),
    ],
)
def test_anything_else_is_refused(body: dict[str, Any], sentence: str) -> None:
    made = books()
    invoice_id = approved(made)
    payment_id = paid(made, invoice_id)["PaymentID"]

    answer = made.send("POST", f"{PATH}/{payment_id}", body)

    assert against(answer) == [sentence]
    assert read(answer)["Elements"][0]["PaymentID"] == payment_id
    assert made.invoice(invoice_id)["Status"] == "PAID"


def test_twice_is_refused_and_changes_nothing() -> None:
    made = books()
    invoice_id = approved(made)
    payment_id = paid(made, invoice_id)["PaymentID"]
    reverse(made, payment_id)
    before = made.invoice(invoice_id)

    assert against(reverse(made, payment_id)) == ["This payment has already been deleted."]
    assert made.invoice(invoice_id) == before


def test_one_that_is_not_there_is_not_found() -> None:
    assert reverse(books(), NIL).status == 404


def test_a_locked_one_is_not_reversed_by_a_program() -> None:
    made = books()
    invoice_id = approved(made)
    payment_id = paid(made, invoice_id, Date="2026-10-01")["PaymentID"]
    xero.set_lock_dates(made.state, made.tenant_id, made.now, period="2026-10-31", end_of_year=None)

    (sentence,) = against(reverse(made, payment_id))

    assert "period lock date" in sentence
    assert made.act("remove_payment", invoice_id) == payment_id


def test_an_invoice_is_voided_once_its_payment_is_reversed() -> None:
    made = books()
    invoice_id = approved(made)
    payment_id = paid(made, invoice_id, Amount=1)["PaymentID"]
    assert made.update(invoice_id, Status="VOIDED").status == 400

    reverse(made, payment_id)

    assert made.update(invoice_id, Status="VOIDED").status == 200


def test_what_a_program_reverses_is_its_change_and_the_invoice_is_moved_by_xero() -> None:
    made = books()
    invoice_id = approved(made)
    made.state.changes.clear()

    payment_id = paid(made, invoice_id)["PaymentID"]
    reverse(made, payment_id)

    by_payment, by_api, by_reversal = made.state.changes
    assert (by_payment.who, by_payment.kind, by_payment.record_id) == ("xero", "Invoice", invoice_id)
    assert by_payment.fields["Status"] == ("AUTHORISED", "PAID")
    assert by_payment.fields["AmountPaid"] == (0, 120)
    assert (by_api.who, by_api.kind, by_api.record_id) == ("api", "Payment", payment_id)
    assert (by_api.fields, by_api.client_id) == ({"Status": ("AUTHORISED", "DELETED")}, made.app.client_id)
    assert (by_reversal.who, by_reversal.fields["Status"]) == ("xero", ("PAID", "AUTHORISED"))
