"""Credit notes that a person writes in Xero, read one at a time."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import observe, xero
from adapters.sandbox.control import ACTS, BadAct, perform
from adapters.sandbox.world import World
from tests.unit.sandbox_xero.firm import CALLBACK, read
from tests.unit.sandbox_xero_invoices.books import Books, books, line
from tests.unit.sandbox_xero_invoices.listener import heard


def noted(made: Books, **fields: Any) -> str:
    """One that a person typed."""
    known = {"contact_id": made.contact_id, "lines": [line()]} | fields
    return xero.add_credit_note(made.state, made.tenant_id, made.now, **known)


def shown(made: Books, key: str, resource: str = "CreditNotes", **query: str) -> dict[str, Any]:
    row: dict[str, Any] = read(made.get(f"{resource}/{key}", **query))["CreditNotes"][0]
    return row


def test_one_by_hand_is_approved_and_has_xeros_number() -> None:
    made = books()

    row = shown(made, noted(made, Reference="PO 7", Date="2026-11-03"))

    assert (row["Type"], row["Status"], row["CreditNoteNumber"]) == ("ACCRECCREDIT", "AUTHORISED", "CN-0001")
    assert (row["SubTotal"], row["TotalTax"], row["Total"]) == (100, 20, 120)
    assert (row["RemainingCredit"], row["Allocations"]) == (120, [])
    assert (row["Reference"], row["DateString"]) == ("PO 7", "2026-11-03T00:00:00")
    assert (row["Contact"]["Name"], row["Contact"]["EmailAddress"]) == ("Client Ltd", "c@client.example")
    assert not any("Invoice" in name or "Due" in name for name in row)


def test_it_is_read_by_id_or_number_with_its_lines_whatever_the_case_of_the_resource() -> None:
    made = books()
    note_id = noted(made, lines=[line(UnitAmount="33.3333")])

    by_number = shown(made, "CN-0001", "creditnotes", unitdp="4")

    assert by_number["CreditNoteID"] == note_id
    assert by_number["LineItems"][0]["UnitAmount"] == Decimal("33.3333")
    assert shown(made, note_id.upper())["LineItems"][0]["UnitAmount"] == Decimal("33.33")


@pytest.mark.parametrize("number", ["CN/7", "CN 7", "CN?7", "a/b c", "100%"])
def test_an_odd_number_is_one_part_of_the_path(number: str) -> None:
    made = books()
    noted(made, CreditNoteNumber=number)

    assert shown(made, number.translate({37: "%25", 47: "%2F", 32: "%20", 63: "%3F"}))["Total"] == 120


def test_what_is_no_credit_note_is_not_found() -> None:
    made = books()
    invoice_id = made.by_hand()
    noted(made, Type="ACCPAYCREDIT", CreditNoteNumber="S-1")

    assert [made.get(f"CreditNotes/{key}").status for key in (invoice_id, "INV-0001", "S-1", "CN-1")] == [
        404
    ] * 4
    assert made.get("Invoices/CN-0001").status == 404


def test_a_suppliers_is_read_by_its_id_and_makes_its_contact_a_supplier() -> None:
    made = books()
    note_id = noted(made, Type="ACCPAYCREDIT", CreditNoteNumber="S-1")

    row = shown(made, note_id)

    assert (row["Type"], row["CreditNoteNumber"]) == ("ACCPAYCREDIT", "S-1")
    assert (row["Contact"]["IsCustomer"], row["Contact"]["IsSupplier"]) == (False, True)


def test_the_two_series_of_numbers_do_not_meet() -> None:
    made = books()
    made.by_hand(InvoiceNumber="CN-0001")
    numbers = [shown(made, noted(made))["CreditNoteNumber"] for _ in range(2)]
    noted(made, CreditNoteNumber="CR-0041")

    assert numbers == ["CN-0001", "CN-0002"]
    assert shown(made, noted(made))["CreditNoteNumber"] == "CR-0042"
    assert made.create()["InvoiceNumber"] == "CN-0002"
    with pytest.raises(ValueError, match="unique"):
        noted(made, CreditNoteNumber="CN-0001")


def test_it_makes_its_contact_a_customer() -> None:
    made = books()

    assert shown(made, noted(made))["Contact"]["IsCustomer"] is True


def test_approving_deleting_and_voiding_follow_the_table_of_invoices() -> None:
    made = books()
    draft, waiting, approved = (noted(made, Status=one) for one in ("DRAFT", "SUBMITTED", "AUTHORISED"))
    with pytest.raises(ValueError, match="valid status"):
        made.act("void_credit_note", draft)
    with pytest.raises(ValueError, match="valid status"):
        made.act("delete_credit_note", approved)
    with pytest.raises(ValueError, match="a AUTHORISED credit note is not approved"):
        made.act("approve_credit_note", approved)

    made.act("delete_credit_note", draft)
    made.act("approve_credit_note", waiting)
    made.act("void_credit_note", approved)

    rows = [shown(made, one) for one in (draft, waiting, approved)]
    assert [row["Status"] for row in rows] == ["DELETED", "AUTHORISED", "VOIDED"]
    assert [row["RemainingCredit"] for row in rows] == [0, 120, 0]


def test_the_screen_asks_for_what_approval_needs_but_for_no_due_date() -> None:
    made = books()
    bare = noted(made, Status="DRAFT", lines=[line(AccountCode=None)])

    with pytest.raises(ValueError, match=r"^Account must be valid\.$"):
        made.act("approve_credit_note", bare)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"contact_id": "nobody"}, "no contact nobody"),
        ({"Type": "ACCREC"}, "no type ACCREC"),
        ({"Url": "https://hubflo.example"}, "no field Url"),
        ({"InvoiceNumber": "CN-7"}, "no field InvoiceNumber"),
        ({"Colour": "red"}, "no field Colour"),
        ({"lines": []}, "at least one line"),
    ],
)
def test_what_the_screen_cannot_do_is_refused(fields: dict[str, Any], sentence: str) -> None:
    made = books()

    with pytest.raises(ValueError, match=sentence):
        noted(made, **fields)

    assert len(made.state.organisations[made.tenant_id].credit_notes) == 0


def test_an_invoice_by_hand_is_never_a_credit_note() -> None:
    with pytest.raises(ValueError, match="no type ACCRECCREDIT"):
        books().by_hand(Type="ACCRECCREDIT")


def test_an_act_is_written_down_as_a_persons() -> None:
    made = books()
    note_id = noted(made)

    made.act("void_credit_note", note_id)

    change = made.state.changes[-1]
    assert (change.who, change.kind, change.record_id) == ("person", "CreditNote", note_id)
    assert change.fields == {"Status": ("AUTHORISED", "VOIDED")}


def test_merged_contacts_hand_over_their_credit_notes() -> None:
    made = books()
    note_id, other = noted(made), made.add(Name="Other")

    xero.merge_contacts(made.state, made.tenant_id, made.contact_id, other, made.now)

    assert shown(made, note_id)["Contact"]["Name"] == "Other"


def test_whoever_asked_for_them_is_told_with_type_and_status() -> None:
    made = books()
    listener = heard(made, categories=["CREDITNOTE"])
    note_id = noted(made, Status="DRAFT")
    made.act("delete_credit_note", note_id)
    made.by_hand()

    listener.listen()

    assert listener.told == [("CREDITNOTE", "CREATE"), ("CREDITNOTE", "UPDATE")]
    assert [event["data"] for event in listener.events] == [
        {"Type": "ACCRECCREDIT", "Status": "DRAFT"},
        {"Type": "ACCRECCREDIT", "Status": "DELETED"},
    ]
    assert listener.events[0]["resourceUrl"] == f"https://api.xero.com/api.xro/2.0/CreditNotes/{note_id}"


def test_who_asked_for_invoices_is_not_told() -> None:
    made = books()
    listener = heard(made)

    noted(made)
    listener.listen()

    assert listener.told == []


def test_the_list_and_every_write_are_not_there() -> None:
    made = books()
    noted(made)

    assert made.get("CreditNotes").status == 501
    assert made.send("PUT", "/api.xro/2.0/CreditNotes", {"CreditNotes": []}).status == 501


def test_without_the_scope_of_invoices_it_is_refused() -> None:
    made = books()
    note_id = noted(made)
    other = replace(made, app=xero.register_app(made.state, redirect_uris=[CALLBACK]))
    other.connect(scope="accounting.contacts accounting.settings.read")

    assert other.get(f"CreditNotes/{note_id}").status == 401


def test_the_acts_are_in_the_table_and_the_record_shows_outside() -> None:
    made = books()
    world = World(now=lambda: made.now, xero_state=made.state)
    known = {"tenant_id": made.tenant_id, "contact_id": made.contact_id, "lines": [line()]}
    note_id = str(perform(world, "xero.add_credit_note", **known, Status="DRAFT"))

    perform(world, "xero.approve_credit_note", tenant_id=made.tenant_id, credit_note_id=note_id)

    records = observe.records(world, "xero")[made.tenant_id]
    assert records["invoices"] == {}
    assert records["credit_notes"][note_id]["Status"] == "AUTHORISED"
    assert len(records["credit_notes"][note_id]["LineItems"]) == 1
    assert {"xero.void_credit_note", "xero.delete_credit_note"} <= ACTS.keys()
    with pytest.raises(BadAct, match="no credit note nobody"):
        perform(world, "xero.void_credit_note", tenant_id=made.tenant_id, credit_note_id="nobody")
