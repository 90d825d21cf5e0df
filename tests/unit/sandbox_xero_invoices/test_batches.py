"""Several invoices in one request: what is told of the good and the bad ones."""

from typing import Any

from adapters.sandbox.xero.seeds import NIL
from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import Books, books, line

TAKEN = "Invoice # must be unique."


def three(made: Books) -> list[dict[str, Any]]:
    """A good one, a bad one, a good one."""
    good, also = made.draft(InvoiceNumber="A"), made.draft(InvoiceNumber="C")
    return [good, made.draft(InvoiceNumber="B", LineItems=[line(AccountCode="nope")]), also]


def test_unsaid_the_good_ones_are_created_and_only_the_bad_ones_shown_with_a_400() -> None:
    made = books()
    answer = made.invoices("PUT", *three(made))
    body = read(answer)
    assert (answer.status, body["ErrorNumber"], body["Type"]) == (400, 10, "ValidationException")
    assert [one["InvoiceNumber"] for one in body["Elements"]] == ["B"]
    assert sorted(made.numbers()) == ["A", "C"]


def test_an_unsaid_default_of_false_is_a_switch() -> None:
    made = books(summarize_errors_default=False)
    assert made.invoices("PUT", *three(made)).status == 200


def test_without_summarize_errors_all_are_shown_in_order_with_a_200() -> None:
    made = books()
    answer = made.invoices("PUT", *three(made), summarizeErrors="false")
    rows = read(answer)["Invoices"]
    assert answer.status == 200
    assert [row["InvoiceNumber"] for row in rows] == ["A", "B", "C"]
    assert [row["StatusAttributeString"] for row in rows] == ["OK", "ERROR", "OK"]
    assert [row["HasErrors"] for row in rows] == [False, True, False]
    assert [row["InvoiceID"] == NIL for row in rows] == [False, True, False]
    assert rows[1]["ValidationErrors"] == [
        {"Message": "Account code 'nope' is not a valid code for this document."}
    ]


def test_the_key_of_a_sentence_may_be_description_by_switch() -> None:
    made = books(validation_message_key="Description")
    rows = read(made.invoices("PUT", made.draft(DueDate=None), summarizeErrors="false"))["Invoices"]
    assert list(rows[0]["ValidationErrors"][0]) == ["Description"]


def test_put_refuses_a_number_that_is_there_or_came_before_in_the_same_request() -> None:
    made = books()
    assert made.create(InvoiceNumber="A")["InvoiceNumber"] == "A"
    twins = [made.draft(InvoiceNumber=number) for number in ("A", "B", "B")]
    rows = read(made.invoices("PUT", *twins, summarizeErrors="false"))["Invoices"]
    assert [row["StatusAttributeString"] for row in rows] == ["ERROR", "OK", "ERROR"]
    assert rows[0]["ValidationErrors"] == [{"Message": TAKEN}]
    assert sorted(made.numbers()) == ["A", "B"]


def test_a_refused_one_is_echoed_with_zeros_and_what_was_sent() -> None:
    made = books()
    sent = made.draft(InvoiceNumber="A", Reference="PO", Type="ACCREC", LineItems=[line(AccountCode="x")])
    element = read(made.invoices("PUT", sent))["Elements"][0]
    assert (element["InvoiceID"], element["InvoiceNumber"], element["Reference"]) == (NIL, "A", "PO")
    assert element["Contact"]["ContactID"] == made.contact_id
    assert element["LineItems"][0]["Description"] == "Work"
    assert element["HasErrors"] is True


def test_a_refused_one_leaves_nothing_behind() -> None:
    made = books()
    made.refusal(Contact={"Name": "New Client"}, DueDate=None)
    made.refusal(Contact={"ContactID": made.contact_id, "FirstName": "Eve"}, DueDate=None)
    assert made.names() == ["Client Ltd"]
    assert "FirstName" not in made.contact(made.contact_id)
    assert made.contact(made.contact_id)["IsCustomer"] is False
    assert made.create()["InvoiceNumber"] == "INV-0001"


def test_a_hundred_go_through_in_one_request() -> None:
    made = books()
    answer = made.invoices("PUT", *[made.draft(InvoiceNumber=f"N{n}X") for n in range(100)])
    assert (answer.status, len(read(answer)["Invoices"])) == (200, 100)
