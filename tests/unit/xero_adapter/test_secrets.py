"""No token, code, verifier or secret in any error, log record or repr."""

import logging
import traceback
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote_plus

import httpx
import pytest

from adapters.xero.bearer import bearing
from adapters.xero.exchange import Answer, Host, Kind, Outgoing
from adapters.xero.opening import Xero
from domain.budget import Purpose
from domain.errors import Problem
from domain.ports.sending import AlwaysPermitted
from tests.unit.xero_adapter.around import APP, CLIENT_ID, GRANT, TENANT, Around, answer, connection, page

ACCESS, REFRESH, SECRET = "canary-access", "canary-refresh/+", "canary-secret&="
CODE, VERIFIER = "canary-code/+", "canary-verifier" + "v" * 30
NEW_ACCESS, NEW_REFRESH = "canary-new-access", "canary-new-refresh"
BASIC = b64encode(f"{CLIENT_ID}:{SECRET}".encode()).decode()
CANARIES = (ACCESS, REFRESH, SECRET, CODE, VERIFIER, NEW_ACCESS, NEW_REFRESH, BASIC)

Respond = Callable[[httpx.Request], httpx.Response]


def echoed(request: httpx.Request) -> str:
    """What is secret in a request, as a helpful proxy might show it, short enough to be told whole."""
    shown = f"{request.headers.get('Authorization')} {request.content.decode()} {request.url}"
    assert len(shown) < 300
    return shown


def broken(error: type[httpx.TransportError]) -> Respond:
    def respond(request: httpx.Request) -> httpx.Response:
        raise error(echoed(request) if error is httpx.LocalProtocolError else "broken", request=request)

    return respond


NEW_TOKENS = f'{{"access_token": "{NEW_ACCESS}", "refresh_token": "{NEW_REFRESH}"'
ANSWERS: dict[str, Respond] = {
    "silent": broken(httpx.ReadTimeout),
    "refused": broken(httpx.ConnectError),
    "echoed in a page": lambda request: page(500, f"<pre>{echoed(request)}</pre>"),
    "echoed in a message": lambda request: answer(400, {"Message": echoed(request)}),
    "echoed in a detail": lambda request: answer(403, {"Detail": echoed(request)}),
    "echoed in an error": lambda request: answer(
        400, {"error": "invalid_grant", "error_description": echoed(request)}
    ),
    "echoed as the error": lambda request: answer(400, {"error": echoed(request)}),
    "not found": lambda request: page(404, echoed(request)),
    "expired": lambda request: answer(401, {"Detail": "TokenExpired"}),
    "scope": lambda request: answer(401, {"Detail": "AuthorizationUnsuccessful"}),
    "throttled": lambda request: answer(429, None, x_rate_limit_problem="day"),
    "redirect": lambda request: httpx.Response(302, headers={"Location": "https://evil.example/"}),
    "tokens cut short": lambda request: page(200, NEW_TOKENS, "application/json"),
    "tokens of another shape": lambda request: page(
        200, NEW_TOKENS + ', "expires_in": "never"}', "application/json"
    ),
    "tokens as text": lambda request: page(200, NEW_TOKENS + ', "expires_in": 1800}', "text/plain"),
    "tokens that no header carries": lambda request: answer(
        200, {"access_token": f"{NEW_ACCESS}\n", "refresh_token": f"{NEW_REFRESH} x", "expires_in": 1_800}
    ),
    "a list": lambda request: answer(200, [NEW_ACCESS]),
}


def reading(xero: Xero, _around: Around) -> None:
    xero.ledgers.of(connection(), AlwaysPermitted()).contacts_page(1, since=None, purpose=Purpose.WORK)


def looking(xero: Xero, _around: Around) -> None:
    xero.ledgers.at(APP, GRANT, TENANT).organisation()


def listing(xero: Xero, _around: Around) -> None:
    xero.consent.tenants(ACCESS, event_id="event-1")


def disconnecting(xero: Xero, _around: Around) -> None:
    xero.consent.disconnect(GRANT, "link-1")


def redeeming(xero: Xero, around: Around) -> None:
    xero.consent.redeem(around.app, code=CODE, verifier=VERIFIER, redirect_address="http://localhost/")


def refreshing(xero: Xero, around: Around) -> None:
    around.tokens_last(0)
    xero.tokens.token(GRANT)


def asking_for_itself(xero: Xero, around: Around) -> None:
    xero.consent.own_tokens(around.app)


ACTS = [reading, looking, listing, disconnecting, redeeming, refreshing, asking_for_itself]


def around(respond: Respond) -> Around:
    return Around(respond, secret=SECRET, access=ACCESS, refresh=REFRESH)


def assert_clean(text: str) -> None:
    for canary in CANARIES:
        for written in (canary, quote_plus(canary)):
            assert written not in text


@pytest.mark.parametrize("respond", ANSWERS.values(), ids=ANSWERS.keys())
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_no_error_and_no_log_shows_a_secret(
    act: Callable[[Xero, Around], None], respond: Respond, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    scene = around(respond)
    shown = ""

    try:
        act(scene.open(), scene)
    except Problem as problem:
        shown = "".join(traceback.format_exception(problem)) + repr(problem) + repr(problem.facts)

    assert_clean(shown)
    assert_clean("\n".join(record.getMessage() for record in caplog.records))
    assert shown or "disconnect" in act.__name__


def test_values_hide_what_they_carry() -> None:
    outgoing = bearing(
        Outgoing(host=Host.API, method="GET", path="/x", kind=Kind.READ, body=CODE.encode()), ACCESS
    )
    given = Answer(status=200, headers={"x": REFRESH}, body=NEW_ACCESS.encode())
    scene = around(lambda request: answer(200, {}))
    opened = scene.open()

    assert_clean(repr(outgoing) + repr(given) + repr(opened) + repr(opened.tokens) + repr(opened.consent))


def test_a_secret_goes_to_its_own_host_only() -> None:
    seen: list[tuple[str, str]] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, request.headers.get("Authorization", "")[:6]))
        if request.url.path == "/connect/token":
            body = {"access_token": NEW_ACCESS, "refresh_token": NEW_REFRESH, "expires_in": 1_800}
            return answer(200, body)
        return answer(200, {"Organisations": [{"Name": "Studio"}]})

    scene = around(respond)
    scene.tokens_last(0)
    scene.open().ledgers.of(connection(), AlwaysPermitted()).organisation()

    assert seen == [("identity.xero.com", "Basic "), ("api.xero.com", "Bearer")]
    assert scene.grants.pairs[GRANT].expires_at - scene.clock.now() == timedelta(seconds=1_800)
