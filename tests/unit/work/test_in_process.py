"""The engine of one process meets the nearest look exactly. What every engine must do is in the contracts."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.work.in_process import InProcessEngine
from domain.ids import ConnectionId
from tests.contracts.engine_rounds import CLOCK, ONE, TWO, Rounds, running, until
from tests.unit.work.rows import Rows


def make(rounds: Rounds, rows: Rows, nearest: Callable[[datetime], datetime | None]) -> InProcessEngine:
    return InProcessEngine(rounds, rows, CLOCK, tick_seconds=60, nearest=nearest)


def test_the_nearest_look_is_met_exactly() -> None:
    rounds = Rounds()
    due_at = CLOCK.now() + timedelta(seconds=0.4)
    rows = Rows(CLOCK, due=lambda now: [ONE] if due_at <= now and not rounds.counts else [])
    engine = make(rounds, rows, lambda now: due_at if now < due_at else None)

    with running(engine):
        due_monotonic = time.monotonic() + (due_at - CLOCK.now()).total_seconds()
        until(lambda: rounds.counts[ONE] == 1)

    assert 0 <= rounds.at[ONE][0] - due_monotonic < 1  # a tick would have taken a minute
    assert len(rows.ticks) < 10


def test_a_look_that_a_round_noted_is_met_without_waiting_for_a_tick() -> None:
    rounds = Rounds()
    noted: list[datetime] = []

    def note(_connection: ConnectionId) -> None:
        if not noted:
            noted.append(CLOCK.now() + timedelta(seconds=0.3))

    rounds.act = note
    rows = Rows(CLOCK, due=lambda now: [ONE] if noted and noted[0] <= now and rounds.counts[ONE] < 2 else [])
    engine = make(rounds, rows, lambda now: noted[0] if noted and now < noted[0] else None)

    with running(engine):
        until(lambda: bool(rows.ticks))
        engine.wake(ONE)
        until(lambda: rounds.counts[ONE] == 2)

    assert 0.25 < rounds.gaps(ONE)[0] < 2  # a tick would have taken a minute


def test_who_was_hinted_during_its_turn_goes_behind_whoever_waits_all_the_same() -> None:
    rounds = Rounds()
    rounds.has_more = lambda connection_id: rounds.counts[connection_id] < 2

    def hint_both(connection_id: ConnectionId) -> None:
        if connection_id == ONE and rounds.counts[ONE] == 1:
            engine.wake(ONE)
            engine.wake(TWO)

    rounds.act = hint_both
    engine = InProcessEngine(rounds, Rows(CLOCK), CLOCK, tick_seconds=60, at_once=1)
    engine.wake(ONE)

    with running(engine):
        until(lambda: rounds.counts == {ONE: 2, TWO: 2})

    assert rounds.order == [ONE, TWO, ONE, TWO]
