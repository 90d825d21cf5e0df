"""Addresses in Xero's own pages, for people (Xero: deep link to Xero)."""

from urllib.parse import quote

from domain.ledger_document import DocumentId

_LOGIN = "https://go.xero.com/organisationlogin/default.aspx"
_INVOICE = "/AccountsReceivable/View.aspx"


def invoice_address(short_code: str, document_id: DocumentId) -> str:
    """Where a person sees an invoice, whichever organisation they had open before.

    Without a short code it is sought in the organisation that they had open last.
    """
    page = f"{_INVOICE}?InvoiceID={quote(document_id, safe='')}"
    if not short_code:
        return f"https://go.xero.com{page}"
    return f"{_LOGIN}?shortcode={quote(short_code, safe='!')}&redirecturl={page}"
