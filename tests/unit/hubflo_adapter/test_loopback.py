"""Over real sockets: what left and what did not, and answers that trickle in."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from adapters.clock import SystemClock
from adapters.hubflo.opening import HubfloPortals
from adapters.hubflo.settings import HubfloSettings
from domain.contact import PersonDraft
from domain.errors import LeaseLost, OutcomeUnknown, Problem, Unavailable
from domain.ids import PersonId
from domain.ports.portal import Portal
from domain.ports.sending import AlwaysPermitted, Permit
from tests.support.budgets import MemoryBudgets
from tests.unit.hubflo_adapter.scene import CONNECTION, KEY, OURS, PERSON, Lease, OneKey

SETTINGS = HubfloSettings(
    connect_seconds=2, read_seconds=1, total_seconds=1, retry_pauses_seconds=(), short_wait_seconds=1
)
ORGANIZATION = b'{"id":"%s","name":"x"}' % OURS.encode()


def whole(body: bytes, *, length: int | None = None) -> bytes:
    """An answer of Hubflo's as bytes; `length` other than the body's is a lie."""
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        f"X-Organization-ID: {OURS}\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body


class Server:
    """Takes one connection after the other; `answer` does with each what it wants."""

    def __init__(self, answer: Callable[[socket.socket, bytes], None]) -> None:
        self.heard: list[bytes] = []
        self.accepted = threading.Semaphore(0)
        self._answer = answer
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}/api/v2"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._door.close()

    def _serve(self) -> None:
        while True:
            try:
                opened, _ = self._door.accept()
            except OSError:
                return
            self.accepted.release()
            threading.Thread(target=self._one, args=(opened,), daemon=True).start()

    def _one(self, opened: socket.socket) -> None:
        with opened, suppress(OSError):  # the client hung up, as some tests want
            while heard := opened.recv(65536):
                self.heard.append(heard)
                self._answer(opened, heard)


@contextmanager
def serving(answer: Callable[[socket.socket, bytes], None]) -> Iterator[Server]:
    server = Server(answer)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def portal_at(address: str, permit: Permit | None = None) -> Iterator[Portal]:
    portals = HubfloPortals(
        clock=SystemClock(),
        budgets=MemoryBudgets(),
        connections=OneKey(KEY),
        address=address,
        settings=SETTINGS,
    )
    try:
        yield portals.of(CONNECTION, permit or AlwaysPermitted())
    finally:
        portals.close()


def create(portal: Portal) -> None:
    portal.send_person(
        portal.create_person_envelope(PersonDraft(first_name="Ada", last_name="Byron", email="a@b.c"))
    )


def answering(rest: Callable[[socket.socket], None]) -> Callable[[socket.socket, bytes], None]:
    """Says who it is when asked, and does `rest` with everything else."""

    def answer(opened: socket.socket, heard: bytes) -> None:
        if heard.startswith(b"GET /api/v2/organizations"):
            opened.sendall(whole(ORGANIZATION))
        else:
            rest(opened)

    return answer


def silent(_opened: socket.socket) -> None:
    time.sleep(1.5)


def hang_up(opened: socket.socket) -> None:
    opened.shutdown(socket.SHUT_RDWR)


def cut(opened: socket.socket) -> None:
    opened.sendall(whole(b'{"id": "12', length=500))
    opened.shutdown(socket.SHUT_RDWR)


def trickle(opened: socket.socket) -> None:
    opened.sendall(whole(b"", length=1000))
    for _ in range(100):
        time.sleep(0.1)
        opened.sendall(b" ")


def no_http(opened: socket.socket) -> None:
    opened.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")


BROKEN = [silent, hang_up, cut, trickle, no_http]


@pytest.mark.parametrize("way", BROKEN)
def test_a_read_that_gets_no_whole_answer_is_unavailable(way: Callable[[socket.socket], None]) -> None:
    with serving(answering(way)) as server, portal_at(server.address) as portal, pytest.raises(Unavailable):
        portal.person(PersonId(PERSON["id"]))


@pytest.mark.parametrize("way", BROKEN)
def test_a_write_that_gets_no_whole_answer_is_unknown(way: Callable[[socket.socket], None]) -> None:
    with serving(answering(way)) as server, portal_at(server.address) as portal:
        with pytest.raises(OutcomeUnknown):
            create(portal)

        writes = [heard for heard in server.heard if heard.startswith(b"POST")]
        assert len(writes) == 1


def test_an_answer_that_trickles_is_given_up_in_time() -> None:
    began = time.monotonic()
    with serving(answering(trickle)) as server, portal_at(server.address) as portal, pytest.raises(Problem):
        create(portal)

    assert time.monotonic() - began < SETTINGS.give_up_seconds + 0.5


@pytest.mark.parametrize("act", [create, lambda portal: portal.person(PersonId(PERSON["id"]))])
def test_a_refused_connection_sent_nothing(act: Callable[[Portal], None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with portal_at(f"http://127.0.0.1:{port}/api/v2") as portal, pytest.raises(Unavailable) as caught:
        act(portal)

    assert caught.value.facts["why"] == "ConnectError"


def test_a_lease_that_ends_while_connecting_sends_not_one_byte() -> None:
    permit = Lease(checks_left=1)
    with serving(answering(silent)) as server, portal_at(server.address, permit) as portal:
        with pytest.raises(LeaseLost):
            portal.organization()

        assert server.accepted.acquire(timeout=5)  # the connection was made
        time.sleep(0.05)
        assert server.heard == []


def test_the_permit_is_asked_at_the_first_byte_of_every_request_also_on_a_kept_connection() -> None:
    permit = Lease()
    with serving(lambda opened, _heard: opened.sendall(whole(ORGANIZATION))) as server:
        with portal_at(server.address, permit) as portal:
            portal.organization()
            portal.organization()

        assert permit.checks == 4
        assert server.accepted.acquire(blocking=False)
        assert not server.accepted.acquire(blocking=False)
