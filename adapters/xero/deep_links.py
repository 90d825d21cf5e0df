"""Addresses in Xero's own pages, for people (Xero: deep link to Xero)."""

from urllib.parse import quote

from domain.ledger_document import DocumentKind, LedgerDocument

_LOGIN = "https://go.xero.com/organisationlogin/default.aspx"
_INVOICE = "/AccountsReceivable/View.aspx?InvoiceID="
_CREDIT_NOTE = "/AccountsReceivable/ViewCreditNote.aspx?creditNoteID="


def page_address(short_code: str, document: LedgerDocument) -> str:
    """Where a person sees an invoice or credit note, whichever organisation they had open before.

    Without a short code it is sought in the organisation that they had open last.
    """
    pages = _CREDIT_NOTE if document.kind is DocumentKind.CREDIT_NOTE else _INVOICE
    page = f"{pages}{quote(document.id, safe='')}"
    if not short_code:
        return f"https://go.xero.com{page}"
    return f"{_LOGIN}?shortcode={quote(short_code, safe='!')}&redirecturl={page}"
