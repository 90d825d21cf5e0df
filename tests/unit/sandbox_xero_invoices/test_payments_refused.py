"""`PUT /Payments` and `POST /Payments`: what is refused, alone and among others."""

from typing import Any

import pytest

from adapters.sandbox import xero
from adapters.sandbox.xero.seeds import NIL
from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import books
from tests.unit.sandbox_xero_invoices.money import (
    CLEARING,
    PATH,
    SALES,
    against,
    approved,
    element,
    listed,
    paid,
    payments,
    rows,
)

NOT_APPROVED = "Payments can only be made against Authorised documents"
TOO_MUCH = "Payment amount exceeds the amount outstanding on this document"
WRONG_TYPE = "Account type is invalid for making a payment to/from"
NO_ACCOUNT = "Account could not be found"
NOTHING = "Payment amount must be greater than zero"


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        ({"Amount": "120.01"}, [TOO_MUCH]),
        ({"Amount": 0}, [NOTHING]),
        ({"Amount": "-1"}, [NOTHING]),
        ({"Amount": None}, [NOTHING]),
        ({"Account": None}, [NO_ACCOUNT]),
        ({"Account": {"Code": "999"}}, [NO_ACCOUNT]),
        ({"Account": {"AccountID": "nobody"}}, [NO_ACCOUNT]),
        ({"Account": {"Code": SALES}}, [WRONG_TYPE]),
        ({"Amount": 121, "Account": {"Code": SALES}}, [TOO_MUCH, WRONG_TYPE]),
        ({"Invoice": {"InvoiceID": NIL}}, ["Invoice could not be found"]),
        ({"Invoice": {"InvoiceNumber": "none"}}, ["Invoice could not be found"]),
        ({"Invoice": {}}, ["Invoice could not be found"]),
        (
            {"Invoice": None},
            ["A payment must be applied to an invoice, credit note, prepayment or overpayment."],
        ),
        (
            {"CreditNote": {"CreditNoteNumber": "CN-1"}},
            ["A payment cannot be applied to more than one document."],
        ),
        (
            {"Invoice": None, "Overpayment": {"OverpaymentID": NIL}},
            ["Refunds are not supported by this sandbox: a payment must be applied to an invoice."],
        ),
    ],
)
def test_what_is_refused(fields: dict[str, Any], sentences: list[str]) -> None:
    made = books()
    invoice_id = approved(made)
    before = made.invoice(invoice_id)

    assert against(payments(made, "PUT", element(invoice_id, **fields))) == sentences

    assert made.invoice(invoice_id) == before
    assert listed(made) == []


@pytest.mark.parametrize(
    ("status", "sentences"),
    [
        ("DRAFT", [NOT_APPROVED]),
        ("SUBMITTED", [NOT_APPROVED]),
        ("PAID", [NOT_APPROVED, TOO_MUCH]),
        ("VOIDED", [NOT_APPROVED, TOO_MUCH]),
    ],
)
def test_only_an_approved_invoice_takes_money(status: str, sentences: list[str]) -> None:
    made = books()
    first = "AUTHORISED" if status in ("PAID", "VOIDED") else status
    invoice_id = made.create(Status=first)["InvoiceID"]
    if status == "PAID":
        paid(made, invoice_id)
    if status == "VOIDED":
        made.act("void_invoice", invoice_id)

    assert against(payments(made, "PUT", element(invoice_id))) == sentences


def test_an_archived_account_takes_nothing() -> None:
    made = books()
    invoice_id = approved(made)
    xero.archive_account(made.state, made.tenant_id, CLEARING, made.now)

    answer = payments(made, "PUT", element(invoice_id, Account={"Code": CLEARING}))

    assert against(answer) == ["Account must be valid."]


@pytest.mark.parametrize("name", ["period", "end_of_year"])
@pytest.mark.parametrize("switch", ["all", "approved"])
def test_a_locked_day_is_refused_and_an_old_invoice_is_not(name: str, switch: str) -> None:
    made = books(lock_dates_bind=switch)
    invoice_id = approved(made, Date="2026-09-01")
    until = {"period": None, "end_of_year": None} | {name: "2026-10-31"}
    xero.set_lock_dates(made.state, made.tenant_id, made.now, **until)

    (sentence,) = against(payments(made, "PUT", element(invoice_id, Date="2026-10-31")))

    assert sentence.endswith("lock date, currently set at 31-Oct-2026")
    assert paid(made, invoice_id, Date="2026-11-01")["Invoice"]["Status"] == "PAID"


def test_each_of_many_sees_what_the_ones_before_it_left_due() -> None:
    made = books()
    first, second = approved(made), approved(made)
    elements = [element(first, Amount=amount) for amount in (100, 30, 20)]

    answer = payments(made, "PUT", *elements, element(second), summarizeErrors="false")

    told = rows(answer)
    assert [row["StatusAttributeString"] for row in told] == ["OK", "ERROR", "OK", "OK"]
    assert [row["HasValidationErrors"] for row in told] == [False, True, False, False]
    assert told[1]["ValidationErrors"] == [{"Message": TOO_MUCH}]
    assert (told[1]["PaymentID"], told[1]["Amount"]) == (NIL, 30)
    assert told[1]["Invoice"] == {"InvoiceID": first}
    assert [row["Invoice"].get("AmountDue") for row in told] == [20, None, 0, 0]
    assert len(listed(made)) == 3


def test_with_summarized_errors_the_good_ones_are_made_all_the_same() -> None:
    made = books()
    invoice_id = approved(made)
    good, bad = element(invoice_id, Amount=1), element(invoice_id, Amount=500)

    answer = payments(made, "PUT", good, bad, summarizeErrors="true")

    assert against(answer) == [TOO_MUCH]
    (echoed,) = read(answer)["Elements"]
    assert (echoed["PaymentID"], echoed["Account"]) == (NIL, {"Code": "090"})
    assert made.invoice(invoice_id)["AmountPaid"] == 1


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        {"Payments": {}},
        {"Payments": [{"Invoice": "INV-1"}]},
        {"Payments": [{"Invoice": {"InvoiceID": "x"}, "Amount": "much"}]},
        {"Payments": [{"Date": "soon"}]},
    ],
)
def test_what_cannot_be_read_refuses_the_whole_request(body: Any) -> None:
    answer = books().send("PUT", PATH, body)

    assert (answer.status, read(answer)["Type"]) == (400, "PostDataInvalidException")
