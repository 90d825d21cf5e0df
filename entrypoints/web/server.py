"""Serves an app in a thread, beside the engine."""

import socket
from collections.abc import Sequence
from threading import Thread
from types import TracebackType
from typing import Self

import structlog
import uvicorn
from starlette.types import ASGIApp

GRACE_SECONDS = 4
"""How long requests that came before the end may take; they take milliseconds unless the store hangs."""
_MOST_CONNECTIONS = 1000
_KEEP_ALIVE_SECONDS = 75
"""Longer than proxies hold a line that they may use again, so that it is they who close it."""


class Server:
    """A running server. It installs no signal handler: who runs it says when it ends."""

    def __init__(self, app: ASGIApp, sockets: Sequence[socket.socket]) -> None:
        """Nothing is served yet."""
        self._sockets = list(sockets)
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                lifespan="off",
                log_config=None,
                log_level="error",  # its warnings are what anybody outside can cause, as often as they like
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_MOST_CONNECTIONS,
                timeout_keep_alive=_KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        self._thread = Thread(target=self._serve, name="http")

    def stop_accepting(self) -> None:
        """Take no new line; what has come is answered. Returns at once, from any thread."""
        self._server.should_exit = True

    def _serve(self) -> None:
        try:
            self._server.run(sockets=self._sockets)
        except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to; the engine goes on without it
            structlog.get_logger().error("http-server-failed", code=type(error).__name__, exc_info=error)

    def __enter__(self) -> Self:
        """Serve from here on."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End: at once where nothing is under way, after the grace at the latest."""
        self.stop_accepting()
        self._thread.join()
