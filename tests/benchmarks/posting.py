"""Posts signed deliveries at a fixed rate over lines that stay open, and times each from when it was due.

Who waits for an answer before the next post would slow down with the server and measure nothing of it.
"""

import asyncio
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A hook of ours and what its deliveries are signed with."""

    path: str
    secret: str


@dataclass(slots=True)
class Posted:
    """What became of the posts: seconds of those that were answered 200, and which they were."""

    seconds: list[float] = field(default_factory=list)
    accepted: set[str] = field(default_factory=set)
    refused: int = 0


class Line(asyncio.Protocol):
    """One open connection, one post at a time; answers without a body end with their headers."""

    def __init__(self) -> None:
        """Not connected yet."""
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[int] | None = None
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take the answer's head together."""
        self._head += data
        if b"\r\n\r\n" in self._head and self._answer is not None and not self._answer.done():
            self._answer.set_result(int(self._head[9:12]))
            self._head = b""

    def connection_lost(self, _error: Exception | None) -> None:
        """Whoever waits gets no answer."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(0)

    async def post(self, request: bytes) -> int:
        """The status, 0 if the line broke."""
        assert self._transport is not None
        if self._transport.is_closing():
            return 0
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await asyncio.wait_for(self._answer, _PATIENCE_SECONDS)


async def post_all(port: int, targets: Sequence[Target], *, rate: int, seconds: int) -> Posted:
    """`rate` posts a second for so long; lines are opened as they are needed."""
    posted, free, total = Posted(), list[Line](), rate * seconds
    loop = asyncio.get_running_loop()
    begun = time.perf_counter() + 0.1

    async def one(number: int, due: float) -> None:
        if free:
            line = free.pop()
        else:
            _, line = await loop.create_connection(Line, "127.0.0.1", port)
        delivery_id = f"delivery-{number}"
        status = await line.post(request(targets[number % len(targets)], delivery_id))
        if status == 200:
            posted.seconds.append(time.perf_counter() - due)
            posted.accepted.add(delivery_id)
            free.append(line)
        else:
            posted.refused += 1

    async with asyncio.TaskGroup() as group:
        for number in range(total):
            due = begun + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(one(number, due))
    return posted


def request(target: Target, delivery_id: str) -> bytes:
    """A whole request as it goes over the line."""
    invoice = {"id": str(uuid.uuid4()), "status": "issued", "title": "Monthly work", "total": "1200.00"}
    body = json.dumps({"data": invoice, "webhook_delivery_id": delivery_id}).encode()
    signature = hmac.new(target.secret.encode(), body, hashlib.sha256).hexdigest()
    head = (
        f"POST /webhooks/hubflo/{target.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"X-Hubflo-Signature: {signature}\r\n\r\n"
    )
    return head.encode() + body
