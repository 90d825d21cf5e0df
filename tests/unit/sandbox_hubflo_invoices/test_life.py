"""Issuing, sending, payments and overdue: what changes, and what is refused."""

import json
import time
from typing import Any

import pytest

from adapters.sandbox import hubflo
from tests.unit.sandbox_hubflo.portal import error
from tests.unit.sandbox_hubflo_invoices.desk import Desk

NOTICE: dict[str, Any] = {
    "paid_at": "2026-11-03T08:00:00Z",
    "payment_method_used": "bank_transfer",
    "paid_amount": 200,
}


def test_issuing_dates_the_invoice_and_sends_nothing() -> None:
    desk = Desk()
    invoice_id = desk.draft(custom_issued_at="2026-01-01T00:00:00Z")
    desk.line(invoice_id)
    desk.later(60)

    response = desk.call("POST", f"invoices/{invoice_id}/issuances")

    assert response.status == 201
    invoice = json.loads(response.body)
    assert (invoice["status"], invoice["issued_at"]) == ("issued", "2026-11-02T09:31:15Z")
    assert (invoice["custom_issued_at"], invoice["sent_at"]) == ("2026-01-01T00:00:00Z", None)
    assert invoice == desk.get(f"invoices/{invoice_id}")
    (change,) = desk.state.changes
    assert (change.fields, change.who) == (("issued_at", "status"), "api")


def test_what_is_issued_cannot_be_issued_again() -> None:
    desk = Desk()
    invoice_id = desk.issued()
    desk.later(60)

    assert error(desk.call("POST", f"invoices/{invoice_id}/issuances"))[0] == 422
    assert desk.invoice(invoice_id)["issued_at"] == "2026-11-02T09:30:15Z"


def test_sending_is_a_step_of_its_own_and_not_for_drafts() -> None:
    desk = Desk()
    draft, invoice_id = desk.draft(), desk.issued()

    response = desk.call("POST", f"invoices/{invoice_id}/deliveries")

    assert (response.status, json.loads(response.body)["sent_at"]) == (201, "2026-11-02T09:30:15Z")
    assert desk.call("POST", f"invoices/{draft}/deliveries").status == 422
    assert desk.invoice(draft)["sent_at"] is None


def test_a_partial_payment_adds_up_and_counts_as_paid() -> None:
    desk = Desk()
    invoice_id = desk.issued()

    first = desk.create(f"invoices/{invoice_id}/payment-notice", **NOTICE)
    second = desk.create(
        f"invoices/{invoice_id}/payment-notice",
        paid_at="2026-11-04T00:00:00+01:00",
        payment_method_used="cash",
        paid_amount="0.55",
    )

    assert (first["status"], first["paid_amount"], first["net_total"]) == ("paid", 200, 1200)
    assert (first["paid_at"], first["payment_method_used"]) == ("2026-11-03T08:00:00Z", "bank_transfer")
    assert (second["status"], second["paid_amount"]) == ("paid", 200.55)
    assert (second["paid_at"], second["payment_method_used"]) == ("2026-11-03T23:00:00Z", "cash")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"paid_amount": 5}, "Paid at must be filled in, Payment method used must be filled in"),
        (NOTICE | {"paid_amount": None}, "Paid amount must be filled in"),
        (NOTICE | {"paid_amount": "much"}, "Paid amount is not a number"),
        (NOTICE | {"paid_amount": 0}, "Paid amount must be greater than 0"),
        (NOTICE | {"payment_method_used": "barter"}, "Payment method used is not included in the list"),
        (NOTICE | {"paid_at": "yesterday"}, "Paid at must be filled in"),
    ],
)
def test_a_wrong_notice_is_a_bad_request(body: dict[str, Any], message: str) -> None:
    desk = Desk()
    invoice_id = desk.issued()

    response = desk.call("POST", f"invoices/{invoice_id}/payment-notice", body=body)

    assert error(response) == (400, "Bad Request", message)
    assert desk.invoice(invoice_id)["status"] == "issued"


def test_a_moment_without_a_zone_is_utc_wherever_the_sandbox_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    path = f"invoices/{desk.issued()}/payment-notice"
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        paid = desk.create(path, **(NOTICE | {"paid_at": "2026-11-03T08:00:00"}))
    finally:
        monkeypatch.undo()
        time.tzset()

    assert paid["paid_at"] == "2026-11-03T08:00:00Z"


@pytest.mark.parametrize("status", ["draft", "cancelled", "archived"])
def test_only_what_is_issued_can_be_paid(status: str) -> None:
    desk = Desk()
    invoice_id = desk.issued()
    desk.act(hubflo.set_invoice_status, invoice_id, status=status)

    assert desk.call("POST", f"invoices/{invoice_id}/payment-notice", body=NOTICE).status == 400
    assert desk.invoice(invoice_id)["paid_amount"] == 0


def test_a_payment_url_is_set_and_replaced() -> None:
    desk = Desk()
    path = f"invoices/{desk.issued()}/payment-url"

    assert desk.create(path, value="https://pay.example/1")["payment_url"] == "https://pay.example/1"
    assert desk.create(path, value="https://pay.example/2")["payment_url"] == "https://pay.example/2"
    assert desk.call("POST", path, body={"value": "soon"}).status == 422
    assert desk.call("POST", path, body={}).status == 422


DAY = 86_400


@pytest.mark.parametrize(("word", "filtered"), [("issued", 0), ("overdue", 1)])
def test_overdue_is_a_status_by_switch(word: str, filtered: int) -> None:
    """Issued on 2 November with 14 days: the 16th is the last one."""
    desk = Desk(overdue_status=word)
    invoice_id = desk.issued(payment_deadline_days=14)
    desk.later(14 * DAY)
    assert desk.invoice(invoice_id)["status"] == "issued"

    desk.later(DAY)

    assert desk.invoice(invoice_id)["status"] == word
    assert len(desk.get("invoices", "status=overdue")) == filtered
    by_itself = [change for change in desk.state.changes if change.new.get("status") == "overdue"]
    assert [change.who for change in by_itself] == ["hubflo"] * filtered
    assert desk.call("POST", f"invoices/{invoice_id}/payment-notice", body=NOTICE).status == 201


def test_a_date_on_the_document_moves_the_deadline() -> None:
    desk = Desk(overdue_status="overdue")

    invoice_id = desk.issued(payment_deadline_days=30, custom_issued_at="2026-01-01T00:00:00Z")

    assert desk.invoice(invoice_id)["status"] == "overdue"


def test_what_is_paid_or_cancelled_does_not_fall_due() -> None:
    desk = Desk(overdue_status="overdue")
    paid, cancelled = desk.issued(), desk.issued()
    desk.act(hubflo.pay_invoice, paid)
    desk.act(hubflo.cancel_invoice, cancelled)

    desk.later(100 * DAY)

    assert [desk.invoice(each)["status"] for each in (paid, cancelled)] == ["paid", "cancelled"]
