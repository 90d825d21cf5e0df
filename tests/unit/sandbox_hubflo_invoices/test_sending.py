"""When deliveries go out: once by default, and late, twice, out of order or never by switch and by act."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.sandbox import hubflo
from tests.unit.sandbox_hubflo.portal import START
from tests.unit.sandbox_hubflo_invoices.desk import Desk, signed_right


def sent(desk: Desk, status: int | None = 200) -> list[str]:
    """Everything that goes out now, answered alike; the ids."""
    deliveries = desk.due()
    for delivery in deliveries:
        desk.answered(delivery, status)
    return [delivery.delivery_id for delivery in deliveries]


def listening(count: int = 1, **switches: Any) -> tuple[Desk, Any]:
    """A desk whose webhook has been told of so many invoices."""
    desk = Desk(**switches)
    hook = desk.hook("invoice_issued")
    for _ in range(count):
        desk.issued()
    return desk, hook


def listed(desk: Desk, hook: Any) -> list[str]:
    """Ids in the list of deliveries, oldest first."""
    return [each["id"] for each in desk.deliveries(hook)][::-1]


def test_a_delivery_goes_out_once_with_address_and_type() -> None:
    desk, hook = listening()

    (delivery,) = desk.due()

    assert (delivery.url, delivery.headers["Content-Type"]) == (hook["url"], "application/json")
    assert signed_right(hook, delivery)
    assert desk.due() == []
    desk.answered(delivery, 500)
    desk.later(100_000)
    assert desk.due() == []


def test_what_failed_is_tried_again_on_schedule_and_then_given_up() -> None:
    desk, hook = listening(webhook_retry_seconds=(10, 100))
    (first,) = desk.due()
    desk.answered(first, 503)
    assert hubflo.next_delivery(desk.state) == START + timedelta(seconds=10)
    desk.later(9)
    assert desk.due() == []
    desk.later(1)

    (second,) = desk.due()
    desk.answered(second, None)
    desk.later(100)
    (third,) = desk.due()
    desk.answered(third, 500)
    desk.later(100_000)

    assert first == second == third
    assert desk.due() == []
    assert hubflo.webhook_records(desk.state)[0]["deliveries"][0]["attempts"] == 3
    assert len(listed(desk, hook)) == 1


def test_what_was_heard_at_last_is_not_errored() -> None:
    desk, hook = listening(webhook_retry_seconds=(10,))
    sent(desk, 500)
    assert len(desk.deliveries(hook, "errored=true")) == 1
    desk.later(10)

    sent(desk, 204)

    assert desk.deliveries(hook, "errored=true") == []
    assert [each["response_code"] for each in desk.deliveries(hook)] == [204]


def test_no_answer_in_time_is_none_and_a_late_one_is_not_heard() -> None:
    desk, hook = listening(webhook_patience_seconds=5, webhook_retry_seconds=(60,))
    (delivery,) = desk.due()
    assert hubflo.next_delivery(desk.state) == START + timedelta(seconds=5)
    desk.later(5)
    desk.answered(delivery, 200)

    assert [each["response_code"] for each in desk.deliveries(hook)] == [None]
    assert len(desk.deliveries(hook, "errored=1")) == 1
    assert hubflo.next_delivery(desk.state) == START + timedelta(seconds=65)


@pytest.mark.parametrize(
    ("duplicates", "posts", "entries"), [("none", 1, 1), ("same id", 2, 1), ("new id", 2, 2)]
)
def test_an_event_may_come_twice(duplicates: str, posts: int, entries: int) -> None:
    desk, hook = listening(webhook_duplicates=duplicates)

    ids = [*sent(desk), *sent(desk), *sent(desk)]

    assert (len(ids), len(set(ids)), listed(desk, hook)) == (posts, entries, list(dict.fromkeys(ids)))


def test_order_is_a_switch() -> None:
    orders = {}
    for order in ("oldest first", "newest first", "shuffled"):
        desk, hook = listening(12, webhook_order=order)
        orders[order] = [listed(desk, hook).index(one) for one in sent(desk)]

    assert orders["oldest first"] == list(range(12))
    assert orders["newest first"] == list(range(12))[::-1]
    assert sorted(orders["shuffled"]) == list(range(12))
    assert orders["shuffled"] not in (orders["oldest first"], orders["newest first"])


def test_the_first_attempt_may_be_late() -> None:
    desk, _ = listening(webhook_delay_seconds=30)

    assert sent(desk) == []
    desk.later(30)
    assert len(sent(desk)) == 1


@pytest.mark.parametrize(("seen", "entries"), [(True, 4), (False, 2)])
def test_each_nth_may_be_lost_with_or_without_a_trace(seen: bool, entries: int) -> None:
    desk, hook = listening(4, webhook_lost_every=2, webhook_lost_is_listed=seen)

    ids = sent(desk)

    states = [each["state"] for each in desk.deliveries(hook)]
    assert (len(ids), len(states), states.count("delivered")) == (2, entries, 2)


def test_a_webhook_may_be_given_up() -> None:
    desk, hook = listening(2, webhook_gives_up_after=3)
    sent(desk, 500)
    desk.issued()
    sent(desk, 200)
    desk.issued()
    desk.issued()
    sent(desk, 500)
    desk.issued()
    assert len(sent(desk, 500)) == 1

    desk.issued()

    assert sent(desk) == []
    assert len(listed(desk, hook)) == 6
    response = desk.call("POST", f"webhooks/{hook['id']}/activation")
    assert response.status == 201
    for _ in range(4):
        desk.issued()
        sent(desk, 500)
    assert len(listed(desk, hook)) == 9


def test_a_delivery_comes_again_by_hand_signed_or_not() -> None:
    desk, hook = listening()
    (first,) = desk.due()
    desk.answered(first, 200)

    def again(**how: Any) -> None:
        hubflo.redeliver_webhook(desk.state, desk.organization.id, first.delivery_id, desk.now, **how)

    again(after_seconds=5)
    assert desk.due() == []
    desk.later(5)
    (second,) = desk.due()
    again(signed=False)
    (third,) = desk.due()

    assert second == first
    assert (third.body, third.delivery_id) == (first.body, first.delivery_id)
    assert not signed_right(hook, third)
    with pytest.raises(ValueError, match="nothing-such"):
        hubflo.redeliver_webhook(desk.state, desk.organization.id, "nothing-such", desk.now)


def test_a_delivery_that_waits_is_lost_by_hand() -> None:
    desk, hook = listening(3)
    lost = listed(desk, hook)[1]

    hubflo.lose_webhook(desk.state, desk.organization.id, lost)

    assert sent(desk) == [listed(desk, hook)[0], listed(desk, hook)[2]]
    with pytest.raises(ValueError, match="does not wait"):
        hubflo.lose_webhook(desk.state, desk.organization.id, lost)


def test_the_next_moment_is_also_that_of_a_deadline() -> None:
    desk = Desk()
    hook = desk.hook("invoice_overdue")
    desk.issued(payment_deadline_days=0)
    moment = hubflo.next_delivery(desk.state)

    assert moment == START.replace(day=3, hour=0, minute=0, second=0, microsecond=0)
    desk.now = moment
    assert sent(desk) == listed(desk, hook)
    assert hubflo.next_delivery(desk.state) is None
