"""Webhooks over the API: the secret once, pausing, the list of deliveries, and no list of webhooks."""

import json
import re
from typing import Any

import pytest

from adapters.sandbox import hubflo
from tests.unit.sandbox_hubflo.portal import error
from tests.unit.sandbox_hubflo_invoices.desk import HOOK, Desk

DAY = 86_400


def test_the_secret_is_shown_once() -> None:
    desk = Desk()

    hook = desk.hook("invoice_issued", "invoice_paid")

    assert list(hook) == ["id", "event_names", "url", "active", "created_at", "secret"]
    assert re.fullmatch(r"[A-Za-z0-9]{24}", hook["secret"])
    assert (hook["event_names"], hook["active"]) == (["invoice_issued", "invoice_paid"], True)
    path = f"webhooks/{hook['id']}/activation"
    for method, status, active in (("DELETE", 200, False), ("POST", 201, True)):
        response = desk.call(method, path)
        assert response.status == status
        assert json.loads(response.body) == {
            name: hook[name] if name != "active" else active for name in hook if name != "secret"
        }
    assert hook["secret"] not in str(hubflo.records(desk.state))


def test_the_older_single_event_name_is_still_taken() -> None:
    hook = Desk().create("webhooks", event_name="contact_created", url=HOOK)

    assert hook["event_names"] == ["contact_created"]


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        ({}, "Event names must be filled in, Url must be filled in, Url is not a valid URL"),
        ({"event_names": [], "url": HOOK}, "Event names must be filled in"),
        ({"event_names": ["invoice_updated"], "url": HOOK}, "Event names is not included in the list"),
        ({"event_names": ["invoice_paid"], "url": "ftp://x"}, "Url is not a valid URL"),
        ({"event_names": ["invoice_paid"], "url": "http://x:99999/"}, "Url is not a valid URL"),
        ({"event_names": ["invoice_paid"], "url": 5}, "Url is not a valid URL"),
    ],
)
def test_a_wrong_webhook_is_refused(body: dict[str, Any], sentences: str) -> None:
    response = Desk().call("POST", "webhooks", body=body)

    assert error(response) == (422, "Unprocessable Content", f"Validation failed: {sentences}")


def test_a_deleted_webhook_is_gone_with_what_waits_and_what_was() -> None:
    desk = Desk()
    hook = desk.hook("invoice_issued")
    desk.issued()

    response = desk.call("DELETE", f"webhooks/{hook['id']}")

    assert (response.status, response.body) == (204, b"")
    assert desk.due() == []
    for method, path in (
        ("GET", "/webhook_deliveries"),
        ("POST", "/activation"),
        ("DELETE", "/activation"),
        ("DELETE", ""),
    ):
        assert desk.call(method, f"webhooks/{hook['id']}{path}").status == 404


def test_what_happens_during_a_pause_is_never_told() -> None:
    desk = Desk()
    hook = desk.hook("invoice_issued")
    desk.issued()
    desk.call("DELETE", f"webhooks/{hook['id']}/activation")
    desk.issued()
    assert desk.due() == []

    desk.call("POST", f"webhooks/{hook['id']}/activation")
    assert desk.due() == []
    desk.issued()

    assert len(desk.due()) == 1
    assert len(desk.deliveries(hook)) == 2


def test_deliveries_are_listed_newest_first_with_their_payload() -> None:
    desk = Desk()
    hook = desk.hook("invoice_issued")
    ids = [desk.issued(), desk.issued()]

    newest, oldest = desk.deliveries(hook)

    assert list(newest) == ["id", "event_name", "state", "response_code", "payload", "created_at"]
    assert [each["payload"]["data"]["id"] for each in (oldest, newest)] == ids
    assert newest["payload"]["webhook_delivery_id"] == newest["id"]
    assert (newest["state"], newest["response_code"], newest["event_name"]) == (
        "pending",
        None,
        "invoice_issued",
    )
    assert desk.deliveries(hook, "per_page=1&page=2") == [oldest]


def test_errored_leaves_what_failed() -> None:
    desk = Desk()
    hook = desk.hook("invoice_issued")
    for _ in range(4):
        desk.issued()

    for delivery, status in zip(desk.due(), (204, 302, 400, None), strict=True):
        desk.answered(delivery, status)

    assert [each["response_code"] for each in desk.deliveries(hook, "errored=true")] == [None, 400]
    assert [each["response_code"] for each in desk.deliveries(hook, "errored=false")] == [None, 400, 302, 204]
    assert [each["state"] for each in desk.deliveries(hook)] == ["failed", "failed", "delivered", "delivered"]


def test_the_state_may_stay_pending() -> None:
    desk = Desk(webhook_states="stay pending")
    hook = desk.hook("invoice_issued")
    desk.issued()

    desk.answered(desk.due()[0], 200)

    (entry,) = desk.deliveries(hook)
    assert (entry["state"], entry["response_code"]) == ("pending", 200)


def test_deliveries_are_kept_for_a_month() -> None:
    desk = Desk()
    hook = desk.hook("invoice_issued")
    desk.issued()
    desk.later(20 * DAY)
    kept = desk.issued()
    assert len(desk.deliveries(hook)) == 2

    desk.later(11 * DAY)

    assert [each["payload"]["data"]["id"] for each in desk.deliveries(hook)] == [kept]


def test_organizations_do_not_see_each_others_webhooks() -> None:
    desk = Desk()
    hook = desk.hook("invoice_issued")
    other = hubflo.add_organization(desk.state, name="Other", now=desk.now)
    hubflo.add_invoice(desk.state, other.id, desk.now, title="Theirs", issue=True)
    headers = {"authorization": f"Bearer {other.api_key}"}

    assert desk.due() == []
    assert desk.call("DELETE", f"webhooks/{hook['id']}", headers=headers).status == 404
