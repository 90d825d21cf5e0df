"""Which events there are, what their bodies look like in each shape, and how they are signed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from adapters.sandbox import hubflo
from tests.unit.sandbox_hubflo_invoices.desk import Desk, signed_right

NOTICE = {"paid_at": "2026-11-03T08:00:00Z", "payment_method_used": "cash", "paid_amount": 200}


def names(desk: Desk, hook: Any) -> list[str]:
    """The events of a webhook, oldest first."""
    return [each["event_name"] for each in desk.deliveries(hook)][::-1]


def test_an_invoices_life_is_told() -> None:
    desk = Desk()
    hook = desk.hook("invoice_created", "invoice_issued", "invoice_paid", "invoice_overdue")
    invoice_id = desk.draft()
    desk.line(invoice_id)
    desk.call("PATCH", f"invoices/{invoice_id}", body={"title": "Shop"})
    desk.call("POST", f"invoices/{invoice_id}/issuances")
    desk.call("POST", f"invoices/{invoice_id}/deliveries")
    desk.later(31 * 86_400)
    desk.create(f"invoices/{invoice_id}/payment-notice", **NOTICE)

    assert names(desk, hook) == ["invoice_overdue", "invoice_paid"]  # the others are over a month old
    assert [json.loads(each.body)["data"]["status"] for each in desk.due()] == [
        "draft",
        "issued",
        "issued",
        "paid",
    ]


def test_nothing_tells_of_cancelling_crediting_or_changing() -> None:
    desk = Desk()
    invoice_id = desk.issued()
    hook = desk.hook("invoice_created", "invoice_issued", "invoice_paid", "invoice_overdue")

    desk.act(hubflo.change_recipient, invoice_id, recipient_id=None)
    desk.act(hubflo.set_accounting_id, invoice_id, accounting_id="abc")
    desk.act(hubflo.cancel_invoice, invoice_id)

    assert names(desk, hook) == []


@pytest.mark.parametrize(("switch", "count"), [("each", 2), ("first", 1)])
def test_a_second_partial_payment_is_told_by_switch(switch: str, count: int) -> None:
    desk = Desk(paid_event=switch)
    hook = desk.hook("invoice_paid")
    invoice_id = desk.issued()

    desk.create(f"invoices/{invoice_id}/payment-notice", **NOTICE)
    desk.act(hubflo.pay_invoice_by_stripe, invoice_id)

    assert names(desk, hook) == ["invoice_paid"] * count


def test_contacts_and_companies_are_told_whoever_changes_them() -> None:
    desk = Desk()
    hook = desk.hook("contact_created", "contact_updated", "company_created", "company_updated")
    state, organization_id, now = desk.state, desk.organization.id, desk.now
    person = desk.person("Eve", "Else", company_name="Else Ltd")
    company_id = person["company_id"]
    both = {"first_name": "Eve", "last_name": "Else"}
    desk.call("PATCH", f"contacts/{person['id']}", body=both)
    desk.call("PATCH", f"contacts/{person['id']}", body=both | {"city": "Leeds"})
    desk.call("PATCH", f"companies/{company_id}", body={"name": "Else & Co"})
    desk.create("companies", name="More")
    hubflo.edit_contact(state, organization_id, person["id"], now, city="York")
    hubflo.edit_company(state, organization_id, company_id, now, city="York")
    hubflo.add_contact(state, organization_id, now, first_name="A", last_name="B")
    hubflo.add_company(state, organization_id, now, name="C")

    told = [(each["event_name"], each["payload"]["data"]) for each in desk.deliveries(hook)][::-1]

    assert [name for name, _ in told] == [
        "company_created",
        "contact_created",
        "contact_updated",
        "company_updated",
        "company_created",
        "contact_updated",
        "company_updated",
        "contact_created",
        "company_created",
    ]
    assert [data["city"] for name, data in told if name == "contact_updated"] == ["Leeds", "York"]
    assert told[3][1]["name"] == "Else & Co"


def test_only_what_is_subscribed_is_told_to_each_webhook_on_its_own() -> None:
    desk = Desk()
    issued, paid = desk.hook("invoice_issued"), desk.hook("invoice_issued", "invoice_paid")

    desk.act(hubflo.pay_invoice, desk.issued())

    assert names(desk, issued) == ["invoice_issued"]
    assert names(desk, paid) == ["invoice_issued", "invoice_paid"]
    first, second, third = desk.due()
    assert signed_right(issued, first)
    assert signed_right(paid, second)
    assert not signed_right(issued, second)
    assert first.body != second.body
    assert signed_right(paid, third)


SHAPES: dict[str, Callable[[Any], Any]] = {
    "data.id": lambda body: body["data"]["id"],
    "id": lambda body: body["id"],
    "invoice.id": lambda body: body["invoice"]["id"],
    "invoice_id": lambda body: body["invoice_id"],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_id_stands_where_the_switch_says(shape: str) -> None:
    desk = Desk(webhook_payload=shape)
    desk.hook("invoice_issued")
    invoice_id = desk.issued()

    (delivery,) = desk.due()

    body = json.loads(delivery.body)
    assert SHAPES[shape](body) == invoice_id
    assert "invoice_issued" not in delivery.body.decode()
    for other, place in SHAPES.items():
        if other != shape:
            with pytest.raises((KeyError, TypeError)):
                place(body)


@pytest.mark.parametrize(("shape", "rest"), [("none", {}), ("dummy", {"data": "sample_payload"})])
def test_a_body_may_have_no_id_at_all(shape: str, rest: dict[str, str]) -> None:
    desk = Desk(webhook_payload=shape)
    desk.hook("invoice_issued")
    desk.issued()

    (delivery,) = desk.due()

    assert json.loads(delivery.body) == {
        **rest,
        "webhook_delivery_id": delivery.delivery_id,
        "webhook_delivery_created_at": "2026-11-02T10:30:15.250+01:00",
    }


def test_other_records_have_their_own_word() -> None:
    desk = Desk(webhook_payload="invoice_id")
    desk.hook("contact_created")

    person = desk.person()

    assert json.loads(desk.due()[0].body)["contact_id"] == person["id"]


def test_the_moment_has_milliseconds_and_an_offset() -> None:
    desk = Desk(webhook_zone="Asia/Kolkata")
    hook = desk.hook("invoice_issued")
    desk.later(0.586)
    desk.issued()

    (entry,) = desk.deliveries(hook)

    assert entry["payload"]["webhook_delivery_created_at"] == "2026-11-02T15:00:15.836+05:30"
    assert entry["created_at"] == "2026-11-02T09:30:15Z"


def test_numbers_in_a_body_follow_the_switch_of_numbers() -> None:
    desk = Desk(numbers="string")
    desk.hook("invoice_issued")
    desk.issued()

    assert json.loads(desk.due()[0].body)["data"]["net_total"] == "1200.00"


def test_each_nth_signature_is_wrong() -> None:
    desk = Desk(webhook_bad_signature_every=2)
    hook = desk.hook("invoice_issued")
    for _ in range(4):
        desk.issued()

    assert [signed_right(hook, delivery) for delivery in desk.due()] == [True, False, True, False]
