"""Updates through the API: which invoice, which status, what stays."""

from decimal import Decimal
from itertools import pairwise

import pytest

from adapters.sandbox.xero.seeds import NIL
from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import Books, books, line

ILLEGAL = "Invoice not of valid status for modification"
HAS_PAYMENTS = "This document cannot be edited as it has a payment or credit note allocated to it."
PATHS = {
    "DRAFT": ["DRAFT"],
    "SUBMITTED": ["SUBMITTED"],
    "AUTHORISED": ["AUTHORISED"],
    "VOIDED": ["AUTHORISED", "VOIDED"],
    "DELETED": ["DRAFT", "DELETED"],
}
ALLOWED = {
    "DRAFT": {"DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"},
    "SUBMITTED": {"SUBMITTED", "AUTHORISED", "DRAFT", "DELETED"},
    "AUTHORISED": {"AUTHORISED", "VOIDED"},
    "VOIDED": set[str](),
    "DELETED": set[str](),
}


def at(made: Books, status: str) -> str:
    """A new invoice that came to that status through the API."""
    path = PATHS[status]
    invoice_id: str = made.create(Status=path[0])["InvoiceID"]
    for _, following in pairwise(path):
        assert made.update(invoice_id, Status=following).status == 200
    return invoice_id


@pytest.mark.parametrize("status", PATHS)
@pytest.mark.parametrize("wanted", ["DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED"])
def test_the_table_of_statuses(status: str, wanted: str) -> None:
    made = books()
    invoice_id = at(made, status)
    answer = made.update(invoice_id, Status=wanted)
    if wanted in ALLOWED[status]:
        assert answer.status == 200
        assert made.invoice(invoice_id)["Status"] == wanted
    else:
        assert read(answer)["Elements"][0]["ValidationErrors"] == [{"Message": ILLEGAL}]
        assert made.invoice(invoice_id)["Status"] == status


def test_an_ended_invoice_takes_no_other_change_either() -> None:
    made = books()
    invoice_id = at(made, "DELETED")
    assert made.update(invoice_id, Reference="x").status == 400


def test_post_with_a_known_number_edits_that_invoice() -> None:
    made = books()
    first = made.create(InvoiceNumber="A")
    row = read(made.invoices("POST", made.draft(InvoiceNumber="A", Reference="other")))["Invoices"][0]
    assert (row["InvoiceID"], row["Reference"]) == (first["InvoiceID"], "other")
    assert len(made.rows()) == 1


def test_post_with_the_number_of_a_deleted_one_is_refused_and_so_is_put() -> None:
    made = books()
    made.update(made.create(InvoiceNumber="A", Status="DRAFT")["InvoiceID"], Status="DELETED")
    assert made.against("POST", made.draft(InvoiceNumber="A")) == [ILLEGAL]
    assert made.against("PUT", made.draft(InvoiceNumber="A")) == ["Invoice # must be unique."]


def test_post_creates_what_is_not_there() -> None:
    made = books()
    assert made.invoices("POST", made.draft(InvoiceNumber="A")).status == 200
    assert made.numbers() == ["A"]


def test_a_bill_is_not_found_by_its_number() -> None:
    made = books()
    bill = made.draft(Type="ACCPAY", InvoiceNumber="A", LineItems=[line(AccountCode="400")])
    for _ in range(2):
        assert made.invoices("POST", bill).status == 200
    assert len(made.rows()) == 2


def test_post_with_an_unknown_id_is_refused_and_to_an_unknown_address_not_found() -> None:
    made = books()
    unknown = "00000000-0000-0000-0000-00000000000a"
    assert made.against("POST", made.draft(InvoiceID=unknown)) == [
        "The invoice with the specified InvoiceID has not been found."
    ]
    assert made.update(unknown, Reference="x").status == 404


def test_the_address_may_hold_the_number_and_counts_before_the_body() -> None:
    made = books()
    made.create(InvoiceNumber="A")
    other = made.create(InvoiceNumber="B")["InvoiceID"]
    made.update("A", InvoiceID=other, Reference="mine")
    assert (made.invoice("A")["Reference"], made.invoice("B")["Reference"]) == ("mine", "")


def test_an_id_of_zeros_is_no_id() -> None:
    made = books()
    assert made.invoices("POST", made.draft(InvoiceID=NIL)).status == 200


