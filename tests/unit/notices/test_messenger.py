"""A message arrives as JSON or as a mail, and no failure repeats an address or a password."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from adapters.notices.messenger import HttpAndMail, MailServer, mail_server
from domain.errors import Invalid, Unavailable
from domain.ports.notices import Notice

NOTICE = Notice(subject="Something\nneeds you", text="An invoice is held.", data={"kind": "began"})
SECRET = "https://hooks.example/T0KEN"


def posting(answer: httpx.Response | Exception, seen: list[httpx.Request]) -> HttpAndMail:
    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return HttpAndMail(server=lambda: None, transport=httpx.MockTransport(handle))


def test_an_address_gets_one_json() -> None:
    seen: list[httpx.Request] = []

    posting(httpx.Response(204), seen).send(SECRET, NOTICE)

    (request,) = seen
    assert (request.method, request.headers["content-type"]) == ("POST", "application/json")
    assert json.loads(request.content) == {
        "subject": NOTICE.subject,
        "text": NOTICE.text,
        "kind": "began",
    }


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        httpx.ConnectError(f"cannot reach {SECRET}"),
    ],
)
def test_a_failure_is_unavailable_follows_nothing_and_repeats_no_address(
    answer: httpx.Response | Exception,
) -> None:
    seen: list[httpx.Request] = []

    with pytest.raises(Unavailable) as raised:
        posting(answer, seen).send(SECRET, NOTICE)

    assert len(seen) == 1
    assert "T0KEN" not in str(raised.value) + repr(raised.value.facts)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "notify-off"),
        ("http://hooks.example/told", "notify-address"),
        ("mailto:me@example.com", "mail-server-missing"),
    ],
)
def test_what_cannot_be_sent_says_so(address: str, code: str) -> None:
    with pytest.raises(Invalid) as raised:
        posting(httpx.Response(200), []).send(address, NOTICE)

    assert raised.value.reason == code


class _Post(socketserver.StreamRequestHandler):
    """A mail server of the simplest kind: takes whatever comes."""

    def handle(self) -> None:
        taken: list[str] = self.server.taken  # type: ignore[attr-defined]  # the test put it there
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            taken.append(line)
            if line.upper() == "DATA":
                self.wfile.write(b"354 go on\r\n")
                self._data(taken)
            self.wfile.write(b"221 bye\r\n" if line.upper() == "QUIT" else b"250 ok\r\n")
            if line.upper() == "QUIT":
                return

    def _data(self, taken: list[str]) -> None:
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            taken.append(line)


@contextmanager
def post_office() -> Iterator[tuple[int, list[str]]]:
    taken: list[str] = []
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Post) as server:
        server.taken = taken  # type: ignore[attr-defined]  # read by the handler
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], taken
        server.shutdown()


def test_a_mail_arrives() -> None:
    with post_office() as (port, taken):
        server = mail_server(f"smtp://127.0.0.1:{port}", "books@example.com")
        HttpAndMail(server=lambda: server).send("mailto:me@example.com", NOTICE)

    said = [line.lower() for line in taken]
    assert "mail from:<books@example.com>" in said
    assert "rcpt to:<me@example.com>" in said
    assert "Subject: Something needs you" in taken
    assert "An invoice is held." in taken


def test_a_mail_server_that_is_not_there_is_unavailable() -> None:
    server = mail_server("smtp://user:s3cret@127.0.0.1:1", "books@example.com")

    with pytest.raises(Unavailable) as raised:
        HttpAndMail(server=lambda: server, seconds=1).send("mailto:me@example.com", NOTICE)

    assert "s3cret" not in str(raised.value) + repr(server)


def test_the_address_of_a_mail_server() -> None:
    assert mail_server("", "") is None
    assert mail_server("smtps://me:p%40ss@mail.example", "a@example.com") == MailServer(
        host="mail.example", port=465, is_tls=True, sender="a@example.com", user="me", password="p@ss"
    )


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("http://mail.example", "a@example.com"),
        ("smtp://", "a@example.com"),
        ("smtps://mail.example", ""),
        ("smtps://mail.example:many", "a@example.com"),
    ],
)
def test_a_mail_server_that_cannot_be_used(address: str, sender: str) -> None:
    with pytest.raises(Invalid, match="mail-server-unusable"):
        mail_server(address, sender)
