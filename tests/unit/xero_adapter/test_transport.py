"""What leaves, where to, and what never does."""

import gc
import socket
import threading
from weakref import ReferenceType, ref

import httpx
import pytest

from adapters.xero.addresses import Addresses
from adapters.xero.counting import Uncounted
from adapters.xero.exchange import Host, Kind, LineBroke, Outgoing
from adapters.xero.settings import XeroSettings
from adapters.xero.transport import Transport
from domain.errors import LeaseLost, Unavailable
from domain.ports.sending import AlwaysPermitted, Permit
from tests.unit.xero_adapter.around import GRANT, Around, FakeClock, Script, answer

GET = Outgoing(host=Host.API, method="GET", path="/api.xro/2.0/Contacts", kind=Kind.READ)


def sent(script: Script, outgoing: Outgoing = GET, **settings: float) -> httpx.Request:
    """The request as it left."""
    around = Around(script, settings=XeroSettings(**settings))  # type: ignore[arg-type]  # free test input
    around.line().ask(outgoing, permit=AlwaysPermitted(), counter=Uncounted())
    return script.requests[0]


def test_json_is_asked_for_always() -> None:
    assert sent(Script(answer(200, {}))).headers["Accept"] == "application/json"


def test_each_host_has_its_own_address() -> None:
    token = Outgoing(host=Host.IDENTITY, method="POST", path="/connect/token", kind=Kind.REPEATABLE)

    assert str(sent(Script(answer(200, {}))).url) == "https://api.xero.com/api.xro/2.0/Contacts"
    assert str(sent(Script(answer(200, {})), token).url) == "https://identity.xero.com/connect/token"


def test_every_step_of_a_call_has_a_time_out() -> None:
    request = sent(Script(answer(200, {})), connect_seconds=3.0, read_seconds=7.0)

    assert request.extensions["timeout"] == {"connect": 3.0, "read": 7.0, "write": 7.0, "pool": 7.0}


def test_tokens_are_waited_for_less_long() -> None:
    token = Outgoing(host=Host.IDENTITY, method="POST", path="/connect/token", kind=Kind.REPEATABLE)

    request = sent(Script(answer(200, {})), token, token_seconds=4.0)

    assert set(request.extensions["timeout"].values()) == {4.0}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    script = Script(httpx.Response(status, headers={"Location": "https://evil.example/"}), answer(200, {}))

    with pytest.raises(Unavailable) as raised:
        sent(script)

    assert raised.value.facts["why"] == "redirected"
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    "link_id", ["@evil.example", "//evil.example/", "../../x", "a?b#c", "a\r\nHost: evil"]
)
def test_an_id_from_a_payload_stays_a_part_of_the_path(link_id: str) -> None:
    script = Script(httpx.Response(204))
    around = Around(script)

    around.open().consent.disconnect(GRANT, link_id)

    url = script.requests[0].url
    assert (url.host, url.query, url.fragment) == ("api.xero.com", b"", "")
    assert url.raw_path.startswith(b"/connections/")


class LostAtFirstByte(Permit):
    """Good when the call begins, lost when the line stands."""

    def __init__(self) -> None:
        self.asked = 0

    def check(self) -> None:
        self.asked += 1
        if self.asked > 1:
            raise LeaseLost


def test_a_lease_that_ends_while_the_line_is_opened_sends_no_byte() -> None:
    arrived = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            peer, _ = server.accept()
            with peer:
                while received := peer.recv(4_096):
                    arrived.extend(received)

        listening = threading.Thread(target=accept)
        listening.start()
        transport = Transport(
            addresses=Addresses.at(f"http://127.0.0.1:{server.getsockname()[1]}"),
            settings=XeroSettings(),
            clock=FakeClock(),
        )
        with pytest.raises(LeaseLost):
            transport.send(GET, LostAtFirstByte())
        transport.close()
        listening.join(timeout=5)

    assert not listening.is_alive()
    assert bytes(arrived) == b""


def test_nobody_listening_means_that_nothing_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    transport = Transport(
        addresses=Addresses.at(f"http://127.0.0.1:{port}"), settings=XeroSettings(), clock=FakeClock()
    )

    with pytest.raises(LineBroke) as broke:
        transport.send(GET, AlwaysPermitted())
    transport.close()

    assert not broke.value.left


def test_a_proxy_of_the_environment_is_not_used_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed, socket.create_server(("127.0.0.1", 0)) as server:
        proxy, port = closed.getsockname()[1], server.getsockname()[1]
        closed.close()
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)

        def serve() -> None:
            peer, _ = server.accept()
            with peer:
                peer.recv(4_096)
                peer.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")

        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        transport = Transport(
            addresses=Addresses.at(f"http://127.0.0.1:{port}"), settings=XeroSettings(), clock=FakeClock()
        )
        status = transport.send(GET, AlwaysPermitted()).status
        transport.close()
        serving.join(timeout=5)

    assert status == 204


def test_an_answer_is_let_go_as_soon_as_it_is_read() -> None:
    """A page has megabytes: one that waits for the collector of circles waits with others of its size."""
    answers: list[ReferenceType[httpx.Response]] = []

    def respond(_request: httpx.Request) -> httpx.Response:
        response = answer(200, {"Contacts": []})
        answers.append(ref(response))
        return response

    gc.disable()
    try:
        Around(respond).line().ask(GET, permit=AlwaysPermitted(), counter=Uncounted())
        assert [response() for response in answers] == [None]
    finally:
        gc.enable()
