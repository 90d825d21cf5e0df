"""What only a person can do, on Hubflo's screens, and that it is written down as a person's."""

from typing import Any

import pytest

from adapters.sandbox import hubflo
from adapters.sandbox.hubflo import Change
from tests.unit.sandbox_hubflo_invoices.desk import PLAIN, Desk


def by_person(desk: Desk, invoice_id: str) -> list[Change]:
    """The changes to an invoice, all of which a person must have made."""
    changes = [change for change in desk.state.changes if change.id == invoice_id]
    assert {change.who for change in changes} == {"person"}
    return changes


def test_a_person_writes_and_issues() -> None:
    desk = Desk()

    invoice_id = hubflo.add_invoice(
        desk.state, desk.organization.id, desk.now, title="Website", lines=[PLAIN], payment_deadline_days=15
    )
    drafted = desk.invoice(invoice_id)
    desk.act(hubflo.issue_invoice, invoice_id)

    assert (drafted["status"], drafted["net_total"], drafted["recipient_id"]) == ("draft", 1200, None)
    assert drafted["payment_deadline_days"] == 15
    assert desk.invoice(invoice_id)["status"] == "issued"
    made, issued = by_person(desk, invoice_id)
    assert (made.kind, made.old, made.new["title"]) == ("invoice", {}, "Website")
    assert issued.fields == ("issued_at", "status")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"recipient_id": "nobody"}, "nobody"),
        ({"number": "F-1"}, "no field number"),
        ({"custom_issued_at": "soon"}, "soon"),
        ({"lines": [{"title": "x", "quantity": 1}]}, "VAT is not a number"),
        ({"lines": [PLAIN | {"role": "refund"}]}, "no role refund"),
        ({"lines": [PLAIN | {"price": 1}]}, "no field price"),
    ],
)
def test_a_mistake_of_the_test_is_said_and_nothing_is_written(
    arguments: dict[str, Any], sentence: str
) -> None:
    desk = Desk()

    with pytest.raises(ValueError, match=sentence):
        hubflo.add_invoice(desk.state, desk.organization.id, desk.now, title="Website", **arguments)

    assert desk.get("invoices") == []


@pytest.mark.parametrize("word", ["cancelled", "canceled"])
def test_an_issued_invoice_is_cancelled_in_either_spelling(word: str) -> None:
    desk = Desk(cancelled_word=word)
    invoice_id = desk.issued()

    desk.act(hubflo.cancel_invoice, invoice_id)

    invoice = desk.invoice(invoice_id)
    assert (invoice["status"], invoice["net_total"]) == (word, 1200)
    assert invoice["issued_at"] is not None
    assert by_person(desk, invoice_id)[-1].new == {"status": word}


@pytest.mark.parametrize("status", ["draft", "paid", "cancelled"])
def test_only_what_is_open_can_be_cancelled(status: str) -> None:
    desk = Desk()
    invoice_id = desk.issued()
    desk.act(hubflo.set_invoice_status, invoice_id, status=status)

    with pytest.raises(ValueError, match=f"is {status}"):
        desk.act(hubflo.cancel_invoice, invoice_id)


def test_a_cancelled_invoice_is_duplicated_and_reissued() -> None:
    desk = Desk()
    invoice_id = desk.issued(PLAIN, PLAIN | {"kind": "discount"}, comment="Inside", accounting_id="abc")
    desk.act(hubflo.cancel_invoice, invoice_id)
    desk.later(60)

    again = desk.act(hubflo.reissue_invoice, invoice_id)

    old, new = desk.invoice(invoice_id), desk.invoice(again)
    assert (old["status"], new["status"], new["issued_at"]) == ("cancelled", "issued", "2026-11-02T09:31:15Z")
    same = ("title", "comment", "recipient_id", "net_total", "currency")
    assert [new[name] for name in same] == [old[name] for name in same]
    assert (new["accounting_id"], new["parent_invoice_id"]) == (None, None)
    assert not {line["id"] for line in desk.lines(invoice_id)} & {line["id"] for line in desk.lines(again)}
    assert len(by_person(desk, again)) == 2
    with pytest.raises(ValueError, match="is issued"):
        desk.act(hubflo.reissue_invoice, again)


