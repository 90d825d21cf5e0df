"""What an import writes into a person: empties when linking, and later only what it wrote itself."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contact import Address
from domain.fields import (
    ADDRESS,
    COMPANY,
    FIELDS,
    NAMES,
    current_of,
    filling,
    following,
    kept_by_people,
    wanted_of,
)
from domain.ids import CompanyId
from tests.support.contacts import ledger_contact, portal_person
from tests.unit.domain.properties import tried

HOME = Address(street="1 High St", city="Leeds", region="Yorks", postal_code="LS1", country="UK")
HOME_FIELDS = {
    "street": "1 High St",
    "city": "Leeds",
    "region": "Yorks",
    "postal_code": "LS1",
    "country": "UK",
}
OFFICE_FIELDS = {
    "street": "9 Low Rd",
    "city": "York",
    "region": "Yorks",
    "postal_code": "YO1",
    "country": "UK",
}


def test_the_ledger_feeds_every_field_but_the_company() -> None:
    contact = replace(ledger_contact(person="Jane Smith"), phone="+44 1", address=HOME)

    assert wanted_of(contact) == {
        "first_name": "Jane",
        "last_name": "Smith",
        "email": "jane@example.com",
        "phone": "+44 1",
        **HOME_FIELDS,
    }


def test_names_are_wanted_as_they_are_written() -> None:
    contact = replace(ledger_contact(), first_name="Jane  <J>", last_name="Smith\n")

    assert [wanted_of(contact)[name] for name in NAMES] == ["Jane J", "Smith"]


def test_a_person_holds_every_field() -> None:
    person = replace(portal_person(), phone="1", address=HOME, company_id=CompanyId("k-1"))

    current = current_of(person)

    assert set(current) == set(FIELDS)
    assert (current["phone"], current["city"], current[COMPANY]) == ("1", "Leeds", "k-1")


def test_who_has_no_company_has_an_empty_one() -> None:
    assert current_of(portal_person())[COMPANY] == ""


def test_filling_writes_what_is_empty() -> None:
    assert filling({"phone": "1", COMPANY: "k-1"}, {"phone": "", COMPANY: ""}) == {
        "phone": "1",
        COMPANY: "k-1",
    }


def test_filling_changes_nothing_that_is_there() -> None:
    assert filling({"phone": "1", "first_name": "Jane"}, {"phone": "2", "first_name": "J."}) == {}


def test_filling_empties_nothing() -> None:
    assert filling({"phone": ""}, {"phone": ""}) == {}


def test_a_whole_address_is_filled_in() -> None:
    assert filling(HOME_FIELDS, dict.fromkeys(ADDRESS, "")) == HOME_FIELDS


@pytest.mark.parametrize("part", ADDRESS)
def test_an_address_of_which_any_part_is_there_is_left_alone(part: str) -> None:
    assert filling(HOME_FIELDS, {**dict.fromkeys(ADDRESS, ""), part: "x"}) == {}


def test_a_later_change_comes_over_where_we_wrote_last() -> None:
    assert following({"phone": "2"}, {"phone": "1"}, {"phone": "1"}) == {"phone": "2"}


def test_an_edit_by_a_person_stays() -> None:
    assert following({"phone": "2"}, {"phone": "edited"}, {"phone": "1"}) == {}


def test_what_we_never_wrote_stays() -> None:
    assert following({"phone": "2"}, {"phone": "1"}, {}) == {}


@pytest.mark.parametrize("written", [{}, {"phone": "1"}])
def test_an_empty_field_counts_as_ours(written: dict[str, str]) -> None:
    assert following({"phone": "2"}, {"phone": ""}, written) == {"phone": "2"}


def test_what_is_there_already_is_not_written_again() -> None:
    assert following({"phone": "1"}, {"phone": "1"}, {"phone": "1"}) == {}


def test_a_phone_that_the_ledger_no_longer_has_is_emptied() -> None:
    assert following({"phone": ""}, {"phone": "1"}, {"phone": "1"}) == {"phone": ""}


@pytest.mark.parametrize("field", [*NAMES, "email"])
def test_a_name_or_an_email_is_never_emptied(field: str) -> None:
    assert following({field: ""}, {field: "x"}, {field: "x"}) == {}


def test_an_address_moves_as_a_whole() -> None:
    changes = following(OFFICE_FIELDS, HOME_FIELDS, HOME_FIELDS)

    assert changes == {"street": "9 Low Rd", "city": "York", "postal_code": "YO1"}


@pytest.mark.parametrize("part", ADDRESS)
def test_one_part_of_an_address_edited_by_a_person_keeps_all_of_it(part: str) -> None:
    assert following(OFFICE_FIELDS, {**HOME_FIELDS, part: "edited"}, HOME_FIELDS) == {}


def test_an_edited_address_does_not_keep_the_phone() -> None:
    wanted = {**OFFICE_FIELDS, "phone": "2"}
    current = {**HOME_FIELDS, "street": "edited", "phone": "1"}

    assert following(wanted, current, {**HOME_FIELDS, "phone": "1"}) == {"phone": "2"}


def test_what_people_keep_is_named() -> None:
    wanted, current = {"phone": "2", "email": "b", "city": ""}, {"phone": "edited", "email": "a", "city": "x"}

    assert kept_by_people(wanted, current, {"email": "b"}) == ("phone",)


values = st.sampled_from(["", "a", "b", "c"])
people = st.fixed_dictionaries(dict.fromkeys(FIELDS, values))
partial = st.dictionaries(st.sampled_from(FIELDS), values)


@tried
@given(partial, people)
def test_filling_only_ever_touches_what_is_empty(wanted: dict[str, str], current: dict[str, str]) -> None:
    changes = filling(wanted, current)

    assert all(current[field] == "" and value == wanted[field] != "" for field, value in changes.items())
    assert filling(wanted, {**current, **changes}) == {}


@tried
@given(partial, people)
def test_after_filling_an_address_is_all_theirs_or_all_ours(
    wanted: dict[str, str], current: dict[str, str]
) -> None:
    filled = {**current, **filling(wanted, current)}
    theirs = {field: current[field] for field in ADDRESS}
    ours = {field: wanted.get(field, "") for field in ADDRESS}

    assert {field: filled[field] for field in ADDRESS} in (theirs, ours)


@tried
@given(partial, people, partial)
def test_following_never_overwrites_what_differs_from_what_we_wrote(
    wanted: dict[str, str], current: dict[str, str], written: dict[str, str]
) -> None:
    changes = following(wanted, current, written)

    assert all(current[field] in ("", written.get(field)) for field in changes)
    assert all(value == wanted[field] != current[field] for field, value in changes.items())


@tried
@given(partial, people, partial)
def test_following_twice_writes_once(
    wanted: dict[str, str], current: dict[str, str], written: dict[str, str]
) -> None:
    changes = following(wanted, current, written)

    assert following(wanted, {**current, **changes}, {**written, **changes}) == {}


@tried
@given(people, people)
def test_what_we_wrote_and_nobody_edited_follows_the_ledger(
    before: dict[str, str], wanted: dict[str, str]
) -> None:
    after = {**before, **following(wanted, before, before)}

    assert all(
        after[field] == value for field, value in wanted.items() if value or field not in (*NAMES, "email")
    )


@tried
@given(partial, people, partial)
def test_every_difference_is_either_written_or_named_or_an_absence(
    wanted: dict[str, str], current: dict[str, str], written: dict[str, str]
) -> None:
    changes = following(wanted, current, written)
    kept = kept_by_people(wanted, current, changes)

    differing = {field for field, value in wanted.items() if value and value != current[field]}
    assert differing == {field for field in changes if wanted[field]} | set(kept)
