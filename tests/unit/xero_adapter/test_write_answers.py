"""What became of each element of a write."""

import pytest

from domain.contact import ContactState, LedgerContact
from domain.drafts import DocumentChange, Refusal
from domain.ledger_document import DocumentId, DocumentStatus, LedgerDocument
from tests.unit.xero_adapter.around import Script, answer
from tests.unit.xero_adapter.drafts import (
    CONTACT,
    DISPATCH,
    NOBODY,
    customer,
    document_id,
    draft,
    element,
    failing,
    invoice_id,
    invoices,
    ledger,
    refused,
    sent,
    unnumbered,
)

ACCOUNT = "Account code '999' is not a valid code for this document."
TAKEN = "Invoice # must be unique."


def test_a_created_invoice_is_answered_with_all_that_xero_shows() -> None:
    (document,) = sent(Script(invoices(element(1))), [draft(1)]).values()

    assert isinstance(document, LedgerDocument)
    assert (document.id, document.status) == (document_id(1), DocumentStatus.AWAITING_APPROVAL)
    assert document.contact_id == CONTACT


def test_each_element_is_settled_by_itself_whatever_the_order() -> None:
    script = Script(invoices(refused(3, TAKEN), element(1), refused(2, ACCOUNT)))

    answers = sent(script, [draft(1), draft(2), draft(3)])

    assert isinstance(answers[invoice_id(1)], LedgerDocument)
    assert answers[invoice_id(2)] == Refusal(sentences=(ACCOUNT,))
    assert answers[invoice_id(3)] == Refusal(sentences=(TAKEN,), is_taken=True)


@pytest.mark.parametrize(
    "odd",
    [
        element(2, InvoiceNumber="HF-SOMEBODY-ELSE"),
        element(2, InvoiceID=NOBODY),
        element(2, InvoiceID=None),
        element(2, Total="much"),
        "no element",
        None,
    ],
)
def test_what_cannot_be_told_is_left_out_and_costs_the_others_nothing(odd: object) -> None:
    answers = sent(Script(invoices(odd, element(1))), [draft(1), draft(2)])

    assert list(answers) == [invoice_id(1)]


def test_an_element_that_is_missing_is_left_out() -> None:
    assert sent(Script(invoices()), [draft(1)]) == {}


def test_a_400_tells_of_those_that_it_names_and_of_no_other() -> None:
    answers = sent(Script(failing(refused(2, ACCOUNT))), [draft(1), draft(2), draft(3)])

    assert answers == {invoice_id(2): Refusal(sentences=(ACCOUNT,))}


def test_a_400_that_names_nobody_of_ours_tells_of_none() -> None:
    assert sent(Script(failing(refused(9, ACCOUNT))), [draft(1)]) == {}


def test_where_xero_numbers_the_mark_tells() -> None:
    drafts = [unnumbered(1), unnumbered(2)]
    shown = [element(7, InvoiceNumber="INV-0008", Reference=drafts[1].reference)]

    assert list(sent(Script(invoices(*shown)), drafts)) == [invoice_id(2)]


def test_a_warning_stops_nothing() -> None:
    warned = element(1, StatusAttributeString="WARNING", Warnings=[{"Message": "The rate may differ."}])

    assert isinstance(sent(Script(invoices(warned)), [draft(1)])[invoice_id(1)], LedgerDocument)


# --- Contacts ---


def test_contacts_are_answered_by_their_number() -> None:
    taken = (
        "The contact name Firm c-2 is already assigned to another contact. "
        "The contact name must be unique across all active contacts."
    )
    script = Script(
        answer(
            200,
            {
                "Contacts": [
                    {
                        "ContactID": NOBODY,
                        "ContactNumber": "c-2",
                        "HasValidationErrors": True,
                        "ValidationErrors": [{"Message": taken}],
                        "StatusAttributeString": "ERROR",
                    },
                    {"ContactID": CONTACT, "ContactNumber": "c-1", "Name": "Firm c-1"},
                    {"ContactID": CONTACT, "ContactNumber": "c-9", "Name": "Somebody else"},
                    {"ContactID": NOBODY, "ContactNumber": "c-3", "StatusAttributeString": "OK"},
                    {"ContactNumber": "c-3", "Name": "Without an id"},
                ]
            },
        )
    )
    drafts = [customer("c-1"), customer("c-2"), customer("c-3")]
    opened = ledger(script)

    answers = opened.send_contacts(opened.contacts_envelope(drafts), drafts, dispatch_id=DISPATCH)

    assert answers == {
        "c-1": LedgerContact(id=CONTACT, name="Firm c-1", number="c-1", state=ContactState.UNKNOWN),
        "c-2": Refusal(sentences=(taken,), is_taken=True),
    }


# --- Named writes ---


def test_changes_are_answered_by_id() -> None:
    changes = [
        DocumentChange(document_id=DocumentId(document_id(1)), number="F-1"),
        DocumentChange(document_id=DocumentId(document_id(2)), number="F-2"),
        DocumentChange(document_id=DocumentId(document_id(3)), removes=True),
    ]
    script = Script(
        invoices(
            element(3, InvoiceID=document_id(3).upper(), Status="DELETED"),
            element(1, InvoiceNumber="F-1"),
            refused(2, TAKEN, InvoiceID=document_id(2)),
            element(9),
        )
    )
    opened = ledger(script)

    answers = opened.send_changes(opened.changes_envelope(changes), changes, dispatch_id=DISPATCH)

    assert script.requests[0].method == "POST"
    assert answers.keys() == {change.document_id for change in changes}
    renumbered, removed = answers[DocumentId(document_id(1))], answers[DocumentId(document_id(3))]
    assert isinstance(renumbered, LedgerDocument)
    assert isinstance(removed, LedgerDocument)
    assert (renumbered.number, removed.is_gone) == ("F-1", True)
    assert answers[DocumentId(document_id(2))] == Refusal(sentences=(TAKEN,), is_taken=True)
