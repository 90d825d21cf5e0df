"""Whose answer an element is."""

import pytest

from adapters.xero.assigning import DocumentsById, InvoicesByMark, by_number
from domain.drafts import DocumentChange
from domain.ledger_document import DocumentId
from tests.unit.xero_adapter.drafts import (
    NOBODY,
    customer,
    document_id,
    draft,
    element,
    invoice_id,
    unnumbered,
)


def test_an_element_is_known_by_its_number_wherever_it_stands() -> None:
    marks = InvoicesByMark([draft(1), draft(2), draft(3)])

    assert [marks.of(element(number)) for number in (3, 1, 2)] == [invoice_id(n) for n in (3, 1, 2)]


def test_a_number_that_was_not_sent_is_nobodys() -> None:
    marks = InvoicesByMark([draft(1)])

    assert marks.of(element(2)) is None
    assert marks.of(element(1, InvoiceNumber=None)) is None
    assert marks.of(element(1, InvoiceNumber=7)) is None


def test_where_xero_numbers_the_reference_or_the_link_tells() -> None:
    drafts = [unnumbered(1), unnumbered(2)]
    marks = InvoicesByMark(drafts)

    assert marks.of(element(7, Reference=drafts[1].reference)) == invoice_id(2)
    assert marks.of(element(7, Reference=None, Url=drafts[0].address)) == invoice_id(1)


def test_a_reference_of_the_clients_own_tells_nobody() -> None:
    marks = InvoicesByMark([draft(1, reference="PO 7"), draft(2, reference="PO 7")])

    assert marks.of(element(9, Reference="PO 7", Url=draft(1).address)) is None


@pytest.mark.parametrize("mark", ["Reference", "Url"])
def test_a_mark_that_two_have_tells_nobody(mark: str) -> None:
    drafts = [unnumbered(1), unnumbered(1)]
    marks = InvoicesByMark(drafts)

    known = {"Reference": drafts[0].reference, "Url": drafts[0].address}[mark]
    assert marks.of(element(7, **{"Reference": "", "Url": "", mark: known})) is None


def test_contacts_are_known_by_the_number_that_was_sent() -> None:
    assert by_number([customer("c-1"), customer("c-2")]) == {"c-1": "c-1", "c-2": "c-2"}


def test_documents_are_known_by_id_in_any_case() -> None:
    known = DocumentId(document_id().upper())

    assert DocumentsById([DocumentChange(document_id=known, number="7")]).of(element(1)) == known


def test_without_an_id_the_number_that_was_wanted_tells() -> None:
    changes = [
        DocumentChange(document_id=DocumentId(document_id(1)), number="F-1"),
        DocumentChange(document_id=DocumentId(document_id(2)), removes=True),
    ]
    known = DocumentsById(changes)

    assert known.of(element(9, InvoiceID=NOBODY, InvoiceNumber="F-1")) == document_id(1)
    assert known.of(element(9, InvoiceNumber="F-1")) is None
    assert known.of(element(9, InvoiceID=NOBODY, InvoiceNumber="")) is None
