"""Bringing webhooks to whoever listens: Xero's to a callable in process, both sides' over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import httpx

from adapters.sandbox import xero
from adapters.sandbox.deliveries import Delivery, answered, due, is_here
from adapters.sandbox.faults import Side
from adapters.sandbox.http import Response
from adapters.sandbox.world import World

Courier = Callable[[xero.Delivery], Response | None]
"""Brings one delivery, and gives the answer, or None if there was none."""

_LOOK_EVERY = 0.05
_PATIENCE_SECONDS = 5.0


def carry(world: World, courier: Courier) -> int:
    """Bring everything of Xero that is due now, and what becomes due by it; how many posts that were."""
    count = 0
    while found := _due(world):
        for delivery in found:
            answered(world, "xero", delivery, courier(delivery))
            count += 1
    return count


@asynccontextmanager
async def carrying(world: World, side: Side = "xero") -> AsyncIterator[None]:
    """As long as it is open, what is due is posted to its address, if that is on this machine."""
    patience = httpx.Timeout(_PATIENCE_SECONDS, pool=None)
    async with httpx.AsyncClient(timeout=patience, trust_env=False) as client:
        task = asyncio.create_task(_carry_on(world, side, client))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _carry_on(world: World, side: Side, client: httpx.AsyncClient) -> None:
    """Each post on its own: somebody slow to answer keeps nobody else waiting."""
    async with asyncio.TaskGroup() as posts:
        while True:
            for delivery in due(world, side):
                posts.create_task(_post(world, side, client, delivery))
            await asyncio.sleep(_LOOK_EVERY)


async def _post(world: World, side: Side, client: httpx.AsyncClient, delivery: Delivery) -> None:
    answer = None
    if is_here(delivery.url):
        with suppress(httpx.HTTPError, httpx.InvalidURL):
            sent = await client.post(delivery.url, content=delivery.body, headers=dict(delivery.headers))
            answer = Response(status=sent.status_code, headers=dict(sent.headers), body=sent.content)
    answered(world, side, delivery, answer)


def _due(world: World) -> list[xero.Delivery]:
    with world.lock:
        return xero.due_deliveries(world.xero, world.now())
