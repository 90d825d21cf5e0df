"""The receiver of the consent: one visit, the one that was asked for, whatever else comes by."""

import socket
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from domain.errors import Invalid, NotNow
from entrypoints.loopback import Receiver
from tests.e2e.cli.processes import free_port


@pytest.fixture
def port() -> int:
    """One that is free on both families."""
    return free_port()


@pytest.fixture
def receiver(port: int) -> Iterator[Receiver]:
    """Waiting for the state `right`."""
    with Receiver(port) as listening:
        listening.expect("right")
        yield listening


def visit(port: int, target: str, host: str = "127.0.0.1", method: str = "GET") -> tuple[int, str]:
    """Status and page."""
    line = HTTPConnection(host, port, timeout=5)
    try:
        line.request(method, target)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def test_the_visit_that_was_asked_for(receiver: Receiver, port: int) -> None:
    status, page = visit(port, "/callback?code=c&state=right")

    assert (status, "Thank you" in page) == (200, True)
    assert receiver.wait(1) == "/callback?code=c&state=right"


def test_a_refusal_is_no_thank_you(receiver: Receiver, port: int) -> None:
    status, page = visit(port, "/callback?error=access_denied&state=right")

    assert (status, "No access was given" in page) == (200, True)
    assert "error=access_denied" in receiver.wait(1)


@pytest.mark.parametrize(
    "target",
    [
        "/callback?code=c&state=wrong",
        "/callback?code=c",
        "/callback",
        "/callback?state=right&state=wrong&code=c",
        "/favicon.ico",
        "/callback/../other?code=c&state=right",
        "/?code=c&state=right",
        "/callback?error=access_denied",
    ],
)
def test_anything_else_is_turned_away_and_the_wait_goes_on(
    receiver: Receiver, port: int, target: str
) -> None:
    status, page = visit(port, target)

    assert status in (400, 404)
    assert "Thank you" not in page
    with pytest.raises(NotNow, match="consent-late"):
        receiver.wait(0.01)


def test_nobody_is_let_in_before_a_state_is_expected(port: int) -> None:
    with Receiver(port):
        assert visit(port, "/callback?code=c&state=")[0] == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
def test_only_a_visit_is_taken(receiver: Receiver, port: int, method: str) -> None:
    assert visit(port, "/callback?code=c&state=right", method=method)[0] == 501


def test_a_line_that_a_browser_opens_ahead_and_says_nothing_on_blocks_nobody(
    receiver: Receiver, port: int
) -> None:
    with socket.create_connection(("127.0.0.1", port)):
        assert visit(port, "/callback?code=c&state=right")[0] == 200


def test_nothing_is_printed_of_what_is_asked_for(
    receiver: Receiver, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    visit(port, "/callback?code=canary&state=right")
    with socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(b"GET /callback?code=canary HTTP/9.9 nonsense canary\r\n\r\n")
        raw.recv(1000)

    printed = capfd.readouterr()
    assert printed.out + printed.err == ""


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_another_program_on_either_family_is_told(port: int, family: socket.AddressFamily, host: str) -> None:
    with socket.socket(family) as other:
        try:
            other.bind((host, port))
        except OSError:
            pytest.skip("this machine has no such family")
        other.listen()
        with pytest.raises(Invalid, match="redirect-port-taken"), Receiver(port):
            pass


def test_the_port_is_free_again_afterwards(port: int) -> None:
    for _ in range(2):
        with Receiver(port) as listening:
            listening.expect("right")
            assert visit(port, "/callback?code=c&state=right")[0] == 200
