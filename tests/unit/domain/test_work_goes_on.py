"""Work never stands still and nobody looks in vain: whatever the state, it comes to its end."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.conditions import may_act, must_read_whole
from domain.connection import ConnectionState
from domain.ids import LedgerContactId
from domain.outage import Side
from domain.request import DRY_RUNS, RequestKind
from domain.scan import PORTAL_SCANS, ScanKind
from domain.services.perform import subjects_of
from domain.units import ActOn
from domain.work import next_look, next_unit
from tests.support.clock import NOON
from tests.unit.domain.clerking import Clerk
from tests.unit.domain.properties import tried
from tests.unit.domain.workloads import HOUR, MINUTE, element, request, scan

LIVE, PREVIEW, PAUSED = ConnectionState.LIVE, ConnectionState.PREVIEW, ConnectionState.PAUSED
AWAKE = [LIVE, LIVE, LIVE, PREVIEW, PAUSED]
SEEDS = st.integers(0, 10**9)


def moments(dice: Random) -> datetime:
    """Some time of the last two days."""
    return NOON - timedelta(minutes=dice.choice([0, 1, 14, 16, 61, 700, 1500, 2900]))


def clerk(seed: int) -> Clerk:
    """Work as a crash, a restored copy, an outage or nothing at all may have left it."""
    dice = Random(seed)
    made = Clerk(
        state=dice.choice(AWAKE), now=NOON, dice=dice, coming=dice.randint(0, 9), trouble=dice.randint(0, 6)
    )
    for kind in ScanKind:
        earlier, newest = sorted([moments(dice), moments(dice)])
        if dice.random() < 0.7:
            made.finished[kind] = made.latest[kind] = scan(kind, started=earlier, finished=newest)
        if dice.random() < 0.3:
            made.latest[kind] = scan(kind, started=newest, not_before=dice.choice([None, None, NOON + HOUR]))
    if ScanKind.LEDGER_ALL in made.latest:
        made.undecided = {
            LedgerContactId(f"u-{number}"): None for number in range(dice.choice([0, 0, 1, 3, 9]))
        }
        made.decided = {LedgerContactId(f"d-{number}"): None for number in range(dice.choice([0, 0, 1, 5]))}
    made.open = [
        element(f"contact:o-{number}", look_at=moments(dice)) for number in range(dice.choice([0, 0, 2]))
    ]
    if dice.random() < 0.4:
        made.distrusted_at = moments(dice)
    if dice.random() < 0.4 or made.state is PAUSED:
        made.requests = [request(dice.choice(list(RequestKind)), at=moments(dice))]
    for side in Side:
        if dice.random() < 0.2:
            made.closed[side] = NOON + dice.randint(-10, 200) * MINUTE
    return made


def live_long(made: Clerk, *, until: datetime) -> None:
    """Go round until nothing is due by itself, or for as long as that."""
    in_vain = 0
    while made.now < until:
        load = made.workload()
        unit = next_unit(load, made.now)
        if unit is not None:
            assert not isinstance(unit, ActOn) or may_act(load)
            made.do(unit)
            in_vain = 0
            continue
        look = next_look(load, made.now)
        if look is None:
            return
        assert look > made.now, f"looks all the time: {load}"
        made.now = look
        in_vain += 1
        assert in_vain < 20, f"looks in vain: {load}"


@tried
@given(SEEDS)
def test_whatever_is_left_comes_to_its_end_in_two_days(seed: int) -> None:
    made = clerk(seed)

    live_long(made, until=NOON + timedelta(days=2))

    assert not made.requests
    if made.state is PAUSED:
        return
    assert not made.undecided
    if made.state is LIVE:
        assert (made.decided, made.distrusted_at) == ({}, None)
        assert [one for one in made.open if one.element.look_at] == [] or made.now > NOON + timedelta(days=1)


@tried
@given(SEEDS)
def test_nothing_is_written_unless_it_is_live_trusted_and_no_dry_run(seed: int) -> None:
    made = clerk(seed)
    load = made.workload()
    unit = next_unit(load, NOON)
    if isinstance(unit, ActOn):
        assert load.state is LIVE
        assert not [one for one in load.requests if one.kind in DRY_RUNS]
        since = [
            load.finished[kind].started_at
            for kind in (ScanKind.LEDGER_ALL, *PORTAL_SCANS)
            if load.distrusted_at
        ]
        assert all(load.distrusted_at is not None and started >= load.distrusted_at for started in since)
        assert not must_read_whole(load)
        assert Side.PORTAL not in load.closed or load.closed[Side.PORTAL] <= NOON


@tried
@given(SEEDS)
def test_up_to_four_units_at_once_never_share_a_subject(seed: int) -> None:
    load = clerk(seed).workload()
    busy: frozenset[str] = frozenset()
    for _ in range(20):
        unit = next_unit(replace(load, busy=busy), NOON)
        if unit is None:
            return
        taken = subjects_of(unit)
        assert not taken & busy
        busy |= taken
    raise AssertionError("more units than subjects")


@tried
@given(SEEDS, st.sampled_from([ConnectionState.ENDED, PAUSED]))
def test_who_sleeps_does_nothing(seed: int, state: ConnectionState) -> None:
    load = replace(clerk(seed).workload(), state=state, requests=())

    assert (next_unit(load, NOON), next_look(load, NOON)) == (None, None)
