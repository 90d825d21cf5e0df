"""The sandbox as an httpx transport: the client's real requests, no socket."""

from collections.abc import Callable

import httpx

from adapters.sandbox.faults import Broken, Refused, Side, TimedOut
from adapters.sandbox.received import received
from adapters.sandbox.world import World

XERO = "http://xero.sandbox"
HUBFLO = "http://hubflo.sandbox"


class SandboxTransport(httpx.BaseTransport):
    """Brings requests to the model whose address they name; any other address cannot be reached.

    `sleep` is called where time passes while the client waits: `time.sleep`, or a simulated clock's advance.
    Without it a slow answer costs no time.
    """

    def __init__(
        self,
        world: World,
        *,
        xero: str = XERO,
        hubflo: str = HUBFLO,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        """One transport may serve several clients, on several threads."""
        self._world = world
        self._sides: dict[tuple[str, str, int | None], Side] = {
            _origin(httpx.URL(xero)): "xero",
            _origin(httpx.URL(hubflo)): "hubflo",
        }
        self._sleep = sleep

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange; what breaks is raised as httpx raises it for a real line."""
        side = self._sides.get(_origin(request.url))
        if side is None:
            raise httpx.ConnectError(f"the sandbox does not serve {request.url.host}", request=request)
        try:
            return self._exchange(side, request)
        except Refused as refused:
            raise httpx.ConnectError("connection refused", request=request) from refused
        except TimedOut as silent:
            raise httpx.ReadTimeout("timed out", request=request) from silent
        except Broken as broken:
            raise httpx.RemoteProtocolError(
                "server disconnected without sending a response", request=request
            ) from broken

    def _exchange(self, side: Side, request: httpx.Request) -> httpx.Response:
        arrived = received(
            request.method,
            request.url.raw_path.partition(b"?")[0],
            request.url.query,
            request.headers.raw,
            request.read(),
        )
        patience = request.extensions.get("timeout", {}).get("read")
        with self._world.flight(side, arrived) as flight:
            if patience is not None and flight.delay_seconds > patience:
                self._wait(patience)
                raise flight.give_up()
            self._wait(flight.delay_seconds)
            response = flight.land()
        return httpx.Response(
            response.status, headers=dict(response.headers), content=response.body, request=request
        )

    def _wait(self, seconds: float) -> None:
        if seconds > 0 and self._sleep is not None:
            self._sleep(seconds)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return (url.scheme, url.host, url.port)
