"""The intent to receive: what a new address must answer, and how fast."""

import pytest

from adapters.sandbox import xero
from adapters.sandbox.http import Response
from tests.unit.sandbox_xero_invoices.books import books
from tests.unit.sandbox_xero_invoices.listener import Listener, right_key, sequences


def test_an_intent_to_receive_has_no_events_several_wrong_signatures_and_one_right_one() -> None:
    made = books()
    listener = Listener(made)
    listener.enable()
    assert listener.status == "intent"
    assert listener.listen() == 4
    assert [right_key(made, post) for post in listener.posts] == [False, True, False, False]
    assert sequences(listener) == [(0, 0)] * 4
    assert len({post.body for post in listener.posts}) == 4
    assert listener.status == "ok"


def test_how_many_wrong_ones_there_are_is_a_switch() -> None:
    listener = Listener(books(webhook_wrong_signatures=1))
    listener.enable()
    assert listener.listen() == 2


@pytest.mark.parametrize(
    "answer",
    [
        Response(status=200),
        Response(status=401),
        Response(status=403),
        Response(status=500),
        Response(status=302),
    ],
)
def test_whoever_answers_all_alike_does_not_pass(answer: Response) -> None:
    listener = Listener(books(), answer=answer)
    listener.enable()
    listener.listen()
    assert listener.status == "disabled"
    assert listener.listen() == 0


@pytest.mark.parametrize(
    ("right", "reason"),
    [
        (Response(status=200, body=b"ok"), "the answer has a body"),
        (Response(status=200, headers={"Set-Cookie": "a=b"}), "the answer sets a cookie"),
        (None, "no answer"),
        (Response(status=503), "answered 503"),
    ],
)
def test_the_right_one_wants_an_empty_200_without_cookies(right: Response | None, reason: str) -> None:
    made = books()
    Listener(made).enable()
    for delivery in xero.due_deliveries(made.state, made.now):
        known = right if right_key(made, delivery) else Response(status=401)
        status, whole = (None, Response(status=0)) if known is None else (known.status, known)
        xero.delivered(made.state, delivery.delivery_id, status, whole.body, whole.headers, made.now)
    webhook = made.state.webhooks[made.app.client_id]
    assert (webhook.status, webhook.attempts[-1].reason) == ("disabled", reason)


@pytest.mark.parametrize(("seconds", "status"), [(5, "ok"), (5.001, "disabled")])
def test_an_answer_is_due_within_five_seconds(seconds: float, status: str) -> None:
    made = books()
    listener = Listener(made)
    listener.enable()
    due = xero.due_deliveries(made.state, made.now)
    made.later(seconds=seconds)
    for delivery in due:
        code = 200 if right_key(made, delivery) else 401
        xero.delivered(made.state, delivery.delivery_id, code, b"", {}, made.now)
    assert listener.status == status
