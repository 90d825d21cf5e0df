"""Webhooks of both sides on their way: taken from a model when due, handed to a receiver, answered back.

In process a receiver is a callable (`hand_over`); beside a server they are posted over HTTP (`courier`).
"""

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from adapters.sandbox import hubflo, xero
from adapters.sandbox.faults import SIDES, Side
from adapters.sandbox.http import Response
from adapters.sandbox.world import World

Delivery = hubflo.Delivery | xero.Delivery
Receiver = Callable[[str, Mapping[str, str], bytes], int | None]
"""Gets address, headers and the exact body, and answers a status, or None where the line fails."""


def due(world: World, side: Side) -> Sequence[Delivery]:
    """What a side sends now; each is under way from here on. What is late lands first."""
    with world.lock:
        world.tick()
        if side == "xero":
            return xero.due_deliveries(world.xero, world.now())
        return hubflo.due_deliveries(world.hubflo, world.now())


def answered(world: World, side: Side, delivery: Delivery, answer: Response | None) -> None:
    """How a post ended; None where there was no answer."""
    known = answer or Response(status=0)
    status = None if answer is None else known.status
    with world.lock:
        if side == "xero":
            xero.delivered(world.xero, delivery.delivery_id, status, known.body, known.headers, world.now())
        else:
            hubflo.delivered(world.hubflo, delivery.delivery_id, status, world.now())


def hand_over(world: World, receiver: Receiver, *sides: Side) -> int:
    """Bring what is due now, and what becomes due by it, of both sides if none is named; how many posts.

    No lock is held while the receiver works: it may call the world.
    """
    count = 0
    while found := [(side, delivery) for side in sides or SIDES for delivery in due(world, side)]:
        for side, delivery in found:
            status = receiver(delivery.url, delivery.headers, delivery.body)
            answered(world, side, delivery, None if status is None else Response(status=status))
        count += len(found)
    return count


def next_due(world: World) -> datetime | None:
    """When to hand over again, for a clock that is moved by hand."""
    with world.lock:
        moments = (hubflo.next_delivery(world.hubflo), xero.next_delivery(world.xero))
        return min((moment for moment in moments if moment is not None), default=None)


def is_here(url: str) -> bool:
    """Whether an address is on this machine: over HTTP no other one is ever called."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
