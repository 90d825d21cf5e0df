"""`POST /webhooks/xero/{app}`: right and wrong signatures, and which connection an event is for."""

from typing import Any

import httpx
import pytest

from adapters.sandbox.control import perform
from adapters.sandbox.courier import carry
from adapters.sandbox.http import Response
from adapters.sandbox.xero import Delivery
from domain.nudge import LEDGER_HOOK
from domain.services.disconnecting import Disconnecting
from tests.unit.web.gate import DOCUMENT, KEY, Gate, event, events, from_xero


def plain(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    """All that an answer says."""
    return answer.status_code, answer.content, dict(answer.headers)


def test_an_event_is_recorded_for_the_connection_of_its_organisation(gate: Gate) -> None:
    before = gate.wanted()

    answer = gate.xero(events(event(gate.firm.tenant_id)))

    assert plain(answer) == (200, b"", {"content-length": "0"})
    [nudge] = gate.nudges()
    assert (nudge.hook, nudge.document_id, nudge.invoice_id) == (LEDGER_HOOK, DOCUMENT, None)
    assert gate.wanted() == before + 1
    assert gate.woken == [gate.connection.id]


def test_the_same_event_again_is_the_same_and_a_later_one_is_another(gate: Gate) -> None:
    tenant = gate.firm.tenant_id
    body = events(event(tenant), event(tenant))

    assert [gate.xero(body).status_code, gate.xero(body).status_code] == [200, 200]
    assert len(gate.nudges()) == 1
    gate.xero(events(event(tenant, eventDateUtc="2026-03-02T11:59:59.198")))
    assert len(gate.nudges()) == 2


def test_an_event_of_a_contact_names_no_document(gate: Gate) -> None:
    gate.xero(events(event(gate.firm.tenant_id, eventCategory="CONTACT")))

    assert [nudge.document_id for nudge in gate.nudges()] == [None]


@pytest.mark.parametrize(
    "changes",
    [
        {"tenantId": "11111111-2222-3333-4444-555555555555"},
        {"eventCategory": "SUBSCRIPTION"},
        {"eventCategory": "SOMETHING_NEW"},
        {"resourceId": "../../etc"},
    ],
)
def test_what_concerns_nobody_here_is_heard_and_passed_over(gate: Gate, changes: dict[str, Any]) -> None:
    answer = gate.xero(events({**event(gate.firm.tenant_id), **changes}))

    assert plain(answer) == (200, b"", {"content-length": "0"})
    assert gate.nudges() == ()


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b'{"events": 7}'])
def test_what_is_signed_and_cannot_be_read_keeps_the_webhook_alive(gate: Gate, body: bytes) -> None:
    assert gate.xero(body).status_code == 200
    assert gate.nudges() == ()


@pytest.mark.parametrize("body", [events(), events(event("t"))])
def test_wrong_signatures_and_unknown_apps_are_answered_alike(gate: Gate, body: bytes) -> None:
    path = f"/webhooks/xero/{gate.connection.app_id}"
    answers = [
        gate.xero(body, key="the-key-of-somebody-else"),
        gate.xero(body, app="11111111-2222-3333-4444-555555555555"),
        gate.xero(body, app="x" * 1000),
        gate.xero(body, app="%00"),
        gate.xero(body, key=""),
        gate.request("POST", path, content=body),
        gate.request("POST", path, content=body + b" ", headers=from_xero(body)["headers"]),
        gate.xero(body, key="no key", app="11111111-2222-3333-4444-555555555555"),
    ]

    assert {str(plain(answer)) for answer in answers} == {str((401, b"", {"content-length": "0"}))}
    assert gate.nudges() == ()


def test_without_a_key_nothing_is_signed(gate: Gate) -> None:
    gate.house.container.storage().apps.set_webhook_key(gate.connection.app_id, "")

    assert gate.xero(events(), key="").status_code == 401
    assert gate.xero(events(), key="no key").status_code == 401


def test_a_new_key_counts_within_seconds_and_the_old_one_no_longer(gate: Gate) -> None:
    path, apps = f"/webhooks/xero/{gate.connection.app_id}", gate.house.container.storage().apps

    async def work(client: httpx.AsyncClient) -> list[int]:
        async def post(key: str) -> int:
            return (await client.post(path, **from_xero(events(), key))).status_code

        before = await post(KEY)
        apps.set_webhook_key(gate.connection.app_id, "the-new-key")
        gate.house.clock.advance(3)
        return [before, await post(KEY), await post("the-new-key")]

    assert gate.ask(work) == [200, 401, 200]


def test_a_connection_that_has_ended_hears_nothing(gate: Gate) -> None:
    disconnecting: Disconnecting = gate.house.container.disconnecting()
    disconnecting.end(gate.connection.id, actor="person:test")

    assert gate.xero(events(event(gate.firm.tenant_id))).status_code == 200
    assert gate.nudges() == ()


def test_xero_finds_that_we_listen_and_tells_what_the_accountant_does(gate: Gate) -> None:
    world, firm = gate.house.world, gate.firm
    gate.house.container.storage().apps.set_webhook_key(gate.connection.app_id, firm.webhook_key)
    address = f"http://localhost:8780/webhooks/xero/{gate.connection.app_id}"

    def courier(delivery: Delivery) -> Response:
        headers, path = dict(delivery.headers), delivery.url.removeprefix("http://localhost:8780")
        answer = gate.request("POST", path, content=delivery.body, headers=headers)
        return Response(status=answer.status_code, headers=dict(answer.headers), body=answer.content)

    perform(world, "xero.enable_webhook", client_id=firm.client_id, url=address)
    assert carry(world, courier) == 4
    perform(
        world,
        "xero.add_contact",
        tenant_id=firm.tenant_id,
        Name="Nia Comer",
        FirstName="Nia",
        LastName="Comer",
        EmailAddress="nia@newcomer.example",
    )
    gate.house.clock.advance(60)
    carry(world, courier)

    [webhook] = world.xero.webhooks.values()
    assert webhook.status == "ok"
    assert {attempt.status for attempt in webhook.attempts} == {200, 401}
    assert [attempt.reason for attempt in webhook.attempts if attempt.reason] == []
    assert len(gate.nudges()) == 1
