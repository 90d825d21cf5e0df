"""Who is let in, how often, and to what."""

import json

import pytest

from adapters.sandbox.http import Request
from adapters.sandbox.hubflo import add_contact, add_organization, answer, rotate_api_key
from tests.unit.sandbox_hubflo.portal import START, Portal, error


def test_a_good_key_is_answered_with_a_pong() -> None:
    response = Portal().call("POST", "pings")

    assert (response.status, json.loads(response.body)) == (201, {"pong": "ok"})


@pytest.mark.parametrize("authorization", ["", "Basic abc", "Bearer", "Bearer  "])
def test_a_missing_key_and_a_wrong_one_are_told_apart(authorization: str) -> None:
    portal = Portal()

    missing = portal.call("POST", "pings", headers={"authorization": authorization} if authorization else {})
    wrong = portal.call("POST", "pings", headers={"authorization": "Bearer nobody"})

    assert error(missing) == (401, "Unauthorized", "API token not found")
    assert error(wrong) == (401, "Unauthorized", "Invalid API token")


def test_the_key_is_checked_before_the_address() -> None:
    assert Portal().call("GET", "nothing-here", headers={}).status == 401


def test_success_carries_organization_and_rate_and_a_failure_does_not() -> None:
    portal = Portal()

    good = portal.call("GET", "contacts").headers
    bad = portal.call("GET", "contacts/nobody").headers

    assert good["X-Organization-ID"] == portal.organization.id
    assert (good["X-Rate-Limit"], good["X-Remaining-Requests"]) == ("1000", "999")
    assert good["Content-Type"] == bad["Content-Type"] == "application/json; charset=utf-8"
    assert not [name for name in bad if name.startswith("X-")]


def test_organizations_do_not_see_each_other() -> None:
    portal = Portal()
    other = add_organization(portal.state, name="Other", now=START)
    theirs = add_contact(portal.state, other.id, START, first_name="Eve", last_name="Else")

    assert portal.get("contacts") == []
    assert error(portal.call("GET", f"contacts/{theirs}")) == (404, "Not Found", "Resource not found")
    assert portal.get("organizations")["name"] == "Hartley & Moss"


def test_a_new_key_ends_the_old_one_at_once() -> None:
    portal = Portal()
    old = portal.organization.api_key

    rotate_api_key(portal.state, portal.organization.id, START)

    assert portal.call("POST", "pings", headers={"authorization": f"Bearer {old}"}).status == 401
    assert portal.call("POST", "pings").status == 201
    assert old not in repr(portal.state.changes)


def test_over_the_limit_everything_is_refused_for_one_minute() -> None:
    portal = Portal(rate_limit_per_minute=3)
    allowed = [portal.call("POST", "pings").status for _ in range(3)]
    portal.later(30)

    refused = portal.call("POST", "pings")
    portal.later(59)
    still = portal.call("POST", "pings").status
    portal.later(1)

    assert allowed == [201, 201, 201]
    assert error(refused) == (
        429,
        "Too Many Requests",
        "Rate limit reached. Please wait for a couple of minutes.",
    )
    assert "Retry-After" not in refused.headers
    assert still == 429
    assert portal.call("POST", "pings").headers["X-Remaining-Requests"] == "2"


def test_a_refused_creation_creates_nothing() -> None:
    portal = Portal(rate_limit_per_minute=1)
    portal.call("POST", "pings")

    assert portal.call("POST", "contacts", body={"first_name": "A", "last_name": "B"}).status == 429
    assert len(portal.organization.contacts) == 0


def test_each_organization_has_its_own_minute() -> None:
    portal = Portal(rate_limit_per_minute=1)
    other = add_organization(portal.state, name="Other", now=START)
    portal.call("POST", "pings")

    response = portal.call("POST", "pings", headers={"authorization": f"Bearer {other.api_key}"})

    assert response.status == 201


@pytest.mark.parametrize(("window", "statuses"), [("fixed", [201, 201]), ("sliding", [201, 429])])
def test_the_minute_is_fixed_or_slides(window: str, statuses: list[int]) -> None:
    portal = Portal(rate_limit_per_minute=2, rate_window=window)
    portal.call("POST", "pings")
    portal.later(50)
    portal.call("POST", "pings")
    portal.later(11)

    assert [portal.call("POST", "pings").status for _ in range(2)] == statuses


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "webhooks"),
        ("GET", "invoicing-profiles"),
        ("GET", "organization"),
        ("GET", "pings"),
        ("PUT", "contacts"),
        ("DELETE", "contacts/{id}"),
        ("DELETE", "companies/{id}"),
        ("PUT", "contacts/{id}"),
        ("GET", "contacts/{id}/notes"),
    ],
)
def test_what_hubflo_does_not_offer_is_not_found(method: str, path: str) -> None:
    portal = Portal()
    contact = portal.person()

    response = portal.call(method, path.replace("{id}", contact["id"]))

    assert error(response) == (404, "Not Found", "Resource not found")
    assert len(portal.get("contacts")) == 1


def test_nothing_lives_outside_version_two() -> None:
    portal = Portal()
    request = Request(
        method="GET",
        path="/api/v1/contacts",
        headers={"authorization": f"Bearer {portal.organization.api_key}"},
    )

    assert answer(portal.state, request, START).status == 404


def test_a_moment_without_a_zone_is_a_mistake_of_the_caller() -> None:
    portal = Portal()

    with pytest.raises(ValueError, match="time zone"):
        answer(portal.state, Request(method="GET", path="/"), START.replace(tzinfo=None))


def test_every_request_is_written_down_without_the_key() -> None:
    portal = Portal()
    portal.call("GET", "contacts", query="page=2&email=a@example.com")
    portal.call("GET", "contacts", headers={})

    first, second = portal.state.requests

    assert (first.method, first.path, first.status) == ("GET", "/api/v2/contacts", 200)
    assert first.query == (("page", "2"), ("email", "a@example.com"))
    assert (first.at, first.organization) == (START, portal.organization.id)
    assert (second.status, second.organization) == (401, None)
    assert portal.organization.api_key not in repr(portal.state.requests)
