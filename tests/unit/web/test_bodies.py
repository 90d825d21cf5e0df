"""A body that never ends, or never comes, holds nobody for long."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.types import Message

from entrypoints.web.answers import Refused
from entrypoints.web.bodies import body_of
from tests.unit.web.doors import run


def request(*messages: Message, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Request:
    """A request whose body comes in these pieces, and then in silence."""
    left = list(messages)

    async def receive() -> Message:
        if left:
            return left.pop(0)
        await never()
        raise AssertionError

    return Request({"type": "http", "method": "POST", "headers": list(headers)}, receive)


async def never() -> None:
    """Wait for longer than anybody does."""

    await asyncio.sleep(60)


def piece(body: bytes, *, more: bool) -> Message:
    """A part of a body."""
    return {"type": "http.request", "body": body, "more_body": more}


def test_the_pieces_are_the_exact_bytes() -> None:
    assert run(body_of(request(piece(b"a\r\n", more=True), piece(b"\x00b", more=False)))) == b"a\r\n\x00b"


@pytest.mark.parametrize(
    ("made", "status", "why"),
    [
        (request(piece(b"a", more=True)), 408, "too-slow"),
        (request(piece(b"a", more=True), {"type": "http.disconnect"}), 400, "hung-up"),
        (request(piece(b"x" * 262_145, more=False)), 413, "too-big"),
        (request(headers=((b"content-length", b"262145"),)), 413, "too-big"),
        (request(headers=((b"content-length", "²".encode("latin-1")),)), 408, "too-slow"),
    ],
)
def test_what_is_no_whole_body_in_time_is_refused(made: Request, status: int, why: str) -> None:
    with pytest.raises(Refused) as refused:
        run(body_of(made, patience_seconds=0.05))

    assert (refused.value.status, refused.value.why) == (status, why)
