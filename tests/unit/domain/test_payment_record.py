"""What is to be done for a payment next, and what wakes it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import Invalid
from domain.life import Who
from domain.payment_life import ON_ITS_WAY, PAYMENT_WAITS, PaymentHappening, PaymentStage
from domain.payment_record import (
    PaymentCounts,
    PaymentRecord,
    PaymentStep,
    invoice_of_payment,
    is_of_payment,
    subject_of_payment,
)
from domain.services.payment_steps import due, move, opened, rest
from tests.support.clock import NOON
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import payment

LATER = NOON + timedelta(minutes=5)
DUE = PaymentStage.DUE


@pytest.mark.parametrize("stage", list(PaymentStage))
@pytest.mark.parametrize("ready", [None, PaymentStep.POST, PaymentStep.RECORD])
def test_what_is_open_is_decided_unless_it_is_on_its_way(
    stage: PaymentStage, ready: PaymentStep | None
) -> None:
    step = payment(stage=stage, ready=ready).step

    assert step is (None if stage in ON_ITS_WAY else PaymentStep.DECIDE)


@pytest.mark.parametrize("stage", list(PaymentStage))
@pytest.mark.parametrize("ready", [None, PaymentStep.POST, PaymentStep.RECORD])
def test_what_is_decided_is_done_only_while_it_is_due(stage: PaymentStage, ready: PaymentStep | None) -> None:
    step = payment(stage=stage, ready=ready, is_open=False).step

    assert step is (ready if stage is DUE else None)


def test_a_subject_is_known_as_one_of_payments() -> None:
    subject = subject_of_payment(INVOICE)

    assert payment().subject == subject == f"payment:{INVOICE}"
    assert (is_of_payment(subject), invoice_of_payment(subject)) == (True, INVOICE)
    assert not is_of_payment(f"invoice:{INVOICE}")
    assert not is_of_payment(f"twin:{subject}")


def test_counts_are_conserved_only_if_each_stands_somewhere() -> None:
    assert PaymentCounts().conserved
    assert PaymentCounts(seen=3, by_stage={DUE: 1, PaymentStage.HELD: 2}).conserved
    assert not PaymentCounts(seen=3, by_stage={DUE: 2}).conserved


# --- What wakes it ---


@pytest.mark.parametrize("stage", sorted(ON_ITS_WAY))
def test_what_is_on_its_way_is_not_opened(stage: PaymentStage) -> None:
    flying = payment(stage=stage, is_open=False, not_before=LATER, attempts=2)

    assert opened(flying, LATER) is flying


@pytest.mark.parametrize("stage", [one for one in PaymentStage if one not in ON_ITS_WAY])
def test_whatever_rests_is_opened_at_once(stage: PaymentStage) -> None:
    resting = payment(stage=stage, is_open=False, not_before=LATER, attempts=2)

    assert opened(resting, LATER) == replace(
        resting, is_open=True, step_since=LATER, not_before=None, attempts=0
    )


def test_who_waits_to_be_decided_keeps_his_place() -> None:
    waiting = payment()
    put_off = payment(not_before=LATER)

    assert opened(waiting, LATER).step_since == NOON
    assert opened(put_off, LATER).step_since == LATER


def test_a_move_begins_anew_and_forgets_what_was_ready() -> None:
    ready = payment(is_open=False, ready=PaymentStep.POST, not_before=LATER, attempts=3)
    sent = move(ready, PaymentHappening.DISPATCHED, LATER)

    assert (sent.stage, sent.ready, sent.not_before, sent.attempts) == (
        PaymentStage.DISPATCHED,
        None,
        None,
        0,
    )
    assert (sent.since, sent.step_since) == (LATER, LATER)


@pytest.mark.parametrize(
    ("stage", "by", "who"),
    [
        (PaymentStage.DISPATCHED, PaymentHappening.CHANGED, Who.CLERK),
        (PaymentStage.UNKNOWN, PaymentHappening.RELEASE, Who.PERSON),
        (PaymentStage.HELD, PaymentHappening.DISPATCHED, Who.CLERK),
    ],
)
def test_what_is_not_drawn_is_refused(stage: PaymentStage, by: PaymentHappening, who: Who) -> None:
    with pytest.raises(Invalid, match="payment-cannot"):
        move(payment(stage=stage), by, LATER, who)


RESTS = {
    PaymentStage.WAITS_DOCUMENT: PaymentHappening.WAIT_DOCUMENT,
    PaymentStage.WAITS_APPROVAL: PaymentHappening.WAIT_APPROVAL,
    PaymentStage.WAITS_BANK: PaymentHappening.WAIT_BANK,
    PaymentStage.SETTLED: PaymentHappening.EQUAL,
    PaymentStage.LEFT: PaymentHappening.LEAVE,
}


@pytest.mark.parametrize(("stage", "by"), RESTS.items(), ids=str)
@pytest.mark.parametrize("start", [DUE, PaymentStage.HELD, *sorted(PAYMENT_WAITS), PaymentStage.SETTLED])
def test_it_rests_where_it_is_to_rest_and_since_when_it_does(
    stage: PaymentStage, by: PaymentHappening, start: PaymentStage
) -> None:
    rested = rest(payment(stage=start, facts={"old": "fact"}), by, LATER, {"for": "this"})

    assert (rested.stage, rested.facts) == (stage, {"for": "this"})
    assert rested.since == (NOON if start is stage else LATER)


def test_what_is_due_already_stays_as_it_is() -> None:
    given = payment(ready=PaymentStep.POST)

    assert due(given, LATER) is given
    woken: PaymentRecord = due(payment(stage=PaymentStage.HELD), LATER)
    assert (woken.stage, woken.since) == (DUE, LATER)
