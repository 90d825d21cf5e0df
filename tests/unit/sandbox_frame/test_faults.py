"""Which request meets which fault."""

import random
from typing import Any

import pytest

from adapters.sandbox.faults import Fault, FaultKind, FaultPlan, Side, kinds_of, point_of
from adapters.sandbox.http import Request
from tests.unit.sandbox_frame.town import START, places

PING = Request(method="POST", path="/api/v2/pings")
LIST = Request(method="GET", path="/api/v2/contacts")


def struck(plan: FaultPlan, count: int, request: Request = PING, side: Side = "hubflo") -> list[int]:
    return [number for number in range(1, count + 1) if plan.draw(side, request, START)]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({}, [1]),
        ({"nth": 3}, [3]),
        ({"nth": 2, "count": 3}, [2, 3, 4]),
        ({"nth": 3, "every": 3, "count": None}, [3, 6, 9]),
        ({"every": 4, "count": 2}, [1, 5]),
        ({"nth": 9, "count": None}, [9, 10]),
    ],
)
def test_a_fault_strikes_the_requests_it_names(when: dict[str, Any], expected: list[int]) -> None:
    plan = FaultPlan(Fault(kind=FaultKind.ERROR, side="hubflo", **when))

    assert struck(plan, 10) == expected


@pytest.mark.parametrize(
    "narrow", [{"method": "GET"}, {"path": "/contacts$"}, {"side": "xero"}], ids=["method", "path", "side"]
)
def test_only_matching_requests_count(narrow: dict[str, Any]) -> None:
    plan = FaultPlan(Fault(**{"kind": FaultKind.ERROR, "side": "hubflo", "nth": 2, **narrow}))
    side: Side = narrow.get("side", "hubflo")

    assert struck(plan, 5) == []
    assert struck(plan, 3, LIST, side) == [2]


def test_every_fault_counts_a_request_that_another_one_strikes() -> None:
    plan = FaultPlan(
        Fault(kind=FaultKind.ERROR, side="hubflo"), Fault(kind=FaultKind.CUT, side="hubflo", nth=2)
    )

    struck(plan, 3)

    assert places(plan.strikes) == [("500", "POST /api/v2/pings"), ("cut", "POST /api/v2/pings")]


def test_a_fault_added_later_counts_from_then_on_and_a_cleared_plan_is_quiet() -> None:
    plan = FaultPlan()
    struck(plan, 3)
    plan.add(Fault(kind=FaultKind.ERROR, side="hubflo", count=None))

    assert struck(plan, 2) == [1, 2]

    plan.clear()

    assert struck(plan, 2) == []
    assert len(plan.strikes) == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": FaultKind.LIMIT}, "xero shows no limit"),
        ({"kind": FaultKind.LATE}, "needs seconds"),
        ({"kind": FaultKind.SLOW, "seconds": -1}, "needs seconds"),
        ({"kind": FaultKind.CUT, "carried_out": True}, "carried out or not"),
        ({"kind": FaultKind.LOST_AFTER, "remembered": True}, "is not remembered"),
        ({"kind": FaultKind.REFUSED, "look": "timeout"}, "has no look"),
        ({"kind": FaultKind.CUT, "nth": 0}, "start at 1"),
        ({"kind": FaultKind.CUT, "every": 0}, "start at 1"),
        ({"kind": FaultKind.CUT, "count": 0}, "count starts"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Fault(side="xero", **wrong)


def test_each_side_shows_its_own_kinds() -> None:
    xero, hubflo = set(kinds_of("xero")), set(kinds_of("hubflo"))

    assert hubflo - xero == {FaultKind.LIMIT}
    assert xero - hubflo == {
        FaultKind.LIMIT_MINUTE,
        FaultKind.LIMIT_DAY,
        FaultKind.LIMIT_CONCURRENT,
        FaultKind.EXPIRED_TOKEN,
    }


def test_a_point_has_no_ids() -> None:
    request = Request(method="PATCH", path="/api/v2/contacts/0448A66B-1f87-4bb2-ba1c-8bd2e1e83dca/x")

    assert point_of(request) == "PATCH /api/v2/contacts/{id}/x"


def drawn(seed: int, order: list[Request], **rest: Any) -> dict[str, list[str | None]]:
    """What each point meets, request by request."""
    plan = FaultPlan.by_seed(seed, **{"rate": 0.5, **rest})
    met: dict[str, list[str | None]] = {}
    for request in order:
        fault = plan.draw("hubflo", request, START)
        met.setdefault(point_of(request), []).append(None if fault is None else repr(fault))
    return met


def test_a_seed_gives_the_same_faults_whatever_the_order_of_points() -> None:
    order = [PING, LIST] * 20
    other = order.copy()
    random.Random(1).shuffle(other)

    assert drawn(5, order) == drawn(5, other)
    assert drawn(5, order) != drawn(6, order)
    first, second = drawn(5, order).values()
    assert first != second


def test_a_seed_strikes_about_as_often_as_it_should_with_every_kind() -> None:
    plan = FaultPlan.by_seed(3, rate=0.25)

    hit = struck(plan, 2000)

    assert 400 < len(hit) < 600
    assert {strike.fault.kind for strike in plan.strikes} == set(kinds_of("hubflo"))
    lost = [s.fault for s in plan.strikes if s.fault.kind is FaultKind.LOST_AFTER]
    assert {fault.look for fault in lost} == {"broken", "timeout"}


def test_a_seed_can_be_kept_to_kinds_sides_paths_and_a_number() -> None:
    plan = FaultPlan.by_seed(3, rate=1, kinds=[FaultKind.CUT], sides=["hubflo"], path="/contacts", most=4)

    assert struck(plan, 5, PING) == struck(plan, 5, LIST, "xero") == []
    assert struck(plan, 9, LIST) == [1, 2, 3, 4]
    assert plan.coverage() == {("cut", "hubflo GET /api/v2/contacts"): 4}
