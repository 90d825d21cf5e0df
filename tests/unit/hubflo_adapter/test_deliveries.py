"""What a webhook delivered, as Hubflo lists it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.budget import Purpose
from domain.errors import NotFound
from domain.invoice import InvoiceId
from domain.ports.portal import PastDelivery
from tests.unit.hubflo_adapter.scene import INVOICE_ID, ORGANIZATION, Scene, failure, page, reply, scene

HOOK_ID = "15e32714-d549-4164-ab4e-c91104904308"


def delivery(number: int, payload: object = None, **changed: Any) -> dict[str, Any]:
    return {
        "id": f"d-{number}",
        "event_name": "invoice_issued",
        "state": "pending",
        "response_code": None,
        "payload": payload,
        "created_at": "2026-03-02T12:00:00Z",
        **changed,
    }


def deliveries(at: Scene) -> tuple[PastDelivery, ...]:
    return at.portal.deliveries_page(HOOK_ID, 2, purpose=Purpose.BACKGROUND)


def test_deliveries_are_asked_for_in_pages_and_tell_their_invoice() -> None:
    rows = [
        delivery(3, {"data": {"id": INVOICE_ID}, "webhook_delivery_id": "d-3"}),
        delivery(2, {"data": "sample_payload", "webhook_delivery_id": "d-2"}),
        delivery(1, None, created_at=None),
    ]
    at = scene(page(rows, 2, 2, 103))

    found = deliveries(at)

    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert found == (
        PastDelivery(id="d-3", at=noon, invoice_id=InvoiceId(INVOICE_ID)),
        PastDelivery(id="d-2", at=noon, invoice_id=None),
        PastDelivery(id="d-1", at=None, invoice_id=None),
    )
    assert at.asked() == [f"GET /webhooks/{HOOK_ID}/webhook_deliveries"]
    assert dict(at.arrived[0].url.params) == {"page": "2", "per_page": "100"}
    assert at.budgets.purposes == [Purpose.BACKGROUND]


def test_the_id_of_a_delivery_is_never_taken_for_an_invoice_s() -> None:
    own = "cf626778-7d73-498b-9c5b-d2664cb70553"

    [found] = deliveries(scene(page([delivery(1, {"id": own}, id=own)], 2, 2)))

    assert (found.id, found.invoice_id) == (own, None)


@pytest.mark.parametrize("row", [None, "x", {}, {"id": None}, {"id": ""}, {"id": 7}])
def test_a_delivery_without_an_id_hides_no_other(row: object) -> None:
    assert [each.id for each in deliveries(scene(page([row, delivery(1)], 2, 2)))] == ["d-1"]


@pytest.mark.parametrize("at_time", ["yesterday", 7, [], "2026-13-01T00:00:00Z"])
def test_a_time_that_cannot_be_read_is_none(at_time: object) -> None:
    [found] = deliveries(scene(page([delivery(1, created_at=at_time)], 2, 2)))

    assert found.at is None


def test_a_page_past_the_end_is_empty() -> None:
    assert deliveries(scene(page([], 1, 1))) == ()


def test_the_deliveries_of_a_hook_that_is_gone_are_not_found() -> None:
    at = scene(failure(404), reply(ORGANIZATION))

    with pytest.raises(NotFound):
        deliveries(at)

    with pytest.raises(NotFound):
        at.portal.deliveries_page("../x", 1, purpose=Purpose.WORK)
