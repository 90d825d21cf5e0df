"""What comes first, and what must hold before it may start."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.conditions import may_act, must_read_whole
from domain.connection import ConnectionState
from domain.dispatch import ElementState
from domain.ids import DispatchId, LedgerContactId
from domain.outage import Side
from domain.request import RequestKind
from domain.scan import PORTAL_SCANS, ScanKind
from domain.units import ActOn, Decide, LookUp, ReadPage, Settle, Unit
from domain.work import next_look, next_unit
from domain.workload import Workload
from tests.support.clock import NOON
from tests.unit.domain.workloads import (
    HOUR,
    LEDGER_ALL,
    LEDGER_CHANGES,
    MINUTE,
    NEW,
    PORTAL_COMPANIES,
    PORTAL_PEOPLE,
    QUIET,
    due,
    element,
    read,
    request,
    scan,
    shut,
)

LIVE, PREVIEW, PAUSED = ConnectionState.LIVE, ConnectionState.PREVIEW, ConnectionState.PAUSED
TO_ACT = replace(QUIET, due=(due("c-1"), due("c-2")))
TO_DECIDE = replace(QUIET, undecided=1)
ONE, TWO = LedgerContactId("c-1"), LedgerContactId("c-2")


def unit(load: Workload, now: datetime = NOON) -> Unit | None:
    return next_unit(load, now)


def in_state(load: Workload, state: ConnectionState) -> Workload:
    return replace(load, state=state)


def test_a_new_connection_reads_the_whole_ledger_first() -> None:
    assert unit(NEW) == ReadPage(kind=LEDGER_ALL, begin=True)


def test_a_reading_goes_on_where_it_was() -> None:
    assert unit(read(NEW, scan(LEDGER_ALL))) == ReadPage(kind=LEDGER_ALL, begin=False)
    assert unit(read(QUIET, scan(PORTAL_PEOPLE))) == ReadPage(kind=PORTAL_PEOPLE, begin=False)


def test_the_portal_is_read_whole_before_the_first_decision() -> None:
    unread = replace(read(NEW, scan(LEDGER_ALL, finished=NOON)), undecided=1)
    half = read(unread, scan(PORTAL_COMPANIES, finished=NOON))

    assert unit(unread) == ReadPage(kind=PORTAL_COMPANIES, begin=True)
    assert unit(half) == ReadPage(kind=PORTAL_PEOPLE, begin=True)
    assert unit(read(half, scan(PORTAL_PEOPLE, finished=NOON))) == Decide()


def test_with_nothing_to_decide_the_portal_is_not_read() -> None:
    assert unit(read(NEW, scan(LEDGER_ALL, finished=NOON))) is None


def test_nothing_is_decided_while_the_ledger_is_being_read() -> None:
    reading = read(TO_DECIDE, scan(LEDGER_CHANGES))

    assert unit(reading) == ReadPage(kind=LEDGER_CHANGES, begin=False)
    assert unit(shut(reading, Side.LEDGER)) is None
    assert unit(replace(TO_DECIDE, busy=frozenset({LEDGER_CHANGES}))) is None


def test_what_was_decided_is_acted_on_while_the_ledger_is_being_read() -> None:
    reading = replace(read(TO_ACT, scan(LEDGER_CHANGES)), busy=frozenset({LEDGER_CHANGES}))

    assert unit(reading) == ActOn(contact_id=ONE, subjects=frozenset({"contact:c-1"}))


def test_unknown_outcomes_come_before_everything() -> None:
    everything = replace(
        read(QUIET, scan(PORTAL_PEOPLE), scan(LEDGER_ALL)),
        elements=(element(),),
        undecided=9,
        to_look_up=(ONE,),
        due=(due("c-1"),),
    )

    assert unit(everything) == Settle(
        dispatch_id=DispatchId("dispatch of contact:c-1"), number=1, subject="contact:c-1"
    )
    assert unit(replace(everything, elements=())) == ReadPage(kind=PORTAL_PEOPLE, begin=False)
    assert unit(read(TO_ACT, scan(LEDGER_ALL))) == ReadPage(kind=LEDGER_ALL, begin=False)
    assert unit(replace(TO_ACT, undecided=1, to_look_up=(TWO,))) == LookUp(contact_id=TWO)
    assert unit(replace(TO_ACT, undecided=1)) == Decide()
    assert isinstance(unit(TO_ACT), ActOn)


def test_an_outcome_is_looked_for_when_its_time_has_come() -> None:
    later = replace(QUIET, elements=(element(look_at=NOON + MINUTE),))

    assert unit(later) is None
    assert next_look(later, NOON) == NOON + MINUTE
    assert isinstance(unit(later, NOON + MINUTE), Settle)


@pytest.mark.parametrize("state", [ElementState.UNKNOWN, ElementState.DONE])
def test_what_is_unknown_and_what_may_have_a_twin_is_looked_for(state: ElementState) -> None:
    assert isinstance(unit(replace(QUIET, elements=(element(state=state),))), Settle)


def test_a_write_in_flight_is_not_looked_for() -> None:
    flying = replace(QUIET, elements=(element(state=ElementState.DISPATCHED),))

    assert unit(flying) is None
    assert next_look(flying, NOON) == NOON + HOUR


def test_one_outcome_that_cannot_be_looked_for_does_not_stop_the_next() -> None:
    load = replace(
        QUIET,
        elements=(element("contact:c-1"), element("contact:c-2", look_at=None), element("contact:c-3")),
        busy=frozenset({"contact:c-1"}),
    )

    found = unit(load)
    assert isinstance(found, Settle)
    assert found.subject == "contact:c-3"


def test_few_contacts_are_looked_up_instead_of_reading_everything_again() -> None:
    stale = read(
        QUIET, *(scan(kind, started=NOON - 2 * HOUR, finished=NOON - 2 * HOUR) for kind in PORTAL_SCANS)
    )
    few = replace(stale, undecided=25, to_look_up=(ONE,))

    assert unit(few) == LookUp(contact_id=ONE)
    assert unit(replace(few, undecided=26)) == ReadPage(kind=PORTAL_COMPANIES, begin=True)
    assert unit(replace(few, to_look_up=())) == Decide()


def test_a_fresh_reading_serves_any_number() -> None:
    assert unit(replace(QUIET, undecided=10_000), NOON + 15 * MINUTE) == Decide()
    assert unit(replace(QUIET, undecided=10_000), NOON + 16 * MINUTE) == ReadPage(
        kind=PORTAL_COMPANIES, begin=True
    )


def test_at_least_daily_the_portal_is_read_whole_even_for_few() -> None:
    day_old = read(QUIET, *(scan(kind, started=NOON, finished=NOON + 30 * HOUR) for kind in (LEDGER_ALL,)))
    few = replace(day_old, undecided=1, to_look_up=(ONE,))

    assert unit(few, NOON + 24 * HOUR) != ReadPage(kind=PORTAL_COMPANIES, begin=True)
    assert unit(few, NOON + 24 * HOUR + MINUTE) == ReadPage(kind=PORTAL_COMPANIES, begin=True)


def test_a_reading_is_as_fresh_as_its_end() -> None:
    long_read = read(QUIET, *(scan(kind, started=NOON - 5 * HOUR, finished=NOON) for kind in PORTAL_SCANS))

    assert unit(replace(long_read, undecided=10_000)) == Decide()


def test_no_subject_is_given_out_twice() -> None:
    shared = replace(QUIET, due=(due("c-1", "company:acme"), due("c-2", "company:acme"), due("c-3")))
    first = unit(shared)
    assert isinstance(first, ActOn)
    second = unit(replace(shared, busy=first.subjects))

    assert first.subjects == {"contact:c-1", "company:acme"}
    assert isinstance(second, ActOn)
    assert second.contact_id == "c-3"
    assert unit(replace(shared, busy=first.subjects | second.subjects)) is None


def test_two_lists_of_the_portal_are_read_side_by_side_and_neither_twice() -> None:
    unread = replace(read(NEW, scan(LEDGER_ALL, finished=NOON)), undecided=1)

    assert unit(replace(unread, busy=frozenset({PORTAL_COMPANIES}))) == ReadPage(
        kind=PORTAL_PEOPLE, begin=True
    )
    assert unit(replace(unread, busy=frozenset(PORTAL_SCANS))) is None


@pytest.mark.parametrize("kind", [LEDGER_ALL, LEDGER_CHANGES])
def test_the_ledger_is_read_by_one_page_at_a_time(kind: ScanKind) -> None:
    assert unit(replace(NEW, busy=frozenset({kind}))) is None


def test_nothing_is_decided_twice_at_once_and_nobody_looked_up_twice() -> None:
    assert unit(replace(TO_DECIDE, busy=frozenset({"deciding"}))) is None
    looking = replace(TO_DECIDE, undecided=2, to_look_up=(ONE, TWO), busy=frozenset({"contact:c-1"}))
    assert unit(looking) == LookUp(contact_id=TWO)
    assert unit(replace(looking, busy=frozenset({"contact:c-1", "contact:c-2"}))) is None


def test_who_is_to_be_looked_up_is_not_decided_before() -> None:
    assert unit(shut(replace(TO_DECIDE, to_look_up=(ONE,)), Side.PORTAL)) is None


def test_a_closed_portal_stops_what_calls_it_and_nothing_else() -> None:
    closed = shut(replace(TO_ACT, elements=(element(),), undecided=1), Side.PORTAL)

    assert unit(closed) == Decide()
    assert unit(shut(TO_ACT, Side.PORTAL)) is None
    assert unit(shut(read(TO_ACT, scan(PORTAL_PEOPLE)), Side.PORTAL)) is None
    assert unit(shut(NEW, Side.PORTAL)) == ReadPage(kind=LEDGER_ALL, begin=True)
    assert isinstance(unit(shut(TO_ACT, Side.PORTAL), NOON + HOUR), ActOn | ReadPage)


def test_a_closed_ledger_stops_reading_it_and_nothing_else() -> None:
    assert unit(shut(NEW, Side.LEDGER)) is None
    assert isinstance(unit(shut(TO_ACT, Side.LEDGER)), ActOn)


@pytest.mark.parametrize("state", ConnectionState)
def test_only_a_live_connection_acts(state: ConnectionState) -> None:
    assert may_act(in_state(TO_ACT, state)) == (state is LIVE)
    asked = replace(in_state(TO_ACT, state), requests=(request(at=NOON),))
    assert isinstance(unit(asked), ActOn) == (state is LIVE)


@pytest.mark.parametrize("state", [LIVE, PREVIEW])
def test_a_preview_reads_and_decides_like_a_live_one(state: ConnectionState) -> None:
    assert unit(in_state(NEW, state)) == ReadPage(kind=LEDGER_ALL, begin=True)
    assert unit(in_state(TO_DECIDE, state)) == Decide()
    assert isinstance(unit(in_state(replace(QUIET, elements=(element(),)), state)), Settle)


def test_a_paused_connection_sleeps_until_it_is_asked() -> None:
    busy = in_state(replace(TO_ACT, undecided=1, elements=(element(),)), PAUSED)
    asked = replace(busy, requests=(request(at=NOON),))

    assert (unit(busy), next_look(busy, NOON)) == (None, None)
    assert isinstance(unit(asked), Settle)
    assert unit(replace(asked, elements=())) == Decide()
    assert unit(replace(asked, elements=(), undecided=0)) is None


def test_what_has_ended_does_nothing_even_if_asked() -> None:
    load = replace(in_state(TO_ACT, ConnectionState.ENDED), undecided=1, requests=(request(at=NOON + HOUR),))

    assert (unit(load), next_look(load, NOON)) == (None, None)


@pytest.mark.parametrize("kind", [RequestKind.DRY_RUN, RequestKind.DRY_RUN_ALL])
def test_a_dry_run_plans_and_holds_every_write(kind: RequestKind) -> None:
    dry = replace(TO_ACT, undecided=1, requests=(request(kind),))

    assert not may_act(dry)
    assert unit(dry) == Decide()
    assert unit(replace(dry, undecided=0)) is None
    assert isinstance(unit(replace(dry, undecided=0, requests=())), ActOn)


def test_must_read_whole_is_asked_of_the_distrusted_alone() -> None:
    assert not must_read_whole(replace(NEW, undecided=9))
