"""A connection moves along its arrows only; the ended one is final; only the live one writes."""

from datetime import timedelta

import pytest

from domain.connection import Connection, ConnectionState
from domain.errors import Invalid
from domain.ids import AppId, ConnectionId, GrantId, PortalOrganizationId, TenantId, WorkspaceId
from tests.support.clock import NOON

PREVIEW, LIVE, PAUSED, REBUILDING, ENDED = ConnectionState
ARROWS = {
    (PREVIEW, LIVE),
    (PREVIEW, PAUSED),
    (PREVIEW, ENDED),
    (LIVE, PAUSED),
    (LIVE, REBUILDING),
    (LIVE, ENDED),
    (PAUSED, PREVIEW),
    (PAUSED, LIVE),
    (PAUSED, REBUILDING),
    (PREVIEW, REBUILDING),
    (REBUILDING, PREVIEW),
    (PAUSED, ENDED),
    (REBUILDING, LIVE),
    (REBUILDING, PAUSED),
    (REBUILDING, ENDED),
}
LATER = NOON + timedelta(days=1)


def connection(state: ConnectionState = PREVIEW) -> Connection:
    return Connection(
        id=ConnectionId("1"),
        workspace_id=WorkspaceId("w"),
        name="acme",
        state=state,
        portal_id=PortalOrganizationId("h"),
        portal_name="Acme",
        tenant_id=TenantId("t"),
        ledger_name="Acme Ltd",
        ledger_country="GB",
        base_currency="GBP",
        time_zone="Europe/London",
        is_demo=False,
        app_id=AppId("a"),
        grant_id=GrantId("g"),
        link_id="l",
        created_at=NOON,
    )


@pytest.mark.parametrize("here", ConnectionState)
@pytest.mark.parametrize("there", ConnectionState)
def test_it_moves_along_its_arrows_and_no_other_way(here: ConnectionState, there: ConnectionState) -> None:
    before = connection(here)

    if (here, there) in ARROWS:
        assert before.moved_to(there, NOON).state is there
    elif here is there:
        assert before.moved_to(there, LATER) is before
    else:
        with pytest.raises(Invalid) as refused:
            before.moved_to(there, NOON)
        assert refused.value.reason == "state-not-allowed"
        assert refused.value.facts == {"connection": "acme", "current": here, "wanted": there}


@pytest.mark.parametrize("state", ConnectionState)
def test_only_a_live_one_may_write(state: ConnectionState) -> None:
    assert connection(state).may_write == (state is LIVE)


def test_it_is_live_since_it_was_live_first() -> None:
    live = connection().moved_to(LIVE, NOON)
    again = live.moved_to(PAUSED, LATER).moved_to(LIVE, LATER)

    assert (live.live_since, again.live_since) == (NOON, NOON)


def test_what_was_never_live_is_live_since_nowhen() -> None:
    assert connection().moved_to(PAUSED, NOON).live_since is None


def test_its_end_has_a_time_and_keeps_the_rest() -> None:
    ended = connection().moved_to(LIVE, NOON).moved_to(ENDED, LATER)

    assert (ended.ended_at, ended.live_since) == (LATER, NOON)
    assert connection().moved_to(LIVE, NOON).ended_at is None


@pytest.mark.parametrize("state", [LIVE, PAUSED, ENDED])
def test_moving_changes_neither_of_the_two_ids(state: ConnectionState) -> None:
    moved = connection().moved_to(state, NOON)

    assert (moved.portal_id, moved.tenant_id) == ("h", "t")
