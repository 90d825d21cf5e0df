"""Limits: short waits here, long ones told, a 429 for its minute, an import with its share."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from adapters.hubflo.metering import Meter
from adapters.hubflo.settings import HubfloSettings
from adapters.hubflo.transport import Answer
from domain.budget import Limits, Purpose, Wait
from domain.contact import PersonDraft
from domain.errors import Throttled
from domain.ids import PersonId
from tests.support.budgets import MemoryBudgets
from tests.support.clock import NOON, ManualClock
from tests.unit.hubflo_adapter.scene import (
    CONNECTION,
    KEY,
    ORGANIZATION,
    OURS,
    PERSON,
    Scene,
    failure,
    page,
    reply,
    scene,
)

DRAFT = PersonDraft(first_name="Ada", last_name="Byron", email="ada@example.com")


def endless(**changed: Any) -> Scene:
    at = scene(**changed)
    at.handler = lambda request: (
        reply(ORGANIZATION) if request.url.path.endswith("organizations") else page([PERSON], 1, 1)
    )
    return at


def test_a_429_blocks_the_organization_for_61_seconds() -> None:
    at = scene(failure(429, "Rate limit reached. Please wait for a couple of minutes."))

    with pytest.raises(Throttled) as caught:
        at.portal.organization()

    assert caught.value.until == NOON + timedelta(seconds=61)
    assert caught.value.limit == "minute"
    assert at.portals.budget(CONNECTION).blocked_until == NOON + timedelta(seconds=61)


def test_while_blocked_nothing_is_asked_and_afterwards_everything() -> None:
    at = scene(failure(429), reply(ORGANIZATION))
    for _ in range(3):
        with pytest.raises(Throttled):
            at.portal.organization()
    at.clock.advance(61)

    at.portal.organization()

    assert len(at.arrived) == 2


def test_the_end_of_a_block_is_waited_for_when_it_is_near() -> None:
    at = scene(failure(429), reply(ORGANIZATION), short_wait_seconds=3)
    with pytest.raises(Throttled):
        at.portal.organization()
    at.clock.advance(59)

    at.portal.organization()

    assert at.clock.pauses == [2.0]


def test_a_429_on_a_write_is_throttled_too_for_nothing_was_done() -> None:
    at = scene().proven().then(failure(429))

    with pytest.raises(Throttled):
        at.portal.send_person(at.portal.create_person_envelope(DRAFT))

    assert len(at.arrived) == 1


def test_no_minute_ever_sees_more_calls_than_allowed() -> None:
    at = endless(per_minute=10)

    for _ in range(10):
        at.portal.organization()
    with pytest.raises(Throttled) as caught:
        at.portal.organization()

    assert len(at.arrived) == 10
    assert timedelta(0) < caught.value.until - at.clock.now() <= timedelta(seconds=61)


def test_an_import_leaves_a_fifth_of_the_minute_to_others() -> None:
    at = endless(per_minute=10)

    for _ in range(8):
        at.portal.people_page(1, purpose=Purpose.BACKGROUND)
    with pytest.raises(Throttled):
        at.portal.people_page(1, purpose=Purpose.BACKGROUND)
    for _ in range(2):
        at.portal.organization()

    assert len(at.arrived) == 10


def test_what_an_import_writes_counts_as_background() -> None:
    at = scene().proven().then(reply(PERSON, 201), reply(PERSON))

    at.portal.send_person(at.portal.create_person_envelope(DRAFT))
    at.portal.person(PersonId(PERSON["id"]))

    assert at.budgets.purposes == [Purpose.BACKGROUND, Purpose.WORK]


def test_retries_are_counted_like_any_call() -> None:
    at = scene(failure(500), failure(500), failure(500), per_minute=10)

    with pytest.raises(Exception, match="unavailable"):
        at.portal.organization()

    assert at.portals.budget(CONNECTION).used_today == 3


def test_before_its_organization_is_known_a_key_is_counted_by_its_hash() -> None:
    at = scene(reply({"pong": "ok"}, 201), reply(ORGANIZATION))

    at.new_key.organization()

    before, after = sorted(at.budgets.rows)
    assert after.startswith("hubflo:key-")
    assert before == f"hubflo:{OURS}"
    assert KEY not in after
    assert at.budgets.rows[before].used_today == at.budgets.rows[after].used_today == 1


def test_waits_add_up_to_no_more_than_a_short_one() -> None:
    at = endless(per_minute=1, short_wait_seconds=3)
    at.portal.organization()
    at.clock.advance(58.5)

    at.portal.organization()

    assert sum(at.clock.pauses) <= 3


def test_many_short_waits_are_one_long_one() -> None:
    class AlwaysSoon(MemoryBudgets):
        """The turn is always two seconds away."""

        def take(
            self, key: str, limits: Limits, now: datetime, *, purpose: Purpose, call: str = ""
        ) -> Wait | None:
            return Wait(until=now + timedelta(seconds=2), limit="minute")

    clock = ManualClock()
    meter = Meter(budgets=AlwaysSoon(), clock=clock, settings=HubfloSettings(short_wait_seconds=5))

    with pytest.raises(Throttled):
        meter.take("hubflo:x", Purpose.WORK)

    assert clock.pauses == [2, 2]


def test_a_key_that_is_known_is_counted_with_its_organization_at_once() -> None:
    at = scene(*(reply(ORGANIZATION) for _ in range(4)))
    at.new_key.organization()

    at.new_key.organization()

    assert at.portals.budget(CONNECTION).used_today == 3


@pytest.mark.parametrize("told", ["", "many", "-1", "1.5", "9" * 5000])
def test_a_header_that_is_no_number_tells_nothing(told: str) -> None:
    assert Answer(status=200, headers={"x-total-pages": told}, body=b"").number("X-Total-Pages") is None