@pytest.mark.parametrize(("keep", "expected"), [(True, "abc"), (False, None)])
def test_a_duplicate_may_take_the_accounting_id_along(keep: bool, expected: str | None) -> None:
    desk = Desk(copies_keep_accounting_id=keep)
    invoice_id = desk.issued(accounting_id="abc")

    copy = desk.act(hubflo.duplicate_invoice, invoice_id)

    assert (desk.invoice(copy)["accounting_id"], desk.invoice(copy)["status"]) == (expected, "draft")


@pytest.mark.parametrize("parent", [True, False])
def test_a_credit_note_is_an_invoice_with_negative_totals(parent: bool) -> None:
    desk = Desk(credit_note_parent=parent)
    invoice_id = desk.issued(
        {"title": "Phase", "role": "section"},
        PLAIN,
        PLAIN | {"kind": "discount", "unit_price_excluding_tax": 100},
        PLAIN | {"kind": "subtotal"},
    )
    desk.act(hubflo.pay_invoice, invoice_id)

    note = desk.act(hubflo.credit_invoice, invoice_id, percentage=50)

    shown = desk.invoice(note)
    assert (shown["net_total"], shown["tax_total"], shown["status"]) == (-540, -90, "issued")
    assert shown["parent_invoice_id"] == (invoice_id if parent else None)
    assert [line["total_excluding_tax"] for line in desk.lines(note)] == [-500, 50]
    assert desk.invoice(invoice_id)["net_total"] == 1080
    assert len(by_person(desk, note)) == 2


def test_there_is_no_credit_note_over_a_draft_or_over_a_credit_note() -> None:
    desk = Desk()
    note = desk.act(hubflo.credit_invoice, desk.issued(), issue=False)

    assert desk.invoice(note)["status"] == "draft"
    with pytest.raises(ValueError, match="is draft"):
        desk.act(hubflo.credit_invoice, note)
    desk.act(hubflo.issue_invoice, note)
    with pytest.raises(ValueError, match="nothing to credit"):
        desk.act(hubflo.credit_invoice, note)


def test_a_person_notes_what_was_received_in_parts() -> None:
    desk = Desk()
    invoice_id = desk.issued()

    desk.act(hubflo.pay_invoice, invoice_id, amount="200.5", method="cash", paid_at="2026-11-01T10:00:00Z")
    part = desk.invoice(invoice_id)
    desk.act(hubflo.pay_invoice, invoice_id)

    assert (part["status"], float(part["paid_amount"]), part["payment_method_used"]) == (
        "paid",
        200.5,
        "cash",
    )
    assert part["paid_at"] == "2026-11-01T10:00:00Z"
    assert desk.invoice(invoice_id)["paid_amount"] == 1200
    desk.act(hubflo.correct_paid_amount, invoice_id, paid_amount=100)
    assert desk.invoice(invoice_id)["paid_amount"] == 100
    assert by_person(desk, invoice_id)[-1].new == {"paid_amount": 100}


@pytest.mark.parametrize(
    ("switches", "amount", "method"),
    [
        ({}, 1200, "bank_card"),
        ({"stripe_paid_amount": "null"}, None, "bank_card"),
        ({"stripe_method": "null"}, 1200, None),
    ],
)
def test_a_payment_by_stripe(switches: dict[str, Any], amount: int | None, method: str | None) -> None:
    desk = Desk(**switches)
    invoice_id = desk.issued()

    desk.act(hubflo.pay_invoice_by_stripe, invoice_id)

    invoice = desk.invoice(invoice_id)
    assert (invoice["status"], invoice["paid_amount"]) == ("paid", amount)
    assert (invoice["payment_method_used"], invoice["use_stripe_as_payment_method"]) == (method, True)
    assert by_person(desk, invoice_id)


