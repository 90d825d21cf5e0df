"""What wakes the payments of an invoice, and of which nothing is kept."""

from dataclasses import replace

import pytest

from domain.hold import Cause
from domain.invoice import InvoiceId, InvoiceStatus
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentStatus, LedgerDocument
from domain.payment_life import ON_ITS_WAY, PaymentStage
from domain.payment_record import PaymentStep
from domain.payment_rises import with_rises
from domain.services.decide_payments import decide_payments
from domain.services.payment_steps import every_payment_in, hold, stir
from domain.units import DecidePayments
from tests.support.clock import NOON
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, kept, paid, payment, theirs, there
from tests.unit.paying.desk import PaymentDesk

UNPAID = kept(paid("0", InvoiceStatus.ISSUED))
WHY = Cause(code="payment-method", key="payment-method:payments-card")


def stirred(desk: PaymentDesk, record: InvoiceRecord) -> bool:
    """Whether anything is kept of its payments then."""
    with desk.books() as books:
        stir(books, record, desk.now)
        return books.payments.get(INVOICE) is not None


@pytest.mark.parametrize(
    ("record", "document", "is_kept"),
    [
        (UNPAID, APPROVED, False),
        (UNPAID, None, False),
        (kept(paid("0")), APPROVED, True),
        (kept(paid("0.01", InvoiceStatus.ISSUED)), None, True),
        (kept(), APPROVED, True),
        (UNPAID, there(theirs("1")), True),
        (UNPAID, there(credited="1"), True),
    ],
    ids=["nothing", "no document", "paid without amount", "a cent", "paid", "matched", "credited"],
)
def test_something_is_kept_only_where_money_came_in_on_either_side(
    desk: PaymentDesk, record: InvoiceRecord, document: LedgerDocument | None, is_kept: bool
) -> None:
    desk.put(record=record, document=document)

    assert stirred(desk, record) is is_kept


def test_what_is_kept_is_decided_anew_even_if_no_money_is_left(desk: PaymentDesk) -> None:
    desk.put(payment(stage=PaymentStage.SETTLED, is_open=False), record=UNPAID)

    assert stirred(desk, UNPAID)
    assert desk.payment().step is PaymentStep.DECIDE


@pytest.mark.parametrize("stage", sorted(ON_ITS_WAY))
def test_what_is_on_its_way_is_left_alone(desk: PaymentDesk, stage: PaymentStage) -> None:
    flying = payment(stage=stage, is_open=False)
    desk.put(flying)

    stirred(desk, kept())

    assert desk.payment() == with_rises(flying, kept().invoice)


def decided(desk: PaymentDesk) -> PaymentStage:
    """Where it stands after it was decided."""
    decide_payments(desk.turn(), DecidePayments(ids=(INVOICE,)))
    return desk.payment().stage


def test_a_decision_that_says_the_same_again_is_told_once(desk: PaymentDesk) -> None:
    waits = there(status=DocumentStatus.AWAITING_APPROVAL)
    with desk.books() as books:
        books.settings.put({"payments-card": "615"}, now=desk.now, actor="person:test")
        books.save_connection(replace(desk.connection, time_zone="Europe/Paris"))
    desk.put(payment(), document=waits)

    for _ in range(2):
        assert decided(desk) is PaymentStage.WAITS_APPROVAL
        with desk.books() as books:
            stir(books, kept(), desk.now)

    assert [code for code, _ in desk.story()] == ["payment-waits"]


def test_a_hold_is_told_when_its_reason_changes_and_released_when_it_goes(desk: PaymentDesk) -> None:
    desk.put(payment(), document=APPROVED)
    assert decided(desk) is PaymentStage.HELD
    first = desk.held()
    assert first is not None
    assert first.cause.code == "payment-method"

    with desk.books() as books:
        books.documents.put([there(theirs("120"))], desk.now)
        stir(books, kept(), desk.now)
    assert decided(desk) is PaymentStage.SETTLED
    assert desk.held() is None
    assert [code for code, _ in desk.story()] == ["held", "released", "payment-settled"]


def test_what_is_held_from_its_way_stays_held_as_it_was_stored(desk: PaymentDesk) -> None:
    flying = payment(stage=PaymentStage.UNKNOWN, is_open=False)
    desk.put(flying)

    with desk.books() as books:
        stored = hold(books, flying, WHY, NOON)
        hold(books, stored, WHY, NOON)
    assert (desk.payment(), desk.payment().stage) == (stored, PaymentStage.HELD)
    assert [code for code, _ in desk.story()] == ["held"]


def test_every_one_of_a_stage_is_found_page_by_page(desk: PaymentDesk) -> None:
    held = payment(stage=PaymentStage.HELD)
    many = [replace(held, invoice_id=InvoiceId(f"i-{number:04}")) for number in range(501)]
    desk.put(payment(stage=PaymentStage.SETTLED), *many)

    with desk.books() as books:
        found = list(every_payment_in(books, [PaymentStage.HELD]))

    assert [one.invoice_id for one in found] == [one.invoice_id for one in many]
