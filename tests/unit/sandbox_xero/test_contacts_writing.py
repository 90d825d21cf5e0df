"""Creating and changing contacts: uniqueness, upserts, arrays, cleaning, refusals."""

from typing import Any

import pytest

from adapters.sandbox import xero
from adapters.sandbox.xero.seeds import NIL
from tests.unit.sandbox_xero.firm import Firm, firm, read, sentences

NAME_TAKEN = (
    "The contact name Acme is already assigned to another contact. "
    "The contact name must be unique across all active contacts."
)
NUMBER_TAKEN = (
    "The contact number N1 is already assigned to another contact. "
    "The contact number must be unique across all contacts."
)


def count(made: Firm) -> int:
    return len(made.state.organisations[made.tenant_id].contacts)


def test_a_new_contact_comes_back_complete() -> None:
    made = firm()
    row = read(made.put({"Name": "Acme", "EmailAddress": "a@b.example"}))["Contacts"][0]
    assert row == made.contact(row["ContactID"])
    assert (row["IsCustomer"], row["ContactStatus"]) == (False, "ACTIVE")


def test_a_single_object_is_a_body_too() -> None:
    made = firm()
    assert made.send("PUT", "/api.xro/2.0/Contacts", {"Name": "Acme"}).status == 200


def test_customer_flags_cannot_be_set() -> None:
    made = firm()
    assert read(made.put({"Name": "Acme", "IsCustomer": True}))["Contacts"][0]["IsCustomer"] is False


@pytest.mark.parametrize("name", ["Acme", "ACME", " acme "])
def test_put_refuses_a_name_that_an_active_contact_has(name: str) -> None:
    made = firm()
    made.add(Name="Acme")
    answer = made.put({"Name": name})
    assert answer.status == 400
    assert sentences(answer) == [NAME_TAKEN.replace("Acme", name.strip())]
    assert count(made) == 1


def test_whether_case_makes_another_name_is_a_switch() -> None:
    made = firm(name_uniqueness_ignores_case=False)
    made.add(Name="Acme")
    assert made.put({"Name": "ACME"}).status == 200


@pytest.mark.parametrize(("switch", "status"), [(False, 200), (True, 400)])
def test_whether_an_accent_makes_another_name_is_a_switch(switch: bool, status: int) -> None:
    made = firm(name_uniqueness_ignores_accents=switch)
    made.add(Name="Café")
    assert made.put({"Name": "Cafe"}).status == status


def test_the_name_of_an_archived_contact_is_free() -> None:
    made = firm()
    made.add(Name="Acme", ContactStatus="ARCHIVED")
    assert made.put({"Name": "Acme"}).status == 200


def test_put_refuses_a_number_that_any_contact_has() -> None:
    made = firm()
    made.add(Name="Old", ContactNumber="N1", ContactStatus="ARCHIVED")
    answer = made.put({"Name": "New", "ContactNumber": "N1"})
    assert (answer.status, sentences(answer)) == (400, [NUMBER_TAKEN])


def test_the_email_need_not_be_unique() -> None:
    made = firm()
    made.add(Name="A", EmailAddress="a@b.example")
    assert made.put({"Name": "B", "EmailAddress": "a@b.example"}).status == 200


def test_post_changes_the_contact_with_that_name() -> None:
    made = firm()
    contact_id = made.add(Name="Acme", FirstName="Ann")
    row = read(made.post({"Name": "acme", "LastName": "Lee"}))["Contacts"][0]
    assert (row["ContactID"], row["FirstName"], row["LastName"]) == (contact_id, "Ann", "Lee")


def test_post_changes_the_contact_with_that_number_even_if_the_name_differs() -> None:
    made = firm()
    contact_id = made.add(Name="Acme", ContactNumber="N1")
    made.post({"Name": "Renamed", "ContactNumber": "N1"})
    assert made.contact(contact_id)["Name"] == "Renamed"