@pytest.mark.parametrize(("send", "status", "events"), [(True, "issued", 2), (False, "draft", 1)])
def test_a_subscription_makes_the_next_invoice(send: bool, status: str, events: int) -> None:
    desk = Desk()
    invoice_id = desk.issued()
    hook = desk.hook("invoice_created", "invoice_issued")
    desk.later(60)

    again = desk.act(hubflo.generate_recurring, invoice_id, send=send)

    shown = desk.invoice(again)
    assert (shown["status"], shown["net_total"]) == (status, 1200)
    assert shown["sent_at"] == ("2026-11-02T09:31:15Z" if send else None)
    assert len(desk.deliveries(hook)) == events


@pytest.mark.parametrize(
    ("date", "issued_at", "custom"),
    [
        ("issued_at", "2019-05-03T00:00:00Z", None),
        ("custom_issued_at", "2026-11-02T09:30:15Z", "2019-05-03T00:00:00Z"),
    ],
)
def test_a_past_invoice_is_imported_without_an_event(date: str, issued_at: str, custom: str | None) -> None:
    desk = Desk(imported_date=date)
    hook = desk.hook("invoice_created", "invoice_issued", "invoice_paid")

    invoice_id = hubflo.import_invoice(
        desk.state,
        desk.organization.id,
        desk.now,
        title="Of old",
        issued_at="2019-05-03T00:00:00Z",
        lines=[PLAIN],
        paid_amount=1200,
    )

    invoice = desk.invoice(invoice_id)
    assert (invoice["status"], invoice["paid_amount"], invoice["net_total"]) == ("paid", 1200, 1200)
    assert (invoice["issued_at"], invoice["custom_issued_at"]) == (issued_at, custom)
    assert invoice["created_at"] == "2026-11-02T09:30:15Z"
    assert desk.deliveries(hook) == []
    assert by_person(desk, invoice_id)


def test_a_past_invoice_that_is_open_is_overdue_at_once() -> None:
    desk = Desk(overdue_status="overdue")
    hook = desk.hook("invoice_overdue")

    invoice_id = hubflo.import_invoice(
        desk.state, desk.organization.id, desk.now, title="Of old", issued_at="2019-05-03T00:00:00Z"
    )

    assert desk.invoice(invoice_id)["status"] == "overdue"
    assert [each["created_at"] for each in desk.deliveries(hook)] == ["2026-11-02T09:30:15Z"]


def test_the_recipient_of_an_issued_invoice_changes() -> None:
    desk = Desk()
    other = desk.person("Eve", "Else")["id"]
    invoice_id = desk.issued()
    first = desk.invoice(invoice_id)["public_url"]

    desk.act(hubflo.change_recipient, invoice_id, recipient_id=other)

    assert [each["id"] for each in desk.get("invoices", f"contact_id={other}")] == [invoice_id]
    assert desk.get("invoices", f"contact_id={desk.contact_id}") == []
    assert desk.invoice(invoice_id)["public_url"] != first
    with pytest.raises(ValueError, match="nobody"):
        desk.act(hubflo.change_recipient, invoice_id, recipient_id="nobody")
    desk.act(hubflo.change_recipient, invoice_id, recipient_id=None)
    assert desk.invoice(invoice_id)["public_url"] is None


def test_a_word_that_nobody_knows_and_an_id_by_hand() -> None:
    desk = Desk()
    invoice_id = desk.issued()

    desk.act(hubflo.set_invoice_status, invoice_id, status="partially_paid")
    desk.act(hubflo.set_accounting_id, invoice_id, accounting_id="QB-7")

    invoice = desk.invoice(invoice_id)
    assert (invoice["status"], invoice["accounting_id"]) == ("partially_paid", "QB-7")
    assert [change.new for change in by_person(desk, invoice_id)[-2:]] == [
        {"status": "partially_paid"},
        {"accounting_id": "QB-7"},
    ]
