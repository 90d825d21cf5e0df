"""Killed at any point, and at any point again: the same end state, and nobody twice on either side.

Played in one process, so that every point can be visited; `test_processes` does it with real ones.
"""

import pytest

from tests.crash.campaign import ONLY_COUNTS, Campaign

PARTS = 8
PAIRS_PER_PART = 1


def test_the_undisturbed_run_passes_every_kind_of_point(campaign: Campaign) -> None:
    """Else the campaign would prove less than it says."""
    passed = campaign.points

    assert len(passed) > 200
    for what in ("POST /api/v2/companies", "POST /api/v2/contacts", "PATCH /api/v2/contacts/{id}"):
        for point in ("before sending", "carried out", "answered"):
            assert any(name.startswith(point) and name.endswith(what) for name in passed)
    for unit in ("read_ledger", "read_portal", "decide", "dispatching.send", "make_company", "create_person"):
        assert any(name.startswith("before commit") and name.endswith(unit) for name in passed)
    assert any(name.endswith("change_person") for name in passed)


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_at_any_point(campaign: Campaign, part: int) -> None:
    """Points that only count a call are many and alike: every eighth of them is enough here."""
    counting = [dead for dead in campaign.dead if ONLY_COUNTS in dead.point]
    others = [dead for dead in campaign.dead if ONLY_COUNTS not in dead.point]
    for dead in [*others, *counting[::8]][part::PARTS]:
        outcome = campaign.killed_at(dead)

        assert (outcome.what, outcome.wrong, outcome.twins) == (outcome.what, (), ())


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_at_any_point_and_again(campaign: Campaign, part: int) -> None:
    for outcome in campaign.pairs(seed=part, count=PAIRS_PER_PART):
        assert (outcome.what, outcome.wrong, outcome.twins) == (outcome.what, (), ())
