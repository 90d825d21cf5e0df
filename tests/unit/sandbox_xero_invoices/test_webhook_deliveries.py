"""Bringing what a webhook tells: batches, trying again, giving up, replaying; and what is a switch."""

from datetime import timedelta

import pytest

from adapters.sandbox import xero
from adapters.sandbox.http import Response
from tests.unit.sandbox_xero.firm import START
from tests.unit.sandbox_xero_invoices.books import books
from tests.unit.sandbox_xero_invoices.listener import Listener, heard, sequences


def test_before_the_first_intent_nothing_is_kept() -> None:
    made = books()
    made.add(Name="Before")
    listener = Listener(made)
    listener.enable()
    made.add(Name="Meanwhile")
    listener.listen()
    assert listener.told == []


def test_what_happens_together_goes_out_together_up_to_a_limit() -> None:
    made = books(webhook_batch=2)
    listener = heard(made)
    for name in "ABC":
        made.add(Name=name)
    listener.listen()
    assert sequences(listener) == [(1, 2), (3, 3)]


def test_what_is_on_its_way_is_not_given_out_twice_and_what_follows_waits_for_it() -> None:
    made = books()
    heard(made)
    made.add(Name="A")
    first = xero.due_deliveries(made.state, made.now)
    made.add(Name="B")
    assert (len(first), xero.due_deliveries(made.state, made.now)) == (1, [])
    xero.delivered(made.state, first[0].delivery_id, 200, b"", {}, made.now)
    assert len(xero.due_deliveries(made.state, made.now)) == 1


def test_a_failed_one_is_tried_at_once_and_then_every_quarter_of_an_hour_with_the_same_bytes() -> None:
    made = books()
    listener = heard(made)
    made.add(Name="A")
    listener.answer = Response(status=500)
    assert listener.listen() == 2
    assert listener.status == "retry"
    made.later(minutes=14, seconds=59)
    assert listener.listen() == 0
    made.later(seconds=1)
    listener.answer = None
    assert listener.listen() == 1
    assert listener.status == "ok"
    assert len({post.body for post in listener.posts}) == 1
    assert len(listener.events) == 1


def test_meanwhile_is_stored_and_follows_in_order() -> None:
    made = books()
    listener = heard(made)
    made.add(Name="A")
    listener.silent = True
    listener.listen()
    for name in "BC":
        made.later(seconds=1)
        made.add(Name=name)
    listener.silent = False
    made.later(minutes=15)
    listener.posts.clear()
    listener.listen()
    assert sequences(listener) == [(1, 1), (2, 3)]
    times = [event["eventDateUtc"] for event in listener.events]
    assert times == sorted(times)


def test_what_is_never_answered_has_failed_after_five_seconds() -> None:
    made = books()
    heard(made)
    made.add(Name="A")
    (taken,) = xero.due_deliveries(made.state, made.now)
    made.later(seconds=5)
    (again,) = xero.due_deliveries(made.state, made.now)
    assert again.body == taken.body
    assert made.state.webhooks[made.app.client_id].attempts[-1].reason == "no answer in time"


def test_a_slow_answer_does_not_count_and_comes_again() -> None:
    made = books()
    listener = heard(made)
    made.add(Name="A")
    listener.takes_seconds = 6
    assert listener.listen() == 2
    listener.takes_seconds = 0
    made.later(minutes=15)
    listener.listen()
    assert len(listener.events) == 3
    assert len({event["eventDateUtc"] for event in listener.events}) == 1


def test_after_a_day_it_is_switched_off_and_an_intent_replays_what_was_stored() -> None:
    made = books()
    listener = heard(made)
    made.add(Name="A")
    listener.answer = Response(status=500)
    while listener.status != "disabled":
        listener.listen()
        made.later(minutes=15)
    assert made.now - START == timedelta(hours=24, minutes=15)
    assert len(listener.posts) == 2 + 24 * 4
    made.later(days=2)
    made.add(Name="B")
    assert listener.listen() == 0
    listener.answer = None
    listener.enable()
    listener.posts.clear()
    listener.listen()
    assert sequences(listener)[4:] == [(1, 2)]
    assert len(listener.events) == 2


def test_what_was_stored_for_more_than_31_days_is_gone() -> None:
    made = books()
    listener = heard(made)
    xero.disable_webhook(made.state, made.app.client_id)
    made.add(Name="A")
    made.later(days=1)
    made.add(Name="B")
    made.later(days=30, seconds=1)
    listener.enable()
    listener.listen()
    assert [event["eventDateUtc"] for event in listener.events] == ["2026-11-21T09:00:00.000"]


def test_another_address_must_pass_the_intent_again() -> None:
    made = books()
    listener = heard(made)
    listener.enable(url="https://other.example/x")
    made.add(Name="A")
    assert listener.status == "intent"
    listener.listen()
    assert {post.url for post in listener.posts} == {"https://other.example/x"}
    assert len(listener.events) == 1


def test_duplicates_come_by_switch() -> None:
    made = books(webhook_duplicates=True)
    listener = heard(made)
    made.add(Name="A")
    made.add(Name="B")
    listener.listen()
    assert sequences(listener) == [(1, 2), (1, 2)]
    assert listener.posts[0] == listener.posts[1]


def test_out_of_order_comes_by_switch() -> None:
    made = books(webhook_out_of_order=True)
    listener = heard(made)
    for name in "ABC":
        made.add(Name=name)
    listener.listen()
    assert sequences(listener) == [(3, 3), (2, 2), (1, 1)]


def test_a_delay_is_a_switch_and_the_next_moment_is_told() -> None:
    made = books(webhook_delay_seconds=30)
    listener = heard(made)
    assert xero.next_delivery(made.state) is None
    made.add(Name="A")
    assert xero.next_delivery(made.state) == made.now + timedelta(seconds=30)
    made.later(seconds=29)
    assert listener.listen() == 0
    made.later(seconds=1)
    assert len(xero.due_deliveries(made.state, made.now)) == 1
    assert xero.next_delivery(made.state) == made.now + timedelta(seconds=5)


@pytest.mark.parametrize(("switch", "status"), [("2xx", "ok"), ("200", "retry")])
def test_whether_204_counts_as_heard_is_a_switch(switch: str, status: str) -> None:
    made = books(webhook_accepts=switch)
    listener = heard(made)
    made.add(Name="A")
    listener.answer = Response(status=204)
    listener.listen()
    assert listener.status == status


def test_equal_worlds_send_equal_bytes() -> None:
    def bodies() -> list[bytes]:
        made = books()
        listener = heard(made)
        made.create()
        listener.listen()
        return [post.body for post in listener.posts]

    assert bodies() == bodies()
