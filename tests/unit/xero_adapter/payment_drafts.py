"""Payments to make, and what Xero answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import httpx

from domain.drafts import PaymentDraft, Refusal
from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId, PaymentReceipt
from domain.numbering import payment_mark
from tests.unit.xero_adapter.around import Script, answer
from tests.unit.xero_adapter.drafts import DISPATCH, NOBODY, document_id, invoice_id, ledger

Answers = Mapping[InvoiceId, PaymentReceipt | Refusal]

ACCOUNT = "9c2a1d3e-1111-4222-8333-444455556666"


def payment_id(number: int = 1) -> str:
    """Xero's id of a payment."""
    return f"b26fd49a-cbae-470a-a8f8-{number:012x}"


def payment_draft(which: int = 1, **more: Any) -> PaymentDraft:
    """A payment of 300.00 on the whole of an invoice."""
    whole: dict[str, Any] = {
        "invoice_id": invoice_id(which),
        "document_id": DocumentId(document_id(which)),
        "account_id": ACCOUNT,
        "amount": Decimal("300.00"),
        "currency": "GBP",
        "dated": date(2026, 11, 19),
        "reference": payment_mark(invoice_id(which), Decimal("300.00")),
    }
    return PaymentDraft(**(whole | more))


def paid(number: int = 1, **more: Any) -> dict[str, Any]:
    """A payment as Xero shows it after it was made: good unless `more` says otherwise."""
    whole: dict[str, Any] = {
        "PaymentID": payment_id(number),
        "Date": "/Date(1795046400000+0000)/",
        "Amount": 300.00,
        "Reference": payment_mark(invoice_id(number), Decimal("300.00")),
        "CurrencyRate": 1.0,
        "PaymentType": "ACCRECPAYMENT",
        "Status": "AUTHORISED",
        "IsReconciled": False,
        "HasAccount": True,
        "HasValidationErrors": False,
        "Account": {"AccountID": ACCOUNT, "Code": "615"},
        "Invoice": {
            "InvoiceID": document_id(number),
            "Status": "PAID",
            "AmountDue": 0.0,
            "AmountPaid": 300.0,
            "HasErrors": False,
        },
    }
    return whole | more


def refused_payment(number: int = 1, *sentences: str, **more: Any) -> dict[str, Any]:
    """One that Xero refuses: its id is zeros."""
    wrong = {
        "PaymentID": NOBODY,
        "StatusAttributeString": "ERROR",
        "HasValidationErrors": True,
        "ValidationErrors": [{"Message": sentence} for sentence in sentences],
    }
    return paid(number, **(wrong | more))


def payments(*elements: object) -> httpx.Response:
    """A success with these elements."""
    return answer(200, {"Status": "OK", "Payments": list(elements)})


def sent_payments(script: Script, drafts: Sequence[PaymentDraft]) -> Answers:
    """What became of each, over a scripted Xero."""
    opened = ledger(script)
    return opened.send_payments(opened.payments_envelope(drafts), drafts, dispatch_id=DISPATCH)
