"""Lists and single reads: paging, keys, what each form leaves out."""

from typing import Any

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import SCOPES, Books, books


@pytest.fixture(scope="module")
def made() -> Books:
    """A to E, a second apart: by two apps and a person, for two contacts, in five statuses."""
    made = books()
    other = made.add(Name="Zoë & Co", ContactNumber="H-9")
    made.create(InvoiceNumber="A", Reference="PO 1", Status="DRAFT", Date="2026-11-01", DueDate="2026-11-30")
    made.later(seconds=1)
    made.create(InvoiceNumber="B", Reference="PO 2", Contact={"ContactID": other})
    made.later(seconds=1)
    made.create(InvoiceNumber="C", Status="AUTHORISED", Date="2026-11-10", DueDate="2026-11-20")
    made.later(seconds=1)
    gone = made.create(InvoiceNumber="D", Status="DRAFT")["InvoiceID"]
    made.later(seconds=1)
    made.update(gone, Status="DELETED")
    made.later(seconds=1)
    paid = made.by_hand(InvoiceNumber="E", contact_id=other)
    made.act("pay_invoice", paid)
    made.connect(scope=SCOPES)
    return made


def test_unpaged_rows_have_no_lines_and_of_the_contact_id_and_name(made: Books) -> None:
    rows = made.rows()
    assert [row["LineItems"] for row in rows] == [[]] * 5
    assert rows[0]["Contact"] == {
        "ContactID": made.contact_id,
        "Name": "Client Ltd",
        "Addresses": [],
        "Phones": [],
        "ContactGroups": [],
        "ContactPersons": [],
        "HasValidationErrors": False,
    }
    assert "pagination" not in read(made.get("Invoices"))


def test_a_page_has_lines_and_says_which_it_is(made: Books) -> None:
    body = read(made.get("Invoices", page="2", pageSize="2"))
    assert [row["InvoiceNumber"] for row in body["Invoices"]] == ["C", "D"]
    assert len(body["Invoices"][0]["LineItems"]) == 1
    assert body["pagination"] == {"page": 2, "pageSize": 2, "pageCount": 3, "itemCount": 5}


def test_statuses_force_a_page(made: Books) -> None:
    body = read(made.get("Invoices", Statuses="submitted,PAID"))
    assert [row["InvoiceNumber"] for row in body["Invoices"]] == ["B", "E"]
    assert body["pagination"]["pageSize"] == 100
    assert len(body["Invoices"][0]["LineItems"]) == 1


def test_a_single_read_has_lines_payments_and_the_whole_contact(made: Books) -> None:
    row = made.invoice("E")
    assert len(row["LineItems"]) == 1
    assert [payment["Amount"] for payment in row["Payments"]] == [120]
    assert row["Contact"]["ContactNumber"] == "H-9"
    assert row == made.invoice(row["InvoiceID"].upper())


def test_an_unknown_key_is_a_404(made: Books) -> None:
    assert made.get("Invoices/nothing").status == 404


def test_summary_only_leaves_out_what_is_dear(made: Books) -> None:
    row = made.rows(summaryOnly="true", page="1")[0]
    assert not {"LineItems", "Payments", "HasAttachments", "CISDeduction"} & row.keys()
    assert row["Total"] == 120


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, "ABCDE"),
        ({"InvoiceNumbers": "E,B,nothing"}, "BE"),
        ({"InvoiceNumbers": "b"}, ""),
        ({"createdByMyApp": "true"}, "ABCD"),
        ({"createdByMyApp": "false"}, "ABCDE"),
        ({"includeArchived": "true"}, "ABCDE"),
        ({"searchTerm": "po"}, "AB"),
        ({"searchTerm": "zoë"}, "BE"),
        ({"order": "InvoiceNumber DESC"}, "EDCBA"),
        ({"order": "Contact.Name DESC,InvoiceNumber"}, "BEACD"),
        ({"where": 'Status=="AUTHORISED"'}, "C"),
        ({"where": 'Status!="DELETED" AND Type=="ACCREC"'}, "ABCE"),
        ({"where": 'Reference=="PO 2"'}, "B"),
        ({"where": 'InvoiceNumber=="A"'}, "A"),
        ({"where": 'Contact.Name=="zoe & co"'}, "BE"),
        ({"where": 'Contact.ContactNumber="H-9"'}, "BE"),
        ({"where": "AmountDue>=0.01"}, "ABC"),
        ({"where": "AmountPaid==120"}, "E"),
        ({"where": "Date>=DateTime(2026,11,10)&&Date<DateTime(2026,11,18)"}, "C"),
        ({"where": 'DueDate==DateTime.Parse("2026-11-30")'}, "A"),
        ({"where": "SentToContact==true"}, ""),
        ({"where": "Total==120.00"}, "ABCDE"),
        ({"where": 'Reference!=null&&Reference.StartsWith("PO")'}, "AB"),
        ({"where": "FullyPaidOnDate!=null"}, "E"),
    ],
)
def test_a_list_holds(made: Books, query: dict[str, str], numbers: str) -> None:
    found = made.numbers(**query)
    if "order" not in query:
        found = sorted(found)
    assert "".join(found) == numbers


