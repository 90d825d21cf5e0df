"""The one place that speaks HTTP to Hubflo: one request out, one whole answer back, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import httpx

from adapters.hubflo.api_key import ApiKey
from adapters.hubflo.settings import HubfloSettings
from domain.errors import Invalid
from domain.ports.clock import Clock
from domain.ports.sending import Permit

Network = httpx.BaseTransport
"""What carries requests: httpx's own, or what stands for it in tests."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "User-Agent": "hubflo-xero",
}
_MOST_DIGITS = 12
_MOST_BYTES = 32 * 1024 * 1024
_BEFORE_FIRST_BYTE = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


class NeverLeft(Exception):
    """No byte of the request left: no connection came about."""


class NoAnswer(Exception):
    """The request left, wholly or in part, and no whole answer came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer. Header names are lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str:
        """A header without the spaces around it; '' if it is absent."""
        return self.headers.get(name.lower(), "").strip()

    def number(self, name: str) -> int | None:
        """A header that is a plain number, else None."""
        text = self.header(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


class _NoCookies(httpx.Cookies):
    """Takes none and sends none."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Nothing of an answer is kept."""


class _Client(httpx.Client):
    _none = _NoCookies()

    @property  # type: ignore[misc]  # nobody sets it
    def cookies(self) -> httpx.Cookies:
        """Two organizations share this client."""
        return self._none


class Transport:
    """Sends requests to one address. May be used by several threads.

    Never follows a redirect, keeps no cookie, retries nothing,
    and sends the key to no other host: what is sent is compared with the address, whatever the path.
    """

    def __init__(
        self, *, address: str, settings: HubfloSettings, clock: Clock, transport: Network | None
    ) -> None:
        """`transport` stands for the network in tests. Raises Invalid (`address-not-safe`)."""
        self._base = httpx.URL(address.rstrip("/"))
        if self._base.scheme != "https" and self._base.host not in _LOOPBACK and transport is None:
            raise Invalid("address-not-safe", address=address)
        self._settings = settings
        self._clock = clock
        self._client = _Client(
            transport=transport,
            follow_redirects=False,
            trust_env=self._base.scheme == "https",  # a proxy sees nothing of TLS, but all of plain HTTP
        )
        self._headers = httpx.Headers(self._client.headers)
        self._headers.update(_HEADERS)
        self._timeout = {
            "connect": settings.connect_seconds,
            "pool": settings.connect_seconds,
            "write": settings.write_seconds,
            "read": settings.read_seconds,
        }

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._client.close()

    def send(
        self,
        method: str,
        path: str,
        *,
        key: ApiKey,
        permit: Permit,
        query: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        """One request. Raises LeaseLost if the permit ended before its first byte, NeverLeft, NoAnswer.

        `Content-Type` goes with every request, also those without a body (Hubflo: API reference).
        """

        def at_first_byte(event: str, _info: Mapping[str, Any]) -> None:
            if event.endswith("send_request_headers.started"):
                permit.check()  # connecting took its time

        request = httpx.Request(
            method,
            self._address_of(path),
            params=query,
            content=body,
            headers=self._headers,
            extensions={"trace": at_first_byte, "timeout": self._timeout},
        )
        request.headers["Authorization"] = key.authorization()
        permit.check()
        try:
            return self._exchange(request)
        except _BEFORE_FIRST_BYTE as error:
            raise NeverLeft(_name(error)) from error
        except (httpx.RequestError, httpx.StreamError) as error:
            raise NoAnswer(_name(error)) from error

    def _exchange(self, request: httpx.Request) -> Answer:
        deadline = self._clock.monotonic() + self._settings.total_seconds
        response = self._client.send(request, stream=True)
        try:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if self._clock.monotonic() > deadline or len(body) > _MOST_BYTES:
                    raise NoAnswer("too-slow" if len(body) <= _MOST_BYTES else "too-much")
        finally:
            response.close()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(status=response.status_code, headers=headers, body=bytes(body))

    def _address_of(self, path: str) -> httpx.URL:
        address = _parsed(f"{self._base}{path}")
        here = (self._base.scheme, self._base.host, self._base.port)
        if (address.scheme, address.host, address.port) != here or not path.startswith("/"):
            raise Invalid("address-not-safe", address=str(address))
        return address


@lru_cache(500)
def _parsed(address: str) -> httpx.URL:
    return httpx.URL(address)


def _name(error: Exception) -> str:
    """What happened, without what the error carries: it holds the request and so the key."""
    return type(error).__name__
