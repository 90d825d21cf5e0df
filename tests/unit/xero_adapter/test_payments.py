"""The bytes that create payments, and payments as they are read."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.xero.document_bodies import changing
from adapters.xero.documents import ledger_document
from adapters.xero.envelopes import LARGEST_BYTES
from adapters.xero.json_text import parsed
from adapters.xero.payments import creation
from domain.drafts import DocumentChange
from domain.ledger_document import DocumentId, LedgerPayment, PaymentId
from domain.money import ZERO
from domain.numbering import payment_mark
from tests.unit.xero_adapter.drafts import NOBODY, document_id, element, invoice_id
from tests.unit.xero_adapter.payment_drafts import ACCOUNT, paid, payment_draft, payment_id

# --- What is sent ---


def test_the_whole_request_byte_for_byte() -> None:
    envelope = creation([payment_draft()])

    assert (envelope.method, envelope.path) == ("PUT", "/Payments?summarizeErrors=false")
    assert envelope.body.decode() == (
        '{"Payments":[{"Invoice":{"InvoiceID":"243216c5-369e-4056-ac67-000000000001"},'
        '"Account":{"AccountID":"9c2a1d3e-1111-4222-8333-444455556666"},'
        '"Date":"2026-11-19","Amount":300.00,"Reference":"HF-000000000001-300.00"}]}'
    )


def test_what_the_bank_shows_is_never_ours_to_say() -> None:
    assert b"Reconciled" not in creation([payment_draft(1), payment_draft(2)]).body


def test_the_same_drafts_are_the_same_bytes_in_their_order() -> None:
    drafts = [payment_draft(2), payment_draft(1)]
    sent = parsed(creation(drafts).body)["Payments"]

    assert creation(drafts) == creation(drafts)
    assert [one["Invoice"]["InvoiceID"] for one in sent] == [document_id(2), document_id(1)]


@pytest.mark.parametrize("amount", ["300.00", "0.01", "1E+3", "123456789012.34", "0.10", "7"])
def test_amounts_leave_digit_by_digit(amount: str) -> None:
    written = creation([payment_draft(amount=Decimal(amount))]).body
    (shown,) = json.loads(written, parse_float=str, parse_int=str)["Payments"]

    assert Decimal(shown["Amount"]) == Decimal(amount)
    assert "E" not in shown["Amount"]
    assert shown["Amount"] == f"{Decimal(amount):f}"


def test_an_account_is_named_by_its_id_for_some_have_no_code() -> None:
    (shown,) = parsed(creation([payment_draft()]).body)["Payments"]

    assert shown["Account"] == {"AccountID": ACCOUNT}


def test_a_whole_batch_is_far_below_what_one_request_may_hold() -> None:
    largest = payment_mark(invoice_id(1), Decimal("999999999999.99"))
    body = creation([payment_draft(number, reference=largest) for number in range(100)]).body

    assert len(body) < LARGEST_BYTES / 10
    assert len(largest) < 120  # what is known to pass; no page names the longest


def test_an_approval_says_so_and_nothing_else() -> None:
    envelope = changing([DocumentChange(document_id=DocumentId(document_id()), approves=True)])

    assert parsed(envelope.body) == {"Invoices": [{"InvoiceID": document_id(), "Status": "AUTHORISED"}]}


# --- What is read ---


def read(*rows: Any, **more: Any) -> tuple[LedgerPayment, ...]:
    """The payments of an invoice that shows these."""
    return ledger_document(element(Payments=list(rows), **more)).payments


ROW: dict[str, Any] = {
    "PaymentID": payment_id(1),
    "Date": "/Date(1795046400000+0000)/",
    "Amount": Decimal("123.40"),
    "Reference": " HF-000000000001-123.40 ",
    "HasAccount": False,
}


def test_the_payments_of_an_invoice_come_with_it() -> None:
    assert read(ROW, ROW | {"PaymentID": payment_id(2).upper(), "Reference": None}) == (
        LedgerPayment(
            id=PaymentId(payment_id(1)),
            amount=Decimal("123.40"),
            dated=date(2026, 11, 19),
            reference="HF-000000000001-123.40",
        ),
        LedgerPayment(
            id=PaymentId(payment_id(2)), amount=Decimal("123.40"), dated=date(2026, 11, 19), reference=""
        ),
    )


@pytest.mark.parametrize(
    "more",
    [
        {"Status": "DELETED"},
        {"Status": "deleted"},
        {"PaymentID": NOBODY},
        {"PaymentID": None},
        {"PaymentID": ""},
    ],
)
def test_what_counts_no_more_or_is_nobodys_is_not_among_them(more: dict[str, Any]) -> None:
    assert [one.id for one in read(ROW | more, ROW | {"PaymentID": payment_id(2)})] == [payment_id(2)]


@pytest.mark.parametrize("shown", [None, []])
def test_an_invoice_without_payments_has_none(shown: object) -> None:
    assert ledger_document(element(Payments=shown)).payments == ()
    assert ledger_document(element()).payments == ()


def test_what_the_ledger_counts_is_paid_and_credited() -> None:
    document = ledger_document(
        element(Payments=[ROW], AmountPaid=Decimal("123.40"), AmountCredited=Decimal("6.60"))
    )

    assert document.counted == Decimal("130.00")
    assert ledger_document(element()).counted == ZERO


def test_a_payment_without_a_day_has_none() -> None:
    (one,) = read(paid(1, Date=None))

    assert one.dated is None
