"""The sandbox over real HTTP: one ASGI app a service, with control routes beside the vendor's own paths."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request as HttpRequest
from starlette.responses import Response as HttpResponse
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from adapters.sandbox.addresses import CONTROL
from adapters.sandbox.control_routes import control_routes
from adapters.sandbox.courier import carrying
from adapters.sandbox.faults import Broken, Side
from adapters.sandbox.http import Response
from adapters.sandbox.pages import page_routes
from adapters.sandbox.received import received
from adapters.sandbox.same_origin import SameOrigin
from adapters.sandbox.world import World


def xero_app(world: World) -> Starlette:
    """Xero's login, identity and API hosts behind one address."""
    return _app(world, "xero")


def hubflo_app(world: World) -> Starlette:
    """Hubflo behind one address."""
    return _app(world, "hubflo")


def _app(world: World, side: Side) -> Starlette:
    """One service; while it runs its webhooks are brought."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with carrying(world, side):
            yield

    return Starlette(
        lifespan=lifespan,
        routes=[
            Mount(
                CONTROL,
                routes=[*page_routes(world, side), *control_routes(world, side)],
                middleware=[Middleware(SameOrigin)],
            ),
            Mount("/", app=_Vendor(world, side)),
        ],
    )


class _Vendor:
    """Everything that is not a control route goes to the model."""

    def __init__(self, world: World, side: Side) -> None:
        self._world = world
        self._side = side

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        http = HttpRequest(scope, receive)
        request = received(
            scope["method"], scope["raw_path"], scope["query_string"], http.headers.raw, await http.body()
        )
        try:
            with self._world.flight(self._side, request) as flight:
                await asyncio.sleep(flight.delay_seconds)
                answer = flight.land()
        except Broken:
            await hang_up(receive)
            return
        await _as_http(answer)(scope, receive, send)


def _as_http(answer: Response) -> HttpResponse:
    return HttpResponse(answer.body, status_code=answer.status, headers=dict(answer.headers))


async def hang_up(receive: Callable[[], Awaitable[object]]) -> None:
    """Close the connection without a byte.

    ASGI knows no such thing: uvicorn's `receive` belongs to the object that holds the connection.
    A server that keeps it elsewhere fails here, loudly, rather than send an answer that the fault forbids.
    """
    connection = getattr(getattr(receive, "__self__", None), "transport", None)
    if connection is None:
        raise RuntimeError("a lost answer can be played on uvicorn only")
    connection.close()
    await receive()
