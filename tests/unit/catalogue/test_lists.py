"""Lists that facts hold as one text, as people read them, and figures as they write them."""

from datetime import date
from decimal import Decimal

import pytest

from domain.ids import LedgerContactId
from domain.invoice_causes import listed
from domain.ledger_document import DocumentId, DocumentKind, DocumentStatus, LedgerDocument
from domain.ledger_line import AmountsAre
from entrypoints.catalogue import edit_words, money
from entrypoints.catalogue.lists import differences, document_of, documents, first_document, invoices, taxes
from entrypoints.catalogue.text import amount, spelled_day


def document(number: str, customer: str, total: str, day: date | None, document_id: str) -> LedgerDocument:
    return LedgerDocument(
        id=DocumentId(document_id),
        kind=DocumentKind.INVOICE,
        number=number,
        status=DocumentStatus.APPROVED,
        status_word="AUTHORISED",
        contact_id=LedgerContactId("c-1"),
        contact_name=customer,
        dated=day,
        due=None,
        currency="GBP",
        reference="",
        address="",
        amounts_are=AmountsAre.EXCLUSIVE,
        lines=(),
        tax=Decimal(0),
        total=Decimal(total),
    )


TYPED = document("INV-0412", "Acme Ltd", "1200.00", date(2026, 4, 2), "d-1")
DRAFT = document("", "Lark; Sons (Leeds)", "-20.5", None, "d-2")
NAMELESS = document("INV-7", "", "1", date(2026, 4, 2), "d-3")


def test_documents_are_named_by_number_customer_amount_and_day() -> None:
    assert documents(listed([TYPED])) == "INV-0412, Acme Ltd, 1,200.00 GBP, 2 April 2026"
    assert documents(listed([DRAFT, TYPED])) == (
        "Lark; Sons (Leeds), -20.50 GBP (d-2); INV-0412, Acme Ltd, 1,200.00 GBP, 2 April 2026"
    )
    assert documents(listed([NAMELESS])) == "INV-7, 1.00 GBP, 2 April 2026"
    assert documents("INV-0412 Acme\x1b[2J Ltd (d-1)") == "INV-0412 Acme\\x1b[2J Ltd (d-1)"


def test_many_documents_are_cut_and_counted() -> None:
    assert documents(listed([TYPED] * 9)).endswith("2 April 2026 and 4 more")


def test_the_first_document_is_a_word_for_the_command_line() -> None:
    assert first_document(listed([TYPED, DRAFT])) == "INV-0412"
    assert first_document(listed([DRAFT])) == "d-2"
    assert first_document(listed([document("$(reboot)", "Acme", "1.00", None, "d-9")])) == "d-9"
    assert first_document("something else") == "NUMBER"


def test_one_of_some_documents_is_called_by_its_number() -> None:
    assert document_of(listed([TYPED, DRAFT]), "d-1") == "INV-0412"
    assert document_of(listed([TYPED, DRAFT]), "d-2") == "d-2"
    assert document_of("", "d-9") == "d-9"


def test_invoices_are_named_with_their_ids_since_titles_may_be_the_same() -> None:
    told = invoices("Retainer 100.00 GBP (7b1f); Lark; Sons 1200.5 EUR (8c2a);  3 GBP (9d3b)")

    assert told == '"Retainer", 100.00 GBP (7b1f); "Lark; Sons", 1,200.50 EUR (8c2a); 3.00 GBP (9d3b)'
    assert invoices("what a newer version wrote") == "what a newer version wrote"


def test_taxes_are_named_without_their_types() -> None:
    told = taxes("20% (VAT on Income) (OUTPUT2); No VAT (NONE)")

    assert told == '"20% (VAT on Income)", "No VAT"'
    assert taxes("OUTPUT2") == "OUTPUT2"


def test_differences_are_told_field_by_field() -> None:
    found = "reference: A-1 -> A-2; tax: 20.0000 -> 19.99; line 2 account: 200 -> -; status: draft -> VOIDED"

    assert differences(found, "sent") == (
        'reference: "A-1" was sent, "A-2" is there; tax: 20.00 was sent, 19.99 is there; '
        'line 2, account: 200 was sent, nothing is there; status: draft was sent, "VOIDED" is there'
    )
    assert differences("currency: EUR -> GBP", "billed") == "currency: EUR in Hubflo, GBP in Xero"
    assert differences("moon: full -> new", "sent") == "moon: full -> new"


def test_text_from_outside_does_not_pass_for_a_field() -> None:
    found = "total: 12.00 -> 11.00; line 1 description: x; total: 1.00 -> 1.00 -> y"

    assert differences(found, "sent").startswith("total: 12.00 was sent, 11.00 is there")


def test_edits_are_told_with_before_and_now() -> None:
    told = edit_words({"total": "1200.00 -> 1100.00", "dated": "2026-04-01", "line 3": "A 1 -> B\x07 2"})

    assert told == 'total: 1,200.00 before, 1,100.00 now; line 3: "A 1" before, "B\\x07 2" now'


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("1200", "1,200.00"),
        ("1234567.891", "1,234,567.891"),
        ("-0.5", "-0.50"),
        ("0.00", "0.00"),
        ("12.500000", "12.50"),
        ("1E+3", "1,000.00"),
        ("NaN", "NaN"),
        ("-", "-"),
        ("ten\x1b", "ten\\x1b"),
    ],
)
def test_an_amount_is_written_as_people_write_it(raw: str, shown: str) -> None:
    assert amount(raw) == shown


def test_money_has_its_currency() -> None:
    assert money("1200", "GBP") == "1,200.00 GBP"
    assert money("1200", "") == "1,200.00"


def test_a_day_in_figures_is_spelled_out() -> None:
    assert spelled_day("2026-03-31") == "31 March 2026"
    assert spelled_day("soon") == "soon"
