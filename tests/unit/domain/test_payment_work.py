"""What is most urgent for payments: after the invoices, before their read-backs, many in one call."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.connection import ConnectionState
from domain.dispatch import Act, ElementState
from domain.invoice import InvoiceId
from domain.invoice_record import Step, subject_of_invoice
from domain.invoice_work import LEDGER_ACTS
from domain.outage import Side
from domain.payment_record import PaymentStep, subject_of_payment
from domain.request import RequestKind
from domain.scan import LEDGER_SCANS
from domain.services.perform import can_wait, is_vital, side_of, subjects_of
from domain.units import (
    ChangeDocuments,
    DecideInvoices,
    DecidePayments,
    LinkInvoice,
    PostPayments,
    Prove,
    ReadBooks,
    ReadInvoice,
    ReadPage,
    RecordPayment,
    SendDocuments,
    Settle,
    SettleDispatch,
    Unit,
)
from domain.work import next_look, next_unit
from domain.workload import InvoiceLoad, Workload
from tests.support.clock import NOON
from tests.unit.domain.workloads import CALM, HOUR, MINUTE, SECOND, element, request, shut

IDS = tuple(InvoiceId(f"i-{number}") for number in range(6))
ONE = IDS[:1]
TOMORROW = NOON + timedelta(hours=20)


def load_of(payments: dict[PaymentStep, tuple[InvoiceId, ...]], **more: Any) -> Workload:
    """A calm connection but for these payments."""
    return replace(CALM, invoices=replace(CALM.invoices, payments=payments, **more))


POSTING = load_of({PaymentStep.POST: IDS})

STEPS: dict[PaymentStep, Unit] = {
    PaymentStep.DECIDE: DecidePayments(ids=IDS),
    PaymentStep.POST: PostPayments(ids=IDS),
    PaymentStep.RECORD: RecordPayment(invoice_id=IDS[0]),
}


@pytest.mark.parametrize(("step", "unit"), STEPS.items(), ids=str)
def test_each_step_has_its_unit(step: PaymentStep, unit: Unit) -> None:
    assert next_unit(load_of({step: IDS}), NOON) == unit


def test_without_invoices_switched_on_no_payment_is_touched() -> None:
    off = replace(CALM, invoices=InvoiceLoad(payments={PaymentStep.POST: IDS}))

    assert next_unit(off, NOON) is None


def test_a_write_holds_no_more_than_a_batch() -> None:
    assert next_unit(load_of({PaymentStep.POST: IDS}, batch=4), NOON) == PostPayments(ids=IDS[:4])


def test_after_one_went_wrong_as_a_whole_fewer_payments_go_at_once() -> None:
    fewer = {Act.CREATE_PAYMENT: 2, Act.CREATE_DOCUMENT: 1}

    load = load_of({PaymentStep.POST: IDS}, batch=4, fewer_at_once=fewer)

    assert next_unit(load, NOON) == PostPayments(ids=IDS[:2])


def test_payments_come_after_the_invoices_and_before_their_read_backs() -> None:
    steps = (Step.DECIDE, Step.SEND, Step.PROVE, Step.LINK, Step.READ)
    load = load_of(
        {step: (InvoiceId(f"paid {step}"),) for step in PaymentStep},
        agenda={step: (InvoiceId(step),) for step in steps},
        changes=ONE,
    )

    order = list[type[Unit]]()
    while (unit := next_unit(load, NOON)) is not None:
        order.append(type(unit))
        load = replace(load, busy=load.busy | subjects_of(unit))

    assert order == [
        DecideInvoices,
        SendDocuments,
        ChangeDocuments,
        DecidePayments,
        PostPayments,
        RecordPayment,
        Prove,
        LinkInvoice,
        ReadInvoice,
    ]


def test_an_unknown_payment_is_looked_for_before_anything_is_posted() -> None:
    lost = element(subject_of_payment(IDS[0]))
    lost = replace(lost, element=replace(lost.element, act=Act.CREATE_PAYMENT))
    recorded = replace(lost, element=replace(lost.element, act=Act.RECORD_PAYMENT))

    assert next_unit(replace(POSTING, elements=(lost,)), NOON) == SettleDispatch(
        dispatch_id=lost.dispatch_id,
        act=Act.CREATE_PAYMENT,
        subjects=frozenset({subject_of_payment(IDS[0])}),
    )
    assert isinstance(next_unit(replace(POSTING, elements=(recorded,)), NOON), Settle)
    assert Act.CREATE_PAYMENT in LEDGER_ACTS
    assert Act.RECORD_PAYMENT not in LEDGER_ACTS


def test_a_dispatch_of_payments_is_not_looked_for_while_it_is_in_flight() -> None:
    flying = element(subject_of_payment(IDS[0]), state=ElementState.DISPATCHED)
    flying = replace(flying, element=replace(flying.element, act=Act.CREATE_PAYMENT))

    assert next_unit(replace(CALM, elements=(flying,)), NOON) is None


# --- One at a time ---


def test_a_payment_and_its_invoice_do_not_stand_in_each_others_way() -> None:
    busy = replace(POSTING, busy=frozenset({subject_of_invoice(one) for one in IDS}))

    assert next_unit(busy, NOON) == PostPayments(ids=IDS)


def test_nobody_reads_an_invoice_while_a_notice_is_on_its_way_or_looked_for() -> None:
    """What was asked for before it landed would be stored after it."""
    notices = load_of({PaymentStep.RECORD: ONE}, agenda={Step.READ: ONE})
    lost = element(subject_of_payment(IDS[0]))
    lost = replace(lost, element=replace(lost.element, act=Act.RECORD_PAYMENT))
    looked_for = load_of({}, agenda={Step.READ: ONE})

    for load in (notices, replace(looked_for, elements=(lost,))):
        first = next_unit(load, NOON)
        assert isinstance(first, RecordPayment | Settle)
        assert next_unit(replace(load, busy=subjects_of(first)), NOON) is None
        read = next_unit(replace(load, busy=frozenset({subject_of_payment(IDS[0])})), NOON)
        assert isinstance(read, ReadInvoice)
        assert next_unit(replace(load, busy=subjects_of(read)), NOON) is None


def test_nothing_is_given_out_twice_for_a_payment() -> None:
    taken = frozenset({subject_of_payment(IDS[0])})

    assert next_unit(replace(POSTING, busy=taken), NOON) == PostPayments(ids=IDS[1:])
    for step in (PaymentStep.DECIDE, PaymentStep.RECORD):
        assert next_unit(replace(load_of({step: ONE}), busy=taken), NOON) is None


@pytest.mark.parametrize("unit", STEPS.values(), ids=STEPS)
def test_a_unit_occupies_its_payments_and_there_is_one_of_its_kind(unit: Unit) -> None:
    ids = IDS[:1] if isinstance(unit, RecordPayment) else IDS

    assert frozenset(map(subject_of_payment, ids)) <= subjects_of(unit)
    assert len(subjects_of(unit)) == len(ids) + 1
    if not isinstance(unit, RecordPayment):
        step = next(step for step, one in STEPS.items() if one == unit)
        others = load_of({step: (InvoiceId("other"),)})
        assert next_unit(replace(others, busy=subjects_of(unit)), NOON) is None


# --- Whom they call, and how much they may use ---


def test_whom_a_unit_calls() -> None:
    assert [side_of(unit) for unit in STEPS.values()] == [None, Side.LEDGER, Side.PORTAL]


def test_only_posting_may_use_the_reserve_and_none_is_put_behind_the_rest() -> None:
    assert [is_vital(unit) for unit in STEPS.values()] == [False, True, False]
    assert not any(can_wait(unit) for unit in STEPS.values())


@pytest.mark.parametrize("books_read", [NOON, NOON - HOUR])
def test_money_that_came_in_does_not_wait_for_tomorrow(books_read: Any) -> None:
    """Whatever the ledger's settings were when they could last be read: what is wrong it refuses."""
    spent = {Side.LEDGER: TOMORROW}
    payments = {PaymentStep.DECIDE: IDS[:2]}
    deciding = replace(load_of(payments, books_read_at=books_read), spent=spent)
    posting = replace(load_of({PaymentStep.POST: IDS[2:4]}, books_read_at=books_read), spent=spent)

    assert next_unit(deciding, NOON) == DecidePayments(ids=IDS[:2])
    assert next_unit(posting, NOON) == PostPayments(ids=IDS[2:4])


