"""Whatever the phase of the other side's minute, no minute of theirs ever holds more calls than it allows."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.budget import Budget, Limits, Purpose, Told, Wait, landed, take
from tests.support.clock import NOON
from tests.unit.domain.properties import tried

MINUTE = timedelta(seconds=60)
BUSY = Limits(per_minute=60)


class Callers:
    """Those who share one budget, in a time of their own."""

    def __init__(self, limits: Limits) -> None:
        """`left` is when each call left, `most` how many were in flight at once."""
        self.limits = limits
        self.budget = Budget()
        self.now = NOON
        self.left: list[tuple[datetime, Purpose]] = []
        self.lands: dict[str, datetime] = {}
        self.most = 0

    def try_now(self, purpose: Purpose = Purpose.WORK, takes: timedelta = timedelta()) -> Wait | None:
        """One caller tries."""
        for call in [call for call, lands in self.lands.items() if lands <= self.now]:
            del self.lands[call]
            self.budget = landed(self.budget, Told(), call=call)
        call = f"call-{len(self.left)}"
        answer = take(self.budget, self.limits, self.now, purpose=purpose, call=call)
        if isinstance(answer, Wait):
            assert answer.until > self.now, "a wait that is over is none"
            return answer
        self.budget = answer
        self.left.append((self.now, purpose))
        self.lands[call] = self.now + takes
        self.most = max(self.most, len(self.lands))
        return None

    def times(self, *purposes: Purpose) -> list[datetime]:
        """When calls left, in order."""
        return [time for time, purpose in self.left if purpose in purposes or not purposes]


def fullest(times: list[datetime]) -> int:
    """The most calls in any minute of any phase: the fullest begins with a call."""
    return max((bisect_left(times, time + MINUTE) - index for index, time in enumerate(times)), default=0)


def arrivals(dice: Random, seconds: float) -> Iterator[timedelta]:
    """Bursts, trickles and pauses."""
    passed = 0.0
    while passed < seconds:
        pace = dice.choice([0.001, 0.05, 0.5, 1.0, 1.5, 20.0])
        for _ in range(dice.randint(1, 80)):
            step = dice.expovariate(1 / pace)
            passed += step
            yield timedelta(seconds=step)


@pytest.mark.parametrize("seed", range(3))
def test_no_minute_of_any_phase_ever_holds_more_than_it_allows(seed: int) -> None:
    callers, dice = Callers(Limits(per_minute=60, at_once=5)), Random(seed)

    for step in arrivals(dice, 10_000):
        callers.now += step
        callers.try_now(takes=timedelta(seconds=dice.expovariate(2)))

    assert callers.left[-1][0] - NOON > timedelta(seconds=9_000)
    assert 55 <= fullest(callers.times()) <= 60
    assert callers.most == 5


@pytest.mark.parametrize("offset", [0.0, 0.37, 0.999999])
def test_who_is_always_busy_gets_57_of_60_for_every_full_minute(offset: float) -> None:
    callers, end = Callers(BUSY), NOON + timedelta(seconds=1_000)
    callers.now += timedelta(seconds=offset)
    while callers.now < end:
        wait = callers.try_now()
        callers.now = wait.until if wait else callers.now + timedelta(milliseconds=5)

    assert fullest(callers.times()) <= 60
    assert len(callers.left) >= 57 * ((end - NOON) // MINUTE)


@pytest.mark.parametrize("seed", range(3))
def test_who_is_busy_in_random_steps_gets_57_of_60_too(seed: int) -> None:
    callers, dice, end = Callers(BUSY), Random(seed), NOON + timedelta(seconds=1_000)
    while callers.now < end:
        wait = callers.try_now()
        callers.now = wait.until if wait else callers.now + timedelta(seconds=dice.uniform(0, 0.2))

    assert fullest(callers.times()) <= 60
    assert len(callers.left) >= 57 * ((end - NOON) // MINUTE)


steps = st.lists(st.integers(0, 40_000_000), max_size=60).map(
    lambda found: [timedelta(microseconds=step) for step in found]
)


@tried
@given(steps, st.integers(1, 4))
def test_who_comes_back_exactly_when_told_gets_through(found: list[timedelta], per_minute: int) -> None:
    callers = Callers(Limits(per_minute=per_minute))
    for step in found:
        callers.now += step
        wait = callers.try_now()
        if wait is not None:
            assert timedelta() < wait.until - callers.now <= timedelta(seconds=61)
            callers.now = wait.until
            assert callers.try_now() is None

    assert fullest(callers.times()) <= per_minute


@tried
@given(steps, st.randoms(use_true_random=False))
def test_background_never_has_more_than_its_share_of_a_minute(found: list[timedelta], dice: Random) -> None:
    callers = Callers(Limits(per_minute=5, minute_share=0.8))
    for step in found:
        callers.now += step / 10
        callers.try_now(dice.choice([Purpose.WORK, Purpose.BACKGROUND]))

    assert fullest(callers.times()) <= 5
    assert fullest(callers.times(Purpose.BACKGROUND)) <= 4


@tried
@given(steps, st.randoms(use_true_random=False))
def test_a_day_keeps_its_reserve_and_the_share_of_background(found: list[timedelta], dice: Random) -> None:
    callers = Callers(Limits(per_minute=1000, per_day=20, day_share=0.2, reserve_share=0.1))
    for step in found:
        callers.now += step
        callers.try_now(dice.choice([Purpose.WORK, Purpose.BACKGROUND, Purpose.BACKGROUND]))

    assert len(callers.left) <= 18
    assert len(callers.times(Purpose.BACKGROUND)) <= 4
    assert len(found) < 50 or len(callers.left) >= 4


def test_a_budget_stays_small_however_long_it_is_used() -> None:
    callers = Callers(Limits(per_minute=1000))
    for _ in range(2_000):
        callers.now += timedelta(seconds=0.5)
        callers.try_now()

    assert len(callers.budget.recent) <= 62
