"""Time: it passes as `hubflo-xero run` lets it pass, or while nothing runs."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pytest_bdd import given, parsers, when

from domain.connection import Connection
from tests.scenarios.calls import Calls
from tests.support.house import House

_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
_TICKS = {"minute": 15.0, "hour": 60.0, "day": 600.0}
_PASSING = parsers.re(r"(?P<count>\d+) (?P<unit>minute|hour|day)s? pass(es)?")
_MORNING = time(3, 0)


@given(_PASSING)
@when(_PASSING)
def _(house: House, count: str, unit: str) -> None:
    house.run_for(int(count) * _SECONDS[unit], tick_seconds=_TICKS[unit])


@when("1 day passes, and every call is counted", target_fixture="calls")
def _(house: House) -> Calls:
    calls = Calls.since_now(house.world)
    house.run_for(_SECONDS["day"], tick_seconds=_TICKS["day"])
    return calls


@when("the night passes")
def _(house: House, connection: Connection) -> None:
    now = house.clock.now()
    here = now.astimezone(ZoneInfo(connection.time_zone))
    morning = datetime.combine(here.date() + timedelta(days=1), _MORNING, here.tzinfo).astimezone(UTC)
    house.run_for((morning - now).total_seconds(), tick_seconds=_TICKS["day"])


@when(parsers.parse("nothing runs for {days:d} days"))
def _(house: House, days: int) -> None:
    house.clock.advance(days * _SECONDS["day"])


@when(parsers.parse("{days:d} days pass without a call"))
def _(house: House, days: int) -> None:
    calls = Calls.since_now(house.world)
    house.run_for(days * _SECONDS["day"], tick_seconds=_TICKS["day"])
    assert calls.everything() == []
