"""What the accountant does in Xero's screens."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import observe, xero
from adapters.sandbox.control import ACTS, BadAct, perform
from adapters.sandbox.world import World
from tests.unit.sandbox_xero_invoices.books import Books, books, line


def submitted(made: Books, **fields: Any) -> str:
    invoice_id: str = made.create(**fields)["InvoiceID"]
    return invoice_id


def test_approving_and_rejecting() -> None:
    made = books()
    approved, back, gone = submitted(made), submitted(made), submitted(made)
    made.act("approve_invoice", approved)
    made.act("reject_invoice", back)
    made.act("reject_invoice", gone, to="DELETED")
    assert [made.invoice(one)["Status"] for one in (approved, back, gone)] == [
        "AUTHORISED",
        "DRAFT",
        "DELETED",
    ]


def test_an_act_moves_the_time_of_update_and_is_written_down_as_a_persons() -> None:
    made = books()
    invoice_id = submitted(made)
    made.later(seconds=1)
    since = {"if-modified-since": "2026-11-20T09:00:00"}
    made.act("approve_invoice", invoice_id)
    assert len(made.rows(since)) == 1
    change = made.state.changes[-1]
    assert (change.who, change.client_id, change.kind) == ("person", None, "Invoice")
    assert change.fields == {"Status": ("SUBMITTED", "AUTHORISED")}


def test_the_screen_asks_for_what_approval_needs() -> None:
    made = books()
    bare = submitted(made, Status="DRAFT", DueDate=None, LineItems=[line(AccountCode=None)])
    with pytest.raises(ValueError, match=r"Account must be valid.; The document DueDate"):
        made.act("approve_invoice", bare)


def test_editing_a_line_counts_it_anew() -> None:
    made = books()
    invoice_id = submitted(made, LineItems=[line(), line(TaxAmount="20.01")])
    ids = [one["LineItemID"] for one in made.invoice(invoice_id)["LineItems"]]
    made.act("edit_line", invoice_id, line=1, UnitAmount="33.335", Description="Less")
    row = made.invoice(invoice_id, unitdp="4")
    assert [one["LineItemID"] for one in row["LineItems"]] == ids
    assert row["LineItems"][1]["UnitAmount"] == Decimal("33.335")
    assert (row["LineItems"][1]["LineAmount"], row["LineItems"][1]["TaxAmount"]) == (
        Decimal("33.34"),
        Decimal("6.67"),
    )
    old, new = made.state.changes[-1].fields["LineItems"]
    assert (old[1]["Description"], new[1]["Description"]) == ("Work", "Less")


def test_replacing_lines() -> None:
    made = books()
    invoice_id = submitted(made)
    keep = made.invoice(invoice_id)["LineItems"][0]["LineItemID"]
    made.act("set_lines", invoice_id, lines=[{"LineItemID": keep}, line(UnitAmount=5)])
    assert made.invoice(invoice_id)["SubTotal"] == Decimal(105)
    with pytest.raises(ValueError, match="at least one line"):
        made.act("set_lines", invoice_id, lines=[])


def test_editing_fields() -> None:
    made = books()
    invoice_id = submitted(made)
    made.act("edit_invoice", invoice_id, Date="2026-11-01", LineAmountTypes="Inclusive", CurrencyCode="EUR")
    row = made.invoice(invoice_id)
    assert (row["DateString"], row["Total"], row["CurrencyCode"]) == (
        "2026-11-01T00:00:00",
        Decimal(100),
        "EUR",
    )
    assert row["CurrencyRate"] == Decimal("1.1645569620")


def test_billing_somebody_else_and_renumbering() -> None:
    made = books()
    invoice_id, other = submitted(made), made.add(Name="Other")
    made.act("change_invoice_contact", invoice_id, contact_id=other)
    assert made.state.changes[-2].fields == {"ContactID": (made.contact_id, other)}
    made.act("renumber_invoice", invoice_id, number="2026-17")
    assert made.invoice("2026-17")["Contact"]["Name"] == "Other"
    assert made.get("Invoices/INV-0001").status == 404
    assert made.create()["InvoiceNumber"] == "2026-18"


def test_deleting_and_voiding_follow_the_table() -> None:
    made = books()
    draft, approved = submitted(made), submitted(made, Status="AUTHORISED")
    with pytest.raises(ValueError, match="valid status"):
        made.act("void_invoice", draft)
    with pytest.raises(ValueError, match="valid status"):
        made.act("delete_invoice", approved)
    made.act("delete_invoice", draft)
    made.act("void_invoice", approved)
    assert [made.invoice(one)["Status"] for one in (draft, approved)] == ["DELETED", "VOIDED"]
    assert made.invoice(approved)["AmountDue"] == 0


def test_an_invoice_by_hand_is_not_ours_and_has_xeros_number() -> None:
    made = books()
    made.create(InvoiceNumber="HUB-7A")
    invoice_id = made.by_hand(Reference="typed", Date=date(2026, 11, 3), DueDate="2026-11-10")
    row = made.invoice(invoice_id)
    assert (row["Status"], row["InvoiceNumber"], row["Total"]) == ("AUTHORISED", "INV-0001", Decimal(120))
    assert row["Contact"]["IsCustomer"] is True
    assert made.numbers(createdByMyApp="true") == ["HUB-7A"]


def test_a_person_passes_lock_dates() -> None:
    made = books()
    xero.set_lock_dates(made.state, made.tenant_id, made.now, period="2026-10-31", end_of_year=None)
    assert made.invoice(made.by_hand(Date="2026-10-01"))["DateString"] == "2026-10-01T00:00:00"


def test_money_from_the_bank_in_two_parts() -> None:
    made = books()
    invoice_id = submitted(made, Status="AUTHORISED")
    made.act("pay_invoice", invoice_id, amount=20.5, on="2026-11-19")
    row = made.invoice(invoice_id)
    assert (row["Status"], row["AmountPaid"], row["AmountDue"]) == (
        "AUTHORISED",
        Decimal("20.5"),
        Decimal("99.5"),
    )
    payment_id = made.act("pay_invoice", invoice_id)
    row = made.invoice(invoice_id)
    assert (row["Status"], row["AmountDue"], row["FullyPaidOnDate"]) == (
        "PAID",
        0,
        "/Date(1795132800000+0000)/",
    )
    assert [one["PaymentID"] for one in row["Payments"]][1] == payment_id
    assert made.state.changes[-1].fields["AmountPaid"] == (Decimal("20.5"), Decimal(120))


@pytest.mark.parametrize(
    ("name", "status", "arguments", "sentence"),
    [
        ("approve_invoice", "AUTHORISED", {}, "not approved"),
        ("reject_invoice", "DRAFT", {}, "not rejected"),
        ("reject_invoice", "SUBMITTED", {"to": "VOIDED"}, "not rejected"),
        ("pay_invoice", "SUBMITTED", {}, "takes no payment"),
        ("pay_invoice", "AUTHORISED", {"amount": "120.01"}, "not between"),
        ("pay_invoice", "AUTHORISED", {"amount": 0}, "not between"),
        ("edit_line", "DRAFT", {"line": 1}, "no line 1"),
        ("edit_line", "DRAFT", {"AccountCode": "205"}, "not a valid code"),
        ("edit_line", "DRAFT", {"UnitAmount": "x"}, "decimal"),
        ("edit_invoice", "DRAFT", {"Status": "PAID"}, "cannot be edited here"),
        ("edit_invoice", "DRAFT", {"Colour": "red"}, "no field Colour"),
        ("edit_invoice", "DRAFT", {"Date": "soon"}, "DateTime"),
        ("renumber_invoice", "DRAFT", {"number": "TAKEN-1A"}, "unique"),
        ("change_invoice_contact", "DRAFT", {"contact_id": "nobody"}, "no active contact"),
    ],
)
def test_what_the_screens_cannot_do_is_refused(
    name: str, status: str, arguments: dict[str, Any], sentence: str
) -> None:
    made = books()
    made.create(InvoiceNumber="TAKEN-1A")
    invoice_id = submitted(made, Status=status)
    before = made.invoice(invoice_id)
    with pytest.raises(ValueError, match=sentence):
        made.act(name, invoice_id, **arguments)
    assert made.invoice(invoice_id) == before


def test_what_is_paid_or_ended_is_not_edited() -> None:
    made = books()
    paid, gone = submitted(made, Status="AUTHORISED"), submitted(made)
    made.act("pay_invoice", paid, amount=1)
    made.act("delete_invoice", gone)
    for one in (paid, gone):
        with pytest.raises(ValueError, match="not edited"):
            made.act("edit_invoice", one, Reference="x")
    with pytest.raises(ValueError, match="keeps its number"):
        made.act("renumber_invoice", gone, number="X")


def test_by_hand_needs_a_contact_and_a_free_number() -> None:
    made = books()
    made.create(InvoiceNumber="A")
    with pytest.raises(ValueError, match="no contact"):
        made.by_hand(contact_id="nobody")
    with pytest.raises(ValueError, match="unique"):
        made.by_hand(InvoiceNumber="A")


def test_every_act_is_in_the_table_and_everything_shows_outside() -> None:
    made = books()
    world = World(now=lambda: made.now, xero_state=made.state)
    invoice_id = submitted(made)
    perform(world, "xero.approve_invoice", tenant_id=made.tenant_id, invoice_id=invoice_id)
    perform(world, "xero.set_lock_dates", tenant_id=made.tenant_id, period="2026-10-31", end_of_year=None)
    with pytest.raises(BadAct, match="not approved"):
        perform(world, "xero.approve_invoice", tenant_id=made.tenant_id, invoice_id=invoice_id)
    shown = observe.records(world, "xero")[made.tenant_id]["invoices"][invoice_id]
    assert (shown["Status"], len(shown["LineItems"])) == ("AUTHORISED", 1)
    assert made.state.organisations[made.tenant_id].settings["PeriodLockDate"] == date(2026, 10, 31)
    wanted = ["add", "approve", "reject", "delete", "void", "edit", "renumber", "pay"]
    assert {f"xero.{name}_invoice" for name in wanted} <= ACTS.keys()
    assert {"xero.edit_line", "xero.set_lines", "xero.change_invoice_contact"} <= ACTS.keys()


def test_a_payment_is_taken_back_and_the_invoice_is_due_again() -> None:
    made = books()
    invoice_id = made.create(Status="AUTHORISED")["InvoiceID"]
    first = made.act("pay_invoice", invoice_id, amount="20")
    made.act("pay_invoice", invoice_id)
    assert made.invoice(invoice_id)["Status"] == "PAID"

    made.act("remove_payment", invoice_id)

    row = made.invoice(invoice_id)
    assert (row["Status"], row["AmountPaid"], row["AmountDue"]) == ("AUTHORISED", 20, 100)
    assert "FullyPaidOnDate" not in row
    made.act("remove_payment", invoice_id, payment_id=first)
    assert made.invoice(invoice_id)["AmountPaid"] == 0
    made.act("void_invoice", invoice_id)
    with pytest.raises(ValueError, match="no payment"):
        made.act("remove_payment", invoice_id)
