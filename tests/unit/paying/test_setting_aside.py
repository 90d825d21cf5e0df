"""A payment that nobody can get on with is put off, and then asked about: it never stops the others."""

from dataclasses import replace

import pytest

from domain.errors import Invalid, StoreAway
from domain.payment_life import ON_ITS_WAY, PaymentStage
from domain.payment_record import PaymentRecord, PaymentStep
from domain.services.setting_aside import set_aside, step_back
from domain.settings import Rhythm
from domain.units import DecidePayments, PostPayments, RecordPayment, Unit
from tests.support.clock import NOON
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import payment
from tests.unit.paying.desk import PaymentDesk

ODD = Invalid("odd", what="this")
UNITS: dict[PaymentStep, Unit] = {
    PaymentStep.DECIDE: DecidePayments(ids=(INVOICE,)),
    PaymentStep.POST: PostPayments(ids=(INVOICE,)),
    PaymentStep.RECORD: RecordPayment(invoice_id=INVOICE),
}


def at_step(step: PaymentStep) -> PaymentRecord:
    """One for which that is to be done."""
    if step is PaymentStep.DECIDE:
        return payment()
    return payment(is_open=False, ready=step)


@pytest.mark.parametrize("step", list(PaymentStep))
def test_it_is_put_off_three_times_and_then_a_person_is_asked(desk: PaymentDesk, step: PaymentStep) -> None:
    desk.put(at_step(step))
    turn = desk.turn()

    for attempts in (1, 2, 3):
        assert set_aside(turn, UNITS[step], ODD, NOON)
        put_off = replace(at_step(step), attempts=attempts, not_before=NOON + Rhythm().absence_wait)
        assert (desk.payment(), desk.held()) == (put_off, None)

    assert set_aside(turn, UNITS[step], ODD, NOON)
    held = desk.held()
    assert held is not None
    assert (held.cause.code, held.cause.key) == ("payment-unexpected", "payment-unexpected:odd")
    assert (held.cause.facts["problem"], held.cause.facts["what"]) == ("odd", "this")
    assert (desk.payment().stage, desk.payment().step) == (PaymentStage.HELD, None)
    assert [code for code, _ in desk.story()] == ["held"]


@pytest.mark.parametrize("stage", sorted(ON_ITS_WAY))
def test_what_is_on_its_way_is_looked_for_in_any_case(desk: PaymentDesk, stage: PaymentStage) -> None:
    flying = payment(stage=stage, is_open=False, attempts=7)
    desk.put(flying)

    assert set_aside(desk.turn(), UNITS[PaymentStep.POST], ODD, NOON)

    assert (desk.payment(), desk.held()) == (flying, None)


def test_a_store_that_is_away_is_no_fault_of_any_payment(desk: PaymentDesk) -> None:
    desk.put(payment())

    assert not set_aside(desk.turn(), UNITS[PaymentStep.DECIDE], StoreAway(), NOON)

    assert desk.payment() == payment()


def test_a_notice_that_got_no_answer_lets_the_others_go_first(desk: PaymentDesk) -> None:
    """Else the portal's next call would always be the very one that it does not answer."""
    ready = at_step(PaymentStep.RECORD)
    desk.put(ready)

    step_back(desk.turn(), UNITS[PaymentStep.RECORD], NOON, is_its_own=True)

    assert desk.payment() == replace(ready, not_before=NOON + Rhythm().walk_every)


def test_what_is_on_its_way_is_not_stepped_back_from(desk: PaymentDesk) -> None:
    flying = payment(stage=PaymentStage.UNKNOWN, is_open=False)
    desk.put(flying)

    step_back(desk.turn(), UNITS[PaymentStep.RECORD], NOON, is_its_own=True)

    assert desk.payment() == flying