def test_a_closed_ledger_gets_no_payment_nor_does_anything_rest_on_what_was_never_read() -> None:
    assert next_unit(shut(POSTING, Side.LEDGER), NOON) is None
    unread = load_of({PaymentStep.POST: IDS, PaymentStep.DECIDE: IDS}, books_read_at=None)
    assert next_unit(replace(unread, spent={Side.LEDGER: TOMORROW}), NOON) is None
    stale = load_of({PaymentStep.DECIDE: IDS}, books_read_at=NOON - HOUR)
    assert next_unit(shut(stale, Side.LEDGER), NOON) is None


@pytest.mark.parametrize("step", [PaymentStep.DECIDE, PaymentStep.POST])
def test_old_settings_of_the_ledger_are_read_before_a_payment_rests_on_them(step: PaymentStep) -> None:
    assert next_unit(load_of({step: IDS}, books_read_at=NOON - 10 * MINUTE), NOON) == ReadBooks()
    assert next_unit(load_of({step: IDS}, books_wanted_at=NOON + SECOND), NOON + SECOND) == ReadBooks()


def test_nothing_is_decided_before_the_ledger_was_read_whole() -> None:
    load = load_of({PaymentStep.DECIDE: IDS})
    unread = {kind: scan for kind, scan in load.finished.items() if kind not in LEDGER_SCANS}
    unit = next_unit(replace(load, finished=unread, latest=unread), NOON)

    assert isinstance(unit, ReadPage)


