"""What we recorded in the portal stays money of the ledger, whatever happens before it is read again."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.invoice import InvoiceStatus
from domain.payment_life import PaymentStage
from domain.services.read_documents import note_documents
from tests.unit.domain.paying import CLEARING, paid, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.noticing import record, to_be_told
from tests.unit.paying.parting import (
    CARD,
    LATER,
    PAYPAL,
    joined_to,
    question,
    read,
    released,
    sent,
    set_routes,
    shown,
    told,
)
from tests.unit.paying.test_recorded_parts import NOTICED, OTHER, paid_in_both, recorded


def edited(desk: PaymentDesk) -> None:
    """A person changes something else of the document, and it is read."""
    assert desk.ledger.document is not None
    desk.ledger.document = replace(desk.ledger.document, reference="as a person has it")
    with desk.books() as books:
        note_documents(books, [desk.ledger.document], asked_at=desk.now, now=desk.now)


def rises(desk: PaymentDesk) -> list[tuple[int, str, bool]]:
    """Up to how much each rose, how it came, and whether the ledger had it."""
    return [(int(one.upto), one.method, one.from_ledger) for one in desk.payment().rises]


def only_left(desk: PaymentDesk, *, ours: bool) -> None:
    """Somebody deletes what others had entered, or what is ours."""
    shown(desk, there(*(one for one in desk.ledger.payments if (one.id == "theirs") is not ours)))


def goes_to_clearing(desk: PaymentDesk) -> bool:
    """Whether what was sent last is the 50 by card, as they came."""
    again = desk.ledger.sent[-1]
    return (again.account_id, again.amount, again.dated) == (CLEARING.id, Decimal(50), LATER.date())


def test_a_document_that_changes_before_the_invoice_is_read_again_takes_no_note_of_it_away(
    desk: PaymentDesk,
) -> None:
    paid_in_both(desk)
    record(desk)

    edited(desk)
    told(desk, "120", NOTICED)

    assert desk.payment().stage is PaymentStage.SETTLED
    assert rises(desk) == [(50, CARD, False), (120, NOTICED, True)]


def test_nor_of_what_came_in_right_before_it(desk: PaymentDesk) -> None:
    paid_in_both(desk)
    desk.portal.invoice = paid("70", InvoiceStatus.ISSUED, payment_method=PAYPAL, paid_at=LATER)

    def answer(amount: Decimal) -> None:
        edited(desk)
        desk.portal.take(amount)

    desk.portal.answers = answer
    record(desk)
    told(desk, "120", NOTICED)

    assert rises(desk) == [(50, CARD, False), (70, PAYPAL, False), (120, NOTICED, True)]


def test_what_came_in_and_was_read_while_it_was_on_its_way_is_not_the_ledgers(desk: PaymentDesk) -> None:
    paid_in_both(desk)

    def answer(amount: Decimal) -> None:
        desk.portal.invoice = paid("70", InvoiceStatus.ISSUED, payment_method=PAYPAL, paid_at=LATER)
        read(desk, "70", PAYPAL)
        desk.portal.take(amount)

    desk.portal.answers = answer
    record(desk)

    assert (70, PAYPAL, False) in rises(desk)


def test_ours_that_is_deleted_before_anything_is_decided_goes_again_as_it_came(desk: PaymentDesk) -> None:
    paid_in_both(desk)
    record(desk)
    read(desk, "120", NOTICED)

    only_left(desk, ours=False)
    released(desk, "50")

    assert goes_to_clearing(desk)


@pytest.mark.parametrize("is_read", [True, False])
def test_theirs_that_is_deleted_before_anything_is_decided_is_asked_about(
    desk: PaymentDesk, *, is_read: bool
) -> None:
    """It is not ours to post: they may enter it again."""
    paid_in_both(desk)
    record(desk)
    if is_read:
        read(desk, "120", NOTICED)

    only_left(desk, ours=True)
    told(desk, "120", NOTICED)

    assert (sent(desk), question(desk)) == (["50.00"], "payment-removed")


def test_it_is_asked_about_on_the_next_document_too(desk: PaymentDesk) -> None:
    to_be_told(desk)
    set_routes(desk, payments_other=OTHER)
    record(desk)

    joined_to(desk, anew=True)
    told(desk, "120", NOTICED)

    assert (sent(desk), question(desk)) == ([], "payment-removed")


def test_what_others_enter_on_the_next_document_is_what_we_had_recorded(desk: PaymentDesk) -> None:
    paid_in_both(desk)
    recorded(desk, "answered")
    joined_to(desk, anew=True)
    document = desk.ledger.document
    assert (question(desk), document is not None) == ("payment-removed", True)
    assert document is not None

    shown(desk, there(theirs("70", "theirs-again"), id=document.id, number=document.number))
    released(desk, "50")

    assert goes_to_clearing(desk)
