"""Budgets of calls: pure rules over one row that everything that calls shares.

The windows of the services are fixed, but their phase is not ours to know (Xero: API limits;
Hubflo: API reference, rate limit). A minute is therefore counted as any 60 seconds: whatever the
phase, no window of theirs can hold more calls than one of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

DAY = "day"
"""Name of the limit whose reserve `vital` calls may use."""


class Purpose(StrEnum):
    """What a call is for, and so how much of the limits it may use.

    `background` is what we do by ourselves and can wait: it has a share of a minute and of a day. `asked` is
    the same at a person's request, or where writes wait for it: it leaves others their part of a minute, and
    may use the day. `vital` may use the reserve of a day.
    """

    BACKGROUND = "background"
    ASKED = "asked"
    WORK = "work"
    VITAL = "vital"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a service allows. `per_day` and `at_once` of 0 mean that it names none.

    `minute_share` and `day_share` are for what can wait; the rest of a minute is there at any moment for an
    invoice, however long a reading is.
    """

    per_minute: int
    per_day: int = 0
    at_once: int = 0
    minute_share: float = 1.0
    day_share: float = 1.0
    reserve_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an answer's headers said is left; None where they said nothing."""

    day_left: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """One row. `recent` counts calls per UTC second of the last minute; the day starts at its first call.

    `day_left` is the day's rest as last told, less what left since; None until told.
    `flying` are calls in flight, by an id of ours, with the time at which we stop believing in them.
    """

    recent: Mapping[int, int] = field(default_factory=dict)
    day_started_at: datetime | None = None
    used_today: int = 0
    background_today: int = 0
    day_left: int | None = None
    blocked_until: datetime | None = None
    blocked_by: str = ""
    flying: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A call may not leave before `until` (UTC); `limit` says which limit holds it."""

    until: datetime
    limit: str


_CAN_WAIT = (Purpose.BACKGROUND, Purpose.ASKED)
_MINUTE = timedelta(seconds=61)  # a call may arrive up to a second later than it was counted
_DAY = timedelta(hours=24)
_FLIGHT = timedelta(seconds=120)
_AT_ONCE_PAUSE = timedelta(milliseconds=250)


def take(budget: Budget, limits: Limits, now: datetime, *, purpose: Purpose, call: str = "") -> Budget | Wait:
    """Count one call that leaves at `now`, or say until when it must wait.

    Only one with an id, `call`, is in flight until it lands: for limits at once, and of a day.
    """
    budget = _today(budget, now)
    wait = _wait(budget, limits, now, purpose)
    if wait is not None:
        return wait
    second = int(now.timestamp())
    return replace(
        budget,
        recent={**budget.recent, second: budget.recent.get(second, 0) + 1},
        day_started_at=budget.day_started_at or now,
        used_today=budget.used_today + 1,
        background_today=budget.background_today + (purpose is Purpose.BACKGROUND),
        day_left=None if budget.day_left is None else max(0, budget.day_left - 1),
        flying={**budget.flying, call: now + _FLIGHT} if call else budget.flying,
    )


def landed(budget: Budget, told: Told, *, call: str) -> Budget:
    """An answer came (or the wait for it ended): take the call out of flight, keep what it told."""
    day_left = budget.day_left
    if told.day_left is not None:
        in_flight = max(0, len(budget.flying) - 1)
        day_left = max(0, told.day_left - in_flight)
    return replace(
        budget, flying={key: end for key, end in budget.flying.items() if key != call}, day_left=day_left
    )


def blocked(budget: Budget, *, until: datetime, limit: str) -> Budget:
    """The service refused a call for too many: nothing leaves before `until`, or a later block's end."""
    if budget.blocked_until is not None and budget.blocked_until > until:
        return budget
    return replace(budget, blocked_until=until, blocked_by=limit)


def used_in_last_minute(budget: Budget, now: datetime) -> int:
    """Calls counted in the minute before `now`."""
    return sum(_last_minute(budget, now).values())


def _today(budget: Budget, now: datetime) -> Budget:
    recent = _last_minute(budget, now)
    flying = {key: end for key, end in budget.flying.items() if end > now}
    budget = replace(budget, recent=recent, flying=flying)
    if budget.day_started_at is not None and now >= budget.day_started_at + _DAY:
        budget = replace(budget, day_started_at=None, used_today=0, background_today=0, day_left=None)
    if budget.blocked_until is not None and now >= budget.blocked_until:
        ended_day = budget.blocked_by == DAY
        budget = replace(budget, blocked_until=None, blocked_by="")
        if ended_day:
            budget = replace(budget, day_started_at=None, used_today=0, background_today=0, day_left=None)
    return budget


def _last_minute(budget: Budget, now: datetime) -> dict[int, int]:
    oldest = int((now - _MINUTE).timestamp())
    return {second: count for second, count in budget.recent.items() if second > oldest}


def _wait(budget: Budget, limits: Limits, now: datetime, purpose: Purpose) -> Wait | None:
    if budget.blocked_until is not None:
        return Wait(until=budget.blocked_until, limit=budget.blocked_by)
    if limits.at_once and len(budget.flying) >= limits.at_once:
        return Wait(until=now + _AT_ONCE_PAUSE, limit="concurrent")
    minute = _minute_wait(budget, limits, purpose)
    if minute is not None:
        return minute
    return _day_wait(budget, limits, now, purpose)


def _minute_wait(budget: Budget, limits: Limits, purpose: Purpose) -> Wait | None:
    allowed = limits.per_minute
    if purpose in _CAN_WAIT:
        allowed = max(1, int(allowed * limits.minute_share))
    excess = sum(budget.recent.values()) - allowed + 1
    if excess <= 0:
        return None
    for second in sorted(budget.recent):
        excess -= budget.recent[second]
        if excess <= 0:
            free_at = datetime.fromtimestamp(second, tz=UTC) + _MINUTE
            return Wait(until=free_at, limit="minute")
    raise AssertionError("a minute that is full has a second that ends")


def _day_wait(budget: Budget, limits: Limits, now: datetime, purpose: Purpose) -> Wait | None:
    if not limits.per_day:
        return None
    left = budget.day_left if budget.day_left is not None else limits.per_day - budget.used_today
    reserve = 0 if purpose is Purpose.VITAL else int(limits.per_day * limits.reserve_share)
    tomorrow = (budget.day_started_at or now) + _DAY
    if left <= reserve:
        return Wait(until=tomorrow, limit=DAY)
    if purpose is Purpose.BACKGROUND and budget.background_today >= limits.per_day * limits.day_share:
        return Wait(until=tomorrow, limit="background")
    return None