@pytest.mark.parametrize("side", list(Side))
def test_the_portal_gets_no_notice_while_a_side_is_closed_or_has_no_calls_left(side: Side) -> None:
    """The ledger is asked right before whether what is recorded still counts there."""
    load = load_of({PaymentStep.RECORD: ONE})
    assert next_unit(load, NOON) == RecordPayment(invoice_id=IDS[0])

    assert next_unit(shut(load, side), NOON) is None
    assert next_unit(replace(load, spent={side: TOMORROW}), NOON) is None


@pytest.mark.parametrize(
    "hindered",
    [
        replace(CALM, state=ConnectionState.PREVIEW),
        replace(CALM, requests=(request(RequestKind.DRY_RUN, at=NOON - MINUTE),)),
        replace(CALM, distrusted_at=NOON + SECOND),
        replace(CALM, state=ConnectionState.PAUSED),
    ],
    ids=["preview", "dry run", "distrusted", "paused"],
)
def test_nothing_is_paid_while_nothing_must_be_written(hindered: Workload) -> None:
    payments = {PaymentStep.POST: IDS[:1], PaymentStep.RECORD: IDS[1:2]}
    load = replace(hindered, invoices=replace(CALM.invoices, payments=payments))

    assert not isinstance(next_unit(load, NOON), PostPayments | RecordPayment)


# --- A fuller call ---


def gathering(**more: Any) -> Workload:
    """A few are ready, and others are being read or decided at this moment."""
    payments = {PaymentStep.POST: IDS[:2], PaymentStep.DECIDE: IDS[2:3]}
    load = load_of(payments, payments_since=NOON, **more)
    return replace(load, busy=frozenset({subject_of_payment(IDS[2])}))


def test_a_few_hardly_wait_for_a_few_and_always_go() -> None:
    assert next_unit(gathering(), NOON) is None
    assert next_unit(gathering(), NOON + 0.3 * SECOND) == PostPayments(ids=IDS[:2])
    assert next_unit(load_of({PaymentStep.POST: IDS[:2]}, payments_since=NOON), NOON) is not None


def test_a_full_call_waits_for_nobody() -> None:
    assert next_unit(gathering(batch=2), NOON) == PostPayments(ids=IDS[:2])


def test_who_waits_for_a_fuller_call_is_looked_at_when_it_goes() -> None:
    look = next_look(gathering(), NOON)

    assert look is not None
    assert NOON < look <= NOON + SECOND


def test_those_that_are_read_are_waited_for_only_while_the_portal_is_open() -> None:
    reading = load_of(
        {PaymentStep.POST: IDS[:2]}, payments_since=NOON, agenda={Step.READ: tuple(map(InvoiceId, "abc"))}
    )
    busy = replace(reading, busy=frozenset(map(subject_of_invoice, map(InvoiceId, "abc"))))

    assert next_unit(busy, NOON) is None
    assert next_unit(shut(busy, Side.PORTAL), NOON) == PostPayments(ids=IDS[:2])


def test_a_payment_that_waits_for_its_time_is_looked_at_then() -> None:
    waiting = load_of({}, payments_due_at=NOON + 20 * SECOND)

    assert next_unit(waiting, NOON) is None
    assert next_look(waiting, NOON) == NOON + 20 * SECOND
