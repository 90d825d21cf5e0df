"""The routes under `/_sandbox`: acts of people, faults, logs, counts and records, all as JSON."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.sandbox import observe
from adapters.sandbox.control import BadAct, described, perform
from adapters.sandbox.faults import Fault, FaultKind, Side
from adapters.sandbox.world import World


def control_routes(world: World, side: Side) -> list[BaseRoute]:
    """The routes on one service's address; acts and faults may name either side."""
    views: dict[str, Callable[[World, Side], Any]] = {
        "/requests": observe.requests,
        "/changes": observe.changes,
        "/counts": observe.counts,
        "/records": observe.records,
        "/switches": observe.switches,
    }
    control = _Control(world)
    return [
        Route("/acts", control.acts, methods=["GET"]),
        Route("/acts/{name}", control.act, methods=["POST"]),
        Route("/faults", control.faults, methods=["GET", "POST", "DELETE"]),
        Route("/tick", control.tick, methods=["POST"]),
        Route("/webhooks", control.webhooks if side == "xero" else control.portal_webhooks, methods=["GET"]),
        *(Route(path, _view(world, side, view), methods=["GET"]) for path, view in views.items()),
    ]


def fault_from(document: dict[str, Any]) -> Fault:
    """A fault as JSON: the fields of `Fault`, with `kind` by its value ("late", "500", "cut")."""
    try:
        return Fault(**{**document, "kind": FaultKind(document["kind"])})
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadAct(f"no fault: {wrong}") from wrong


class _Control:
    """The routes that change something, or list what could."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def acts(self, _: Request) -> Response:
        return JSONResponse(described())

    async def act(self, request: Request) -> Response:
        try:
            arguments = await _document(request)
            result = perform(self._world, request.path_params["name"], **arguments)
        except BadAct as refused:
            return _refused(refused)
        return JSONResponse({"result": observe.plain(result)})

    async def faults(self, request: Request) -> Response:
        if request.method == "DELETE":
            with self._world.lock:
                self._world.faults.clear()
        elif request.method == "POST":
            try:
                fault = fault_from(await _document(request))
            except BadAct as refused:
                return _refused(refused)
            with self._world.lock:
                self._world.faults.add(fault)
        return JSONResponse(
            {
                "faults": [observe.plain(fault) for fault in self._world.faults.faults],
                "strikes": observe.strikes(self._world),
            }
        )

    async def webhooks(self, _: Request) -> Response:
        return JSONResponse(observe.webhooks(self._world))

    async def portal_webhooks(self, _: Request) -> Response:
        return JSONResponse(observe.portal_webhooks(self._world))

    async def tick(self, _: Request) -> Response:
        return JSONResponse({"landed": self._world.tick(), "late": len(self._world.late)})


def _view(world: World, side: Side, view: Callable[[World, Side], Any]) -> Callable[[Request], Response]:
    def show(_: Request) -> Response:
        return JSONResponse(view(world, side))

    return show


async def _document(request: Request) -> dict[str, Any]:
    """The body as a JSON object; no body is an empty one."""
    if not await request.body():
        return {}
    try:
        document = await request.json()
    except ValueError as unreadable:
        raise BadAct("the body is not JSON") from unreadable
    if not isinstance(document, dict):
        raise BadAct("the body is not a JSON object")
    return document


def _refused(refused: BadAct) -> Response:
    return JSONResponse({"error": str(refused)}, status_code=400)
