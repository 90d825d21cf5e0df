"""Contacts over the API: every key, both names, no e-mail uniqueness, and nothing half written."""

import json
from typing import Any

import pytest

from adapters.sandbox.hubflo import add_company, add_member, edit_company, edit_contact
from tests.unit.sandbox_hubflo.portal import START, Portal, error

KEYS = [
    "id",
    "first_name",
    "last_name",
    "full_name",
    "email",
    "contact_type",
    "priority",
    "phone",
    "secondary_phone",
    "address",
    "postal_code",
    "city",
    "state",
    "country",
    "job_title",
    "url_linkedin",
    "hubspot_id",
    "created_at",
    "company_name",
    "company_id",
    "owner_id",
    "tags",
]


def test_a_new_contact_shows_every_key_with_nulls_and_defaults() -> None:
    contact = Portal().person()

    assert list(contact) == KEYS
    assert (contact["full_name"], contact["contact_type"], contact["priority"]) == (
        "Ada Moss",
        "prospect",
        "low",
    )
    assert contact["created_at"] == "2026-11-02T09:30:15Z"
    assert contact["email"] is contact["phone"] is contact["company_name"] is None
    assert contact["tags"] == []


def test_a_list_shows_what_one_contact_shows() -> None:
    portal = Portal()
    contact = portal.person(company_name="Moss", tags=["a"])

    assert portal.get("contacts") == [portal.get(f"contacts/{contact['id']}")] == [contact]


def test_defaults_are_switches() -> None:
    contact = Portal(default_contact_type=None, default_priority="medium").person()

    assert (contact["contact_type"], contact["priority"]) == (None, "medium")


def test_what_is_sent_comes_back_as_it_was_sent() -> None:
    contact = Portal().person(phone="        42", email="Ada@Example.com", contact_type="client")

    assert (contact["phone"], contact["email"], contact["contact_type"]) == (
        "        42",
        "Ada@Example.com",
        "client",
    )
    assert Portal(email_stored="lower case").person(email="Ada@Example.com")["email"] == "ada@example.com"


@pytest.mark.parametrize(
    "names",
    [
        {},
        {"first_name": "Ada"},
        {"last_name": "Moss"},
        {"first_name": "Ada", "last_name": " "},
        {"full_name": "Ada Moss"},
    ],
)
def test_both_names_are_required_on_create_and_on_update(names: dict[str, str]) -> None:
    portal = Portal()
    contact = portal.person()

    for response in (
        portal.call("POST", "contacts", body=names),
        portal.call("PATCH", f"contacts/{contact['id']}", body={"city": "Leeds", **names}),
    ):
        assert error(response) == (
            422,
            "Unprocessable Content",
            "Validation failed: Full name must be filled in",
        )
    assert portal.get("contacts") == [contact]


def test_under_the_switch_any_name_will_do() -> None:
    portal = Portal(names_required="either")
    contact = portal.create("contacts", last_name="Moss")

    updated = portal.call("PATCH", f"contacts/{contact['id']}", body={"city": "Leeds"})
    emptied = portal.call("PATCH", f"contacts/{contact['id']}", body={"last_name": ""})

    assert contact["full_name"] == "Moss"
    assert (updated.status, emptied.status) == (200, 422)


def test_the_same_contact_twice_is_two_contacts() -> None:
    portal = Portal()
    first, second = (portal.person(email="ada@example.com") for _ in range(2))

    assert first["id"] != second["id"]
    assert len(portal.get("contacts", "email=ada@example.com")) == 2


def test_under_the_switch_an_email_is_taken_once_whatever_its_case() -> None:
    portal = Portal(email_unique=True)
    contact = portal.person(email="ada@example.com")
    body = {"first_name": "A", "last_name": "B", "email": "ADA@example.com"}

    refused = portal.call("POST", "contacts", body=body)
    itself = portal.call("PATCH", f"contacts/{contact['id']}", body=body)

    assert error(refused)[2] == "Validation failed: Email has already been taken"
    assert itself.status == 200


def test_an_email_that_is_no_address_is_refused_unless_the_switch_allows_it() -> None:
    body = {"first_name": "A", "last_name": "B", "email": "none"}

    assert Portal().call("POST", "contacts", body=body).status == 422
    assert Portal(email_checked=False).call("POST", "contacts", body=body).status == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact_type": "customer"},
        {"priority": "urgent"},
        {"city": 5},
        {"tags": "a"},
        {"tags": ["t"] * 101},
        {"company_id": "nobody"},
        {"owner_id": "nobody"},
        {"owner_email": "nobody@example.com"},
    ],
)
def test_a_refused_body_writes_nothing_and_makes_no_company(wrong: dict[str, Any]) -> None:
    portal = Portal()
    body = {"first_name": "A", "last_name": "B", "company_name": "New", **wrong}

    assert error(portal.call("POST", "contacts", body=body))[0] == 422
    assert portal.get("contacts") == portal.get("companies") == []


