"""One sales credit note of Xero's, read as the invoice that it is but for its names (Xero: CreditNotes)."""

import re
from dataclasses import replace
from urllib.parse import quote

from adapters.xero.document_bodies import FOUR_PLACES
from adapters.xero.documents import ledger_document
from adapters.xero.errors import untrusted
from adapters.xero.exact import read_exactly
from adapters.xero.invoice_wire import CREDIT_NOTES, Element
from adapters.xero.json_text import text_of
from adapters.xero.reading import UnreadableError
from adapters.xero.tenant_line import TenantLine
from domain.budget import Purpose
from domain.errors import NotFound
from domain.ledger_document import DocumentKind, LedgerDocument

_AS_AN_INVOICES = {"CreditNoteID": "InvoiceID", "CreditNoteNumber": "InvoiceNumber"}
_AN_INVOICES_ALONE = frozenset({"AmountDue", "AmountPaid", "AmountCredited"})
_STEPS = frozenset({".", ".."})


def credit_note(tenant: TenantLine, which: str, purpose: Purpose) -> LedgerDocument | None:
    """One call, by its id or its number. A single read has the lines; a supplier's is none of ours."""
    wanted = which.strip()
    if not wanted or _leads_elsewhere(wanted):
        return None
    outgoing = tenant.reading(f"/CreditNotes/{quote(wanted, safe='')}", query=FOUR_PLACES)
    try:
        answer = tenant.ask(outgoing, purpose)
    except NotFound:
        return None
    wire = read_exactly(CREDIT_NOTES, answer, outgoing)
    try:
        found = [_document(element) for element in wire["CreditNotes"]]
    except UnreadableError as error:
        raise untrusted(answer, outgoing, why="unreadable") from error
    return next((one for one in found if _is_it(one, wanted)), None)


def _leads_elsewhere(which: str) -> bool:
    """Whether a server that decodes a path before it splits it could walk out of the credit notes."""
    return not _STEPS.isdisjoint(re.split(r"[/\\]", which))


def _document(element: Element) -> LedgerDocument:
    """What is left of its amount is no debt: nothing of it is due, paid or credited."""
    named = {
        _AS_AN_INVOICES.get(name, name): value
        for name, value in element.items()
        if name not in _AN_INVOICES_ALONE
    }
    return replace(ledger_document(named), raw=text_of(element))


def _is_it(document: LedgerDocument, which: str) -> bool:
    """A number may be a supplier's as well; whether capital letters make two of one is said nowhere."""
    names = {document.id.casefold(), document.number.casefold()}
    return document.kind is DocumentKind.CREDIT_NOTE and which.casefold() in names
