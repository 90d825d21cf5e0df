"""Reads the body of a request, never more of it than a delivery may have."""

import asyncio

from starlette.requests import ClientDisconnect, Request

from entrypoints.web.answers import Refused

MOST_BYTES = 256 * 1024
PATIENCE_SECONDS = 5.0
"""Xero waits no longer for its answer (Xero: webhooks, configuring your server)."""


async def body_of(request: Request, *, patience_seconds: float = PATIENCE_SECONDS) -> bytes:
    """The exact bytes. Raises Refused if they are too many, too slow, or the line breaks."""
    if _announced(request) > MOST_BYTES:
        raise Refused(413, "too-big")
    taken = bytearray()
    try:
        async with asyncio.timeout(patience_seconds):
            async for piece in request.stream():
                taken += piece
                if len(taken) > MOST_BYTES:
                    raise Refused(413, "too-big")
    except TimeoutError:
        raise Refused(408, "too-slow") from None
    except ClientDisconnect:
        raise Refused(400, "hung-up") from None
    return bytes(taken)


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0