def test_unknown_links_are_passed_over_under_the_switch() -> None:
    portal = Portal(unknown_link="ignored")

    contact = portal.person(company_id="nobody", owner_email="nobody@example.com")

    assert contact["company_id"] is None
    assert contact["owner_id"] == portal.get("members")[0]["id"]


def test_unknown_keys_are_passed_over() -> None:
    contact = Portal().person(xero_id="x", updated_at="2020-01-01", id="mine")

    assert list(contact) == KEYS
    assert contact["id"] != "mine"


def test_a_patch_changes_what_it_names_and_null_empties() -> None:
    portal = Portal()
    contact = portal.person(phone="1", city="Leeds", tags=["a", "b"])
    body = {"first_name": "Ada", "last_name": "Moss", "phone": None, "tags": ["c"]}

    response = portal.call("PATCH", f"contacts/{contact['id']}", body=body)

    assert json.loads(response.body) == {**contact, "phone": None, "tags": ["c"]}


def test_a_record_keeps_its_owner_until_another_is_named() -> None:
    portal = Portal()
    bea = add_member(portal.state, portal.organization.id, START, email="bea@example.com", full_name="Bea")
    contact = portal.person(owner_email="BEA@example.com")
    names = {"first_name": "Ada", "last_name": "Moss"}

    portal.call("PATCH", f"contacts/{contact['id']}", body={**names, "owner_email": None})

    assert portal.get(f"contacts/{contact['id']}")["owner_id"] == bea
    assert portal.person()["owner_id"] != bea


def test_a_body_under_another_content_type_is_not_read() -> None:
    portal = Portal()
    headers = {
        "authorization": f"Bearer {portal.organization.api_key}",
        "content-type": "application/x-www-form-urlencoded",
    }

    response = portal.call("POST", "contacts", body={"first_name": "A", "last_name": "B"}, headers=headers)

    assert response.status == 422


@pytest.mark.parametrize("body", ["text", [1], 5])
def test_a_body_that_is_no_object_is_a_bad_request(body: object) -> None:
    assert error(Portal().call("POST", "contacts", body=body)) == (400, "Bad Request", "Invalid parameters")


def test_a_company_by_name_is_found_or_made() -> None:
    portal = Portal()
    known = portal.create("companies", name="Moss Ltd")

    assert portal.person(company_name="Moss Ltd")["company_id"] == known["id"]
    assert portal.person(company_name="MOSS LTD")["company_id"] != known["id"]
    assert [row["name"] for row in portal.get("companies")] == ["MOSS LTD", "Moss Ltd"]


def test_a_company_by_name_may_be_found_in_any_case_or_always_be_made() -> None:
    folding, making = Portal(company_name_match="case-insensitive"), Portal(company_name="creates")
    known = folding.create("companies", name="Moss Ltd")
    making.create("companies", name="Moss Ltd")

    making.person(company_name="Moss Ltd")

    assert folding.person(company_name="MOSS LTD")["company_id"] == known["id"]
    assert len(making.get("companies")) == 2


def test_a_renamed_company_shows_in_its_contacts_at_once() -> None:
    portal = Portal()
    company = add_company(portal.state, portal.organization.id, START, name="Old")
    contact = portal.person(company_id=company)

    edit_company(portal.state, portal.organization.id, company, START, name="New")

    assert portal.get(f"contacts/{contact['id']}")["company_name"] == "New"
    assert portal.person(company_id=company, company_name="Other")["company_name"] == "New"


def test_changes_of_existing_records_are_written_down_with_who_made_them() -> None:
    portal = Portal()
    contact = portal.person(city="Leeds")
    same = {"first_name": "Ada", "last_name": "Moss", "city": "Leeds"}
    portal.call("PATCH", f"contacts/{contact['id']}", body=same)
    portal.call("PATCH", f"contacts/{contact['id']}", body={**same, "city": "York", "phone": "1"})
    edit_contact(portal.state, portal.organization.id, contact["id"], START, phone="2")

    by_api, by_person = portal.state.changes

    assert (by_api.kind, by_api.id, by_api.fields) == ("contact", contact["id"], ("city", "phone"))
    assert (by_api.old, by_api.new) == ({"city": "Leeds", "phone": None}, {"city": "York", "phone": "1"})
    assert (by_api.who, by_person.who) == ("api", "person")
    assert by_person.organization == portal.organization.id


def test_screens_take_one_name_and_refuse_a_misspelt_field() -> None:
    portal = Portal()

    with pytest.raises(ValueError, match="frist_name"):
        edit_contact(portal.state, portal.organization.id, "any", START, frist_name="A")
