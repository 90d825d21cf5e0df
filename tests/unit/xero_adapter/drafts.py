"""Drafts to write, and what Xero answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import httpx

from domain.drafts import DocumentDraft, LedgerContactDraft, Refusal
from domain.ids import DispatchId, LedgerContactId
from domain.invoice import InvoiceId
from domain.ledger_document import LedgerDocument
from domain.ledger_line import AmountsAre, LedgerLine
from domain.numbering import mark_in_reference, placeholder
from domain.ports.ledger import Ledger
from domain.ports.sending import AlwaysPermitted
from tests.unit.xero_adapter.around import Around, Script, answer, connection

Answers = Mapping[InvoiceId, LedgerDocument | Refusal]

DISPATCH = DispatchId("5f1d6b0e-6a53-4f0e-9d2b-0a1b2c3d4e5f")
NOBODY = "00000000-0000-0000-0000-000000000000"
CONTACT = LedgerContactId("bd2270c3-8706-4c11-9cfb-000000000001")


def invoice_id(number: int = 1) -> InvoiceId:
    """The portal's id of an invoice; the end of it tells them apart."""
    return InvoiceId(f"0190b1c2-0000-7000-8000-{number:012x}")


def document_id(number: int = 1) -> str:
    """Xero's id of an invoice."""
    return f"243216c5-369e-4056-ac67-{number:012x}"


def line(**more: Any) -> LedgerLine:
    """Ten hours at 99.95 with 20 % on top."""
    whole: dict[str, Any] = {
        "description": "Design work",
        "quantity": Decimal(10),
        "unit_price": Decimal("99.95"),
        "rate": Decimal(20),
        "account": "200",
        "tax_type": "OUTPUT2",
    }
    return LedgerLine(**(whole | more))


def draft(which: int = 1, **more: Any) -> DocumentDraft:
    """An invoice under its placeholder."""
    known = invoice_id(which)
    whole: dict[str, Any] = {
        "invoice_id": known,
        "number": placeholder(known, 0),
        "contact_id": CONTACT,
        "dated": date(2026, 11, 18),
        "due": date(2026, 12, 18),
        "currency": "GBP",
        "reference": "PO 7",
        "address": f"https://app.hubflo.com/invoices/{known}",
        "amounts_are": AmountsAre.EXCLUSIVE,
        "lines": (line(),),
    }
    return DocumentDraft(**(whole | more))


def unnumbered(which: int = 1, **more: Any) -> DocumentDraft:
    """An invoice that Xero numbers: our mark ends its reference."""
    return draft(which, number="", reference=f"PO 7 {mark_in_reference(invoice_id(which))}", **more)


def customer(number: str = "party-1", **more: Any) -> LedgerContactDraft:
    """A new contact."""
    return LedgerContactDraft(**({"number": number, "name": f"Firm {number}"} | more))


def element(number: int = 1, **more: Any) -> dict[str, Any]:
    """An invoice as Xero shows it after a write: good unless `more` says otherwise."""
    whole: dict[str, Any] = {
        "Type": "ACCREC",
        "InvoiceID": document_id(number),
        "InvoiceNumber": placeholder(invoice_id(number), 0),
        "Reference": "PO 7",
        "Status": "SUBMITTED",
        "StatusAttributeString": "OK",
        "HasErrors": False,
        "Contact": {"ContactID": CONTACT, "Name": "Client Ltd", "HasValidationErrors": False},
        "LineItems": [],
        "CurrencyCode": "GBP",
    }
    return whole | more


def refused(number: int = 1, *sentences: str, key: str = "Message", **more: Any) -> dict[str, Any]:
    """An element that Xero refuses: its id is zeros."""
    wrong = {
        "InvoiceID": NOBODY,
        "StatusAttributeString": "ERROR",
        "HasErrors": True,
        "ValidationErrors": [{key: sentence} for sentence in sentences],
    }
    return element(number, **(wrong | more))


def invoices(*elements: object) -> httpx.Response:
    """A success with these elements."""
    return answer(200, {"Status": "OK", "Invoices": list(elements)})


def failing(*elements: object) -> httpx.Response:
    """A 400 that shows what it refuses, as with `summarizeErrors`."""
    body = {"ErrorNumber": 10, "Type": "ValidationException", "Message": "A validation exception occurred"}
    return answer(400, body | {"Elements": list(elements)})


def ledger(script: Script) -> Ledger:
    """The organisation of the one connection."""
    return Around(script).open().ledgers.of(connection(), AlwaysPermitted())


def sent(script: Script, drafts: Sequence[DocumentDraft]) -> Answers:
    """What became of each, over a scripted Xero."""
    opened = ledger(script)
    return opened.send_documents(opened.documents_envelope(drafts), drafts, dispatch_id=DISPATCH)
