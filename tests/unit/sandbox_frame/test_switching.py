"""Switches are turned while the stand-ins run, by name, and only to positions that they have."""

from typing import Any

import pytest

from adapters.sandbox import observe
from adapters.sandbox.control import BadAct, perform
from adapters.sandbox.faults import SIDES
from adapters.sandbox.seeds import firm
from tests.unit.sandbox_frame.town import START, Town


def test_a_switch_is_turned_and_the_others_stay() -> None:
    world = Town().world
    before = observe.switches(world, "hubflo")

    perform(
        world,
        "hubflo.turn_switches",
        rounding="rate",
        webhook_retry_seconds=[1, 60.5],
        stripe_connected=True,
        default_priority=None,
        webhook_delay_seconds=2,
    )

    turned = {"rounding": "rate", "webhook_retry_seconds": [1, 60.5], "stripe_connected": True}
    turned |= {"default_priority": None, "webhook_delay_seconds": 2}
    assert observe.switches(world, "hubflo") == before | turned
    assert world.hubflo.switches.webhook_retry_seconds == (1, 60.5)


def test_what_is_turned_counts_from_the_next_request_on() -> None:
    town = Town()
    perform(town.world, "hubflo.turn_switches", rate_limit_per_minute=1)

    assert [town.portal.post("pings").status_code for _ in range(2)] == [201, 429]


@pytest.mark.parametrize(
    ("act", "positions", "sentence"),
    [
        ("hubflo.turn_switches", {"colour": "red"}, "no switch colour"),
        ("hubflo.turn_switches", {"rounding": "up"}, "rounding has no position up"),
        ("hubflo.turn_switches", {"rate_limit_per_minute": True}, "rate_limit_per_minute has no position"),
        ("hubflo.turn_switches", {"webhook_retry_seconds": ["soon"]}, "webhook_retry_seconds has no"),
        ("xero.turn_switches", {"webhook_duplicates": 1}, "webhook_duplicates has no position 1"),
        ("xero.turn_switches", {"rounding": "rate"}, "no switch rounding"),
    ],
)
def test_what_is_no_position_is_refused_and_nothing_is_turned(
    act: str, positions: dict[str, Any], sentence: str
) -> None:
    world = Town().world
    before = [observe.switches(world, side) for side in SIDES]

    with pytest.raises(BadAct, match=sentence):
        perform(world, act, **{"webhook_delay_seconds": 9.0, **positions})

    assert [observe.switches(world, side) for side in SIDES] == before


def test_what_makes_a_name_unique_is_settled_when_books_are_opened() -> None:
    world = Town().world
    perform(world, "xero.turn_switches", name_uniqueness_ignores_accents=True, daily_limit=1000)
    firm(world, START)

    perform(world, "xero.turn_switches", name_uniqueness_ignores_accents=True, daily_limit=2000)
    with pytest.raises(BadAct, match="before the first organisation"):
        perform(world, "xero.turn_switches", name_uniqueness_ignores_case=False)

    assert world.xero.switches.daily_limit == 2000