def test_what_is_not_sent_stays() -> None:
    made = books()
    before = made.create(Reference="PO 7", Url="https://hubflo.example/1")
    made.later(seconds=1)
    made.update(before["InvoiceID"], DueDate="2026-12-24")
    after = made.invoice(before["InvoiceID"])
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"DueDate", "DueDateString", "UpdatedDateUTC", "UpdatedDateUTCString"}


def test_a_new_number_must_be_free() -> None:
    made = books()
    made.create(InvoiceNumber="A")
    invoice_id = made.create(InvoiceNumber="B")["InvoiceID"]
    answer = made.update(invoice_id, InvoiceNumber="A")
    assert read(answer)["Elements"][0]["ValidationErrors"] == [{"Message": "Invoice # must be unique."}]
    assert made.update(invoice_id, InvoiceNumber="C").status == 200
    assert made.update(invoice_id, InvoiceNumber="").status == 200
    assert sorted(made.numbers()) == ["A", "C"]


def test_approval_asks_for_what_a_draft_went_without() -> None:
    made = books()
    invoice_id = made.create(Status="DRAFT", DueDate=None, LineItems=[line(AccountCode=None)])["InvoiceID"]
    answer = made.update(invoice_id, Status="AUTHORISED")
    messages = [one["Message"] for one in read(answer)["Elements"][0]["ValidationErrors"]]
    assert messages == ["The document DueDate field must be specified.", "Account must be valid."]


def test_a_change_of_currency_takes_its_rate_with_it() -> None:
    made = books()
    invoice_id = made.create(CurrencyCode="EUR")["InvoiceID"]
    made.update(invoice_id, CurrencyCode="USD")
    assert made.invoice(invoice_id)["CurrencyRate"] == Decimal("1.2658227848")
    made.update(invoice_id, CurrencyCode="GBP")
    assert made.invoice(invoice_id)["CurrencyRate"] == 1


def test_a_paid_one_is_not_edited_nor_voided() -> None:
    made = books()
    invoice_id = made.create(Status="AUTHORISED")["InvoiceID"]
    made.act("pay_invoice", invoice_id, amount="20.00")
    answer = made.update(invoice_id, Reference="x")
    assert read(answer)["Elements"][0]["ValidationErrors"] == [{"Message": HAS_PAYMENTS}]
    voided = read(made.update(invoice_id, Status="VOIDED"))["Elements"][0]["ValidationErrors"]
    assert voided[0]["Message"].startswith("The status VOIDED cannot be applied to the invoice")
    assert made.update(invoice_id, Status="AUTHORISED").status == 200


def test_the_due_date_of_a_part_paid_one_changes_without_a_new_time_of_update() -> None:
    made = books()
    invoice_id = made.create(Status="AUTHORISED")["InvoiceID"]
    made.act("pay_invoice", invoice_id, amount="20.00")
    before = made.invoice(invoice_id)
    made.later(seconds=5)
    assert made.update(invoice_id, DueDate="2027-01-31", SentToContact=True).status == 200
    after = made.invoice(invoice_id)
    assert (after["DueDateString"], after["SentToContact"]) == ("2027-01-31T00:00:00", True)
    assert after["UpdatedDateUTC"] == before["UpdatedDateUTC"]


def test_a_paid_bill_still_takes_a_reference_to_its_number_but_no_new_date() -> None:
    made = books()
    bill = made.create(Type="ACCPAY", Status="AUTHORISED", LineItems=[line(AccountCode="400")])["InvoiceID"]
    made.act("pay_invoice", bill)
    assert made.update(bill, InvoiceNumber="B7").status == 200
    assert made.update(bill, Date="2026-11-01").status == 400


def test_a_change_by_the_api_is_written_down_with_who_and_what() -> None:
    made = books()
    row = made.create(Reference="one")
    assert [change.who for change in made.state.changes] == ["xero"]
    made.update(row["InvoiceID"], Reference="two", Status="SUBMITTED")
    change = made.state.changes[-1]
    assert (change.kind, change.record_id, change.who) == ("Invoice", row["InvoiceID"], "api")
    assert change.client_id == made.app.client_id
    assert change.fields == {"Reference": ("one", "two")}
