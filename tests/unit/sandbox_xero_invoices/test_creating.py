"""Creating invoices: what comes back, what is required, what is refused, and in which words."""

from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import xero
from adapters.sandbox.xero.seeds import NIL
from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import SCOPES, books, line

DUE = "The document DueDate field must be specified."
ACCOUNT = "Account must be valid."


def test_a_new_invoice_comes_back_complete_and_reads_back_the_same() -> None:
    made = books()
    row = made.create(InvoiceNumber="HUB-1A", Reference="PO 7", Url="https://hubflo.example/i/1")
    assert row == made.invoice(row["InvoiceID"])
    assert (row["InvoiceNumber"], row["Reference"], row["Status"]) == ("HUB-1A", "PO 7", "SUBMITTED")
    assert row["Url"] == "https://hubflo.example/i/1"
    assert (row["SubTotal"], row["TotalTax"], row["Total"]) == (Decimal(100), Decimal(20), Decimal(120))
    assert (row["AmountDue"], row["AmountPaid"], row["AmountCredited"]) == (Decimal(120), 0, 0)
    assert row["Contact"]["EmailAddress"] == "c@client.example"
    assert (row["DateString"], row["DueDateString"]) == ("2026-11-18T00:00:00", "2026-12-18T00:00:00")
    assert row["Date"] == "/Date(1794960000000+0000)/"
    assert (row["UpdatedDateUTC"], row["UpdatedDateUTCString"]) == (
        "/Date(1795165200000+0000)/",
        "2026-11-20T09:00:00Z",
    )


def test_amounts_keep_their_trailing_zeros() -> None:
    made = books()
    text = made.get(f"Invoices/{made.create()['InvoiceID']}").body.decode()
    for expected in (
        '"UnitAmount": 100.00,',
        '"Quantity": 1.0000,',
        '"TaxAmount": 20.00,',
        '"CurrencyRate": 1.0000000000,',
        '"AmountCredited": 0.00,',
    ):
        assert expected in text


def test_a_line_comes_back_with_its_account_and_the_accounts_tax_type() -> None:
    row = books().create()["LineItems"][0]
    assert (row["AccountCode"], row["TaxType"], row["TaxAmount"]) == ("200", "OUTPUT2", Decimal(20))
    assert row["LineItemID"] != NIL
    assert row["ValidationErrors"] == []


def test_few_things_have_a_default() -> None:
    row = books().create(Status=None, Date=None, DueDate=None)
    assert (row["Status"], row["LineAmountTypes"], row["CurrencyCode"]) == ("DRAFT", "Exclusive", "GBP")
    assert row["DateString"] == "2026-11-20T00:00:00"
    assert "DueDate" not in row
    assert "SentToContact" not in row


def test_today_is_where_the_organisation_is() -> None:
    made = books("AU")
    made.now = made.now.replace(hour=14)
    made.connect(scope=SCOPES)
    assert made.create(Date=None)["DateString"] == "2026-11-21T00:00:00"


def test_a_missing_date_may_be_refused_by_switch_but_for_a_draft() -> None:
    made = books(date_defaults_to_today=False)
    assert made.refusal(Date=None) == ["The Date field must be specified."]
    assert made.create(Date=None, Status="DRAFT")["DateString"] == "2026-11-20T00:00:00"


@pytest.mark.parametrize("sent", ["2026-11-18", "2026-11-18T23:59:00", "/Date(1794960000000+0000)/"])
def test_dates_are_read_in_three_forms(sent: str) -> None:
    assert books().create(Date=sent)["DateString"] == "2026-11-18T00:00:00"


def test_a_bill_needs_no_number_and_makes_a_supplier() -> None:
    made = books()
    row = made.create(Type="ACCPAY", Reference="not on bills", LineItems=[line(AccountCode="400")])
    assert (row["InvoiceNumber"], row["Reference"]) == ("", "")
    assert (row["Contact"]["IsSupplier"], row["Contact"]["IsCustomer"]) == (True, False)


def test_two_bills_may_have_one_number() -> None:
    made = books()
    bill = made.draft(Type="ACCPAY", InvoiceNumber="B1", LineItems=[line(AccountCode="400")])
    assert made.invoices("PUT", bill, bill).status == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"Type": None}, "Invoice not of valid type for creation"),
        ({"Type": "ACCRECCREDIT"}, "Invoice not of valid type for creation"),
        ({"Status": "PAID"}, "Invoice not of valid status for creation"),
        ({"Status": "VOIDED"}, "Invoice not of valid status for creation"),
        ({"Contact": None}, "A Contact must be specified for this type of transaction"),
        ({"Contact": {}}, "A Contact must be specified for this type of transaction"),
        ({"LineItems": None}, "One or more line items must be specified"),
        ({"LineItems": []}, "One or more line items must be specified"),
        ({"CurrencyCode": "JPY"}, "Organisation is not subscribed to currency JPY"),
        ({"Url": "https://go.XERO.example/1"}, "The Url cannot contain the word xero."),
        ({"InvoiceNumber": "1" * 256}, "InvoiceNumber cannot be longer than 255 characters."),
        ({"Total": "119.99"}, "The invoice total does not equal the sum of the lines."),
    ],
)
def test_an_invoice_is_refused_with_a_sentence(fields: dict[str, Any], sentence: str) -> None:
    made = books()
    assert made.refusal(**fields) == [sentence]
    assert made.rows() == []


def test_a_right_total_is_taken_and_a_wrong_one_may_be_ignored_by_switch() -> None:
    assert books().create(Total="120.00")["Total"] == Decimal(120)
    assert books(wrong_total="ignored").create(Total="1")["Total"] == Decimal(120)


