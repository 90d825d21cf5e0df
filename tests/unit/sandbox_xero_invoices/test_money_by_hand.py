"""What the accountant does with money in Xero: payments with their account and reference, and credits."""

from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import observe, xero
from adapters.sandbox.control import perform
from adapters.sandbox.world import World
from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import Books, books, line
from tests.unit.sandbox_xero_invoices.listener import heard
from tests.unit.sandbox_xero_invoices.money import CLEARING, approved, listed, one, paid, reverse


def note(made: Books, note_id: str) -> dict[str, Any]:
    row: dict[str, Any] = read(made.get(f"CreditNotes/{note_id}"))["CreditNotes"][0]
    return row


def noted(made: Books, **fields: Any) -> str:
    """A credit note of 120.00."""
    known = {"contact_id": made.contact_id, "lines": [line()]} | fields
    return xero.add_credit_note(made.state, made.tenant_id, made.now, **known)


def test_a_payment_has_the_account_the_day_and_the_reference_that_are_said() -> None:
    made = books()
    invoice_id = approved(made)

    by_code = made.act(
        "pay_invoice", invoice_id, amount=20, on="2026-11-05", account=CLEARING, reference="Stripe 7"
    )
    by_name = made.act("pay_invoice", invoice_id, amount=20, account="PayPal")
    bare = made.act("pay_invoice", invoice_id)

    shown = one(made, by_code)
    assert (shown["Reference"], shown["Date"]) == ("Stripe 7", "/Date(1793836800000+0000)/")
    assert (shown["Account"]["Code"], shown["IsReconciled"]) == (CLEARING, False)
    assert one(made, by_name)["Account"]["Name"] == "PayPal"
    assert (one(made, bare)["Account"]["Code"], one(made, bare)["IsReconciled"]) == ("090", True)
    assert [row["PaymentID"] for row in made.invoice(invoice_id)["Payments"]] == [by_code, by_name, bare]


@pytest.mark.parametrize(
    ("account", "sentence"),
    [
        ("999", "no active account 999"),
        ("200", "account 200 takes no payments"),
        ("205", "no active account"),
    ],
)
def test_an_account_that_takes_no_payments_is_refused(account: str, sentence: str) -> None:
    made = books()

    with pytest.raises(ValueError, match=sentence):
        made.act("pay_invoice", approved(made), account=account)

    assert listed(made) == []


def test_a_person_and_a_program_reverse_each_others_payments() -> None:
    made = books()
    invoice_id = approved(made)
    by_hand, by_api = made.act("pay_invoice", invoice_id, amount=20), paid(made, invoice_id, Amount=100)
    reverse(made, by_hand)
    made.act("remove_payment", invoice_id, payment_id=by_api["PaymentID"])

    assert [row["Status"] for row in listed(made)] == ["DELETED", "DELETED"]
    assert made.invoice(invoice_id)["AmountDue"] == 120


def test_what_a_person_does_with_money_is_a_persons_change() -> None:
    made = books()
    invoice_id = approved(made)
    made.state.changes.clear()

    payment_id = made.act("pay_invoice", invoice_id)
    made.act("remove_payment", invoice_id)
    made.act("credit_invoice", invoice_id)

    assert [(one.who, one.kind) for one in made.state.changes] == [
        ("person", "Invoice"),
        ("person", "Payment"),
        ("person", "Invoice"),
        ("person", "CreditNote"),
        ("person", "Invoice"),
    ]
    assert made.state.changes[1].record_id == payment_id
    assert made.state.changes[-1].fields["AmountCredited"] == (0, 120)


def test_a_credit_leaves_less_due_and_is_no_payment() -> None:
    made = books()
    invoice_id = approved(made, InvoiceNumber="HUB-1A")

    made.act("credit_invoice", invoice_id, amount="50", on="2026-11-06")

    row = made.invoice(invoice_id)
    assert (row["Status"], row["AmountDue"], row["AmountCredited"], row["AmountPaid"]) == (
        *("AUTHORISED", 70),
        *(50, 0),
    )
    (told,) = row["CreditNotes"]
    assert (told["AppliedAmount"], told["Total"], told["CreditNoteNumber"]) == (50, 50, "CN-0001")
    assert listed(made) == row["Payments"] == []
    credited = note(made, told["CreditNoteID"])
    assert (credited["Status"], credited["RemainingCredit"]) == ("PAID", 0)
    assert credited["Allocations"][0]["Invoice"] == {"InvoiceID": invoice_id, "InvoiceNumber": "HUB-1A"}
    assert [made.numbers(where=f"AmountCredited=={amount}") for amount in (50, 0)] == [["HUB-1A"], []]


def test_what_a_credit_leaves_is_paid_and_then_nothing_is_due() -> None:
    made = books()
    invoice_id = approved(made)
    made.act("credit_invoice", invoice_id, amount="50")

    told = paid(made, invoice_id, Amount=70)["Invoice"]

    assert (told["Status"], told["AmountDue"], told["AmountPaid"]) == ("PAID", 0, 70)


