"""What is most urgent for invoices: never two units for one, batches that fill, and no look in vain."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.connection import ConnectionState
from domain.dispatch import Act, Element, ElementState, OpenElement
from domain.ids import DispatchId
from domain.invoice import InvoiceId
from domain.invoice_record import Step, subject_of_invoice
from domain.invoice_work import GATHERED, ledger_times, next_invoice_unit
from domain.outage import Side
from domain.payment_record import PaymentStep, subject_of_payment
from domain.request import RequestKind
from domain.services.perform import subjects_of
from domain.units import (
    ChangeDocuments,
    CreateCustomers,
    DecideInvoices,
    Prove,
    ReadBooks,
    ReadInvoice,
    ReadPage,
    SendDocuments,
    SettleDispatch,
    Unit,
)
from domain.work import next_look, next_unit
from domain.workload import InvoiceLoad, Workload
from tests.support.clock import NOON
from tests.unit.domain.properties import tried
from tests.unit.domain.workloads import CALM, HOUR, MINUTE, SECOND, element, request, shut

IDS = tuple(InvoiceId(f"i-{number}") for number in range(6))


def load_of(agenda: dict[Step, tuple[InvoiceId, ...]], **more: Any) -> Workload:
    invoices = replace(CALM.invoices, agenda=agenda, **more)
    return replace(CALM, invoices=invoices)


@st.composite
def workloads(draw: st.DrawFn) -> Workload:
    """Any state: every invoice and its payments at any step, looked for, changed, busy, on any side."""
    steps = draw(st.lists(st.sampled_from([None, *Step]), min_size=len(IDS), max_size=len(IDS)))
    agenda = {step: tuple(i for i, at in zip(IDS, steps, strict=True) if at is step) for step in Step}
    paid = draw(st.lists(st.sampled_from([None, *PaymentStep]), min_size=len(IDS), max_size=len(IDS)))
    payments = {step: tuple(i for i, at in zip(IDS, paid, strict=True) if at is step) for step in PaymentStep}
    times = st.sampled_from([NOON - HOUR, NOON - SECOND, NOON, NOON + 2 * SECOND])
    waits = {step: draw(times) for step in GATHERED if draw(st.booleans()) and agenda[step]}
    some = st.lists(st.sampled_from(IDS), max_size=2, unique=True)
    subjects = draw(st.lists(st.sampled_from(IDS), max_size=3, unique=True))
    elements = tuple(
        OpenElement(
            dispatch_id=DispatchId(f"d-{one}"),
            sent_at=NOON - HOUR,
            give_up_at=NOON - HOUR,
            fence=1,
            element=Element(
                number=1,
                act=draw(st.sampled_from([Act.CREATE_DOCUMENT, Act.CHANGE_DOCUMENT, Act.WRITE_LINK])),
                subject=subject_of_invoice(one),
                state=draw(st.sampled_from([ElementState.UNKNOWN, ElementState.DISPATCHED])),
                look_at=draw(st.none() | times),
            ),
        )
        for one in subjects
    )
    flying = tuple(
        _flying(one, draw(st.sampled_from(_OF_PAYMENTS)), draw(st.none() | times))
        for one in draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True))
    )
    load = load_of(
        agenda,
        since=waits,
        changes=tuple(draw(some)),
        unseen=(InvoiceId("new"),) if draw(st.booleans()) else (),
        next_due_at=draw(st.none() | times),
        customers_since=draw(st.none() | times),
        books_read_at=draw(st.none() | times),
        books_hold=draw(st.booleans()),
        nudged=draw(st.booleans()),
        payments=payments,
        payments_due_at=draw(st.none() | times),
        payments_since=draw(times) if payments[PaymentStep.POST] else None,
        batch=draw(st.integers(1, 4)),
    )
    sides = {side: draw(times) for side in Side if draw(st.booleans())}
    state = draw(st.sampled_from([ConnectionState.LIVE, ConnectionState.PREVIEW, ConnectionState.PAUSED]))
    spent = {Side.LEDGER: NOON + HOUR} if draw(st.integers(0, 4)) == 0 else {}
    return replace(load, elements=(*elements, *flying), closed=sides, spent=spent, state=state)


_OF_PAYMENTS = [Act.CREATE_PAYMENT, Act.RECORD_PAYMENT]


def _flying(one: InvoiceId, act: Act, look_at: datetime | None) -> OpenElement:
    """A payment whose outcome nobody knows."""
    found = element(subject_of_payment(one), look_at=look_at)
    return replace(found, element=replace(found.element, act=act))


@given(workloads())
@tried
def test_never_are_two_units_given_out_for_one_invoice(load: Workload) -> None:
    given_out = list[Unit]()
    while len(given_out) < 40 and (unit := next_unit(load, NOON)) is not None:
        assert not subjects_of(unit) & load.busy
        given_out.append(unit)
        load = replace(load, busy=load.busy | subjects_of(unit))

    assert len(given_out) < 40


@given(workloads())
@tried
def test_nobody_looks_again_before_now_or_for_ever(load: Workload) -> None:
    """With nothing to do the next look lies ahead: a look at once would be a look all the time."""
    look = next_look(load, NOON)
    if next_unit(load, NOON) is None and look is not None:
        assert look > NOON


@given(workloads())
@tried
def test_what_becomes_due_by_itself_is_looked_at_then(load: Workload) -> None:
    """An open side is never left alone longer than until its next walk."""
    look = next_look(load, NOON)
    if (
        load.state is ConnectionState.LIVE
        and Side.PORTAL not in load.closed
        and next_unit(load, NOON) is None
    ):
        assert look is not None
        assert look <= NOON + load.rhythm.walk_every


def test_without_invoices_switched_on_nothing_is_done_for_them() -> None:
    off = replace(load_of({Step.SEND: IDS}), invoices=InvoiceLoad(agenda={Step.SEND: IDS}))

    assert next_invoice_unit(off, NOON) is None


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (Step.DECIDE, DecideInvoices),
        (Step.SEND, SendDocuments),
        (Step.PROVE, Prove),
        (Step.READ, ReadInvoice),
    ],
)
def test_each_step_has_its_unit(step: Step, kind: type[Unit]) -> None:
    assert isinstance(next_unit(load_of({step: IDS[:2]}), NOON), kind)


@pytest.mark.parametrize(("fewer", "go"), [({}, 4), ({Act.CREATE_DOCUMENT: 3, Act.CREATE_PAYMENT: 1}, 3)])
def test_a_write_holds_no_more_than_a_batch(fewer: dict[Act, int], go: int) -> None:
    unit = next_unit(load_of({Step.SEND: IDS}, batch=4, fewer_at_once=fewer), NOON)

    assert unit == SendDocuments(ids=IDS[:go])


MANY = tuple(InvoiceId(f"m-{number}") for number in range(12))


@pytest.mark.parametrize("step", [Step.SEND, Step.PROVE])
def test_a_batch_waits_for_those_on_their_way_and_always_goes(step: Step) -> None:
    gathering = load_of({step: MANY, Step.READ: IDS[1:3]}, since={step: NOON})
    busy = replace(gathering, busy=frozenset(map(subject_of_invoice, IDS[1:3])))

    assert next_unit(busy, NOON) is None
    assert isinstance(next_unit(busy, NOON + SECOND), SendDocuments | Prove)
    assert isinstance(next_unit(shut(gathering, Side.PORTAL), NOON), SendDocuments | Prove)


@pytest.mark.parametrize("step", [Step.SEND, Step.PROVE])
def test_a_few_hardly_wait_for_a_few(step: Step) -> None:
    load = load_of({step: IDS[:1], Step.READ: IDS[1:3]}, since={step: NOON})
    busy = replace(load, busy=frozenset(map(subject_of_invoice, IDS[1:3])))

    assert next_unit(busy, NOON) is None
    assert isinstance(next_unit(busy, NOON + 0.3 * SECOND), SendDocuments | Prove)


def test_many_are_waited_for_longer_but_not_for_ever() -> None:
    gathering = load_of({Step.SEND: IDS[:1], Step.READ: MANY}, since={Step.SEND: NOON})
    busy = replace(gathering, busy=frozenset(map(subject_of_invoice, MANY)))

    assert next_unit(busy, NOON + 14 * SECOND) is None
    assert next_unit(busy, NOON + 15 * SECOND) == SendDocuments(ids=IDS[:1])


def test_a_proof_waits_for_many_even_while_the_limit_of_a_minute_stops_them() -> None:
    gathering = shut(load_of({Step.PROVE: IDS[:1], Step.READ: MANY}, since={Step.PROVE: NOON}), Side.PORTAL)

    assert next_unit(gathering, NOON + 89 * SECOND) is None
    assert next_unit(gathering, NOON + 90 * SECOND) == Prove(ids=IDS[:1])


def test_whoever_waits_for_a_fuller_call_is_looked_at_when_it_goes() -> None:
    gathering = load_of({Step.SEND: MANY, Step.READ: IDS[1:3]}, since={Step.SEND: NOON})
    busy = replace(gathering, busy=frozenset(map(subject_of_invoice, IDS[1:3])))

    look = next_look(busy, NOON)
    assert look is not None
    assert NOON < look <= NOON + SECOND


def test_what_waited_long_enough_behind_a_closed_side_is_looked_at_when_that_opens() -> None:
    """Its time is past, and looking at once would not help."""
    waiting = load_of({Step.SEND: IDS[:1]}, since={Step.SEND: NOON - HOUR}, next_due_at=NOON - MINUTE)
    closed = shut(shut(waiting, Side.LEDGER, NOON + 20 * SECOND), Side.PORTAL, NOON + 40 * SECOND)

    assert next_unit(closed, NOON) is None
    assert next_look(closed, NOON) == NOON + 20 * SECOND


def test_customers_are_created_after_the_ledgers_changes_were_read_once_more() -> None:
    late = load_of({Step.CONTACT: IDS[:2]}, customers_since=NOON + SECOND)
    read = load_of({Step.CONTACT: IDS[:2]}, customers_since=NOON)

    assert isinstance(next_unit(late, NOON + SECOND), ReadPage)
    assert next_unit(read, NOON) == CreateCustomers(ids=IDS[:2])


@pytest.mark.parametrize(
    "hindered",
    [
        replace(CALM, state=ConnectionState.PREVIEW),
        replace(CALM, requests=(request(RequestKind.DRY_RUN, at=NOON - MINUTE),)),
        replace(CALM, distrusted_at=NOON + SECOND),
        shut(CALM, Side.LEDGER),
    ],
    ids=["preview", "dry run", "distrusted", "ledger closed"],
)
def test_nothing_is_written_while_it_must_not_be(hindered: Workload) -> None:
    agenda = {Step.SEND: IDS[:1], Step.CONTACT: IDS[1:2], Step.LINK: IDS[2:3]}
    load = replace(hindered, invoices=replace(CALM.invoices, agenda=agenda, changes=IDS[3:4]))
    unit = next_invoice_unit(load, NOON)

    assert not isinstance(unit, SendDocuments | CreateCustomers | ChangeDocuments)


def test_old_settings_of_the_ledger_are_read_before_anything_rests_on_them() -> None:
    stale = load_of({Step.DECIDE: IDS[:1]}, books_read_at=NOON - 10 * MINUTE)

    assert next_unit(stale, NOON) == ReadBooks()
    assert next_unit(load_of({}, books_read_at=NOON - HOUR), NOON) is None


def test_settings_that_hold_something_are_looked_at_every_ten_minutes_and_only_those() -> None:
    held = load_of({}, books_hold=True)

    assert next_unit(held, NOON + 10 * MINUTE - SECOND) != ReadBooks(only_held=True)
    assert next_unit(held, NOON + 10 * MINUTE) == ReadBooks(only_held=True)
    assert next_look(replace(held, rhythm=replace(held.rhythm, walk_every=HOUR)), NOON) is not None


def test_nothing_is_changed_while_an_outcome_is_open_or_a_twin_may_land() -> None:
    """Nor is anybody asked all the time whether it may be."""
    changed = load_of({}, changes=IDS[:1])
    unknown = replace(element(subject_of_invoice(IDS[0]), look_at=NOON + HOUR))
    done = replace(unknown, element=replace(unknown.element, state=ElementState.DONE))
    watched, doubled = replace(done, give_up_at=NOON - MINUTE), replace(done, give_up_at=NOON - 21 * MINUTE)

    assert next_unit(replace(changed, elements=(unknown,)), NOON) is None
    assert next_unit(replace(changed, elements=(watched,)), NOON) is None
    assert NOON + 19 * MINUTE in ledger_times(replace(changed, elements=(watched,)))
    assert next_unit(replace(changed, elements=(doubled,)), NOON) == ChangeDocuments(ids=IDS[:1])
    assert next_unit(changed, NOON) == ChangeDocuments(ids=IDS[:1])


def test_a_dispatch_is_looked_for_as_a_whole_and_not_while_it_is_in_flight() -> None:
    def sent(number: int, state: ElementState, look_at: datetime | None) -> OpenElement:
        found = element(subject_of_invoice(IDS[number]), look_at=look_at, state=state)
        inner = replace(found.element, act=Act.CREATE_DOCUMENT, number=number)
        return replace(found, dispatch_id=DispatchId("d-1"), element=inner)

    unknown = replace(
        CALM, elements=(sent(1, ElementState.UNKNOWN, NOON), sent(2, ElementState.UNKNOWN, None))
    )
    flying = replace(CALM, elements=(sent(1, ElementState.DISPATCHED, NOON),))
    both = frozenset(subject_of_invoice(one) for one in IDS[1:3])

    assert next_unit(unknown, NOON) == SettleDispatch(
        dispatch_id=DispatchId("d-1"), act=Act.CREATE_DOCUMENT, subjects=both
    )
    assert next_unit(replace(unknown, busy=frozenset({subject_of_invoice(IDS[2])})), NOON) is None
    assert next_unit(flying, NOON) is None
