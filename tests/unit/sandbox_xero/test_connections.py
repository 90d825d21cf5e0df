"""`/connections`: which organisations are open, and the trap of connecting again."""

import re
from typing import Any

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero.firm import START, Firm, firm, read


def listed(made: Firm, path: str = "/connections", **query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read(made.send("GET", path, **query))
    return rows


def event_id(made: Firm) -> str:
    return made.state.identity.connections[-1].event_id


@pytest.mark.parametrize("path", ["/connections", "/Connections"])
def test_both_spellings_are_answered(path: str) -> None:
    assert listed(firm(), path)[0]["tenantName"] == "Acme Ltd"


def test_an_entry_has_exactly_these_keys() -> None:
    names = {"id", "authEventId", "tenantId", "tenantType", "tenantName", "createdDateUtc", "updatedDateUtc"}
    assert listed(firm())[0].keys() == names


def test_times_have_seven_fractional_digits_and_no_zone() -> None:
    assert re.fullmatch(r"2026-11-20T09:00:00\.\d{7}", listed(firm())[0]["createdDateUtc"])


def test_the_event_of_a_first_consent_finds_its_organisation() -> None:
    made = firm()
    assert [row["tenantId"] for row in listed(made, authEventId=event_id(made))] == [made.tenant_id]


def test_connecting_again_keeps_the_first_event_so_the_filter_finds_nothing() -> None:
    made = firm()
    first = event_id(made)
    made.later(days=1)
    made.connect()
    again = next(iter(made.state.identity.codes.values())).event_id
    assert again == first
    latest = list(made.state.identity.codes.values())[-1].event_id
    assert listed(made, authEventId=latest) == []
    assert listed(made)[0]["authEventId"] == first


def test_connecting_again_may_bring_a_new_event_by_switch() -> None:
    made = firm(reconnect_keeps_auth_event=False)
    made.connect()
    latest = list(made.state.identity.codes.values())[-1].event_id
    assert len(listed(made, authEventId=latest)) == 1


def test_a_second_organisation_of_the_user_is_listed_with_the_old_token() -> None:
    made = firm()
    other = xero.add_organisation(made.state, name="Other", country="FR", now=START)
    xero.consent(made.state, made.query(), made.now, tenant_id=other)
    assert {row["tenantId"] for row in listed(made)} == {made.tenant_id, other}


def test_the_answer_carries_the_app_limit_alone() -> None:
    headers = firm().send("GET", "/connections").headers
    assert "X-AppMinLimit-Remaining" in headers
    assert "X-DayLimit-Remaining" not in headers


def test_deleting_answers_204_and_closes_the_organisation() -> None:
    made = firm()
    answer = made.send("DELETE", f"/connections/{listed(made)[0]['id']}")
    assert (answer.status, answer.body) == (204, b"")
    assert listed(made) == []
    assert made.get("Organisation").status == 403


def test_deleting_what_is_not_there_answers_404() -> None:
    assert firm().send("DELETE", "/connections/00000000-0000-0000-0000-000000000001").status == 404


def test_a_user_sees_only_what_that_user_opened() -> None:
    made = firm()
    other = xero.add_organisation(made.state, name="Other", now=START)
    xero.consent(made.state, made.query(), made.now, tenant_id=other, user="second@example.com")
    assert [row["tenantId"] for row in listed(made)] == [made.tenant_id]


def test_client_credentials_with_app_connections_see_those_of_all_users() -> None:
    made = firm()
    other = xero.add_organisation(made.state, name="Other", now=START)
    xero.consent(made.state, made.query(), made.now, tenant_id=other, user="second@example.com")
    made.tokens = read(made.token(grant_type="client_credentials", scope="app.connections"))
    assert {row["tenantId"] for row in listed(made)} == {made.tenant_id, other}


def test_an_expired_token_is_refused() -> None:
    made = firm()
    made.later(seconds=1800)
    assert made.send("GET", "/connections").status == 401


def test_an_app_does_not_see_what_is_open_to_another() -> None:
    made = firm()
    made.app = xero.register_app(made.state, redirect_uris=made.app.redirect_uris)
    other = xero.add_organisation(made.state, name="Other", now=START)
    xero.consent(made.state, made.query(), made.now, tenant_id=other)
    assert [row["tenantName"] for row in listed(made)] == ["Acme Ltd"]


def test_the_app_wide_limit_holds_here_too() -> None:
    made = firm(app_minute_limit=1)
    listed(made)
    answer = made.send("GET", "/connections")
    assert (answer.status, answer.headers["X-Rate-Limit-Problem"]) == (429, "appminute")
