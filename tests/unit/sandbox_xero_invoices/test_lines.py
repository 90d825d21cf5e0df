"""Lines: accounts, tax types, quantities, discounts, sums."""

from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero_invoices.books import Books, books, line


def only(made: Books, **fields: Any) -> dict[str, Any]:
    """The one line of a new invoice."""
    row: dict[str, Any] = made.create(LineItems=[line(**fields)])["LineItems"][0]
    return row


def against(made: Books, **fields: Any) -> list[str]:
    return made.refusal(LineItems=[line(**fields)])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"Description": None}, "The description field is mandatory for each line item."),
        ({"Description": " "}, "The description field is mandatory for each line item."),
        ({"Description": "x" * 4001}, "Description cannot be longer than 4000 characters."),
        ({"Quantity": "-1"}, "The quantity value '-1.0000' is invalid. Quantity must not be less than zero."),
        ({"AccountCode": "999"}, "Account code '999' is not a valid code for this document."),
        ({"AccountCode": "205"}, "Account code '205' is not a valid code for this document."),
        ({"AccountCode": "090"}, "Account code '090' is not a valid code for this document."),
        ({"AccountCode": "610"}, "Account code '610' is not a valid code for this document."),
        ({"TaxType": "NOPE"}, "Tax rate must be valid."),
        ({"TaxType": "TAX001"}, "Tax rate must be valid."),
        ({"TaxType": "INPUT2"}, "The TaxType code 'INPUT2' cannot be used with account code '200'."),
        ({"ItemCode": "GB1"}, "Item code 'GB1' is not valid"),
        ({"LineAmount": "99.99"}, "The line total 99.99 does not match the expected line total 100.00"),
        ({"DiscountRate": "100.01"}, "Discount must not be greater than the line total."),
        ({"DiscountAmount": "100.01"}, "Discount must not be greater than the line total."),
        ({"UnitAmount": "10000000000"}, "The line amount cannot be larger than 9,999,999,999.99."),
    ],
)
def test_a_line_is_refused_with_a_sentence(fields: dict[str, Any], sentence: str) -> None:
    made = books()
    assert against(made, **fields) == [sentence]
    assert made.rows() == []


def test_a_description_may_have_4000_characters() -> None:
    assert len(only(books(), Description="x" * 4000)["Description"]) == 4000


def test_an_account_archived_by_a_person_is_refused_until_it_is_restored() -> None:
    made = books()
    xero.archive_account(made.state, made.tenant_id, "200", made.now)
    assert against(made) == ["Account code '200' is not a valid code for this document."]
    xero.restore_account(made.state, made.tenant_id, "200", made.now)
    assert only(made)["AccountCode"] == "200"


def test_an_account_may_be_named_by_its_id() -> None:
    made = books()
    rows = made.state.organisations[made.tenant_id].accounts
    account_id = next(row["AccountID"] for row in rows if row.get("Code") == "260")
    assert only(made, AccountCode=None, AccountID=account_id)["AccountCode"] == "260"


def test_a_deposit_may_go_to_a_liability_with_the_liabilitys_tax() -> None:
    row = only(books(), AccountCode="825")
    assert (row["TaxType"], row["TaxAmount"]) == ("NONE", 0)


@pytest.mark.parametrize(("code", "narrow"), [("200", 200), ("825", 200), ("400", 400), ("615", 400)])
def test_whether_sales_take_expense_and_asset_accounts_is_a_switch(code: str, narrow: int) -> None:
    for position, status in (("any", 200), ("income", narrow)):
        made = books(accounts_on_sales=position)
        sent = made.draft(LineItems=[line(AccountCode=code, TaxType="NONE")])
        assert made.invoices("PUT", sent).status == status


def test_a_tax_type_that_is_sent_counts_before_the_accounts_own() -> None:
    assert only(books(), TaxType="RROUTPUT")["TaxAmount"] == Decimal(5)


def test_an_organisation_that_pays_no_tax_has_none_by_default() -> None:
    made = books()
    xero.edit_organisation(made.state, made.tenant_id, made.now, PaysTax=False)
    assert (only(made)["TaxType"], only(made)["TaxAmount"]) == ("NONE", 0)


