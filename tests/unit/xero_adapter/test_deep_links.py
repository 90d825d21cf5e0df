"""Addresses of Xero's own pages."""

from dataclasses import replace

from adapters.xero.deep_links import page_address
from adapters.xero.documents import ledger_document
from domain.ledger_document import DocumentKind
from tests.unit.xero_adapter.around import Around, Script, answer
from tests.unit.xero_adapter.drafts import element

INVOICE = ledger_document(element())
CREDIT_NOTE = replace(INVOICE, kind=DocumentKind.CREDIT_NOTE)


def test_an_invoice_is_shown_in_its_own_organisation() -> None:
    assert page_address("!NLglS", INVOICE) == (
        "https://go.xero.com/organisationlogin/default.aspx"
        f"?shortcode=!NLglS&redirecturl=/AccountsReceivable/View.aspx?InvoiceID={INVOICE.id}"
    )


def test_a_credit_note_has_a_page_of_its_own() -> None:
    assert page_address("!NLglS", CREDIT_NOTE) == (
        "https://go.xero.com/organisationlogin/default.aspx?shortcode=!NLglS"
        f"&redirecturl=/AccountsReceivable/ViewCreditNote.aspx?creditNoteID={CREDIT_NOTE.id}"
    )


def test_without_a_short_code_it_is_sought_where_the_person_is() -> None:
    assert page_address("", INVOICE) == (
        f"https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID={INVOICE.id}"
    )


def test_the_ledgers_give_it_without_a_call() -> None:
    script = Script(answer(200, {}))

    assert Around(script).open().ledgers.document_address("!a", INVOICE) == page_address("!a", INVOICE)
    assert script.requests == []
