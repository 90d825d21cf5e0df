"""Lists: what follows, what is last, and finding through all pages."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from domain.budget import Purpose
from domain.errors import Unavailable
from tests.support.clock import NOON
from tests.unit.hubflo_adapter.scene import COMPANY, PERSON, Scene, page, reply, scene

FULL = [{"id": f"p-{number}"} for number in range(100)]


def person(number: int, email: str | None) -> dict[str, Any]:
    return {**PERSON, "id": f"p-{number}", "email": email}


def is_last(response: httpx.Response, number: int = 2) -> bool:
    return scene(response).portal.people_page(number, purpose=Purpose.BACKGROUND).is_last


def listed(rows: list[Any], **headers: str) -> httpx.Response:
    return reply(rows, 200, **headers)


@pytest.mark.parametrize(
    ("headers", "rows", "last"),
    [
        ({"X_Page": "2", "X_Total_Pages": "3", "X_Next_Page": "3"}, FULL, False),
        ({"X_Page": "2", "X_Total_Pages": "2"}, FULL, True),
        ({"X_Page": "2", "X_Total_Pages": "2", "X_Next_Page": ""}, FULL, True),
        ({"X_Page": "2", "X_Total_Pages": "2", "X_Next_Page": "3"}, FULL, True),
        ({"X_Page": "2", "X_Total_Pages": "3", "X_Next_Page": "3"}, [], True),
        ({"X_Page": "1", "X_Total_Pages": "1"}, FULL, True),
        ({"X_Next_Page": "3"}, FULL[:5], False),
        ({"X_Next_Page": ""}, FULL[:99], True),
        ({}, FULL[:99], True),
        ({}, [], True),
    ],
    ids=[
        "more",
        "no next header",
        "empty next header",
        "total reached",
        "empty page",
        "past the end, clamped",
        "next alone",
        "empty next alone",
        "no headers, not full",
        "nothing at all",
    ],
)
def test_the_last_page(headers: dict[str, str], rows: list[Any], last: bool) -> None:
    assert is_last(listed(rows, **headers)) is last


@pytest.mark.parametrize(
    ("headers", "rows"),
    [
        ({}, FULL),
        ({"X_Next_Page": ""}, FULL),
        ({"X_Per_Page": "20"}, FULL[:20]),
        ({"X_Page": "2", "X_Total_Pages": "3"}, FULL[:60]),
        ({"X_Page": "2", "X_Total_Pages": "3", "X_Next_Page": ""}, FULL),
    ],
    ids=["headers lost, full", "empty, full", "smaller pages, full", "next lost", "next lost, empty"],
)
def test_a_list_is_not_ended_by_headers_that_were_lost(headers: dict[str, str], rows: list[Any]) -> None:
    assert is_last(listed(rows, **headers)) is False


def test_a_page_that_was_not_asked_for_is_not_taken_for_one_that_was() -> None:
    at = scene(*(page(FULL, 1, 5) for _ in range(3)))

    with pytest.raises(Unavailable):
        at.portal.people_page(3, purpose=Purpose.BACKGROUND)


def test_a_page_carries_total_and_hubflo_s_clock() -> None:
    at = scene(page([PERSON], 1, 1, 1, Date="Mon, 02 Mar 2026 11:58:30 GMT"))

    found = at.portal.people_page(1, purpose=Purpose.BACKGROUND)

    assert found.total == 1
    assert found.as_of == datetime(2026, 3, 2, 11, 58, 30, tzinfo=UTC)


@pytest.mark.parametrize("date", ["", "yesterday", "2026-03-02"])
def test_without_a_date_it_is_our_clock_from_before_the_request(date: str) -> None:
    at = scene(page([PERSON], 1, 1, Date=date))

    assert at.portal.companies_page(1, purpose=Purpose.BACKGROUND).as_of == NOON


def test_pages_of_a_hundred_are_asked_for() -> None:
    at = scene(page([PERSON], 7, 9), page([COMPANY], 8, 9))

    at.portal.people_page(7, purpose=Purpose.BACKGROUND)
    at.portal.companies_page(8, purpose=Purpose.WORK)

    assert [dict(each.url.params) for each in at.arrived] == [
        {"page": "7", "per_page": "100"},
        {"page": "8", "per_page": "100"},
    ]
    assert at.budgets.purposes == [Purpose.BACKGROUND, Purpose.WORK]


def test_an_email_is_looked_for_through_all_pages_and_compared_again() -> None:
    at = scene(
        page([person(4, "ada@example.com.au"), person(3, "ada@example.com")], 1, 3),
        page([person(3, "ada@example.com"), person(2, " ADA@Example.com ")], 2, 3),
        page([person(1, None)], 3, 3),
    )

    found = at.portal.people_by_email("ada@example.com")

    assert [each.id for each in found] == ["p-3", "p-2"]
    assert [each.url.params["page"] for each in at.arrived] == ["1", "2", "3"]
    assert {each.url.params["email"] for each in at.arrived} == {"ada@example.com"}


def test_an_email_with_capitals_is_asked_for_in_both_spellings() -> None:
    at = scene(page([], 1, 0), page([person(1, "ada@example.com")], 1, 1))

    found = at.portal.people_by_email(" Ada@Example.com ")

    assert [each.url.params["email"] for each in at.arrived] == ["Ada@Example.com", "ada@example.com"]
    assert [each.id for each in found] == ["p-1"]


def test_signs_in_an_email_survive_the_query() -> None:
    at = scene(page([], 1, 0))

    at.portal.people_by_email("a+b&c=d#e@example.com")

    assert at.arrived[0].url.params["email"] == "a+b&c=d#e@example.com"
    assert b"+" not in at.arrived[0].url.query


@pytest.mark.parametrize("nothing", ["", "   "])
def test_nothing_is_not_looked_for(nothing: str) -> None:
    at = scene()

    assert at.portal.people_by_email(nothing) == ()
    assert at.portal.companies_by_name(nothing) == ()
    assert at.arrived == []


def test_companies_come_as_the_filter_shows_them_each_once() -> None:
    rows = [{"id": "c-2", "name": "Engines Ltd"}, {"id": "c-1", "name": "Engines"}]
    at = scene(page(rows, 1, 2), page(rows[1:], 2, 2))

    found = at.portal.companies_by_name(" Engines ")

    assert [each.name for each in found] == ["Engines Ltd", "Engines"]
    assert at.arrived[0].url.params["name"] == "Engines"


def test_a_list_that_shifts_between_pages_shows_nobody_twice() -> None:
    at = Scene()
    at.handler = lambda request: page([person(9, "a@b.c")], int(request.url.params["page"]), 4)

    assert len(at.portal.people_by_email("a@b.c")) == 1
    assert len(at.arrived) == 4
