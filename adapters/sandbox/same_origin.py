"""Nobody but this machine's own pages and tools changes a stand-in: a check on where a request comes from."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_READS = ("GET", "HEAD", "OPTIONS")


class SameOrigin:
    """Refuses what another site's page sends: a browser says whose page it was, other tools say nothing."""

    def __init__(self, app: ASGIApp) -> None:
        """Stands before the app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reads pass; so does a change without `Origin` and `Referer`, or with our own."""
        if scope["type"] != "http" or scope["method"] in _READS or _is_own(scope):
            await self._app(scope, receive, send)
        else:
            refused = PlainTextResponse("This came from the page of another site.", status_code=403)
            await refused(scope, receive, send)


def _is_own(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    own = f"{scope['scheme']}://{headers.get('host', '')}"
    if "origin" in headers:
        return headers["origin"] == own
    return "referer" not in headers or headers["referer"].startswith(f"{own}/")
