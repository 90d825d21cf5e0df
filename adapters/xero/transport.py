"""The one module that knows httpx: a request goes out, a whole answer or a broken line comes back."""

import httpx

from adapters.xero.addresses import Addresses
from adapters.xero.exchange import Answer, Host, LineBroke, Outgoing
from adapters.xero.query import addressed
from adapters.xero.settings import XeroSettings
from domain.ports.clock import Clock
from domain.ports.sending import Permit

Wire = httpx.BaseTransport
"""What carries the bytes: httpx's own unless a test or a sandbox brings one."""

_BEFORE_FIRST_BYTE = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
_NOTHING = httpx.ByteStream(b"")
_FIRST_BYTE = "send_request_headers.started"


class Transport:
    """Sends once, to Xero's own hosts only, and follows nothing. Safe for threads."""

    def __init__(
        self, *, addresses: Addresses, settings: XeroSettings, clock: Clock, wire: Wire | None = None
    ) -> None:
        """Proxy settings of the environment count for the public Xero only."""
        self._bases = {Host.IDENTITY: addresses.identity, Host.API: addresses.api}
        self._settings = settings
        self._clock = clock
        self._client = httpx.Client(
            transport=wire,
            follow_redirects=False,
            trust_env=addresses.is_public,
            headers={"Accept": "application/json", "User-Agent": "hubflo-xero"},
        )

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def send(self, outgoing: Outgoing, permit: Permit) -> Answer:
        """One exchange. The permit is asked when the line stands, immediately before the first byte.

        Raises LeaseLost with nothing sent, and LineBroke if no whole answer came in time.
        """
        seconds = self._seconds(outgoing.host)
        deadline = self._clock.monotonic() + seconds
        request = self._client.build_request(
            outgoing.method,
            self._bases[outgoing.host] + addressed(outgoing.path, outgoing.query),
            headers=outgoing.headers,
            content=outgoing.body or None,
            timeout=httpx.Timeout(
                min(seconds, self._settings.read_seconds),
                connect=min(seconds, self._settings.connect_seconds),
            ),
            extensions={"trace": lambda event, _info: _at_first_byte(event, permit)},
        )
        permit.check()
        try:
            return self._answer(request, deadline)
        except _BEFORE_FIRST_BYTE as error:
            raise LineBroke(left=False, why=type(error).__name__) from error
        except httpx.RequestError as error:
            raise LineBroke(left=True, why=type(error).__name__) from error

    def _seconds(self, host: Host) -> float:
        return self._settings.token_seconds if host is Host.IDENTITY else self._settings.answer_seconds

    def _answer(self, request: httpx.Request, deadline: float) -> Answer:
        response = self._client.send(request, stream=True)
        try:
            pieces = []
            for piece in response.iter_bytes():
                if self._clock.monotonic() > deadline:
                    raise LineBroke(left=True, why="TooSlow")
                pieces.append(piece)
        finally:
            response.close()
            # httpx ties an answer to its stream and back: a page would wait for the collector to be let go.
            response.stream = _NOTHING
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(status=response.status_code, headers=headers, body=b"".join(pieces))


def _at_first_byte(event: str, permit: Permit) -> None:
    """httpcore tells what it is about to do; a lease may have ended while the line was opened."""
    if event.endswith(_FIRST_BYTE):
        permit.check()
