"""A receipt proves exactly what was sent: the smallest difference is named, and nothing else is."""

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import LedgerContactId
from domain.ledger_document import DocumentLine, DocumentStatus, LedgerDocument
from domain.ledger_line import AmountsAre
from domain.receipts import differences, edits, is_untouched
from tests.support.invoices import portal_line
from tests.unit.domain.invoicing import SETTINGS, document_of, issued, record_of, sent_of
from tests.unit.domain.properties import tried

SENT = sent_of()
DOCUMENT = document_of(SENT)
CENT = Decimal("0.01")

OTHER: dict[str, tuple[str, Any]] = {
    "contact_id": ("contact", "c-2"),
    "dated": ("date", SENT.draft.dated + timedelta(days=1)),
    "due": ("due date", SENT.draft.due + timedelta(days=1)),
    "currency": ("currency", "GBP"),
    "reference": ("reference", "another"),
    "amounts_are": ("amounts are", AmountsAre.INCLUSIVE),
    "tax": ("tax", SENT.tax + CENT),
    "total": ("total", SENT.total - CENT),
    "lines": ("lines", ()),
    "status": ("status", DocumentStatus.VOIDED),
}
"""For each field of a document that is compared: what it is called, and another value."""
_NOT_COMPARED = {
    "id", "kind", "number", "status_word", "contact_name", "address", "amount_due", "amount_paid",
    "amount_credited", "payments", "updated_at", "answered_at", "raw",
}  # fmt: skip

OTHER_LINE: dict[str, tuple[str, Any]] = {
    "description": ("description", "Other"),
    "quantity": ("quantity", Decimal(2)),
    "unit_price": ("price", Decimal(99)),
    "discount": ("discount", Decimal(1)),
    "amount": ("amount", Decimal("99.99")),
    "tax": ("tax", Decimal("19.99")),
    "tax_type": ("tax type", "EXPORT"),
    "account": ("account", "707"),
}


def with_line(document: LedgerDocument, **changes: Any) -> LedgerDocument:
    return replace(document, lines=(replace(document.lines[0], **changes),))


def test_what_stands_as_it_was_sent_is_proven() -> None:
    assert differences(SENT, DOCUMENT) == {}
    assert is_untouched(DOCUMENT, DOCUMENT)


def test_every_field_is_compared_or_named_as_not() -> None:
    assert {field.name for field in fields(LedgerDocument)} == OTHER.keys() | _NOT_COMPARED
    assert {field.name for field in fields(DocumentLine)} == OTHER_LINE.keys()


@pytest.mark.parametrize("name", sorted(OTHER))
def test_any_other_value_is_the_difference(name: str) -> None:
    called, other = OTHER[name]

    assert list(differences(SENT, replace(DOCUMENT, **{name: other}))) == [called]


@pytest.mark.parametrize("name", sorted(OTHER_LINE))
def test_any_other_value_of_a_line_is_the_difference(name: str) -> None:
    called, other = OTHER_LINE[name]

    assert list(differences(SENT, with_line(DOCUMENT, **{name: other}))) == [f"line 1 {called}"]


@given(st.sets(st.sampled_from(sorted(OTHER)), min_size=1), st.booleans())
@tried
def test_a_receipt_is_equal_if_and_only_if_nothing_differs(names: set[str], really: bool) -> None:
    changes = {name: OTHER[name][1] if really else getattr(DOCUMENT, name) for name in names}
    found = differences(SENT, replace(DOCUMENT, **changes))

    assert set(found) == ({OTHER[name][0] for name in names} if really else set())


def test_a_difference_tells_both_values() -> None:
    found = differences(SENT, replace(DOCUMENT, total=Decimal("120.01"), reference=""))

    assert found == {"total": "120.00 -> 120.01", "reference": "Website, March -> -"}


@pytest.mark.parametrize("status", [DocumentStatus.APPROVED, DocumentStatus.PAID])
def test_what_was_approved_before_it_is_read_back_is_proven(status: DocumentStatus) -> None:
    assert differences(SENT, replace(DOCUMENT, status=status)) == {}


def test_a_draft_is_proven_only_if_it_was_sent_as_one() -> None:
    draft = sent_of(settings=replace(SETTINGS, for_approval=False))

    assert differences(draft, document_of(draft)) == {}
    assert list(differences(SENT, replace(DOCUMENT, status=DocumentStatus.DRAFT))) == ["status"]


@pytest.mark.parametrize("ledger_numbers", [True, False])
def test_another_number_is_no_difference(ledger_numbers: bool) -> None:
    sent = sent_of(settings=replace(SETTINGS, ledger_numbers=ledger_numbers))

    assert differences(sent, document_of(sent, number="INV-0042")) == {}


def test_two_lines_in_another_order_differ() -> None:
    sent = sent_of(record_of(issued(portal_line("10", title="One"), portal_line("20", title="Two"))))
    document = document_of(sent)
    turned = replace(document, lines=document.lines[::-1])

    assert {name.partition(" ")[0] for name in differences(sent, turned)} == {"line"}


def test_approval_and_payment_are_no_edits() -> None:
    paid = replace(DOCUMENT, status=DocumentStatus.PAID, amount_paid=DOCUMENT.total)

    assert edits(DOCUMENT, paid) == {}


@pytest.mark.parametrize("name", ["dated", "due", "currency", "reference", "tax", "total", "lines"])
def test_an_edit_is_told(name: str) -> None:
    assert list(edits(DOCUMENT, replace(DOCUMENT, **{name: OTHER[name][1]}))) == [OTHER[name][0]]


@pytest.mark.parametrize("name", sorted(OTHER_LINE))
def test_an_edit_of_a_line_is_told(name: str) -> None:
    assert list(edits(DOCUMENT, with_line(DOCUMENT, **{name: OTHER_LINE[name][1]}))) == ["line 1"]


def test_another_contact_is_told_by_its_name() -> None:
    there = replace(DOCUMENT, contact_id=LedgerContactId("c-2"), contact_name="Somebody Else")

    assert edits(DOCUMENT, there) == {"contact": f"{DOCUMENT.contact_name} -> Somebody Else"}


def test_another_name_of_the_same_contact_is_no_edit() -> None:
    assert is_untouched(DOCUMENT, replace(DOCUMENT, contact_name="Jane Smith-Jones"))


def test_another_number_is_no_edit_but_touched() -> None:
    renumbered = replace(DOCUMENT, number="INV-7")

    assert edits(DOCUMENT, renumbered) == {}
    assert not is_untouched(DOCUMENT, renumbered)
