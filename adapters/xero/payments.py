"""Payments of Xero: what is sent, what comes back, and what counts on an invoice (Xero: Payments)."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from adapters.xero.documents import status_of
from adapters.xero.envelopes import envelope
from adapters.xero.invoice_wire import PAYMENT, Element
from adapters.xero.json_text import text_in
from adapters.xero.payment_reading import ledger_payment
from domain.dispatch import Envelope
from domain.drafts import PaymentDraft
from domain.invoice import InvoiceId
from domain.ledger_document import PaymentReceipt


def creation(drafts: Sequence[PaymentDraft]) -> Envelope:
    """The request for all of them. `IsReconciled` is never sent: what the bank shows is not ours to say."""
    return envelope("PUT", "Payments", [_element(draft) for draft in drafts])


def _element(draft: PaymentDraft) -> dict[str, Any]:
    return {
        "Invoice": {"InvoiceID": draft.document_id},
        "Account": {"AccountID": draft.account_id},
        "Date": draft.dated.isoformat(),
        "Amount": draft.amount,
        "Reference": draft.reference,
    }


class PaymentsByMark:
    """Finds the invoice of an element by the mark in its reference, or by the document that it pays."""

    def __init__(self, drafts: Sequence[PaymentDraft]) -> None:
        """No two of one request pay the same document."""
        self._by_mark = {draft.reference: draft.invoice_id for draft in drafts}
        self._by_document = {draft.document_id.lower(): draft.invoice_id for draft in drafts}

    def of(self, element: Element) -> InvoiceId | None:
        """None if nothing in it is ours."""
        invoice = element.get("Invoice")
        paid = text_in(invoice, "InvoiceID").lower() if isinstance(invoice, dict) else ""
        return self._by_mark.get(text_in(element, "Reference")) or self._by_document.get(paid)


def payment_receipt(element: Element) -> PaymentReceipt | None:
    """The payment, and what its invoice comes to then; None if it cannot be read, has no id or no amount."""
    try:
        wire = PAYMENT.validate_python(element)
    except ValidationError:
        return None
    payment, paid = ledger_payment(wire), wire.get("Invoice") or {}
    if payment is None or wire.get("Amount") is None:
        return None
    status = paid.get("Status") or ""
    return PaymentReceipt(
        payment=payment,
        status=status_of(status),
        status_word=status,
        amount_due=paid.get("AmountDue"),
        amount_paid=paid.get("AmountPaid"),
        amount_credited=paid.get("AmountCredited"),
    )
