"""Lists are bare arrays, newest first, and tell in headers where they end."""

from typing import Any

import pytest

from adapters.sandbox.hubflo import add_contact, add_member
from tests.unit.sandbox_hubflo.portal import START, Portal, error


def crowd(portal: Portal, count: int) -> None:
    for number in range(count):
        add_contact(portal.state, portal.organization.id, START, first_name="N", last_name=str(number))


def names(rows: Any) -> list[str]:
    return [row["last_name"] for row in rows]


def test_twenty_to_a_page_and_the_newest_first() -> None:
    portal = Portal()
    crowd(portal, 45)

    assert names(portal.get("contacts")) == [str(number) for number in range(44, 24, -1)]
    assert names(portal.get("contacts", "page=3")) == ["4", "3", "2", "1", "0"]


def test_six_headers_tell_the_place() -> None:
    portal = Portal()
    crowd(portal, 45)

    headers = portal.call("GET", "contacts", query="page=2").headers

    assert {name: headers[name] for name in headers if "Page" in name or "Total" in name} == {
        "X-Page": "2",
        "X-Per-Page": "20",
        "X-Total-Pages": "3",
        "X-Total-Count": "45",
        "X-Next-Page": "3",
        "X-Prev-Page": "1",
    }


@pytest.mark.parametrize(("switch", "sent"), [("absent", None), ("empty", "")])
def test_the_last_page_names_no_next_one(switch: str, sent: str | None) -> None:
    portal = Portal(next_page_header=switch)
    crowd(portal, 3)

    headers = portal.call("GET", "contacts").headers

    assert (headers.get("X-Next-Page"), headers.get("X-Prev-Page")) == (sent, sent)


def test_past_the_end_is_an_empty_list() -> None:
    portal = Portal()
    crowd(portal, 3)

    assert portal.get("contacts", "page=2") == []
    headers = portal.call("GET", "contacts", query="page=9").headers
    assert headers["X-Total-Pages"] == "1"
    assert not {"X-Next-Page", "X-Prev-Page"} & headers.keys()


def test_an_empty_list_has_no_pages() -> None:
    headers = Portal().call("GET", "contacts").headers

    assert (headers["X-Total-Pages"], headers["X-Total-Count"]) == ("0", "0")


def test_more_than_a_hundred_is_clamped_or_refused() -> None:
    clamping, refusing = Portal(), Portal(oversized_page="refused")
    crowd(clamping, 120)

    assert len(clamping.get("contacts", "per_page=101")) == 100
    assert clamping.call("GET", "contacts", query="per_page=500").headers["X-Per-Page"] == "100"
    assert error(refusing.call("GET", "contacts", query="per_page=101"))[0] == 400
    assert refusing.call("GET", "contacts", query="per_page=100").status == 200


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=two", "per_page=0", "page="])
def test_a_page_that_is_no_number_counts_as_not_asked_for(query: str) -> None:
    portal = Portal()
    crowd(portal, 25)

    assert len(portal.get("contacts", query)) == 20


def test_a_record_created_between_two_pages_shows_one_row_twice() -> None:
    portal = Portal()
    crowd(portal, 4)
    first = names(portal.get("contacts", "per_page=2"))
    portal.person("N", "new")

    second = names(portal.get("contacts", "per_page=2&page=2"))

    assert (first, second) == (["3", "2"], ["2", "1"])


def test_members_are_a_list_like_the_others() -> None:
    portal = Portal()
    add_member(
        portal.state,
        portal.organization.id,
        START,
        email="b@example.com",
        full_name="B. Book",
        role="accountant",
    )

    newest, owner = portal.get("members")

    assert newest.keys() == {"id", "email", "full_name", "role", "added_at"}
    assert (newest["full_name"], newest["added_at"]) == ("B. Book", "2026-11-02T09:30:15Z")
    assert portal.get("members", "role=owner") == [owner]
    assert portal.get("members", "email=b@example.com") == [newest]


def test_the_organization_is_one_object_and_keeps_its_secrets() -> None:
    document = Portal().get("organizations")

    assert document["currency"] == "GBP"
    assert document["created_at"] == "2026-11-02T09:30:15Z"
    assert not {"api_key", "time_zone", "timezone", "updated_at"} & document.keys()
