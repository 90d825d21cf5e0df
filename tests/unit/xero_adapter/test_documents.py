"""From an invoice of Xero's to a document."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from adapters.xero.documents import ledger_document, shown_document
from adapters.xero.json_text import parsed
from adapters.xero.reading import UnreadableError
from domain.ledger_document import DocumentKind, DocumentLine, DocumentStatus
from domain.ledger_line import AmountsAre
from domain.money import ZERO

RECORDED = rb"""{
  "Type": "ACCREC",
  "InvoiceID": "d4956132-ed94-4dd7-9eaa-aa22dfdf06f2",
  "InvoiceNumber": "INV-0001",
  "Reference": "Red Fish, Blue Fish",
  "Url": "https://app.hubflo.com/invoices/7",
  "Payments": [],
  "AmountDue": 40.00,
  "AmountPaid": 3.5,
  "AmountCredited": 2.50,
  "CurrencyRate": 1.0000000000,
  "HasErrors": false,
  "Contact": {"ContactID": "a3675fc4-f8dd-4f03-ba5b-f1870566bcd7", "Name": " Barney Rubble ", "Phones": []},
  "DateString": "2018-10-20T00:00:00",
  "Date": "\/Date(1539993600000+0000)\/",
  "DueDateString": "2018-12-30T00:00:00",
  "DueDate": "\/Date(1546128000000+0000)\/",
  "Status": "AUTHORISED",
  "LineAmountTypes": "Exclusive",
  "LineItems": [
    {"Description": "Acme Tires", "UnitAmount": 19.9950, "TaxType": "OUTPUT2", "TaxAmount": 6.00,
     "LineAmount": 39.99, "AccountCode": "200", "Tracking": [], "Quantity": 2.0000, "DiscountRate": 0.00},
    {"Description": "Thank you", "TaxAmount": 0.00, "LineAmount": 0.00, "Tracking": []}
  ],
  "SubTotal": 40.00, "TotalTax": 6.00, "Total": 46.00,
  "UpdatedDateUTC": "\/Date(1541176592690+0000)\/",
  "CurrencyCode": "NZD"
}"""


def read(**more: Any) -> Any:
    return ledger_document(parsed(RECORDED) | more)


def test_a_recorded_invoice_comes_over_whole() -> None:
    document = read()

    assert (document.id, document.number) == ("d4956132-ed94-4dd7-9eaa-aa22dfdf06f2", "INV-0001")
    assert (document.kind, document.status) == (DocumentKind.INVOICE, DocumentStatus.APPROVED)
    assert (document.contact_id, document.contact_name) == (
        "a3675fc4-f8dd-4f03-ba5b-f1870566bcd7",
        "Barney Rubble",
    )
    assert (document.dated, document.due) == (date(2018, 10, 20), date(2018, 12, 30))
    assert (document.reference, document.address) == (
        "Red Fish, Blue Fish",
        "https://app.hubflo.com/invoices/7",
    )
    assert (document.currency, document.amounts_are) == ("NZD", AmountsAre.EXCLUSIVE)
    assert (document.tax, document.total) == (Decimal("6.00"), Decimal("46.00"))
    assert (document.amount_due, document.amount_paid, document.amount_credited) == (
        Decimal("40.00"),
        Decimal("3.5"),
        Decimal("2.50"),
    )
    assert document.updated_at == datetime(2018, 11, 2, 16, 36, 32, 690_000, tzinfo=UTC)


def test_lines_come_in_order_and_a_remark_carries_nothing() -> None:
    assert read().lines == (
        DocumentLine(
            description="Acme Tires",
            quantity=Decimal(2),
            unit_price=Decimal("19.995"),
            discount=ZERO,
            amount=Decimal("39.99"),
            tax=Decimal(6),
            tax_type="OUTPUT2",
            account="200",
        ),
        DocumentLine(
            description="Thank you",
            quantity=ZERO,
            unit_price=ZERO,
            discount=ZERO,
            amount=ZERO,
            tax=ZERO,
            tax_type="",
            account="",
        ),
    )


def test_the_raw_text_is_the_element_as_it_came_without_its_spaces() -> None:
    raw = read().raw

    assert parsed(raw.encode()) == parsed(RECORDED)
    assert '"CurrencyRate":1.0000000000,' in raw
    assert ": " not in raw.replace("Fish, Blue", "")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("DRAFT", DocumentStatus.DRAFT),
        ("SUBMITTED", DocumentStatus.AWAITING_APPROVAL),
        ("AUTHORISED", DocumentStatus.APPROVED),
        ("PAID", DocumentStatus.PAID),
        ("VOIDED", DocumentStatus.VOIDED),
        ("DELETED", DocumentStatus.DELETED),
        ("QUEUED", DocumentStatus.UNKNOWN),
        (None, DocumentStatus.UNKNOWN),
    ],
)
def test_a_status_is_never_guessed(word: str | None, status: DocumentStatus) -> None:
    document = read(Status=word)

    assert (document.status, document.status_word) == (status, word or "")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("ACCREC", DocumentKind.INVOICE),
        ("ACCRECCREDIT", DocumentKind.CREDIT_NOTE),
        ("ACCPAY", DocumentKind.OTHER),
        (None, DocumentKind.OTHER),
    ],
)
def test_bills_are_told_from_invoices(word: str | None, kind: DocumentKind) -> None:
    assert read(Type=word).kind is kind


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Exclusive", AmountsAre.EXCLUSIVE),
        ("Inclusive", AmountsAre.INCLUSIVE),
        ("NoTax", AmountsAre.NO_TAX),
        ("NOTAX", AmountsAre.NO_TAX),
        (None, AmountsAre.EXCLUSIVE),
    ],
)
def test_what_amounts_are(word: str | None, meaning: AmountsAre) -> None:
    assert read(LineAmountTypes=word).amounts_are is meaning


def test_a_day_may_come_as_a_text_alone_or_not_at_all() -> None:
    document = read(Date=None, DueDate=None, DueDateString=None)

    assert (document.dated, document.due) == (date(2018, 10, 20), None)


def test_what_a_draft_lacks_is_empty() -> None:
    document = ledger_document({"InvoiceID": "d4956132-ed94-4dd7-9eaa-aa22dfdf06f2", "Contact": None})

    assert (document.number, document.contact_id, document.lines) == ("", "", ())
    assert (document.dated, document.updated_at, document.total) == (None, None, ZERO)


@pytest.mark.parametrize(
    "broken",
    [
        {"InvoiceID": "00000000-0000-0000-0000-000000000000"},
        {"InvoiceID": ""},
        {"InvoiceID": None},
        {"Total": "much"},
        {"LineItems": {"Description": "one"}},
    ],
)
def test_what_is_no_invoice_is_not_read_as_one(broken: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError):
        read(**broken)


@pytest.mark.parametrize(
    ("odd", "kept"),
    [({"Total": "forty"}, 2), ({"LineItems": [{"Quantity": "two"}]}, 0), ({"Contact": "Barney"}, 2)],
)
def test_of_a_document_in_a_list_what_cannot_be_read_is_left_out(odd: dict[str, Any], kept: int) -> None:
    document = shown_document(parsed(RECORDED) | odd)

    assert (document.id, document.number) == ("d4956132-ed94-4dd7-9eaa-aa22dfdf06f2", "INV-0001")
    assert (document.status, len(document.lines)) == (DocumentStatus.UNKNOWN, kept)


def test_a_document_in_a_list_is_read_as_any_other() -> None:
    assert shown_document(parsed(RECORDED)) == read()


@pytest.mark.parametrize("nobody", ["", None, "00000000-0000-0000-0000-000000000000"])
def test_a_document_in_a_list_without_an_id_is_not_made_up(nobody: object) -> None:
    with pytest.raises(UnreadableError):
        shown_document(parsed(RECORDED) | {"InvoiceID": nobody})