def test_a_document_without_tax_has_none_whatever_the_line_says() -> None:
    row = books().create(LineAmountTypes="NoTax", LineItems=[line(TaxType="OUTPUT2", TaxAmount="20")])
    assert (row["LineItems"][0]["TaxType"], row["TotalTax"], row["Total"]) == ("NONE", 0, Decimal(100))


def test_a_tax_amount_that_is_sent_replaces_xeros_own() -> None:
    row = books().create(LineItems=[line(TaxAmount="20.01")])
    assert (row["LineItems"][0]["TaxAmount"], row["Total"]) == (Decimal("20.01"), Decimal("120.01"))


def test_a_tax_amount_may_be_ignored_by_switch() -> None:
    assert books(tax_amount="ignored").create(LineItems=[line(TaxAmount="20.01")])["Total"] == Decimal(120)


def test_prices_have_two_places_unless_four_are_asked_for_on_writing_and_on_reading() -> None:
    made = books()
    fine = line(UnitAmount="0.12345", Quantity="1000")
    two = made.create(LineItems=[fine])
    four = made.invoices("PUT", made.draft(InvoiceNumber="F", LineItems=[fine]), unitdp="4")
    assert two["LineItems"][0]["LineAmount"] == Decimal("120.00")
    assert '"UnitAmount": 0.1235,' in four.body.decode()
    assert made.invoice("F", unitdp="4")["LineItems"][0]["UnitAmount"] == Decimal("0.1235")
    assert made.invoice("F")["LineItems"][0]["UnitAmount"] == Decimal("0.12")
    assert made.invoice("F")["LineItems"][0]["LineAmount"] == Decimal("123.50")


def test_a_price_finer_than_four_places_may_be_refused_by_switch_in_misleading_words() -> None:
    made = books(finer_prices="refused")
    assert against(made, UnitAmount="0.12345") == ["Account must be valid."]
    assert only(made, UnitAmount="0.1234")["UnitAmount"] == Decimal("0.12")


def test_quantities_have_four_places() -> None:
    assert only(books(), Quantity="1.00005")["Quantity"] == Decimal("1.0001")


@pytest.mark.parametrize(
    ("fields", "quantity", "price"),
    [
        ({"Quantity": "4", "UnitAmount": None}, "4", "25"),
        ({"Quantity": None, "UnitAmount": "25"}, "4", "25"),
        ({"Quantity": None, "UnitAmount": None}, "1", "100"),
        ({"Quantity": "3", "UnitAmount": None}, "3", "33.33"),
        ({"Quantity": "2", "UnitAmount": None, "DiscountRate": "50"}, "2", "100"),
        ({"Quantity": "2", "UnitAmount": None, "DiscountAmount": "20"}, "2", "60"),
    ],
)
def test_a_line_amount_stands_in_for_what_is_missing(
    fields: dict[str, Any], quantity: str, price: str
) -> None:
    row = only(books(), LineAmount="100.00", **fields)
    assert (row["Quantity"], row["UnitAmount"]) == (Decimal(quantity), Decimal(price))
    assert row["LineAmount"] == Decimal(100)


def test_discounts_lower_the_line_and_are_summed() -> None:
    row = books().create(
        LineItems=[line(DiscountRate="12.5"), line(DiscountAmount="0.01"), line()],
        LineAmountTypes="Exclusive",
    )
    amounts = [one["LineAmount"] for one in row["LineItems"]]
    assert amounts == [Decimal("87.50"), Decimal("99.99"), Decimal(100)]
    assert (row["IsDiscounted"], row["TotalDiscount"]) == (True, Decimal("12.51"))


def test_bills_have_no_discounts() -> None:
    made = books()
    sent = [line(AccountCode="400", DiscountRate="1")]
    assert made.refusal(Type="ACCPAY", LineItems=sent) == ["Discounts can only be used on sales invoices."]


def test_a_line_may_be_a_remark_in_every_status() -> None:
    remark = {"Description": "Thank you"}
    row = books().create(Status="AUTHORISED", LineItems=[line(), remark])["LineItems"][1]
    assert "Quantity" not in row
    assert "AccountCode" not in row
    assert row["LineAmount"] == 0


def test_a_negative_price_makes_a_negative_line() -> None:
    row = books().create(LineItems=[line(), line(UnitAmount="-10.005")])
    assert row["LineItems"][1]["LineAmount"] == Decimal("-10.01")
    assert row["Total"] == Decimal("107.99")
