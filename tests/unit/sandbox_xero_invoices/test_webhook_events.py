"""What a webhook tells: which events, in which bytes, to whom."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero.firm import CALLBACK
from tests.unit.sandbox_xero_invoices.books import ADDRESS, Books, books
from tests.unit.sandbox_xero_invoices.listener import Listener, heard, right_key


def test_the_body_is_as_a_live_capture_shows_it() -> None:
    made = books()
    listener = heard(made)
    made.later(seconds=1.198765)
    invoice_id = made.create()["InvoiceID"]
    listener.listen()
    (post,) = listener.posts
    assert post.url == ADDRESS
    assert right_key(made, post)
    entropy = json.loads(post.body)["entropy"]
    assert re.fullmatch("[A-Z]{20}", entropy)
    assert post.body.decode() == (
        '{"events":[{"resourceUrl":"https://api.xero.com/api.xro/2.0/Invoices/' + invoice_id + '",'
        '"resourceId":"' + invoice_id + '","tenantId":"' + made.tenant_id + '","tenantType":"ORGANISATION",'
        '"eventCategory":"INVOICE","eventType":"CREATE","eventDateUtc":"2026-11-20T09:00:01.198"}],'
        '"firstEventSequence": 1,"lastEventSequence": 1, "entropy": "' + entropy + '"}'
    )


def test_the_signature_holds_for_the_raw_bytes_only() -> None:
    made = books()
    listener = heard(made)
    made.create()
    listener.listen()
    (post,) = listener.posts
    other = json.dumps(json.loads(post.body)).encode()
    assert other != post.body
    assert not right_key(made, replace(post, body=other))


def test_every_change_of_an_invoice_and_of_a_contact_is_told() -> None:
    made = books()
    listener = heard(made)
    invoice_id = made.create()["InvoiceID"]
    made.update(invoice_id, Reference="x")
    made.act("approve_invoice", invoice_id)
    made.act("void_invoice", invoice_id)
    contact_id = made.add(Name="New")
    xero.archive_contact(made.state, made.tenant_id, contact_id, made.now)
    made.put({"Name": "By the API"})
    made.post({"Name": "By the API", "FirstName": "Eve"})
    made.by_hand()
    listener.listen()
    assert listener.told == [
        ("INVOICE", "CREATE"),
        ("INVOICE", "UPDATE"),
        ("INVOICE", "UPDATE"),
        ("INVOICE", "UPDATE"),
        ("CONTACT", "CREATE"),
        ("CONTACT", "UPDATE"),
        ("CONTACT", "CREATE"),
        ("CONTACT", "UPDATE"),
        ("INVOICE", "CREATE"),
    ]


def test_what_was_refused_and_what_was_replayed_is_not_told() -> None:
    made = books()
    listener = heard(made)
    made.refusal(DueDate=None)
    for _ in range(2):
        made.send("PUT", "/api.xro/2.0/Invoices", {"Invoices": [made.draft()]}, {"idempotency-key": "k"})
    listener.listen()
    assert listener.told == [("INVOICE", "CREATE")]


def test_a_contact_made_or_rewritten_through_an_invoice_is_told() -> None:
    made = books()
    listener = heard(made, categories=["CONTACT"])
    made.create(Contact={"Name": "New"})
    made.create(Contact={"ContactID": made.contact_id, "FirstName": "Eve"})
    listener.listen()
    assert listener.told == [("CONTACT", "CREATE"), ("CONTACT", "UPDATE")]


@pytest.mark.parametrize("switch", [False, True])
def test_whether_becoming_a_customer_is_told_is_a_switch(switch: bool) -> None:
    made = books(customer_flip_emits_contact=switch)
    listener = heard(made)
    made.create()
    xero.make_customer(made.state, made.tenant_id, made.add(Name="B"), made.now)
    listener.listen()
    assert listener.told.count(("CONTACT", "UPDATE")) == (2 if switch else 0)


@pytest.mark.parametrize(
    ("switch", "told"),
    [("INVOICE", [("INVOICE", "UPDATE")]), ("PAYMENT", [("PAYMENT", "CREATE")]), ("nothing", [])],
)
def test_what_a_payment_tells_is_a_switch(switch: str, told: list[Any]) -> None:
    made = books(payment_emits=switch)
    invoice_id = made.create(Status="AUTHORISED")["InvoiceID"]
    listener = heard(made, categories=["INVOICE", "PAYMENT"])
    payment_id = made.act("pay_invoice", invoice_id)
    listener.listen()
    assert listener.told == told
    if switch == "PAYMENT":
        assert listener.events[0]["resourceUrl"].endswith(f"/Payments/{payment_id}")


def test_only_the_categories_asked_for_are_told() -> None:
    made = books()
    listener = heard(made, categories=["CONTACT"])
    made.create()
    made.add(Name="New")
    listener.listen()
    assert listener.told == [("CONTACT", "CREATE")]


def test_an_unknown_category_comes_beside_each_invoice_event_by_switch() -> None:
    made = books(webhook_unknown_category="TIMESHEET")
    listener = heard(made)
    made.create()
    listener.listen()
    assert listener.told == [("INVOICE", "CREATE"), ("TIMESHEET", "CREATE")]


def test_event_types_may_be_written_as_on_old_pages_by_switch() -> None:
    made = books(webhook_event_type="Title")
    listener = heard(made)
    made.create()
    listener.listen()
    assert listener.told == [("INVOICE", "Create")]


def test_one_address_hears_of_all_connected_organisations_in_one_sequence() -> None:
    made = books()
    listener = heard(made)
    second = xero.add_organisation(made.state, name="Second", country="GB", now=made.now)
    third = xero.add_organisation(made.state, name="Third", country="GB", now=made.now)
    xero.consent(made.state, made.query(), made.now, tenant_id=second)
    for tenant_id in (second, third, made.tenant_id):
        xero.add_contact(made.state, tenant_id, made.now, Name="New")
    listener.listen()
    assert [event["tenantId"] for event in listener.events] == [second, made.tenant_id]
    body = json.loads(listener.posts[0].body)
    assert (body["firstEventSequence"], body["lastEventSequence"]) == (1, 2)


def test_a_disconnected_organisation_is_no_longer_told_of() -> None:
    made = books()
    listener = heard(made)
    xero.disconnect_app(made.state, made.tenant_id, made.app.client_id, made.now)
    made.add(Name="New")
    assert listener.listen() == 0


def test_each_app_has_its_own_key_and_sequence() -> None:
    made = books()
    listener = heard(made)
    made.add(Name="Before the second app")
    listener.listen()
    app = xero.register_app(made.state, redirect_uris=[CALLBACK])
    other = Books(made.state, app, made.tenant_id)
    xero.consent(made.state, other.query(), made.now, tenant_id=made.tenant_id)
    theirs = Listener(other)
    theirs.enable()
    theirs.listen()
    made.add(Name="After")
    posts = xero.due_deliveries(made.state, made.now)
    assert [(right_key(made, post), right_key(other, post)) for post in posts] == [
        (True, False),
        (False, True),
    ]
    assert [json.loads(post.body)["lastEventSequence"] for post in posts] == [2, 1]


@pytest.mark.parametrize(
    "url",
    ["http://listener.example/x", "https://listener.example:8443/x", "https:///x", "ftp://localhost/x"],
)
def test_an_address_must_be_https_on_its_usual_port_or_on_this_machine(url: str) -> None:
    made = books()
    with pytest.raises(ValueError, match="does not accept"):
        xero.enable_webhook(made.state, made.app.client_id, made.now, url=url)
    xero.enable_webhook(made.state, made.app.client_id, made.now, url="http://127.0.0.1:9/x")


def test_an_unknown_app_and_an_app_without_webhook_are_refused() -> None:
    made = books()
    with pytest.raises(ValueError, match="no app"):
        xero.enable_webhook(made.state, "nobody", made.now, url=ADDRESS)
    with pytest.raises(ValueError, match="no webhook"):
        xero.disable_webhook(made.state, made.app.client_id)


def test_a_payment_that_is_taken_back_is_told_as_an_update() -> None:
    made = books(payment_emits="PAYMENT")
    listener = heard(made, categories=["PAYMENT"])
    invoice_id = made.by_hand()
    payment_id = made.act("pay_invoice", invoice_id)
    made.act("remove_payment", invoice_id)
    listener.listen()

    assert listener.told == [("PAYMENT", "CREATE"), ("PAYMENT", "UPDATE")]
    assert {event["resourceId"] for event in listener.events} == {payment_id}
