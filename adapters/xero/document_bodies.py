"""What is sent to create or change a sales invoice (Xero: Accounting API, Invoices)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from adapters.xero.envelopes import envelope, given
from adapters.xero.sendable import LONGEST_TEXT, described, sendable
from domain.dispatch import Envelope
from domain.drafts import DocumentChange, DocumentDraft
from domain.ledger_line import AmountsAre, LedgerLine
from domain.numbering import mark_in_reference

FOUR_PLACES = {"unitdp": "4"}
"""Asks for four places in a unit price, on reading as on writing (Xero: Invoices)."""

_AMOUNTS = {
    AmountsAre.EXCLUSIVE: "Exclusive",
    AmountsAre.INCLUSIVE: "Inclusive",
    AmountsAre.NO_TAX: "NoTax",
}
_FORBIDDEN = "xero"
"""A link must not contain this word (Xero: Invoices, Url)."""


def creation(drafts: Sequence[DocumentDraft]) -> Envelope:
    """The request for all of them. `PUT`: a `POST` with a number that is known changes that invoice."""
    return envelope("PUT", "Invoices", [_element(draft) for draft in drafts], FOUR_PLACES)


def changing(changes: Sequence[DocumentChange]) -> Envelope:
    """The request for named writes. An element has its id and one field: lines not sent stay as they are."""
    return envelope("POST", "Invoices", [_change(change) for change in changes], FOUR_PLACES)


def reference_sent(draft: DocumentDraft) -> str:
    """The reference as it is sent; where Xero makes the number, our mark stays its last characters."""
    text = sendable(draft.reference)
    if draft.number or len(text) <= LONGEST_TEXT:
        return text[:LONGEST_TEXT]
    mark = mark_in_reference(draft.invoice_id)
    return text[: LONGEST_TEXT - len(mark)] + mark


def address_sent(draft: DocumentDraft) -> str:
    """The link back to the portal, or '' if Xero would refuse it."""
    return "" if _FORBIDDEN in draft.address.lower() else draft.address


def _element(draft: DocumentDraft) -> dict[str, Any]:
    """Of the contact its id alone: anything more would change the contact and drop its persons."""
    texts = {
        "Reference": reference_sent(draft),
        "InvoiceNumber": draft.number,
        "Url": address_sent(draft),
    }
    return {
        "Type": "ACCREC",
        "Status": "SUBMITTED" if draft.for_approval else "DRAFT",
        "Contact": {"ContactID": draft.contact_id},
        "Date": draft.dated.isoformat(),
        "DueDate": draft.due.isoformat(),
        "CurrencyCode": draft.currency,
        "LineAmountTypes": _AMOUNTS[draft.amounts_are],
        **given(texts),
        "LineItems": [_line(line) for line in draft.lines],
    }


def _line(line: LedgerLine) -> dict[str, str | Decimal]:
    """Tax is Xero's own arithmetic unless a cent of it was moved."""
    return {
        "Description": described(line.description),
        "Quantity": line.quantity,
        "UnitAmount": line.unit_price,
        **given({"AccountCode": line.account, "TaxType": line.tax_type}),
        **({"DiscountRate": line.discount} if line.discount else {}),
        **({} if line.tax is None else {"TaxAmount": line.tax}),
    }


def _change(change: DocumentChange) -> dict[str, str]:
    """An invoice that is approved cannot be deleted: Xero refuses, and voiding it is the accountant's."""
    what = {"InvoiceNumber": change.number}
    if change.removes or change.approves:
        what = {"Status": "DELETED" if change.removes else "AUTHORISED"}
    return {"InvoiceID": change.document_id, **what}
