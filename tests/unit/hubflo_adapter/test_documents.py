"""Hubflo's JSON read, and ours written."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.contact import Address, Company, CompanyDraft, Person, PersonDraft
from domain.errors import NotFound
from domain.ids import CompanyId, PersonId
from domain.organisation import PortalOrganization
from tests.unit.hubflo_adapter.scene import ORGANIZATION, PERSON, bodies, reply, scene

ADDRESS = Address(street="1 Mill Lane", city="Ware", region="Herts", postal_code="SG12", country="UK")


def read(document: dict[str, Any]) -> Person:
    return scene(reply({**PERSON, **document})).portal.person(PersonId(PERSON["id"]))


def test_a_whole_person() -> None:
    shown = {
        "id": PERSON["id"],
        "first_name": "Ada",
        "last_name": "Byron",
        "full_name": "Ada Byron",
        "email": "ada@example.com",
        "contact_type": "client",
        "phone": " 020 7946 0000",
        "address": "1 Mill Lane",
        "postal_code": "SG12",
        "city": "Ware",
        "state": "Herts",
        "country": "UK",
        "created_at": "2026-02-28T23:59:59Z",
        "company_name": "Engines Ltd",
        "company_id": "c-1",
        "tags": ["vip"],
    }

    assert read(shown) == Person(
        id=PersonId(PERSON["id"]),
        first_name="Ada",
        last_name="Byron",
        email="ada@example.com",
        phone="020 7946 0000",
        address=ADDRESS,
        company_id=CompanyId("c-1"),
        company_name="Engines Ltd",
        created_at=datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC),
    )


@pytest.mark.parametrize("absent", [None, "", "   ", "\u00a0"])
def test_null_empty_and_blank_are_all_absent(absent: str | None) -> None:
    names = ("first_name", "last_name", "email", "phone", "address", "city", "state", "postal_code")
    found = read(dict.fromkeys((*names, "country", "company_id", "company_name", "created_at"), absent))

    assert found == Person(id=PersonId(PERSON["id"]))


@pytest.mark.parametrize(("sent", "kept"), [(1234, "1234"), ("01234", "01234"), (12.5, "12.5"), (0, "0")])
def test_a_number_is_its_digits(sent: object, kept: str) -> None:
    assert read({"postal_code": sent}).address.postal_code == kept


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2026-03-02T10:11:36.836+02:00", datetime(2026, 3, 2, 8, 11, 36, 836000, tzinfo=UTC)),
        ("2026-03-02T10:11:36", datetime(2026, 3, 2, 10, 11, 36, tzinfo=UTC)),
    ],
)
def test_moments_are_in_utc(sent: str, kept: datetime) -> None:
    assert read({"created_at": sent}).created_at == kept


def test_a_company_keeps_its_numbers() -> None:
    document = {
        "id": "c-1",
        "name": " Engines Ltd ",
        "vat_number": 123456789,
        "siret": "552 100 554",
        "email": None,
        "address": "1 Mill Lane",
        "city": "Ware ",
        "state": "Herts",
        "postal_code": "SG12",
        "country": "UK",
    }

    assert scene(reply(document)).portal.company(CompanyId("c-1")) == Company(
        id=CompanyId("c-1"),
        name="Engines Ltd",
        vat_number="123456789",
        registration_number="552 100 554",
        address=ADDRESS,
    )


def test_the_organization_is_one_object() -> None:
    assert scene(reply(ORGANIZATION)).portal.organization() == PortalOrganization(
        id=ORGANIZATION["id"],  # type: ignore[arg-type]  # a text of JSON
        name="Client Portal Ltd",
        currency="GBP",
        created_at=datetime(2024, 5, 1, 8, tzinfo=UTC),
    )


def test_a_new_person_is_a_client_with_what_is_known_and_nothing_else() -> None:
    portal = scene().portal
    full = PersonDraft(
        first_name="Ada",
        last_name="Byron",
        email="ada@example.com",
        phone="020",
        address=ADDRESS,
        company_id=CompanyId("c-1"),
    )

    prepared = portal.create_person_envelope(full)
    bare = portal.create_person_envelope(PersonDraft(first_name="Ada", last_name="Byron", email="a@b.c"))

    assert (prepared.method, prepared.path) == ("POST", "/contacts")
    assert json.loads(prepared.body) == {
        "first_name": "Ada",
        "last_name": "Byron",
        "email": "ada@example.com",
        "contact_type": "client",
        "phone": "020",
        "address": "1 Mill Lane",
        "postal_code": "SG12",
        "city": "Ware",
        "state": "Herts",
        "country": "UK",
        "company_id": "c-1",
    }
    assert json.loads(bare.body) == {
        "first_name": "Ada",
        "last_name": "Byron",
        "email": "a@b.c",
        "contact_type": "client",
    }


def test_a_new_company() -> None:
    portal = scene().portal

    prepared = portal.create_company_envelope(
        CompanyDraft(name="Engines Ltd", vat_number="GB1", address=Address(street="1 Mill Lane"))
    )

    assert (prepared.method, prepared.path) == ("POST", "/companies")
    assert json.loads(prepared.body) == {"name": "Engines Ltd", "vat_number": "GB1", "address": "1 Mill Lane"}


ADA = Person(id=PersonId(PERSON["id"]), first_name="Ada", last_name="Byron", phone="020", email="a@b.c")


@pytest.mark.parametrize(
    ("changes", "sent"),
    [
        ({}, {}),
        ({"phone": "030"}, {"phone": "030"}),
        ({"phone": ""}, {"phone": None}),
        ({"street": "1 Mill Lane", "region": ""}, {"address": "1 Mill Lane", "state": None}),
        ({"city": "Ware", "postal_code": "SG12", "country": "UK"}, None),
        ({"company_id": "c-1"}, {"company_id": "c-1"}),
        ({"company_id": ""}, {"company_id": None}),
        ({"email": "b@b.c"}, {"email": "b@b.c"}),
        ({"last_name": "Lovelace"}, {"last_name": "Lovelace"}),
    ],
)
def test_a_change_sends_both_names_as_read_and_the_changes_only(
    changes: dict[str, str], sent: dict[str, str | None] | None
) -> None:
    prepared = scene().portal.update_person_envelope(ADA, changes)

    expected = {"first_name": "Ada", "last_name": "Byron", **(changes if sent is None else sent)}
    assert (prepared.method, prepared.path) == ("PATCH", f"/contacts/{ADA.id}")
    assert json.loads(prepared.body) == expected
    assert "contact_type" not in json.loads(prepared.body)


def test_a_field_that_an_import_must_not_write_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        scene().portal.update_person_envelope(ADA, {"contact_type": "client"})


def test_a_person_whose_id_is_none_of_hubflo_s_cannot_be_changed() -> None:
    with pytest.raises(NotFound):
        scene().portal.update_person_envelope(Person(id=PersonId("../x")), {"phone": "1"})


def test_what_is_prepared_is_what_is_sent_byte_for_byte() -> None:
    at = scene().proven().then(reply(PERSON, 201), reply(PERSON))
    draft = PersonDraft(first_name="Zoë 😀", last_name="\ud800", email="z@b.c")
    first, second = (
        at.portal.create_person_envelope(draft),
        at.portal.update_person_envelope(ADA, {"phone": "1"}),
    )

    at.portal.send_person(first)
    at.portal.send_person(second)

    assert [each.content for each in at.arrived] == [first.body, second.body]
    assert bodies(at.arrived)[0]["first_name"] == "Zoë 😀"
    assert at.portal.create_person_envelope(draft) == first


def test_the_answer_to_a_write_is_the_person_as_hubflo_has_it() -> None:
    at = scene().proven().then(reply({**PERSON, "email": "ADA@example.com"}, 201))

    assert at.portal.send_person(at.portal.update_person_envelope(ADA, {"email": "x@b.c"})).email == (
        "ADA@example.com"
    )


def test_the_answer_to_a_new_company_is_the_company() -> None:
    at = scene().proven().then(reply({"id": "c-9", "name": "Engines Ltd"}, 201))

    made = at.portal.send_company(at.portal.create_company_envelope(CompanyDraft(name="Engines Ltd")))

    assert made == Company(id=CompanyId("c-9"), name="Engines Ltd")
