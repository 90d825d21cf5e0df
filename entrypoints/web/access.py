"""One log line a request: method, route, status, milliseconds. Never a query, and no path from outside."""

from collections.abc import Callable

import structlog
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_UNKNOWN = "(unknown)"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class AccessLog:
    """Logs what was answered by the route that answered it: an address of a hook is nobody's business."""

    def __init__(self, app: ASGIApp, monotonic: Callable[[], float], quiet: frozenset[str]) -> None:
        """`quiet` are routes that are asked all day: they are logged at debug, as long as all is well."""
        self._app = app
        self._monotonic = monotonic
        self._quiet = quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and watch its answer begin."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = self._monotonic(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._log(scope, status, self._monotonic() - begun)

    def _log(self, scope: Scope, status: int, seconds: float) -> None:
        route = scope.get("route")
        path = route.path if isinstance(route, Route) else _UNKNOWN
        method = scope["method"] if scope["method"] in _METHODS else _UNKNOWN
        log = structlog.get_logger()
        write = log.debug if path in self._quiet and status < 400 else log.info
        write("request", method=method, route=path, status=status, ms=round(seconds * 1000, 1))
