"""The HTTP server of a process that runs: beside the engine, and waking it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from entrypoints.container import Container
from entrypoints.http_api import http_api
from entrypoints.web.listening import address_of, listening
from entrypoints.web.meters import Meters
from entrypoints.web.recorder import Recorder
from entrypoints.web.server import Server


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that answers, and where it listens."""

    server: Server
    addresses: tuple[str, ...]


@contextmanager
def serving(container: Container) -> Iterator[Serving]:
    """Serve as long as the block runs; then answer what has come, and record all that was taken.

    Raises Problem (`http-port-taken`, `http-host-unusable`) before anything is begun.
    """
    settings, meters = container.settings(), Meters()
    with listening(settings.http_host, settings.http_port) as sockets:
        engine = container.engine(watch=meters)
        with (
            Recorder(container.storage().intake, engine.wake, meters.recorded) as recorder,
            Server(http_api(container, recorder, meters), sockets) as server,
        ):
            yield Serving(server, tuple(address_of(one) for one in sockets))
