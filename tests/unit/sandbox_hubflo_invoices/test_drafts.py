"""Drafts over the API: 29 keys, what a body may say, and who may edit what when."""

import json
from typing import Any

import pytest

from tests.unit.sandbox_hubflo.portal import error
from tests.unit.sandbox_hubflo_invoices.desk import Desk

KEYS = [
    "id",
    "title",
    "description",
    "comment",
    "language",
    "purchase_order_reference",
    "payment_terms",
    "payment_deadline_days",
    "payment_methods",
    "payment_method_used",
    "use_stripe_as_payment_method",
    "stripe_auto_charge",
    "payment_url",
    "currency",
    "accounting_id",
    "status",
    "created_at",
    "issued_at",
    "custom_issued_at",
    "paid_at",
    "sent_at",
    "net_total",
    "tax_total",
    "paid_amount",
    "public_url",
    "owner_id",
    "project_id",
    "recipient_id",
    "parent_invoice_id",
]
NOBODY = "00000000-0000-4000-8000-000000000000"


def test_a_new_invoice_is_an_empty_draft_with_every_key() -> None:
    desk = Desk()

    invoice = desk.create("invoices", title="Website", user_id=desk.member_id)

    assert list(invoice) == KEYS
    assert len(KEYS) == 29
    assert (invoice["status"], invoice["currency"], invoice["created_at"]) == (
        "draft",
        "GBP",
        "2026-11-02T09:30:15Z",
    )
    assert (invoice["net_total"], invoice["tax_total"], invoice["paid_amount"]) == (0, 0, 0)
    nulls = ("issued_at", "paid_at", "sent_at", "recipient_id", "public_url", "accounting_id", "payment_url")
    assert [invoice[name] for name in nulls] == [None] * len(nulls)
    assert desk.get(f"invoices/{invoice['id']}") == invoice == desk.get("invoices")[0]


def test_what_is_sent_comes_back_and_links_have_other_names() -> None:
    desk = Desk()
    parent = desk.draft()

    invoice = desk.create(
        "invoices",
        title="Website",
        user_id=desk.member_id,
        contact_id=desk.contact_id,
        parent_invoice_id=parent,
        project_id="p",
        payment_deadline_days=14,
        payment_methods=["check", "ach"],
        custom_issued_at="2026-01-15T11:00:00+01:00",
        accounting_id="12345",
        stripe_auto_charge=True,
        currency="USD",
        status="paid",
    )

    assert (invoice["owner_id"], invoice["recipient_id"]) == (desk.member_id, desk.contact_id)
    assert (invoice["parent_invoice_id"], invoice["project_id"]) == (parent, "p")
    assert (invoice["payment_deadline_days"], invoice["payment_methods"]) == (14, ["check", "ach"])
    assert invoice["custom_issued_at"] == "2026-01-15T10:00:00Z"
    assert (invoice["accounting_id"], invoice["stripe_auto_charge"]) == ("12345", True)
    assert (invoice["currency"], invoice["status"]) == ("GBP", "draft")
    assert invoice["id"] in invoice["public_url"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "Title must be filled in"),
        ({"user_id": None}, "User must exist"),
        ({"user_id": NOBODY}, "User must exist"),
        ({"contact_id": NOBODY}, "Contact must exist"),
        ({"parent_invoice_id": NOBODY}, "Parent invoice must exist"),
        ({"payment_deadline_days": 15}, "Payment deadline days is not included in the list"),
        ({"payment_methods": ["barter"]}, "Payment methods is not included in the list"),
        ({"payment_methods": "cash"}, "Payment methods is not included in the list"),
        ({"custom_issued_at": "soon"}, "Custom issued at is invalid"),
        ({"comment": 3}, "Comment is invalid"),
        ({"stripe_auto_charge": "yes"}, "Stripe auto charge is invalid"),
    ],
)
def test_a_wrong_body_is_refused_on_create_and_on_update(change: dict[str, Any], sentence: str) -> None:
    desk = Desk()
    known = desk.draft()
    body = {"title": "Website", "user_id": desk.member_id} | change

    created = error(desk.call("POST", "invoices", body=body))
    updated = error(desk.call("PATCH", f"invoices/{known}", body=change))

    assert created == (422, "Unprocessable Content", sentence)
    assert updated == (422, "Unprocessable Content", f"Validation failed: {sentence}")
    assert len(desk.get("invoices")) == 1


