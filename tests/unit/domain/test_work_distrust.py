"""A store that may be older than the world reads both sides whole and plans, before it writes."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.conditions import may_act, must_read_whole
from domain.outage import Side
from domain.scan import PORTAL_SCANS, ScanKind
from domain.units import ActOn, Decide, ReadPage, Unit
from domain.work import next_look, next_unit
from domain.workload import Workload
from tests.support.clock import NOON
from tests.unit.domain.workloads import (
    HOUR,
    LEDGER_ALL,
    LEDGER_CHANGES,
    MINUTE,
    PORTAL_PEOPLE,
    QUIET,
    due,
    read,
    scan,
    shut,
)

NEEDED = (LEDGER_ALL, *PORTAL_SCANS)
DOUBT = NOON + MINUTE
NOW = NOON + 2 * MINUTE
DOUBTED = replace(QUIET, distrusted_at=DOUBT, due=(due("c-1"),))


def whole(load: Workload, *kinds: ScanKind, started: datetime = DOUBT) -> Workload:
    return read(load, *(scan(kind, started=started, finished=NOW) for kind in kinds))


def readings(load: Workload) -> tuple[Workload, list[Unit]]:
    """Let it read page by page until something else comes."""
    units: list[Unit] = []
    while isinstance(unit := next_unit(load, NOW), ReadPage):
        units.append(unit)
        load = whole(load, unit.kind, started=NOW if unit.begin else NOON)
        assert len(units) < 9
    return load, units


def test_all_is_read_anew_and_then_work_goes_on() -> None:
    load, units = readings(DOUBTED)

    assert set(units) == {ReadPage(kind=kind, begin=True) for kind in NEEDED}
    assert not must_read_whole(load)
    assert isinstance(next_unit(load, NOW), ActOn)


@pytest.mark.parametrize("missing", NEEDED)
def test_nothing_is_written_while_any_of_it_is_unread(missing: ScanKind) -> None:
    load = whole(DOUBTED, *(kind for kind in NEEDED if kind is not missing))

    assert must_read_whole(load)
    assert not may_act(load)
    assert next_unit(load, NOW) == ReadPage(kind=missing, begin=True)


def test_nothing_is_written_before_all_of_it_is_planned() -> None:
    load = replace(whole(DOUBTED, *NEEDED), undecided=1)

    assert not may_act(load)
    assert next_unit(load, NOW) == Decide()


def test_nothing_is_planned_on_what_was_read_before() -> None:
    load = shut(replace(whole(DOUBTED, *PORTAL_SCANS), undecided=1), Side.LEDGER)

    assert next_unit(load, NOW) is None


@pytest.mark.parametrize("kind", NEEDED)
def test_a_reading_begun_before_counts_for_nothing_even_if_it_ends_after(kind: ScanKind) -> None:
    rest = whole(DOUBTED, *(other for other in NEEDED if other is not kind))
    half = read(rest, scan(kind, started=NOON))

    load, units = readings(half)

    assert units == [ReadPage(kind=kind, begin=False), ReadPage(kind=kind, begin=True)]
    assert isinstance(next_unit(load, NOW), ActOn)


def test_nothing_is_planned_while_the_portal_is_read_anew() -> None:
    load = replace(whole(DOUBTED, *NEEDED), undecided=1, busy=frozenset({PORTAL_PEOPLE}))
    fresh_but_old = whole(load, PORTAL_PEOPLE, started=NOON)

    assert next_unit(load, NOW) == Decide()
    assert next_unit(fresh_but_old, NOW) is None


def test_what_changed_is_not_enough() -> None:
    load = whole(DOUBTED, LEDGER_CHANGES, *PORTAL_SCANS)

    assert must_read_whole(load)


def test_with_nothing_to_decide_the_portal_is_read_all_the_same() -> None:
    load = whole(replace(DOUBTED, due=()), LEDGER_ALL)

    assert next_unit(load, NOW) == ReadPage(kind=PORTAL_SCANS[0], begin=True)


def test_while_a_side_is_closed_it_is_waited_for() -> None:
    load = shut(whole(DOUBTED, LEDGER_ALL), Side.PORTAL, NOW + HOUR / 2)

    assert next_unit(load, NOW) is None
    assert next_look(load, NOW) == NOW + HOUR / 2


def test_few_are_not_looked_up_where_all_must_be_read() -> None:
    load = replace(
        whole(DOUBTED, LEDGER_ALL), undecided=1, to_look_up=tuple(d.contact_id for d in DOUBTED.due)
    )
    _, units = readings(load)

    assert ReadPage(kind=PORTAL_PEOPLE, begin=True) in units