def test_post_goes_by_the_number_before_the_name() -> None:
    made = firm()
    numbered = made.add(Name="Other", ContactNumber="N1")
    made.add(Name="Acme")
    answer = made.post({"Name": "Acme", "ContactNumber": "N1"})
    assert sentences(answer) == [NAME_TAKEN]
    assert read(answer)["Elements"][0]["ContactID"] == numbered


def test_post_creates_what_is_not_there() -> None:
    made = firm()
    assert made.post({"Name": "Acme"}).status == 200
    assert count(made) == 1


def test_post_with_an_unknown_id_is_refused() -> None:
    made = firm()
    assert made.post({"ContactID": "00000000-0000-0000-0000-00000000000a", "Name": "A"}).status == 400
    assert count(made) == 0


def test_post_to_an_address_changes_that_contact() -> None:
    made = firm()
    contact_id = made.add(Name="Acme")
    made.send("POST", f"/api.xro/2.0/Contacts/{contact_id}", {"Contacts": [{"FirstName": "Ann"}]})
    assert made.contact(contact_id)["FirstName"] == "Ann"


def test_post_to_an_unknown_address_is_a_404() -> None:
    assert firm().send("POST", "/api.xro/2.0/Contacts/nobody", {"FirstName": "Ann"}).status == 404


def test_a_rename_onto_another_active_contact_is_refused() -> None:
    made = firm()
    made.add(Name="Acme")
    other = made.add(Name="Other")
    assert sentences(made.post({"ContactID": other, "Name": "Acme"})) == [NAME_TAKEN]


def test_a_contact_may_keep_its_own_name() -> None:
    made = firm()
    contact_id = made.add(Name="Acme")
    assert made.post({"ContactID": contact_id, "Name": "ACME"}).status == 200
    assert made.contact(contact_id)["Name"] == "ACME"


def test_what_is_not_sent_stays_and_null_is_not_sent() -> None:
    made = firm()
    contact_id = made.add(Name="Acme", FirstName="Ann", TaxNumber="GB1")
    made.post({"ContactID": contact_id, "FirstName": None})
    row = made.contact(contact_id)
    assert (row["FirstName"], row["TaxNumber"]) == ("Ann", "GB1")


def test_an_empty_text_empties_the_field() -> None:
    made = firm()
    contact_id = made.add(Name="Acme", FirstName="Ann")
    made.post({"ContactID": contact_id, "FirstName": ""})
    assert made.contact(contact_id)["FirstName"] == ""


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("ContactPersons", [{"FirstName": "A"}, {"FirstName": "B"}], [{"FirstName": "C"}]),
        ("ContactPersons", [{"FirstName": "A"}], []),
    ],
)
def test_an_array_is_replaced_whole(name: str, before: list[Any], after: list[Any]) -> None:
    made = firm()
    contact_id = made.add(**{"Name": "Acme", name: before})
    made.post({"ContactID": contact_id, name: after})
    assert made.contact(contact_id)[name] == after


def test_sending_one_phone_empties_the_others() -> None:
    made = firm()
    contact_id = made.add(Name="Acme", Phones=[{"PhoneType": "DEFAULT", "PhoneNumber": "1"}])
    made.post({"ContactID": contact_id, "Phones": [{"PhoneType": "MOBILE", "PhoneNumber": "2"}]})
    phones = {one["PhoneType"]: one["PhoneNumber"] for one in made.contact(contact_id)["Phones"]}
    assert (phones["DEFAULT"], phones["MOBILE"]) == ("", "2")


def test_arrays_that_are_not_sent_stay() -> None:
    made = firm()
    contact_id = made.add(Name="Acme", ContactPersons=[{"FirstName": "A"}])
    made.post({"ContactID": contact_id, "FirstName": "B"})
    assert made.contact(contact_id)["ContactPersons"] == [{"FirstName": "A"}]