def test_links_that_are_not_known_are_passed_over_by_switch() -> None:
    desk = Desk(unknown_link="ignored")

    invoice = desk.create("invoices", title="Website", user_id=NOBODY, contact_id=NOBODY)

    assert (invoice["recipient_id"], invoice["owner_id"]) == (None, desk.member_id)


def test_stripe_is_the_default_once_it_is_connected() -> None:
    used = [
        desk.invoice(desk.draft())["use_stripe_as_payment_method"]
        for desk in (Desk(), Desk(stripe_connected=True))
    ]

    assert used == [False, True]


def test_a_draft_can_be_edited_and_what_is_not_sent_stays() -> None:
    desk = Desk()
    invoice_id = desk.draft(comment="Inside")
    before = desk.invoice(invoice_id)

    response = desk.call("PATCH", f"invoices/{invoice_id}", body={"title": "Shop", "contact_id": None})

    assert response.status == 200
    assert json.loads(response.body) == before | {"title": "Shop", "recipient_id": None, "public_url": None}
    (change,) = desk.state.changes
    assert (change.kind, change.fields, change.who) == ("invoice", ("recipient_id", "title"), "api")


@pytest.mark.parametrize("title", ["x", "Website"])
def test_an_issued_invoice_takes_an_accounting_id_and_nothing_else(title: str) -> None:
    desk = Desk()
    invoice_id = desk.issued()
    refused = desk.call("PATCH", f"invoices/{invoice_id}", body={"title": title, "accounting_id": "both"})

    desk.call("PATCH", f"invoices/{invoice_id}", body={"accounting_id": "abc"})

    assert refused.status == 422
    invoice = desk.invoice(invoice_id)
    assert (invoice["title"], invoice["accounting_id"]) == ("Website", "abc")
    assert [change.new for change in desk.state.changes if change.who == "api"] == [{"accounting_id": "abc"}]


def test_an_accounting_id_can_be_emptied_again() -> None:
    desk = Desk()
    invoice_id = desk.issued(accounting_id="abc")

    assert desk.call("PATCH", f"invoices/{invoice_id}", body={"accounting_id": None}).status == 200
    assert desk.invoice(invoice_id)["accounting_id"] is None


def test_an_invoice_of_nobody_is_not_found() -> None:
    desk = Desk()

    for method, path in (
        ("GET", ""),
        ("PATCH", ""),
        ("GET", "/line-items"),
        ("POST", "/line-items"),
        ("POST", "/issuances"),
        ("POST", "/deliveries"),
        ("POST", "/payment-notice"),
        ("POST", "/payment-url"),
    ):
        response = desk.call(method, f"invoices/{NOBODY}{path}", body={})
        assert error(response) == (404, "Not Found", "Resource not found"), path


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "invoices/{id}"),
        ("PUT", "invoices/{id}"),
        ("POST", "invoices/{id}"),
        ("POST", "invoices/{id}/cancellations"),
        ("POST", "invoices/{id}/credit-notes"),
        ("GET", "invoices/{id}/payments"),
        ("GET", "invoices/{id}/payment-notice"),
        ("GET", "invoices/{id}/payment-url"),
        ("GET", "invoices/{id}/deliveries"),
        ("GET", "invoices/{id}/issuances"),
        ("GET", "invoicing-profiles"),
        ("GET", "tax-rates"),
        ("GET", "webhooks"),
        ("GET", "webhooks/{id}"),
    ],
)
def test_what_hubflo_does_not_offer_is_not_found(method: str, path: str) -> None:
    desk = Desk()
    invoice_id = desk.issued()
    before = desk.invoice(invoice_id)

    assert desk.call(method, path.format(id=invoice_id), body={}).status == 404
    assert desk.invoice(invoice_id) == before
