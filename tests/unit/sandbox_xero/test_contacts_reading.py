"""Lists of contacts: paging, order, archived ones, summaries, If-Modified-Since."""

from typing import Any

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero.firm import Firm, firm, read


def crowd(count: int, **switches: Any) -> Firm:
    made = firm(**switches)
    for number in range(count):
        made.add(Name=f"Contact {number:04}")
    return made


def since(made: Firm, text: str, **query: str) -> list[str]:
    return made.names({"if-modified-since": text}, **query)


def test_a_page_has_a_hundred_unless_told_otherwise() -> None:
    answer = read(crowd(101).get("Contacts", page="1"))
    assert len(answer["Contacts"]) == 100
    assert answer["pagination"] == {"page": 1, "pageSize": 100, "pageCount": 2, "itemCount": 101}


@pytest.mark.parametrize(("asked", "size"), [("5000", 1000), ("0", 1), ("-3", 1), ("7", 7)])
def test_a_page_size_out_of_range_is_clamped_without_a_word(asked: str, size: int) -> None:
    answer = read(firm().get("Contacts", page="1", pageSize=asked))
    assert answer["pagination"]["pageSize"] == size


def test_a_page_after_the_last_is_empty() -> None:
    assert crowd(3).names(page="2") == []


def test_pages_in_an_immutable_order_show_everyone_once() -> None:
    made = crowd(25)
    ids = []
    for page in range(1, 4):
        answer = read(made.get("Contacts", page=str(page), pageSize="10", order="ContactID"))
        ids += [row["ContactID"] for row in answer["Contacts"]]
    assert len(set(ids)) == 25
    assert ids == sorted(ids)


def test_in_the_default_order_an_edit_while_paging_loses_a_contact() -> None:
    made = crowd(0)
    for number in range(4):
        made.later(seconds=1)
        made.add(Name=f"C{number}")
    first = read(made.get("Contacts", page="1", pageSize="2"))["Contacts"]
    made.later(seconds=1)
    xero.edit_contact(made.state, made.tenant_id, first[0]["ContactID"], made.now, LastName="Moved")
    second = read(made.get("Contacts", page="2", pageSize="2"))["Contacts"]
    seen = {row["Name"] for row in (*first, *second)}
    assert seen == {"C0", "C1", "C3"}


def test_orders_go_both_ways() -> None:
    assert crowd(3).names(order="Name DESC", pageSize="2") == ["Contact 0002", "Contact 0001"]


def test_an_order_by_a_field_that_does_not_exist_is_refused() -> None:
    answer = firm().get("Contacts", page="1", order="Nope")
    assert (answer.status, read(answer)["Type"]) == (400, "QueryParseException")


def test_archived_contacts_come_only_when_asked_for() -> None:
    made = crowd(1)
    made.add(Name="Old", ContactStatus="ARCHIVED")
    assert made.names() == ["Contact 0000"]
    assert made.names(includeArchived="true") == ["Contact 0000", "Old"]


def test_a_contact_leaves_the_list_when_it_is_archived() -> None:
    made = crowd(2)
    gone = made.add(Name="Gone")
    assert len(made.names(order="ContactID")) == 3
    xero.archive_contact(made.state, made.tenant_id, gone, made.now)
    assert len(made.names(order="ContactID")) == 2


def test_without_paging_there_is_a_subset_of_fields_and_no_pagination() -> None:
    made = firm()
    made.add(Name="A", ContactPersons=[{"FirstName": "B"}])
    answer = read(made.get("Contacts"))
    assert "pagination" not in answer
    assert "ContactPersons" not in answer["Contacts"][0]


def test_a_summary_has_no_customer_flag() -> None:
    made = firm()
    made.add(Name="A", IsCustomer=True)
    row = read(made.get("Contacts", page="1", summaryOnly="true"))["Contacts"][0]
    assert "IsCustomer" not in row
    assert row["Name"] == "A"


@pytest.mark.parametrize(
    "field", ["Name", "FirstName", "LastName", "ContactNumber", "CompanyNumber", "EmailAddress"]
)
def test_a_search_looks_into_six_fields_whatever_the_case(field: str) -> None:
    made = crowd(2)
    found = made.add(**({"Name": "Hidden"} | {field: "xx-needle@y.example"}))
    assert len(made.names(searchTerm="NEEDLE")) == 1
    assert made.contact(found)[field] == "xx-needle@y.example"


def test_a_search_does_not_look_elsewhere() -> None:
    made = firm()
    made.add(Name="A", TaxNumber="needle")
    assert made.names(searchTerm="needle") == []


def test_contacts_can_be_asked_for_by_ids() -> None:
    made = crowd(3)
    two = [made.add(Name="A"), made.add(Name="B")]
    assert made.names(IDs=",".join(two)) == ["A", "B"]