def test_a_whole_credit_makes_it_paid_and_taking_it_off_makes_it_due() -> None:
    made = books()
    invoice_id = approved(made)

    credit_id = made.act("credit_invoice", invoice_id, on="2026-11-20")

    row = made.invoice(invoice_id)
    assert (row["Status"], row["FullyPaidOnDate"]) == ("PAID", "/Date(1795132800000+0000)/")
    assert made.act("remove_credit", invoice_id) == credit_id
    row = made.invoice(invoice_id)
    assert (row["Status"], row["AmountDue"], row["CreditNotes"]) == ("AUTHORISED", 120, [])
    assert "FullyPaidOnDate" not in row
    with pytest.raises(ValueError, match="no credit"):
        made.act("remove_credit", invoice_id)


def test_a_credit_note_that_is_there_is_used_up_to_what_is_left_of_it() -> None:
    made = books()
    note_id = noted(made)
    first, second, third = approved(made, LineItems=[line(UnitAmount="75")]), approved(made), approved(made)

    made.act("credit_invoice", first, credit_note_id=note_id)
    made.act("credit_invoice", second, credit_note_id=note_id)

    assert (made.invoice(first)["Status"], made.invoice(second)["AmountDue"]) == ("PAID", 90)
    assert (note(made, note_id)["Status"], note(made, note_id)["RemainingCredit"]) == ("PAID", 0)
    with pytest.raises(ValueError, match="PAID credit note is not set against"):
        made.act("credit_invoice", third, credit_note_id=note_id)


@pytest.mark.parametrize(
    ("fields", "arguments", "sentence"),
    [
        ({"Status": "DRAFT"}, {}, "DRAFT credit note"),
        ({"lines": [line(UnitAmount="10")]}, {"amount": 20}, "more than the 12.00 that are left"),
        ({}, {"amount": "120.01"}, "not between"),
        ({}, {"amount": 0}, "not between"),
        ({"Type": "ACCPAYCREDIT"}, {}, "own contact"),
    ],
)
def test_a_credit_that_does_not_fit_is_refused(
    fields: dict[str, Any], arguments: dict[str, Any], sentence: str
) -> None:
    made = books()
    invoice_id = approved(made)
    note_id = noted(made, **fields)

    with pytest.raises(ValueError, match=sentence):
        made.act("credit_invoice", invoice_id, credit_note_id=note_id, **arguments)

    assert made.invoice(invoice_id)["AmountDue"] == 120


def test_an_invoice_that_is_not_approved_takes_no_credit() -> None:
    made = books()
    with pytest.raises(ValueError, match="takes no credit"):
        made.act("credit_invoice", made.create()["InvoiceID"])


def test_what_is_credited_is_neither_voided_nor_edited() -> None:
    made = books()
    invoice_id = approved(made)
    made.act("credit_invoice", invoice_id, amount=1)
    note_id = made.invoice(invoice_id)["CreditNotes"][0]["CreditNoteID"]

    with pytest.raises(ValueError, match="payments or credit notes allocated"):
        made.act("void_invoice", invoice_id)
    with pytest.raises(ValueError, match="payments or credit notes allocated"):
        made.act("void_credit_note", note_id)
    with pytest.raises(ValueError, match="not edited"):
        made.act("edit_invoice", invoice_id, Reference="x")
    assert made.update(invoice_id, Status="VOIDED").status == 400
    assert made.update(invoice_id, Reference="x").status == 400


@pytest.mark.parametrize("mode", ["Exclusive", "Inclusive", "NoTax"])
def test_a_new_credit_note_comes_to_the_cent_that_is_said(mode: str) -> None:
    made = books()
    invoice_id = approved(made, LineAmountTypes=mode)

    made.act("credit_invoice", invoice_id, amount="33.33")

    assert made.invoice(invoice_id)["CreditNotes"][0]["Total"] == Decimal("33.33")


@pytest.mark.parametrize(
    ("switch", "told"),
    [
        ("INVOICE", [("INVOICE", "UPDATE")] * 3),
        ("PAYMENT", [("PAYMENT", "CREATE"), ("PAYMENT", "UPDATE")]),
        ("nothing", []),
    ],
)
def test_what_money_tells_is_the_same_by_api(switch: str, told: list[Any]) -> None:
    made = books(payment_emits=switch)
    invoice_id = approved(made)
    listener = heard(made, categories=["INVOICE", "PAYMENT"])

    reverse(made, paid(made, invoice_id)["PaymentID"])
    made.act("credit_invoice", invoice_id)
    listener.listen()

    assert listener.told == told


def test_the_acts_are_in_the_table_and_payments_show_outside() -> None:
    made = books()
    world = World(now=lambda: made.now, xero_state=made.state)
    which = {"tenant_id": made.tenant_id, "invoice_id": approved(made)}

    credit_id = perform(world, "xero.credit_invoice", **which, amount=20)
    payment_id = str(perform(world, "xero.pay_invoice", **which, account=CLEARING, reference="r"))
    assert perform(world, "xero.remove_credit", **which) == credit_id

    shown = observe.records(world, "xero")[made.tenant_id]["payments"][payment_id]
    assert (shown["Amount"], shown["Reference"], shown["Status"]) == (100, "r", "AUTHORISED")
    assert shown["Invoice"]["InvoiceID"] == which["invoice_id"]
