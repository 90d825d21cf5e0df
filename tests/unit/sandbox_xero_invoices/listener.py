"""Somebody who listens to Xero's webhooks, in process and on the test's own clock."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

from adapters.sandbox import xero
from adapters.sandbox.http import Response
from tests.unit.sandbox_xero_invoices.books import ADDRESS, Books

OK = Response(status=200)


def signature(key: str, body: bytes) -> str:
    """What a receiver works out: over the raw body, with the key as text."""
    return base64.b64encode(hmac.new(key.encode(), body, hashlib.sha256).digest()).decode()


def right_key(made: Books, delivery: xero.Delivery) -> bool:
    return signature(made.app.webhook_key, delivery.body) == delivery.headers["x-xero-signature"]


@dataclass
class Listener:
    """Answers as it is told to, otherwise as one should; keeps every event that it took."""

    made: Books
    answer: Response | None = None
    silent: bool = False
    takes_seconds: float = 0
    posts: list[xero.Delivery] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, delivery: xero.Delivery) -> Response | None:
        self.posts.append(delivery)
        self.made.later(seconds=self.takes_seconds)
        if self.silent:
            return None
        if self.answer is not None:
            return self.answer
        if not right_key(self.made, delivery):
            return Response(status=401)
        self.events += json.loads(delivery.body)["events"]
        return OK

    def listen(self) -> int:
        """Take what is due now, and what becomes due by answering."""
        made, count = self.made, 0
        while due := xero.due_deliveries(made.state, made.now):
            for delivery in due:
                answer = self(delivery)
                status = None if answer is None else answer.status
                known = answer or OK
                xero.delivered(made.state, delivery.delivery_id, status, known.body, known.headers, made.now)
                count += 1
        return count

    @property
    def told(self) -> list[tuple[str, str]]:
        return [(event["eventCategory"], event["eventType"]) for event in self.events]

    @property
    def status(self) -> str:
        return self.made.state.webhooks[self.made.app.client_id].status

    def enable(self, **more: Any) -> None:
        xero.enable_webhook(
            self.made.state, self.made.app.client_id, self.made.now, **({"url": ADDRESS} | more)
        )


def heard(made: Books, **more: Any) -> Listener:
    """A listener whose intent to receive is done."""
    listener = Listener(made)
    listener.enable(**more)
    listener.listen()
    assert listener.status == "ok"
    listener.posts.clear()
    return listener


def sequences(listener: Listener) -> list[tuple[int, int]]:
    bodies = [json.loads(post.body) for post in listener.posts]
    return [(body["firstEventSequence"], body["lastEventSequence"]) for body in bodies]
