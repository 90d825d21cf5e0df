"""Where the server listens, and what is said if it cannot."""

import socket
from contextlib import closing

import pytest

from domain.errors import Problem
from entrypoints.web.listening import address_of, listening


def test_a_free_port_is_found_and_connected_to_at_once() -> None:
    with listening("127.0.0.1", 0) as (one,):
        host, port = one.getsockname()
        with closing(socket.create_connection((host, port), timeout=5)):
            assert address_of(one) == f"http://127.0.0.1:{port}"

    with pytest.raises(OSError, match="refused"):
        socket.create_connection((host, port), timeout=5)


def test_localhost_is_both_loopback_families_on_one_port() -> None:
    with listening("localhost", 0) as sockets:
        ports = {one.getsockname()[1] for one in sockets}
        shown = {address_of(one) for one in sockets}
        [port] = ports
        for address in ("127.0.0.1", "::1")[: len(sockets)]:
            socket.create_connection((address, port), timeout=5).close()

    assert f"http://127.0.0.1:{port}" in shown
    assert shown <= {f"http://127.0.0.1:{port}", f"http://[::1]:{port}"}


def test_a_port_that_is_taken_is_named_and_nothing_is_left_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Problem) as refused, listening("127.0.0.1", port):
            pass

    assert refused.value.reason == "http-port-taken"
    assert refused.value.facts == {"host": "127.0.0.1", "port": str(port)}


def test_a_host_that_is_none_is_named() -> None:
    with pytest.raises(Problem) as refused, listening("a..b", 0):
        pass

    assert refused.value.reason == "http-host-unusable"
    assert refused.value.facts == {"host": "a..b"}
