"""Updates of lines through the API: which are changed, made, gone, and counted anew."""

from decimal import Decimal
from typing import Any

from tests.unit.sandbox_xero_invoices.books import Books, books, line


def lines_of(made: Books, invoice_id: str) -> list[tuple[str, str]]:
    return [(one["LineItemID"], one["Description"]) for one in made.invoice(invoice_id)["LineItems"]]


def test_lines_with_an_id_are_changed_those_without_made_and_the_rest_gone() -> None:
    made = books()
    row = made.create(LineItems=[line(Description="a"), line(Description="b"), line(Description="c")])
    first, second, _ = [one["LineItemID"] for one in row["LineItems"]]
    made.update(
        row["InvoiceID"],
        LineItems=[
            line(Description="new"),
            {"LineItemID": second, "Description": "B"},
            {"LineItemID": first},
        ],
    )
    after = lines_of(made, row["InvoiceID"])
    assert [text for _, text in after] == ["new", "B", "a"]
    assert [one for one, _ in after][1:] == [second, first]
    assert after[0][0] not in {one["LineItemID"] for one in row["LineItems"]}


def test_lines_without_their_ids_are_made_anew() -> None:
    made = books()
    row = made.create()
    made.update(row["InvoiceID"], LineItems=[line()])
    assert lines_of(made, row["InvoiceID"])[0][0] != row["LineItems"][0]["LineItemID"]


def test_without_the_key_lines_stay_and_an_empty_list_is_refused() -> None:
    made = books()
    row = made.create()
    made.update(row["InvoiceID"], Reference="x")
    assert made.invoice(row["InvoiceID"])["LineItems"] == row["LineItems"]
    assert made.update(row["InvoiceID"], LineItems=[]).status == 400


def test_a_changed_line_is_counted_anew_and_an_untouched_tax_amount_stays() -> None:
    made = books()
    row = made.create(LineItems=[line(TaxAmount="20.01")])
    part: dict[str, Any] = {"LineItemID": row["LineItems"][0]["LineItemID"]}
    made.update(row["InvoiceID"], LineItems=[part | {"Description": "other", "AccountCode": "200"}])
    assert made.invoice(row["InvoiceID"])["TotalTax"] == Decimal(20)
    again = made.create(LineItems=[line(TaxAmount="20.01")])
    part = {"LineItemID": again["LineItems"][0]["LineItemID"], "Description": "other"}
    made.update(again["InvoiceID"], LineItems=[part])
    assert made.invoice(again["InvoiceID"])["TotalTax"] == Decimal("20.01")
    made.update(again["InvoiceID"], LineItems=[part | {"Quantity": "2"}])
    assert made.invoice(again["InvoiceID"])["TotalTax"] == Decimal(40)


def test_the_tax_type_follows_another_account_and_stays_with_the_same() -> None:
    made = books()
    row = made.create(LineItems=[line(TaxType="RROUTPUT")])
    part = {"LineItemID": row["LineItems"][0]["LineItemID"]}
    for code, tax_type in (("200", "RROUTPUT"), ("825", "NONE")):
        made.update(row["InvoiceID"], LineItems=[part | {"AccountCode": code}])
        assert made.invoice(row["InvoiceID"])["LineItems"][0]["TaxType"] == tax_type


def test_another_way_of_counting_tax_counts_the_same_lines_anew() -> None:
    made = books()
    invoice_id = made.create()["InvoiceID"]
    for mode, total, tax in (("Inclusive", "100", "16.67"), ("NoTax", "100", "0")):
        made.update(invoice_id, LineAmountTypes=mode)
        row = made.invoice(invoice_id)
        assert (row["Total"], row["TotalTax"]) == (Decimal(total), Decimal(tax))
