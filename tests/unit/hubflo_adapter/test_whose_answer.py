"""Every answer is checked for whose it is."""

import httpx
import pytest

from domain.contact import PersonDraft
from domain.errors import AccessLost, Invalid, NotFound, Unavailable
from domain.ids import PersonId
from domain.ports.sending import AlwaysPermitted
from tests.unit.hubflo_adapter.scene import (
    CONNECTION,
    ORGANIZATION,
    OURS,
    PERSON,
    THEIRS,
    failure,
    page,
    reply,
    scene,
)

DRAFT = PersonDraft(first_name="Ada", last_name="Byron", email="ada@example.com")


def test_a_read_under_another_organization_s_key_is_access_lost() -> None:
    at = scene(reply(PERSON, organization=THEIRS))

    with pytest.raises(AccessLost) as caught:
        at.portal.person(PersonId(PERSON["id"]))

    assert caught.value.reason == "other-organization"
    assert caught.value.facts == {"service": "hubflo", "expected": OURS, "found": THEIRS}
    assert len(at.arrived) == 1


def test_an_error_that_names_another_organization_is_no_not_found() -> None:
    wrong = failure(404)
    wrong.headers["X-Organization-ID"] = THEIRS

    with pytest.raises(AccessLost):
        scene(wrong).portal.person(PersonId(PERSON["id"]))


def test_not_found_counts_only_once_the_key_is_known_to_be_ours() -> None:
    at = scene(failure(404), reply(ORGANIZATION, organization=THEIRS))

    with pytest.raises(AccessLost) as caught:
        at.portal.person(PersonId(PERSON["id"]))

    assert caught.value.reason == "other-organization"
    assert at.asked() == [f"GET /contacts/{PERSON['id']}", "GET /organizations"]


def test_not_found_is_not_found_after_that() -> None:
    at = scene(failure(404), reply(ORGANIZATION), failure(404))

    for _ in range(2):
        with pytest.raises(NotFound):
            at.portal.person(PersonId(PERSON["id"]))

    assert len(at.arrived) == 3


def test_no_write_leaves_before_the_key_is_known_to_be_ours() -> None:
    at = scene(reply(ORGANIZATION, organization=THEIRS))

    with pytest.raises(AccessLost) as caught:
        at.portal.send_person(at.portal.create_person_envelope(DRAFT))

    assert caught.value.reason == "other-organization"
    assert at.asked() == ["GET /organizations"]


def test_a_write_whose_proof_took_long_does_not_leave_any_more() -> None:
    at = scene(
        httpx.ReadTimeout("slow"), httpx.ReadTimeout("slow"), reply(ORGANIZATION), short_wait_seconds=2
    )

    with pytest.raises(Unavailable) as caught:
        at.portal.send_person(at.portal.create_person_envelope(DRAFT))

    assert caught.value.facts["why"] == "slow-proof"
    assert set(at.asked()) == {"GET /organizations"}


def test_any_answer_proves_a_key_for_every_opening_of_the_portal() -> None:
    at = scene(page([PERSON], 1, 1), reply(PERSON, 201), reply(PERSON, 201))
    at.portal.people_by_email("ada@example.com")

    for _ in range(2):
        portal = at.portals.of(CONNECTION, AlwaysPermitted())
        portal.send_person(portal.create_person_envelope(DRAFT))

    assert at.asked() == ["GET /contacts", "POST /contacts", "POST /contacts"]


def test_a_new_key_is_proven_anew() -> None:
    at = scene().proven()
    at.keys.set_api_key(CONNECTION.id, "anotherKeyOfTheSamePlace")
    at.then(reply(ORGANIZATION), reply(PERSON, 201))

    at.portal.send_person(at.portal.create_person_envelope(DRAFT))

    assert at.asked() == ["GET /organizations", "POST /contacts"]


def test_a_write_that_landed_elsewhere_says_what_it_made_there() -> None:
    at = scene().proven().then(reply(PERSON, 201, organization=THEIRS))

    with pytest.raises(AccessLost) as caught:
        at.portal.send_person(at.portal.create_person_envelope(DRAFT))

    assert caught.value.facts["wrote"] == "POST /contacts"
    assert caught.value.facts["wrote_id"] == PERSON["id"]


def test_a_write_that_was_refused_elsewhere_made_nothing() -> None:
    refused = failure(422)
    refused.headers["X-Organization-ID"] = THEIRS
    at = scene().proven().then(refused)

    with pytest.raises(AccessLost) as caught:
        at.portal.send_person(at.portal.create_person_envelope(DRAFT))

    assert "wrote" not in caught.value.facts


def test_a_new_key_is_checked_by_pings_first_and_then_tells_its_organization() -> None:
    at = scene(reply({"pong": "ok"}, 201), reply(ORGANIZATION))

    organization = at.new_key.organization()

    assert (organization.id, organization.name, organization.currency) == (OURS, "Client Portal Ltd", "GBP")
    assert at.asked() == ["POST /pings", "GET /organizations"]


def test_a_refused_new_key_is_told_by_pings_alone() -> None:
    at = scene(failure(401, "Invalid API token"))

    with pytest.raises(AccessLost) as caught:
        at.new_key.organization()

    assert caught.value.reason == "api-key-refused"
    assert at.asked() == ["POST /pings"]


def test_a_connection_s_organization_takes_one_call() -> None:
    at = scene(reply(ORGANIZATION))

    at.portal.organization()

    assert at.asked() == ["GET /organizations"]


def test_a_new_key_s_answers_must_be_of_one_organization() -> None:
    at = scene(reply({"pong": "ok"}, 201), reply(ORGANIZATION, organization=THEIRS))

    with pytest.raises(AccessLost):
        at.new_key.organization()


def test_a_body_that_names_another_organization_than_its_header_is_not_believed() -> None:
    at = scene(*(reply({**ORGANIZATION, "id": THEIRS}) for _ in range(3)))

    with pytest.raises(Unavailable):
        at.portal.organization()


def test_a_new_key_is_for_reading_only() -> None:
    at = scene(reply({"pong": "ok"}, 201), reply(ORGANIZATION))
    portal = at.new_key
    portal.organization()

    with pytest.raises(Invalid) as caught:
        portal.send_person(portal.create_person_envelope(DRAFT))

    assert caught.value.reason == "reading-only"
    assert len(at.arrived) == 2


@pytest.mark.parametrize("key", ["", "  ", "two words", "line\nbreak", "ünicode", "tab\there"])
def test_what_cannot_be_a_key_is_refused_without_a_call(key: str) -> None:
    at = scene()

    with pytest.raises(Invalid) as caught:
        at.portals.with_key(key)

    assert caught.value.reason == "api-key-malformed"
    assert at.arrived == []


def test_spaces_around_a_pasted_key_are_not_part_of_it() -> None:
    at = scene(reply({"pong": "ok"}, 201))
    with pytest.raises(IndexError):  # the second answer is not written: only the first request matters
        at.portals.with_key(" \tabc\n").organization()

    assert at.arrived[0].headers["Authorization"] == "Bearer abc"


def test_a_success_without_the_header_is_not_believed() -> None:
    at = scene(*(httpx.Response(200, json=PERSON) for _ in range(3)))

    with pytest.raises(Unavailable) as caught:
        at.portal.person(PersonId(PERSON["id"]))

    assert caught.value.facts["why"] == "organization-not-named"
