"""Takes the port, on each address that a host means."""

import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from domain.errors import Problem

_BACKLOG = 1024
_NO_SUCH_FAMILY = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_BOTH_LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


@contextmanager
def listening(host: str, port: int) -> Iterator[tuple[socket.socket, ...]]:
    """Sockets that listen from here on, closed afterwards; `localhost` is both loopback families.

    Port 0 is any that is free. Raises Problem (`http-port-taken`, `http-host-unusable`).
    """
    with ExitStack() as opened:
        sockets: list[socket.socket] = []
        for family, address in _addresses(host):
            try:
                one = _bound(family, address, port)
            except OSError as problem:
                if problem.errno in _NO_SUCH_FAMILY and host == "localhost":
                    continue  # a machine without one of them does with the other
                raise _refused(problem, host, port) from None
            sockets.append(opened.enter_context(one))
            port = one.getsockname()[1]
        if not sockets:
            raise Problem("http-host-unusable", host=host)
        yield tuple(sockets)


def address_of(listening_socket: socket.socket) -> str:
    """Where it listens, as an address to type."""
    host, port = listening_socket.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _addresses(host: str) -> tuple[tuple[socket.AddressFamily, str], ...]:
    if host == "localhost":
        return _BOTH_LOOPBACKS
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise Problem("http-host-unusable", host=host) from None
    return tuple(dict.fromkeys((family, str(address[0])) for family, _, _, _, address in found))


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family is socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind((address, port))
        one.listen(_BACKLOG)  # from here on callers wait, even before the server is up
    except BaseException:
        one.close()
        raise
    return one


def _refused(problem: OSError, host: str, port: int) -> Problem:
    if problem.errno == errno.EADDRINUSE:
        return Problem("http-port-taken", host=host, port=str(port))
    return Problem("http-host-unusable", host=host, port=str(port))
