"""The routes of both pages: the page itself, its style, and the forms, which come back to the page."""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.sandbox.addresses import CONTROL
from adapters.sandbox.control import BadAct, perform
from adapters.sandbox.faults import Side
from adapters.sandbox.pages.html import HEADERS
from adapters.sandbox.pages.hubflo_page import hubflo_page
from adapters.sandbox.pages.presses import HUBFLO, XERO, Form, Press
from adapters.sandbox.pages.xero_page import xero_page
from adapters.sandbox.world import World

_LARGEST_FORM = 100_000
_STYLE = Path(__file__).with_name("style.css")
_OWNERS = ("tenant_id", "organization_id")


def page_routes(world: World, side: Side) -> list[BaseRoute]:
    """One side's page."""
    pages = _Pages(world, *((xero_page, XERO) if side == "xero" else (hubflo_page, HUBFLO)))
    return [
        Route("/", pages.show, methods=["GET"]),
        Route("/style.css", pages.style, methods=["GET"]),
        Route("/press/{name}", pages.press, methods=["POST"]),
    ]


class _Pages:
    def __init__(
        self,
        world: World,
        draw: Callable[[World, Mapping[str, str], str], str],
        presses: Mapping[str, Press],
    ) -> None:
        self._world = world
        self._draw = draw
        self._presses = presses

    async def show(self, request: Request) -> Response:
        return self._page(dict(request.query_params))

    async def style(self, _: Request) -> Response:
        return Response(
            _STYLE.read_bytes(), media_type="text/css", headers={"X-Content-Type-Options": "nosniff"}
        )

    async def press(self, request: Request) -> Response:
        """Do it and go back to the page, to where it shows; what cannot be done is said on the page."""
        fields = dict(parse_qsl((await request.body())[:_LARGEST_FORM].decode("utf-8", "replace")))
        owner = next((fields[name] for name in _OWNERS if name in fields), "")
        try:
            invoice_id = self._pressed(request.path_params["name"], fields)
        except BadAct as refused:
            return self._page({"of": owner}, str(refused).partition(": ")[2] or str(refused), status=400)
        address = f"{CONTROL}/?{urlencode({'of': owner})}#{quote(invoice_id)}"
        return RedirectResponse(address, status_code=303, headers=HEADERS)

    def _pressed(self, name: str, fields: Form) -> str:
        """The id of the invoice that it was about."""
        press = self._presses.get(name)
        if press is None:
            raise BadAct(f"there is no button {name}")
        result = perform(self._world, press.act, **press.arguments(fields))
        return fields.get("invoice_id") or str(result)

    def _page(self, query: Mapping[str, str], problem: str = "", *, status: int = 200) -> Response:
        with self._world.lock:
            self._world.tick()
            return HTMLResponse(self._draw(self._world, query, problem), status_code=status, headers=HEADERS)
