"""The mark of a payment: it names the invoice and the balance, and no other mark is taken for it."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.invoice import InvoiceId
from domain.numbering import is_payment_mark, is_placeholder, mark_in_reference, payment_mark, placeholder
from tests.support.invoices import INVOICE
from tests.unit.domain.properties import tried

OTHER = InvoiceId("0f3e9a61-5c1d-4b7e-9d2a-3c4b5a697888")
CENTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)


def test_a_mark_tells_the_invoice_and_all_that_counts_after_it() -> None:
    assert payment_mark(INVOICE, Decimal(1080)) == "HF-3C4B5A697887-1080.00"
    assert payment_mark(INVOICE, Decimal("0.1")) == "HF-3C4B5A697887-0.10"


@pytest.mark.parametrize(
    ("reference", "is_ours"),
    [
        ("HF-3C4B5A697887-1080.00", True),
        (" HF-3C4B5A697887-1080.00 ", True),
        ("HF-3C4B5A697888-1080.00", False),
        ("HF-3C4B5A697887-1080", False),
        ("HF-3C4B5A697887-1080.0", False),
        ("HF-3C4B5A697887-A", False),
        ("[HF-3C4B5A697887]", False),
        ("HF-3C4B5A697887-1080.00 and more", False),
        ("hf-3c4b5a697887-1080.00", False),
        ("", False),
    ],
)
def test_only_a_whole_mark_of_that_invoice_is_one(reference: str, is_ours: bool) -> None:
    assert is_payment_mark(reference, INVOICE) is is_ours


@given(st.uuids(version=4), st.uuids(version=4), st.lists(CENTS, min_size=1, max_size=5))
@tried
def test_a_mark_is_found_again_by_its_invoice_alone(one: UUID, other: UUID, balances: list[Decimal]) -> None:
    marks = {balance: payment_mark(InvoiceId(str(one)), balance) for balance in balances}

    assert len(set(marks.values())) == len(marks)
    assert all(is_payment_mark(mark, InvoiceId(str(one))) for mark in marks.values())
    assert one.hex[-12:] == other.hex[-12:] or not any(
        is_payment_mark(mark, InvoiceId(str(other))) for mark in marks.values()
    )


def test_it_is_no_number_and_no_mark_of_an_invoice() -> None:
    mark = payment_mark(INVOICE, Decimal("1.00"))

    assert not is_placeholder(mark)
    assert mark not in (
        placeholder(INVOICE, 0),
        mark_in_reference(INVOICE),
        payment_mark(OTHER, Decimal("1.00")),
    )
    assert len(payment_mark(INVOICE, Decimal("999999999999.99"))) <= 255
