"""Waits on this machine for the browser that comes back from Xero, on both loopback families."""

import errno
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from queue import Empty, Queue
from socketserver import TCPServer, ThreadingMixIn
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from domain.errors import Invalid, NotNow

PATH = "/callback"
Visit = Callable[[str], tuple[int, tuple[str, str]]]
_NO_SUCH_FAMILY = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>hubflo-xero</title>
<body style="font:1.1em system-ui;margin:4em auto;max-width:30em">
<h1>{title}</h1><p>{text}</p></body></html>"""
_THANKS = ("Thank you", "You can close this window and go back to the terminal.")
_REFUSED = ("No access was given", "You can close this window. The terminal says how to go on.")
_STRANGE = (
    "This is not the consent that was asked for",
    "It may come from an older try. Use the page that was opened last, or begin again in the terminal.",
)


class Receiver:
    """Listens from `with` on, before the browser is sent away; takes the one visit that was asked for.

    Any program of this machine, and any page in the browser, can come to this address. Whoever does not
    bring the state that was asked for is turned away, and the wait goes on.
    """

    def __init__(self, port: int) -> None:
        """The port is part of the address that is registered with Xero, so it is fixed."""
        self._port = port
        self._state = ""
        self._visits: Queue[str] = Queue()
        self._servers: list[TCPServer] = []

    def __enter__(self) -> Self:
        """Raises Invalid (`redirect-port-taken`) if another program listens there, on either family."""
        try:
            for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
                self._listen(family, host)
        except BaseException:
            self._close()
            raise
        for server in self._servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        for server in self._servers:
            server.shutdown()
        self._close()

    def expect(self, state: str) -> None:
        """From now on the visit with this state is the one."""
        self._state = state

    def wait(self, seconds: float) -> str:
        """The path and query that the browser came with. Raises NotNow (`consent-late`)."""
        try:
            return self._visits.get(timeout=seconds)
        except Empty:
            raise NotNow("consent-late") from None

    def _listen(self, family: socket.AddressFamily, host: str) -> None:
        try:
            self._servers.append(_server(family, host, self._port, self._visit))
        except OSError as problem:
            if problem.errno not in _NO_SUCH_FAMILY:  # a machine without one of them does with the other
                raise Invalid("redirect-port-taken", port=str(self._port)) from problem

    def _visit(self, target: str) -> tuple[int, tuple[str, str]]:
        """The status and the page for a visit."""
        query = parse_qs(urlsplit(target).query)
        if not self._state or query.get("state") != [self._state]:
            return 400, _STRANGE
        self._visits.put(target)
        return 200, _REFUSED if "error" in query else _THANKS

    def _close(self) -> None:
        for server in self._servers:
            server.server_close()


def _server(family: socket.AddressFamily, host: str, port: int, visit: Visit) -> TCPServer:
    class Handler(BaseHTTPRequestHandler):
        timeout = 10  # browsers open lines ahead of need and say nothing on them

        def do_GET(self) -> None:
            if self.path.partition("?")[0] != PATH:
                self._answer(404, _STRANGE)
                return
            self._answer(*visit(self.path))

        def _answer(self, status: int, words: tuple[str, str]) -> None:
            page = _PAGE.format(title=words[0], text=words[1]).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *words: object) -> None:
            """Nothing: what is asked for holds a code."""

    class Server(ThreadingMixIn, TCPServer):
        address_family = family
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *request: object) -> None:
            """Nothing: a browser that goes away is no news, and a traceback could hold a code."""

    return Server((host, port), Handler)
