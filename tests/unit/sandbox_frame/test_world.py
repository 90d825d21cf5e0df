"""What each fault does to the records, and what the client sees of it."""

from datetime import timedelta

import httpx
import pytest

from adapters.sandbox.faults import Fault, FaultKind
from tests.unit.sandbox_frame.town import START, Town, document, outcomes


def hubflo(kind: FaultKind, **rest: object) -> Fault:
    return Fault(kind=kind, side="hubflo", method="POST", **rest)  # type: ignore[arg-type]  # free test input


@pytest.mark.parametrize(
    ("fault", "failure", "created"),
    [
        (hubflo(FaultKind.LOST_BEFORE), httpx.RemoteProtocolError, 0),
        (hubflo(FaultKind.LOST_BEFORE, look="timeout"), httpx.ReadTimeout, 0),
        (hubflo(FaultKind.REFUSED), httpx.ConnectError, 0),
        (hubflo(FaultKind.LOST_AFTER), httpx.ReadTimeout, 1),
        (hubflo(FaultKind.LOST_AFTER, look="broken"), httpx.RemoteProtocolError, 1),
        (hubflo(FaultKind.LATE, seconds=60), httpx.ReadTimeout, 0),
    ],
)
def test_a_lost_request_is_carried_out_or_not_and_never_answered(
    fault: Fault, failure: type[Exception], created: int
) -> None:
    town = Town(fault)

    with pytest.raises(failure):
        town.create()

    assert town.contacts == created
    assert town.create().status_code == 201


@pytest.mark.parametrize(
    ("kind", "status", "content_type"),
    [
        (FaultKind.ERROR, 500, "text/plain"),
        (FaultKind.UNAVAILABLE, 503, "text/plain"),
        (FaultKind.GATEWAY, 502, "text/html"),
    ],
)
@pytest.mark.parametrize("carried_out", [False, True])
def test_a_failure_is_no_json_and_may_hide_a_success(
    kind: FaultKind, status: int, content_type: str, carried_out: bool
) -> None:
    town = Town(hubflo(kind, carried_out=carried_out))

    response = town.create()

    assert (response.status_code, response.headers["content-type"].split(";")[0]) == (status, content_type)
    with pytest.raises(ValueError, match="Expecting"):
        document(response)
    assert town.contacts == int(carried_out)


def test_hubflo_refuses_for_the_rate_without_telling_how_long() -> None:
    town = Town(hubflo(FaultKind.LIMIT))

    response = town.create()

    assert (response.status_code, document(response)["title"]) == (429, "Too Many Requests")
    assert "retry-after" not in response.headers
    assert town.contacts == 0


def test_a_cut_answer_has_half_a_body_and_the_record_is_there() -> None:
    town = Town(hubflo(FaultKind.CUT))

    response = town.create()

    assert response.status_code == 201
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        document(response)
    assert town.contacts == 1


def test_a_late_request_lands_with_the_first_request_at_its_moment_or_after() -> None:
    town = Town(hubflo(FaultKind.LATE, seconds=60))
    with pytest.raises(httpx.ReadTimeout):
        town.create()
    town.later(59)
    before = document(town.portal.get("contacts"))
    town.later(31)

    after = document(town.portal.get("contacts"))

    assert before == []
    assert [row["created_at"] for row in after] == ["2026-11-02T09:31:00Z"]
    assert [(landing.at, landing.status) for landing in town.world.landings] == [
        (START + timedelta(seconds=60), 201)
    ]


def test_a_late_request_lands_with_a_tick_too_and_in_the_order_of_moments() -> None:
    town = Town(hubflo(FaultKind.LATE, seconds=60), hubflo(FaultKind.LATE, nth=2, seconds=5))
    for _ in range(2):
        with pytest.raises(httpx.ReadTimeout):
            town.create()

    assert town.world.tick() == 0
    assert [late.due for late in town.world.late] == [START + timedelta(seconds=s) for s in (5, 60)]
    town.later(5)
    assert (town.world.tick(), town.contacts) == (1, 1)
    town.later(600)
    assert (town.world.tick(), town.contacts) == (1, 2)
    assert town.world.tick() == 0


def test_a_late_request_may_be_refused_when_it_lands() -> None:
    town = Town(hubflo(FaultKind.LATE, seconds=60))
    with pytest.raises(httpx.ReadTimeout):
        town.portal.post("contacts", json={"first_name": "only"})
    town.later(60)
    town.world.tick()

    assert (town.world.landings[0].status, town.contacts) == (422, 0)


def test_a_slow_answer_takes_its_time_before_the_record_is_there() -> None:
    town = Town(hubflo(FaultKind.SLOW, seconds=3))

    response = town.create()

    assert town.slept == [3]
    assert document(response)["created_at"] == "2026-11-02T09:30:03Z"


def test_a_client_that_waits_less_than_a_slow_answer_takes_gives_up_and_it_lands_late() -> None:
    town = Town(hubflo(FaultKind.SLOW, seconds=30))

    with pytest.raises(httpx.ReadTimeout):
        town.portal.post("contacts", json={"first_name": "A", "last_name": "B"}, timeout=10)

    assert (town.slept, town.contacts) == ([10], 0)
    town.later(20)
    town.world.tick()
    assert town.contacts == 1


def test_faults_are_seen_in_their_order_and_covered_by_kind_and_point() -> None:
    town = Town(
        hubflo(FaultKind.REFUSED, nth=2), hubflo(FaultKind.ERROR, nth=3), hubflo(FaultKind.LOST_BEFORE, nth=4)
    )

    assert outcomes(town, 5) == ["201", "ConnectError", "500", "RemoteProtocolError", "201"]
    assert town.world.faults.coverage() == {
        ("refused", "hubflo POST /api/v2/pings"): 1,
        ("500", "hubflo POST /api/v2/pings"): 1,
        ("lost before", "hubflo POST /api/v2/pings"): 1,
    }


def test_what_never_arrived_is_not_in_the_service_s_own_log() -> None:
    town = Town(
        hubflo(FaultKind.REFUSED), hubflo(FaultKind.LIMIT, nth=2), hubflo(FaultKind.LOST_AFTER, nth=3)
    )

    outcomes(town, 4)

    assert len(town.world.hubflo.requests) == 2
