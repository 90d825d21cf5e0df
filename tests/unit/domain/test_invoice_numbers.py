"""Numbers and references: the client's where it is known, else a placeholder, and our mark in it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.invoice import InvoiceId
from domain.invoice_numbers import (
    has_our_mark,
    names_document,
    number_for,
    number_in_title,
    reference_for,
)
from domain.numbering import is_placeholder, mark_in_reference, placeholder
from tests.support.invoices import INVOICE
from tests.unit.domain.invoicing import SETTINGS, answered, document_of, issued, record_of, sent_of
from tests.unit.domain.properties import tried

ANOTHER = InvoiceId("11111111-2222-4333-8444-555555555555")
BY_LEDGER = replace(SETTINGS, ledger_numbers=True)
BY_TITLE = replace(SETTINGS, number_pattern="INV-*")


def test_without_a_known_number_it_is_a_placeholder() -> None:
    number = number_for(record_of(), SETTINGS)

    assert number == placeholder(INVOICE, 0)
    assert is_placeholder(number)
    assert number[-1].isalpha()


def test_where_the_ledger_makes_the_numbers_none_is_sent() -> None:
    told = record_of(replace(issued(), number="F-1"), answers=answered(client_number="F-2"))

    assert number_for(told, BY_LEDGER) == ""


def test_the_portals_number_comes_before_the_titles_and_a_persons() -> None:
    invoice = issued(title="Website INV-7")
    said = answered(client_number="F-3")

    assert number_for(record_of(replace(invoice, number="F-1"), answers=said), BY_TITLE) == "F-1"
    assert number_for(record_of(invoice, answers=said), BY_TITLE) == "INV-7"
    assert number_for(record_of(invoice, answers=said), SETTINGS) == "F-3"


def test_sent_anew_it_is_the_next_placeholder_whatever_is_known() -> None:
    """A number stays used in the ledger."""
    told = record_of(replace(issued(), number="F-1"), generation=1)

    assert number_for(told, SETTINGS) == placeholder(INVOICE, 1)
    assert number_for(told, SETTINGS).endswith("-B")


@pytest.mark.parametrize(
    ("title", "pattern", "number"),
    [
        ("Website INV-0412", "INV-*", "INV-0412"),
        ("INV-0412: website", "INV-*", "INV-0412"),
        ("Website (INV-2026/04-12).", "INV-*", "INV-2026/04-12"),
        ("Website INV-12.", "INV-*", "INV-12"),
        ("Website 2026-001", "*", "2026-001"),
        ("Facture 12/FR of May", "*/FR", "12/FR"),
        ("Website INV-", "INV-*", ""),
        ("Website INV-X12", "INV-*", ""),
        ("Website XINV-12", "INV-*", ""),
        ("Website inv-12", "INV-*", ""),
        ("Website INV-12", "", ""),
        ("Website", "INV-*", ""),
        ("Website INVX12", "INV.*", ""),
        ("", "INV-*", ""),
    ],
)
def test_the_number_in_a_title(title: str, pattern: str, number: str) -> None:
    assert number_in_title(title, pattern) == number


@given(st.text(max_size=60), st.integers(1, 99_999), st.text(alphabet="ABC-# ", max_size=6))
@tried
def test_a_number_in_a_title_stands_there_and_begins_as_the_pattern_does(
    words: str, count: int, prefix: str
) -> None:
    title = f"{words} {prefix}{count}"
    found = number_in_title(title, f"{prefix}*")

    assert found == "" or (found in title and found.startswith(prefix))
    assert number_in_title(f"{prefix}{count} ", f"{prefix}*") == f"{prefix}{count}"


@given(st.uuids(), st.uuids(), st.integers(0, 800), st.integers(0, 800))
@tried
def test_placeholders_are_one_for_each_invoice_and_generation(
    one: object, other: object, first: int, second: int
) -> None:
    numbers = (placeholder(InvoiceId(str(one)), first), placeholder(InvoiceId(str(other)), second))
    same_end = str(one)[-12:] == str(other)[-12:]

    assert (numbers[0] == numbers[1]) is (same_end and first == second)
    assert all(is_placeholder(number) for number in numbers)


def test_the_reference_is_the_purchase_order_else_the_title() -> None:
    assert reference_for(issued(purchase_order=" PO-9 "), with_mark=False) == "PO-9"
    assert reference_for(issued(title="Website,\n March\x07"), with_mark=False) == "Website, March"


def test_the_mark_is_the_last_of_a_reference_however_long_it_is() -> None:
    long = reference_for(issued(title="x" * 400), with_mark=True)

    assert len(long) == 255
    assert long.endswith(f" {mark_in_reference(INVOICE)}")
    assert reference_for(issued(title=""), with_mark=True) == mark_in_reference(INVOICE)


@pytest.mark.parametrize(
    "changes",
    [
        {"address": f"https://client.example/invoices/{INVOICE}/x", "number": "", "reference": ""},
        {"address": "", "number": placeholder(INVOICE, 0), "reference": ""},
        {"address": "", "number": placeholder(INVOICE, 27), "reference": ""},
        {"address": "", "number": "INV-1", "reference": f"Web {mark_in_reference(INVOICE)}"},
    ],
    ids=["link back", "number", "number of a later one", "reference"],
)
def test_a_document_of_ours_is_recognised_by_one_mark_alone(changes: dict[str, str]) -> None:
    document = document_of(sent_of(), **changes)

    assert has_our_mark(document, issued())
    assert not has_our_mark(document, replace(issued(), id=ANOTHER))


def test_a_document_without_a_mark_is_not_ours() -> None:
    typed = document_of(sent_of(), address="", number="INV-0412", reference="Website, March")

    assert not has_our_mark(typed, issued())
    assert not has_our_mark(replace(typed, number=""), issued())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (" 7D9A4C10-0000-4000-8000-000000000001 ", "7d9a4c10-0000-4000-8000-000000000001"),
        ("INV-0412", None),
        ("7d9a4c10-0000-4000-8000-00000000000", None),
        ("", None),
    ],
)
def test_only_an_id_names_a_document(text: str, named: str | None) -> None:
    assert names_document(text) == named
