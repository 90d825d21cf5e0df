"""Addresses of Xero's own pages."""

from adapters.xero.deep_links import invoice_address
from domain.ledger_document import DocumentId
from tests.unit.xero_adapter.around import Around, Script, answer

INVOICE = DocumentId("1cf1a11c-a067-4a05-9c8b-06f281f7afed")


def test_an_invoice_is_shown_in_its_own_organisation() -> None:
    assert invoice_address("!NLglS", INVOICE) == (
        "https://go.xero.com/organisationlogin/default.aspx"
        f"?shortcode=!NLglS&redirecturl=/AccountsReceivable/View.aspx?InvoiceID={INVOICE}"
    )


def test_without_a_short_code_it_is_sought_where_the_person_is() -> None:
    assert invoice_address("", INVOICE) == (
        f"https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID={INVOICE}"
    )


def test_the_ledgers_give_it_without_a_call() -> None:
    script = Script(answer(200, {}))

    assert Around(script).open().ledgers.document_address("!a", INVOICE) == invoice_address("!a", INVOICE)
    assert script.requests == []
