"""Filters as far as they are documented, in every position of what is not."""

from typing import Any

import pytest

from adapters.sandbox.hubflo import add_contact, edit_contact
from tests.unit.sandbox_hubflo.portal import START, Portal

EMAILS = ["Ann@Example.com", "ann@example.com", "joann@example.com"]


def found(portal: Portal, path: str, query: str, key: str) -> set[Any]:
    return {row[key] for row in portal.get(path, query)}


@pytest.mark.parametrize(
    ("switch", "expected"),
    [("exact", {EMAILS[1]}), ("case-insensitive", set(EMAILS[:2])), ("substring", set(EMAILS))],
)
def test_an_email_is_found_as_the_switch_says(switch: str, expected: set[str]) -> None:
    portal = Portal(email_filter=switch)
    for email in EMAILS:
        portal.person(email=email)

    assert found(portal, "contacts", "email=ann@example.com", "email") == expected


@pytest.mark.parametrize(
    ("switch", "expected"),
    [
        ("exact", {"Moss Ltd"}),
        ("case-insensitive", {"Moss Ltd", "MOSS LTD"}),
        ("substring", {"Moss Ltd", "MOSS LTD", "Old Moss Ltd"}),
    ],
)
def test_a_company_is_found_by_name_as_the_switch_says(switch: str, expected: set[str]) -> None:
    portal = Portal(name_filter=switch)
    for name in ("Moss Ltd", "MOSS LTD", "Old Moss Ltd", "Other"):
        portal.create("companies", name=name)

    assert found(portal, "companies", "name=Moss Ltd", "name") == expected


def test_an_email_is_found_under_its_new_text_only() -> None:
    portal = Portal()
    contact = portal.person(email="old@example.com")
    edit_contact(portal.state, portal.organization.id, contact["id"], START, email="new@example.com")

    assert portal.get("contacts", "email=old@example.com") == []
    assert found(portal, "contacts", "email=new@example.com", "id") == {contact["id"]}


def test_an_email_that_was_changed_and_changed_back_is_found_once() -> None:
    portal = Portal()
    contact = portal.person(email="a@example.com")
    for email in ("b@example.com", "a@example.com"):
        edit_contact(portal.state, portal.organization.id, contact["id"], START, email=email)

    assert portal.get("contacts", "email=a@example.com") == [contact]


@pytest.mark.parametrize(("switch", "expected"), [("ignored", 2), ("applied", 1)])
def test_a_blank_filter_selects_everything_or_what_is_blank(switch: str, expected: int) -> None:
    portal = Portal(blank_filter=switch)
    portal.person(email="a@example.com")
    portal.person()

    assert len(portal.get("contacts", "email=")) == expected


def test_the_documented_filters_of_contacts_agree_with_each_other() -> None:
    portal = Portal()
    company = portal.create("companies", name="Moss")
    first = portal.person(phone="01", url_linkedin="https://linkedin.example/in/a", company_id=company["id"])
    second = portal.person(phone="02", company_id=company["id"])

    for query in ("phone=01", "linkedin=https://linkedin.example/in/a", f"contact_id={first['id']}"):
        assert found(portal, "contacts", query, "id") == {first["id"]}
    assert found(portal, "contacts", f"company_id={company['id']}", "id") == {first["id"], second["id"]}
    assert found(portal, "contacts", f"company_id={company['id']}&phone=02", "id") == {second["id"]}
    assert len(portal.get("contacts", f"owner_id={first['owner_id']}")) == 2
    assert portal.get("contacts", "owner_id=nobody") == []
    assert portal.get("contacts", "project_id=any") == []


def test_companies_are_found_by_their_contact() -> None:
    portal = Portal()
    company = portal.create("companies", name="Moss")
    portal.create("companies", name="Other")
    contact = portal.person(company_id=company["id"])
    alone = portal.person()

    assert portal.get("companies", f"contact_id={contact['id']}") == [company]
    assert portal.get("companies", f"contact_id={alone['id']}") == []


def test_there_is_no_filter_by_date_or_change_and_no_sort() -> None:
    portal = Portal()
    portal.person("A", "One")
    portal.person("B", "Two")

    query = "created_after=2030-01-01&updated_since=2030-01-01&sort=last_name&order=asc"

    assert found(portal, "contacts", query, "last_name") == {"One", "Two"}
    assert portal.get("contacts", query)[0]["last_name"] == "Two"


def test_an_email_is_found_among_many_at_once_and_in_order() -> None:
    portal = Portal()
    for number in range(30):
        add_contact(
            portal.state,
            portal.organization.id,
            START,
            first_name=str(number),
            last_name="Same",
            email="shared@example.com" if number % 10 == 0 else f"{number}@example.com",
        )

    rows = portal.get("contacts", "email=shared@example.com")

    assert [row["first_name"] for row in rows] == ["20", "10", "0"]
