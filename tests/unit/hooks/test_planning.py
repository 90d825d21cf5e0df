"""Which hooks are wanted: from the address under which we are reached, and from what is there."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.nudge import Hook, HookState
from domain.services.hooking import EVENTS, HookPlan, to_check, wanted_hooks
from tests.unit.hooks.desk import BASE

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def hook(event: str, state: HookState = HookState.LIVE, base: str = BASE, **more: object) -> Hook:
    """One of ours, made yesterday."""
    made = {"made_at": NOW - timedelta(days=1), "remote_id": f"id-of-{event}", **more}
    path = f"path-of-{event}"
    return Hook(path=path, event=event, address=f"{base}/{path}", state=state, **made)  # type: ignore[arg-type]  # free test input


def test_without_an_address_nothing_is_wanted_and_nothing_is_taken_away() -> None:
    assert wanted_hooks([], "", NOW) == HookPlan()
    assert wanted_hooks([hook("issued"), hook("paid", HookState.LOST)], "", NOW) == HookPlan()


def test_every_event_gets_a_hook_of_its_own() -> None:
    assert wanted_hooks([], BASE, NOW) == HookPlan(missing=EVENTS)
    assert wanted_hooks(map(hook, EVENTS), BASE, NOW) == HookPlan()


def test_with_another_address_new_ones_are_wanted_and_the_old_ones_go() -> None:
    old = tuple(hook(event, base="https://before.example/webhooks/hubflo") for event in EVENTS)

    assert wanted_hooks(old, BASE, NOW) == HookPlan(missing=EVENTS, stale=old)


def test_a_lost_one_is_replaced_and_a_leftover_goes() -> None:
    lost = hook("issued", HookState.LOST)
    leftover = hook("paid", HookState.ASKED)
    asked = hook("overdue", HookState.ASKED, made_at=NOW - timedelta(minutes=59))

    assert wanted_hooks([lost, leftover, asked], BASE, NOW) == HookPlan(
        missing=("issued", "paid"), stale=(leftover,)
    )


def test_one_for_an_event_that_we_do_not_know_goes() -> None:
    strange = hook("something")

    assert wanted_hooks([strange, *map(hook, EVENTS)], BASE, NOW).stale == (strange,)


@pytest.mark.parametrize(
    ("state", "checked_before", "gap_before", "is_due"),
    [
        (HookState.LIVE, timedelta(hours=25), timedelta(days=9), True),
        (HookState.LIVE, timedelta(hours=23), timedelta(days=9), False),
        (HookState.LIVE, timedelta(hours=2), timedelta(hours=1), True),
        (HookState.LIVE, timedelta(hours=1), timedelta(hours=2), False),
        (HookState.LOST, timedelta(hours=25), timedelta(days=9), False),
    ],
)
def test_deliveries_are_compared_daily_and_after_a_gap(
    state: HookState, checked_before: timedelta, gap_before: timedelta, is_due: bool
) -> None:
    one = hook("issued", state, checked_at=NOW - checked_before)

    assert to_check([one], NOW - gap_before, NOW) == ((one,) if is_due else ())


def test_a_hook_that_was_never_compared_counts_from_when_it_was_made() -> None:
    young, old = hook("issued", made_at=NOW - timedelta(hours=1)), hook("paid")

    assert to_check([young, old], NOW - timedelta(hours=2), NOW) == (old,)