def test_a_contact_is_found_by_id_and_by_number() -> None:
    made = firm()
    contact_id = made.add(Name="A", ContactNumber="N 1/2")
    assert made.contact("N%201%2F2")["ContactID"] == contact_id
    assert made.contact(contact_id.upper())["Name"] == "A"


def test_an_unknown_contact_is_a_404() -> None:
    assert firm().get("Contacts/nobody").status == 404


def test_a_merged_contact_is_archived_and_names_the_other() -> None:
    made = firm()
    old, kept = made.add(Name="Old", IsCustomer=True), made.add(Name="Kept")
    xero.merge_contacts(made.state, made.tenant_id, old, kept, made.now)
    row = made.contact(old)
    assert (row["ContactStatus"], row["MergedToContactID"]) == ("ARCHIVED", kept)
    assert made.contact(kept)["IsCustomer"] is True


def test_all_phone_and_address_types_are_always_there() -> None:
    made = firm()
    row = made.contact(made.add(Name="A", Phones=[{"PhoneType": "MOBILE", "PhoneNumber": "1"}]))
    assert [one["PhoneType"] for one in row["Phones"]] == ["DDI", "DEFAULT", "FAX", "MOBILE"]
    assert [one["AddressType"] for one in row["Addresses"]] == ["STREET", "POBOX"]
    assert row["Phones"][3]["PhoneNumber"] == "1"


def test_what_was_never_given_has_no_key_and_what_is_null_is_null() -> None:
    made = firm()
    row = made.contact(made.add(Name="A", LastName=None))
    assert "FirstName" not in row
    assert row["LastName"] is None
    assert row["EmailAddress"] == ""


def test_since_shows_what_changed_later() -> None:
    made = crowd(1)
    made.later(seconds=10)
    made.add(Name="Later")
    assert since(made, "2026-11-20T09:00:05") == ["Later"]


@pytest.mark.parametrize(("inclusive", "names"), [(False, []), (True, ["Contact 0000"])])
def test_whether_the_second_itself_belongs_to_it_is_a_switch(inclusive: bool, names: list[str]) -> None:
    assert since(crowd(1, if_modified_since_inclusive=inclusive), "2026-11-20T09:00:00") == names


def test_becoming_a_customer_is_invisible_to_since() -> None:
    made = firm()
    contact_id = made.add(Name="A")
    made.later(minutes=5)
    xero.make_customer(made.state, made.tenant_id, contact_id, made.now)
    assert made.contact(contact_id)["IsCustomer"] is True
    assert since(made, "2026-11-20T09:01:00") == []


def test_becoming_a_customer_can_be_visible_by_switch() -> None:
    made = firm(customer_flag_bumps_updated=True)
    contact_id = made.add(Name="A")
    made.later(minutes=5)
    xero.make_customer(made.state, made.tenant_id, contact_id, made.now)
    assert since(made, "2026-11-20T09:01:00") == ["A"]


def test_an_archived_contact_drops_out_of_since_without_include_archived() -> None:
    made = firm()
    contact_id = made.add(Name="A")
    made.later(minutes=5)
    xero.archive_contact(made.state, made.tenant_id, contact_id, made.now)
    assert since(made, "2026-11-20T09:01:00") == []
    assert since(made, "2026-11-20T09:01:00", includeArchived="true") == ["A"]


def test_a_modified_since_in_the_query_is_ignored() -> None:
    assert crowd(1).names(modifiedSince="2030-01-01T00:00:00") == ["Contact 0000"]


@pytest.mark.parametrize(("strict", "names"), [(False, []), (True, ["Contact 0000"])])
def test_a_zone_in_since_may_make_xero_ignore_it(strict: bool, names: list[str]) -> None:
    assert since(crowd(1, if_modified_since_strict=strict), "2026-11-20T10:00:00Z") == names


@pytest.mark.parametrize(("switch", "status"), [(False, 200), (True, 304)])
def test_nothing_changed_may_be_a_304(switch: bool, status: int) -> None:
    made = crowd(1, not_modified_304=switch)
    assert made.get("Contacts", {"if-modified-since": "2030-01-01T00:00:00"}, page="1").status == status


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"page": "1", "order": "ContactID"}, 200),
        ({"page": "1", "where": 'Name=="Contact 0001"'}, 200),
        ({"page": "1", "where": "IsCustomer==true"}, 400),
        ({"page": "1", "where": 'Name=="A" OR Name=="B"'}, 400),
        ({"page": "1", "order": "EmailAddress"}, 400),
        ({}, 400),
    ],
)
def test_a_large_organisation_answers_only_optimised_lists(query: dict[str, str], status: int) -> None:
    answer = crowd(4, high_volume_rows=3).get("Contacts", **query)
    assert answer.status == status
    assert status == 200 or "HighVolumeException" in answer.body.decode()


def test_a_large_organisation_may_even_refuse_a_plain_scan_by_switch() -> None:
    made = crowd(4, high_volume_rows=3, high_volume_refuses_unfiltered=True)
    assert made.get("Contacts", page="1", order="ContactID").status == 400