def test_a_change_moves_the_time_of_update() -> None:
    made = firm()
    contact_id = made.add(Name="Acme")
    before = made.contact(contact_id)["UpdatedDateUTC"]
    made.later(seconds=1)
    made.post({"ContactID": contact_id, "FirstName": "B"})
    assert made.contact(contact_id)["UpdatedDateUTC"] != before


def test_outer_and_repeated_spaces_of_a_name_are_taken_out() -> None:
    made = firm()
    assert read(made.put({"Name": "  Acme   Ltd "}))["Contacts"][0]["Name"] == "Acme Ltd"


def test_such_spaces_can_be_refused_by_switch() -> None:
    assert firm(names_are_cleaned=False).put({"Name": "Acme  Ltd"}).status == 400


@pytest.mark.parametrize(
    ("fields", "beginning"),
    [
        ({}, "Contact Name cannot be empty."),
        ({"Name": "  "}, "Contact Name cannot be empty."),
        ({"Name": "a < b"}, "The contact name cannot contain"),
        ({"Name": "a" * 256}, "Name cannot be longer than 255"),
        ({"Name": "a", "ContactNumber": "1" * 51}, "ContactNumber cannot be longer than 50"),
        ({"Name": "a", "EmailAddress": "nobody"}, "Email address must be valid."),
        ({"Name": "a", "EmailAddress": "jürgen@b.example"}, "Email address must be valid."),
        ({"Name": "a", "AccountsReceivableTaxType": "NOPE"}, "Tax rate must be valid."),
        ({"Name": "a", "DefaultCurrency": "CHF"}, "Organisation is not subscribed to currency CHF"),
        ({"Name": "a", "ContactPersons": [{"FirstName": "p"}] * 6}, "A contact cannot have more than 5"),
        ({"Name": "a", "Phones": [{"PhoneAreaCode": "1" * 11}]}, "PhoneAreaCode cannot be longer than 10"),
    ],
)
def test_a_contact_is_refused_with_a_sentence(fields: dict[str, Any], beginning: str) -> None:
    made = firm()
    answer = made.put(fields)
    assert answer.status == 400
    assert sentences(answer)[0].startswith(beginning)
    assert count(made) == 0


def test_archiving_and_restoring_through_the_api() -> None:
    made = firm()
    contact_id = made.add(Name="Acme")
    made.post({"ContactID": contact_id, "ContactStatus": "ARCHIVED"})
    assert made.names() == []
    made.post({"ContactID": contact_id, "ContactStatus": "ACTIVE"})
    assert made.names() == ["Acme"]


def test_restoring_through_the_api_may_do_nothing_by_switch() -> None:
    made = firm(unarchive_by_api=False)
    contact_id = made.add(Name="Acme", ContactStatus="ARCHIVED")
    made.post({"ContactID": contact_id, "ContactStatus": "ACTIVE"})
    assert made.contact(contact_id)["ContactStatus"] == "ARCHIVED"


def test_restoring_onto_a_name_in_use_is_refused() -> None:
    made = firm()
    old = made.add(Name="Acme", ContactStatus="ARCHIVED")
    made.add(Name="Acme")
    assert sentences(made.post({"ContactID": old, "ContactStatus": "ACTIVE"})) == [NAME_TAKEN]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"Name": "a", "ContactStatus": "NOPE"}',
        b'{"Phones": 1}',
        b"[]",
        b'"text"',
        b'{"Contacts": 1}',
        b'{"Contacts": [{"Name": {"a": 1}}]}',
        b"\xff",
    ],
)
def test_a_body_that_cannot_be_read_is_refused_as_such(body: bytes) -> None:
    answer = firm().send("PUT", "/api.xro/2.0/Contacts", body)
    assert answer.status == 400
    assert (read(answer)["ErrorNumber"], read(answer)["Type"]) == (14, "PostDataInvalidException")