@pytest.mark.parametrize("status", ["SUBMITTED", "AUTHORISED"])
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"DueDate": None}, DUE),
        ({"LineItems": [line(AccountCode=None)]}, ACCOUNT),
        ({"LineItems": [line(Quantity=None)]}, "The Quantity field is mandatory for each line item."),
        ({"LineItems": [line(UnitAmount=None)]}, "The UnitAmount field is mandatory for each line item."),
    ],
)
def test_what_approval_needs_is_not_needed_by_a_draft(
    status: str, fields: dict[str, Any], sentence: str
) -> None:
    made = books()
    assert made.refusal(Status=status, **fields) == [sentence]
    assert made.create(Status="DRAFT", **fields)["Status"] == "DRAFT"


def test_whether_awaiting_approval_needs_it_is_a_switch() -> None:
    made = books(submitted_validated_as="DRAFT")
    assert made.create(DueDate=None)["Status"] == "SUBMITTED"
    assert made.refusal(DueDate=None, Status="AUTHORISED") == [DUE]


def test_all_sentences_come_at_once_and_none_twice() -> None:
    bare = line(AccountCode=None, Description="")
    assert books().refusal(DueDate=None, LineItems=[bare, bare]) == [
        "The description field is mandatory for each line item.",
        DUE,
        ACCOUNT,
    ]


@pytest.mark.parametrize(
    ("action", "fields", "sentence"),
    [
        (
            "CreateApprovedInvoice",
            {"Status": "AUTHORISED"},
            "You have reached the limit of invoices you can approve",
        ),
        ("CreateDraftInvoice", {}, "You do not have permission to create this document."),
        ("UseMulticurrency", {"CurrencyCode": "EUR"}, "Organisation is not subscribed to currency EUR"),
    ],
)
def test_what_the_user_may_not_do_is_refused(action: str, fields: dict[str, Any], sentence: str) -> None:
    made = books()
    xero.permit(made.state, made.tenant_id, action, made.now, allowed=False)
    assert made.refusal(**fields) == [sentence]


def test_who_may_not_approve_may_still_submit() -> None:
    made = books()
    xero.permit(made.state, made.tenant_id, "CreateApprovedInvoice", made.now, allowed=False)
    assert made.create()["Status"] == "SUBMITTED"


@pytest.mark.parametrize(
    "fields",
    [
        {"Status": "NOPE"},
        {"LineAmountTypes": "Sometimes"},
        {"Date": "18/11/2026"},
        {"Date": "/Date(99999999999999999999)/"},
        {"Contact": "Client"},
        {"Contact": {"Name": {"a": 1}}},
        {"LineItems": {"Description": "x"}},
        {"LineItems": ["x"]},
        {"LineItems": [line(Quantity="one")]},
        {"LineItems": [line(UnitAmount=True)]},
        {"LineItems": [line(UnitAmount="1e400")]},
        {"Reference": ["x"]},
        {"SentToContact": "maybe"},
    ],
)
def test_what_cannot_be_read_refuses_the_whole_request(fields: dict[str, Any]) -> None:
    made = books()
    answer = made.invoices("PUT", made.draft(), made.draft(**fields), summarizeErrors="false")
    assert (answer.status, read(answer)["Type"]) == (400, "PostDataInvalidException")
    assert made.rows() == []


def test_numbers_that_json_does_not_know_are_refused() -> None:
    made = books()
    answer = made.send("PUT", "/api.xro/2.0/Invoices", b'{"Type": "ACCREC", "Total": NaN}')
    assert read(answer)["Type"] == "PostDataInvalidException"


def test_an_amount_is_read_digit_by_digit() -> None:
    made = books()
    whole = made.draft(LineItems=[line(UnitAmount="REPLACED")])
    body = str(whole).replace("'REPLACED'", "1.005").replace("'", '"').encode()
    row = read(made.send("PUT", "/api.xro/2.0/Invoices", body))["Invoices"][0]
    assert row["LineItems"][0]["UnitAmount"] == Decimal("1.01")


def test_a_foreign_currency_has_the_days_rate_and_a_warning() -> None:
    made = books()
    answer = made.invoices("PUT", made.draft(CurrencyCode="EUR"), made.draft(), summarizeErrors="false")
    foreign, own = read(answer)["Invoices"]
    assert (foreign["CurrencyCode"], foreign["CurrencyRate"]) == ("EUR", Decimal("1.1645569620"))
    assert (foreign["StatusAttributeString"], len(foreign["Warnings"])) == ("WARNING", 1)
    assert (own["StatusAttributeString"], own["CurrencyRate"]) == ("OK", 1)
    assert "Warnings" not in own


def test_warnings_stand_in_a_summarized_answer_too_and_a_switch_silences_them() -> None:
    assert "Warnings" in books().create(CurrencyCode="EUR")
    assert "Warnings" not in books(currency_rate_warns=False).create(CurrencyCode="EUR")


def test_a_rate_that_is_sent_counts_for_a_foreign_currency_only() -> None:
    made = books()
    assert made.create(CurrencyCode="EUR", CurrencyRate="1.2")["CurrencyRate"] == Decimal("1.2")
    assert made.create(CurrencyRate="1.2")["CurrencyRate"] == 1


def test_sent_to_contact_counts_on_approved_ones_only() -> None:
    made = books()
    assert "SentToContact" not in made.create(SentToContact=True)
    assert made.create(SentToContact=True, Status="AUTHORISED")["SentToContact"] is True


def test_a_key_sent_again_creates_no_second_invoice() -> None:
    made = books()
    body = {"Invoices": [made.draft()]}
    key = {"idempotency-key": "k1"}
    first = made.send("PUT", "/api.xro/2.0/Invoices", body, key)
    assert made.send("PUT", "/api.xro/2.0/Invoices", body, key).body == first.body
    assert len(made.rows()) == 1
