"""A ledger that books another amount than it was sent, once."""

from dataclasses import replace

import pytest

from adapters.sandbox.faults import Side
from adapters.sandbox.http import Request, Response
from adapters.sandbox.world import World


def misread_next_payment(world: World, patch: pytest.MonkeyPatch, *, sent: str, booked: str) -> None:
    """Of the next request for payments it reads the one amount as the other."""
    plain = world.answer
    left = [f'"Amount":{sent}'.encode()]

    def answer(side: Side, request: Request) -> Response:
        body = request.body.replace(b" ", b"") if request.method == "PUT" else b""
        if left and side == "xero" and left[0] in body:
            request = replace(request, body=body.replace(left.pop(), f'"Amount":{booked}'.encode()))
        return plain(side, request)

    patch.setattr(world, "answer", answer)