def test_with_summarize_errors_the_good_ones_are_created_and_only_the_bad_ones_shown() -> None:
    made = firm()
    answer = made.put({"Name": "Good"}, {"Name": ""}, {"Name": "Also good"}, summarizeErrors="true")
    assert answer.status == 400
    body = read(answer)
    assert (body["ErrorNumber"], body["Type"]) == (10, "ValidationException")
    assert body["Message"] == "A validation exception occurred"
    assert len(body["Elements"]) == 1
    assert made.names() == ["Also good", "Good"]


def test_unsaid_summarize_errors_is_true() -> None:
    assert firm().put({"Name": ""}).status == 400


def test_unsaid_summarize_errors_can_be_false_by_switch() -> None:
    assert firm(summarize_errors_default=False).put({"Name": ""}).status == 200


def test_without_summarize_errors_all_are_shown_in_order_with_status_200() -> None:
    answer = firm().put({"Name": "Good"}, {"Name": ""}, summarizeErrors="false")
    assert answer.status == 200
    rows = read(answer)["Contacts"]
    assert [row["StatusAttributeString"] for row in rows] == ["OK", "ERROR"]
    assert [row["HasValidationErrors"] for row in rows] == [False, True]


def test_the_key_of_a_sentence_may_be_description_by_switch() -> None:
    made = firm(validation_message_key="Description")
    rows = read(made.put({"Name": ""}, summarizeErrors="false"))["Contacts"]
    assert rows[0]["ValidationErrors"] == [{"Description": "Contact Name cannot be empty."}]


def test_a_refused_new_contact_is_echoed_with_an_id_of_zeros() -> None:
    sent = {"Name": "", "FirstName": "Ann", "Phones": [{"PhoneType": "MOBILE", "PhoneNumber": "1"}]}
    element = read(firm().put(sent))["Elements"][0]
    assert element["ContactID"] == NIL
    assert element["FirstName"] == "Ann"
    assert element["Phones"] == [{"PhoneType": "MOBILE", "PhoneNumber": "1", "ValidationErrors": []}]
    assert element["HasValidationErrors"] is True


def test_each_element_sees_what_the_ones_before_it_did() -> None:
    made = firm()
    rows = read(made.put({"Name": "Twin"}, {"Name": "twin"}, summarizeErrors="false"))["Contacts"]
    assert [row["StatusAttributeString"] for row in rows] == ["OK", "ERROR"]


def test_people_can_make_twins_that_the_api_refuses() -> None:
    made = firm()
    made.add(Name="Acme")
    made.add(Name="Acme")
    assert made.names(where='Name=="Acme"') == ["Acme", "Acme"]


def test_a_change_by_the_api_is_written_down_with_who_and_what() -> None:
    made = firm()
    contact_id = made.add(Name="Acme", FirstName="Ann")
    made.post({"ContactID": contact_id, "Name": "Acme", "FirstName": "Bea"})
    change = made.state.changes[-1]
    assert (change.kind, change.record_id, change.who) == ("Contact", contact_id, "api")
    assert change.client_id == made.app.client_id
    assert change.fields == {"FirstName": ("Ann", "Bea")}


def test_a_change_that_differs_in_nothing_is_written_down_too() -> None:
    made = firm()
    contact_id = made.add(Name="Acme")
    made.post({"ContactID": contact_id, "Name": "Acme"})
    assert (made.state.changes[-1].record_id, made.state.changes[-1].fields) == (contact_id, {})


def test_a_creation_is_no_change() -> None:
    made = firm()
    made.put({"Name": "Acme"})
    assert made.state.changes == []


def test_a_change_by_a_person_is_written_down_as_theirs() -> None:
    made = firm()
    contact_id = made.add(Name="Acme")
    xero.edit_contact(made.state, made.tenant_id, contact_id, made.now, FirstName="Ann")
    change = made.state.changes[-1]
    assert (change.who, change.client_id, change.fields) == ("person", None, {"FirstName": (None, "Ann")})