def test_ids_and_contact_ids(made: Books) -> None:
    ids = {row["InvoiceNumber"]: row["InvoiceID"] for row in made.rows()}
    assert made.numbers(IDs=f"{ids['C'].upper()},{ids['A']}") == ["A", "C"]
    assert made.numbers(ContactIDs=made.contact_id, page="1") == ["A", "C", "D"]
    assert made.numbers(where=f'InvoiceID==guid("{ids["B"]}")') == ["B"]
    assert made.numbers(where=f'Contact.ContactID==Guid("{made.contact_id}")', Statuses="DRAFT") == ["A"]
    either = f'InvoiceID==Guid("{ids["A"]}") OR InvoiceID==Guid("{ids["E"]}")'
    assert made.numbers(where=either) == ["A", "E"]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("Nope==1", "No property or field 'Nope' exists in type 'Invoice'"),
        ("Contact.Nope==1", "No property or field 'Contact.Nope' exists in type 'Invoice'"),
        ('Reference.StartsWith("PO")', "Operations on optional fields must be preceded by a null guard"),
    ],
)
def test_a_filter_that_cannot_be_read_says_why(made: Books, where: str, message: str) -> None:
    body = read(made.get("Invoices", where=where))
    assert (body["Type"], body["Message"].startswith(message)) == ("QueryParseException", True)


def test_if_modified_since_shows_what_changed_after_that_second(made: Books) -> None:
    assert made.numbers({"if-modified-since": "2026-11-20T09:00:01"}) == ["C", "D", "E"]
    assert made.numbers({"if-modified-since": "2026-11-20T09:00:01"}, IDs="nothing") == []


def test_whether_that_second_is_included_is_a_switch() -> None:
    made = books(if_modified_since_inclusive=True)
    made.create(InvoiceNumber="A")
    assert made.numbers({"if-modified-since": "2026-11-20T09:00:00"}) == ["A"]
    assert books().numbers({"if-modified-since": "2026-11-20T09:00:00"}) == []


def test_nothing_changed_may_be_a_304_by_switch() -> None:
    made = books(not_modified_304=True)
    assert made.get("Invoices", {"if-modified-since": "2026-11-20T09:00:00"}).status == 304


def test_paging_in_the_default_order_loses_a_row_that_moves() -> None:
    made = books()
    ids = []
    for number in "ABC":
        ids.append(made.create(InvoiceNumber=number)["InvoiceID"])
        made.later(seconds=1)
    first = made.numbers(page="1", pageSize="1")
    made.update(ids[0], Reference="moved")
    assert [*first, *made.numbers(page="2", pageSize="1"), *made.numbers(page="3", pageSize="1")] == list(
        "ACA"
    )


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"page": "1"}, 200),
        ({"IDs": "x"}, 200),
        ({"page": "1", "where": 'Reference=="x"'}, 200),
        ({"page": "1", "where": "Date>=DateTime(2026,1,1) AND AmountDue>0"}, 200),
        ({"page": "1", "where": 'Status=="PAID" OR Status=="DRAFT"'}, 400),
        ({"page": "1", "where": "Total==1"}, 400),
        ({"page": "1", "where": "AmountPaid>1"}, 400),
        ({"page": "1", "order": "Date"}, 200),
        ({"page": "1", "order": "Reference"}, 400),
    ],
)
def test_of_very_many_only_what_is_optimised_is_answered(query: dict[str, Any], status: int) -> None:
    made = books(high_volume_rows=0)
    made.create()
    assert made.get("Invoices", **query).status == status


def test_the_optimised_or_is_over_ids_only() -> None:
    made = books(high_volume_rows=0)
    key = made.create()["InvoiceID"]
    one = f'InvoiceID==Guid("{key}")'
    assert made.get("Invoices", page="1", where=f"{one} OR {one}").status == 200
    assert made.get("Invoices", page="1", where=f"({one} OR {one}) AND Total==1").status == 400


def test_invoices_of_other_organisations_are_not_here() -> None:
    made = books()
    made.create()
    other = xero.add_organisation(made.state, name="Other", country="GB", now=made.now)
    assert len(made.state.organisations[other].invoices) == 0


def test_xml_for_whoever_does_not_ask_for_json(made: Books) -> None:
    text = made.get("Invoices/E", {"accept": None}).body.decode()
    assert "<LineItem><Description>Work</Description><UnitAmount>100.00</UnitAmount>" in text
    assert "<PaymentID>" in text
