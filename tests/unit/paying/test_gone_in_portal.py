"""An invoice that the portal has no more: what both sides agreed on is asked about no more."""

from dataclasses import replace

import pytest

from domain.invoice import GONE, InvoiceStatus
from domain.payment_life import PaymentStage
from domain.services.payment_steps import stir
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.parting import CARD, PAYPAL, go_on, open_books, question, released, told


@pytest.fixture
def desk(desk: PaymentDesk) -> PaymentDesk:
    """60 of 120 by card, on both sides."""
    open_books(desk)
    told(desk, "60", CARD)
    assert desk.payment().stage is PaymentStage.SETTLED
    return desk


def vanish(desk: PaymentDesk) -> None:
    """It was there when it was read last."""
    with desk.books() as books:
        record = books.invoices.many([INVOICE])[INVOICE]
        gone = replace(record.invoice, status=InvoiceStatus.UNKNOWN, status_word=GONE)
        record = replace(record, invoice=gone)
        books.invoices.put(record)
        stir(books, record, desk.now)
    go_on(desk)


def test_nothing_is_asked_where_both_sides_agreed(desk: PaymentDesk) -> None:
    vanish(desk)
    assert (question(desk), desk.payment().stage) == ("", PaymentStage.SETTLED)


def test_what_is_open_is_asked_about_until_a_person_says_that_it_is_theirs(desk: PaymentDesk) -> None:
    told(desk, "90", PAYPAL)
    vanish(desk)
    assert question(desk) == "payment-unexpected"

    released(desk, "0")

    assert (question(desk), desk.payment().stage) == ("", PaymentStage.LEFT)
    assert desk.ledger.document == there(*desk.ledger.payments)
