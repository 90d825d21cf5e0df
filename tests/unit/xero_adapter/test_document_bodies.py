"""The bytes that create and change invoices."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from adapters.xero.document_bodies import changing, creation
from adapters.xero.json_text import parsed
from domain.drafts import DocumentChange, DocumentDraft
from domain.errors import Invalid
from domain.ledger_document import DocumentId
from domain.ledger_line import AmountsAre, LedgerLine
from domain.numbering import mark_in_reference
from tests.unit.xero_adapter.drafts import document_id, draft, invoice_id, line, unnumbered

LINK = "https://app.hubflo.com/invoices/0190b1c2-0000-7000-8000-000000000001"


def sent(*drafts: DocumentDraft) -> list[dict[str, Any]]:
    elements: list[dict[str, Any]] = parsed(creation(drafts).body)["Invoices"]
    return elements


def sent_line(one: LedgerLine) -> str:
    """The text of the one line of an invoice."""
    body = creation([draft(lines=(one,))]).body.decode()
    return body[body.index('"LineItems":[') + len('"LineItems":[') : -4]


def test_the_whole_request_byte_for_byte() -> None:
    envelope = creation([draft()])

    assert (envelope.method, envelope.path) == ("PUT", "/Invoices?summarizeErrors=false&unitdp=4")
    assert envelope.body.decode() == (
        '{"Invoices":[{"Type":"ACCREC","Status":"SUBMITTED",'
        '"Contact":{"ContactID":"bd2270c3-8706-4c11-9cfb-000000000001"},'
        '"Date":"2026-11-18","DueDate":"2026-12-18","CurrencyCode":"GBP","LineAmountTypes":"Exclusive",'
        f'"Reference":"PO 7","InvoiceNumber":"HF-000000000001-A","Url":"{LINK}",'
        '"LineItems":[{"Description":"Design work","Quantity":10,"UnitAmount":99.95,'
        '"AccountCode":"200","TaxType":"OUTPUT2"}]}]}'
    )


def test_the_same_drafts_are_the_same_bytes() -> None:
    assert creation([draft(1), draft(2)]) == creation([draft(1), draft(2)])


def test_invoices_and_lines_keep_their_order() -> None:
    lines = tuple(line(description=text) for text in ("b", "a", "c"))

    elements = sent(draft(2, lines=lines), draft(1))

    assert [one["InvoiceNumber"] for one in elements] == ["HF-000000000002-A", "HF-000000000001-A"]
    assert [one["Description"] for one in elements[0]["LineItems"]] == ["b", "a", "c"]


def test_a_draft_stays_a_draft_by_setting() -> None:
    assert sent(draft(for_approval=False))[0]["Status"] == "DRAFT"


@pytest.mark.parametrize(
    ("meaning", "word"),
    [
        (AmountsAre.EXCLUSIVE, "Exclusive"),
        (AmountsAre.INCLUSIVE, "Inclusive"),
        (AmountsAre.NO_TAX, "NoTax"),
    ],
)
def test_what_amounts_are_is_said(meaning: AmountsAre, word: str) -> None:
    assert sent(draft(amounts_are=meaning))[0]["LineAmountTypes"] == word


def test_of_the_contact_nothing_but_its_id_leaves() -> None:
    assert sent(draft())[0]["Contact"].keys() == {"ContactID"}


@pytest.mark.parametrize(
    ("quantity", "price"),
    [("0.3333", "33.3333"), ("1.50", "0.10"), ("0", "-25.00"), ("100000000", "99.9999"), ("1E+2", "1E-3")],
)
def test_amounts_leave_digit_by_digit(quantity: str, price: str) -> None:
    written = sent_line(line(quantity=Decimal(quantity), unit_price=Decimal(price)))

    shown = json.loads(written, parse_float=str, parse_int=str)
    assert Decimal(shown["Quantity"]) == Decimal(quantity)
    assert Decimal(shown["UnitAmount"]) == Decimal(price)
    assert "E" not in shown["Quantity"] + shown["UnitAmount"]


def test_a_discount_and_a_tax_leave_only_where_there_are_some() -> None:
    bare = parsed(sent_line(line()).encode())
    moved = parsed(sent_line(line(discount=Decimal("12.5"), tax=Decimal("199.91"))).encode())
    untaxed = parsed(sent_line(line(tax=Decimal("0.00"))).encode())

    assert bare.keys().isdisjoint({"DiscountRate", "TaxAmount"})
    assert (moved["DiscountRate"], moved["TaxAmount"]) == (Decimal("12.5"), Decimal("199.91"))
    assert untaxed["TaxAmount"] == Decimal("0.00")


def test_what_is_not_known_is_not_sent() -> None:
    element = sent(draft(reference="", address="", lines=(line(account="", tax_type=""),)))[0]

    assert element.keys().isdisjoint({"Reference", "Url"})
    assert element["LineItems"][0].keys().isdisjoint({"AccountCode", "TaxType"})


def test_where_xero_numbers_no_number_is_sent_and_the_mark_ends_the_reference() -> None:
    element = sent(unnumbered())[0]

    assert "InvoiceNumber" not in element
    assert element["Reference"].endswith("[HF-000000000001]")


def test_a_long_reference_keeps_the_mark() -> None:
    mark = mark_in_reference(invoice_id())

    numbered = sent(draft(reference="x" * 300))[0]["Reference"]
    marked = sent(replace(unnumbered(), reference="x" * 300 + mark))[0]["Reference"]

    assert numbered == "x" * 255
    assert (len(marked), marked.endswith("x" + mark)) == (255, True)


@pytest.mark.parametrize("address", ["https://hubflo-xero.example/i/7", "https://app.example/XERO"])
def test_a_link_that_xero_refuses_stays_here(address: str) -> None:
    assert "Url" not in sent(draft(address=address))[0]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", "-"),
        (" \n", "-"),
        ("x" * 4_001, "x" * 4_000),
        ("a\x00b\x0bc\nd\te", "abc\nd\te"),
        ("Été 5 €", "Été 5 €"),
    ],
)
def test_a_description_is_one_that_xero_can_hold(text: str, written: str) -> None:
    assert sent(draft(lines=(line(description=text),)))[0]["LineItems"][0]["Description"] == written


def test_a_request_that_is_too_large_is_never_made() -> None:
    long_lines = tuple(line(description="x" * 4_000) for _ in range(50))

    assert len(creation([draft(n, lines=long_lines) for n in range(16)]).body) < 3_500_000
    with pytest.raises(Invalid) as refused:
        creation([draft(n, lines=long_lines) for n in range(18)])
    assert (refused.value.reason, refused.value.facts["elements"]) == ("request-too-large", "18")


def test_a_number_is_changed_by_id_and_nothing_else_is_said() -> None:
    envelope = changing([DocumentChange(document_id=DocumentId(document_id()), number="F-2026-0007")])

    assert (envelope.method, envelope.path) == ("POST", "/Invoices?summarizeErrors=false&unitdp=4")
    assert parsed(envelope.body) == {
        "Invoices": [{"InvoiceID": document_id(), "InvoiceNumber": "F-2026-0007"}]
    }


def test_a_removal_deletes_and_never_voids() -> None:
    envelope = changing([DocumentChange(document_id=DocumentId(document_id()), removes=True)])

    assert parsed(envelope.body) == {"Invoices": [{"InvoiceID": document_id(), "Status": "DELETED"}]}
