"""Asking for consent, redeeming, listing, giving back."""

from base64 import b64encode, urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from json import dumps
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from domain.access import AppKind, Tokens
from domain.errors import AccessLost, NotFound, NotNow, ScopeMissing, Throttled, Unavailable
from domain.ids import TenantId
from domain.organisation import Tenant
from tests.unit.xero_adapter.around import CLIENT_ID, GRANT, NOW, Around, Script, answer, new_tokens, page

VERIFIER = "v" * 43
SCOPES = (
    "openid profile email offline_access "
    "accounting.contacts accounting.invoices accounting.payments accounting.settings.read"
)
HERE = "http://localhost:8976/callback"


def form(request: httpx.Request) -> dict[str, str]:
    """The form that was sent."""
    return {name: values[0] for name, values in parse_qs(request.content.decode()).items()}


def jwt(**claims: object) -> str:
    """An access token that says this of itself."""
    body = urlsafe_b64encode(dumps(claims).encode()).rstrip(b"=").decode()
    return f"e30.{body}.c2ln"


def entry(tenant: str, kind: str = "ORGANISATION", event: str = "event-1") -> dict[str, str]:
    """An entry of /connections."""
    return {
        "id": f"link-of-{tenant}",
        "authEventId": event,
        "tenantId": tenant,
        "tenantType": kind,
        "tenantName": f"Firm {tenant}",
        "createdDateUtc": "2019-12-07T18:46:19.5165400",
        "updatedDateUtc": "2019-12-07T18:46:19.5187840",
    }


def redeemed(script: Script, kind: AppKind = AppKind.CONSENT, secret: str = "app-secret") -> Tokens:
    """The tokens for a code."""
    around = Around(script, kind=kind, secret=secret)
    consent = around.open().consent
    return consent.redeem(around.app, code="the-code", verifier=VERIFIER, redirect_address=HERE)


def test_a_person_is_asked_at_xeros_page_with_pkce() -> None:
    around = Around(Script())

    request = around.open().consent.request(around.app, state="the-state", verifier=VERIFIER)

    address = urlsplit(request.address)
    assert f"{address.scheme}://{address.netloc}{address.path}" == (
        "https://login.xero.com/identity/connect/authorize"
    )
    challenge = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    assert parse_qs(address.query) == {
        "response_type": ["code"],
        "client_id": [CLIENT_ID],
        "redirect_uri": [HERE],
        "scope": [SCOPES],
        "state": ["the-state"],
        "code_challenge": [challenge],
        "code_challenge_method": ["S256"],
    }
    assert request.verifier == VERIFIER
    assert VERIFIER not in repr(request) + request.address


def test_a_code_is_redeemed_with_the_secret_in_the_header() -> None:
    script = Script(new_tokens(1))

    tokens = redeemed(script)

    request = script.requests[0]
    assert (request.method, str(request.url)) == ("POST", "https://identity.xero.com/connect/token")
    assert (
        request.headers["Authorization"] == f"Basic {b64encode(f'{CLIENT_ID}:app-secret'.encode()).decode()}"
    )
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert form(request) == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": HERE,
        "code_verifier": VERIFIER,
    }
    assert tokens == Tokens(
        access="access-1",
        refresh="refresh-1",
        expires_at=NOW + timedelta(seconds=1_800),
        scopes=frozenset({"openid", "accounting.contacts"}),
    )


def test_a_public_app_names_itself_and_has_nothing_to_prove() -> None:
    script = Script(new_tokens(1))

    redeemed(script, AppKind.PUBLIC, secret="")

    assert "Authorization" not in script.requests[0].headers
    assert form(script.requests[0])["client_id"] == CLIENT_ID


def test_the_token_says_which_consent_it_came_from() -> None:
    access = jwt(authentication_event_id="event-9", scope=["accounting.contacts"])

    tokens = redeemed(Script(answer(200, {"access_token": access, "expires_in": 1_800})))

    assert (tokens.event_id, tokens.scopes) == ("event-9", frozenset({"accounting.contacts"}))
    assert tokens.refresh == ""


@pytest.mark.parametrize("access", ["opaque", "a.!!!.c", "a.W10.c", "a.bm8.c"])
def test_a_token_that_says_nothing_is_fine(access: str) -> None:
    tokens = redeemed(Script(answer(200, {"access_token": access, "expires_in": 1_800})))

    assert (tokens.event_id, tokens.scopes) == ("", frozenset())


def test_a_code_that_is_used_or_late_is_refused() -> None:
    with pytest.raises(NotNow, match="consent-late"):
        redeemed(Script(answer(400, {"error": "invalid_grant"})))


@pytest.mark.parametrize(
    ("error", "code"), [("invalid_client", "app-refused"), ("invalid_scope", "scope-missing")]
)
def test_an_app_that_xero_does_not_accept_is_told_apart(error: str, code: str) -> None:
    with pytest.raises(AccessLost, match=code):
        redeemed(Script(answer(400, {"error": error})))


@pytest.mark.parametrize(
    "turn",
    [
        httpx.ReadTimeout("silent"),
        page(500, "no"),
        page(200, "<h1>Maintenance</h1>"),
        page(200, '{"access_token": "a', "application/json"),
        answer(200, {"expires_in": 1_800}),
        answer(200, {"access_token": "in two\nlines", "expires_in": 1_800}),
        answer(200, {"access_token": "a", "refresh_token": "in two\nlines", "expires_in": 1_800}),
    ],
)
def test_no_tokens_without_a_trustworthy_answer(turn: httpx.Response | Exception) -> None:
    script = Script(turn)

    with pytest.raises(Unavailable):
        redeemed(script)

    assert len(script.requests) == 1


def test_a_custom_connection_asks_for_itself() -> None:
    script = Script(answer(200, {"access_token": "own", "expires_in": 1_800, "token_type": "Bearer"}))
    around = Around(script, kind=AppKind.CUSTOM)

    tokens = around.open().consent.own_tokens(around.app)

    assert form(script.requests[0]) == {
        "grant_type": "client_credentials",
        "scope": "accounting.contacts accounting.invoices accounting.payments accounting.settings.read",
    }
    assert (tokens.access, tokens.refresh) == ("own", "")


def test_only_organisations_are_listed() -> None:
    script = Script(answer(200, [entry("t1"), entry("t2", "PRACTICEMANAGER"), entry("t3", event="event-2")]))

    tenants = Around(script).open().consent.tenants("the-access")

    assert tenants == (
        Tenant(tenant_id=TenantId("t1"), name="Firm t1", link_id="link-of-t1", event_id="event-1"),
        Tenant(tenant_id=TenantId("t3"), name="Firm t3", link_id="link-of-t3", event_id="event-2"),
    )
    assert str(script.requests[0].url) == "https://api.xero.com/connections"
    assert script.requests[0].headers["Authorization"] == "Bearer the-access"
    assert "Xero-Tenant-Id" not in script.requests[0].headers


def test_what_a_consent_just_added_is_asked_for_by_its_event() -> None:
    script = Script(answer(200, [entry("t1")]))

    tenants = Around(script).open().consent.tenants("the-access", event_id="event-1")

    assert [tenant.tenant_id for tenant in tenants] == ["t1"]
    assert [dict(request.url.params) for request in script.requests] == [{"authEventId": "event-1"}]


def test_an_organisation_that_comes_back_is_found_among_all() -> None:
    script = Script(answer(200, []), answer(200, [entry("t1")]))

    tenants = Around(script).open().consent.tenants("the-access", event_id="event-2")

    assert [tenant.event_id for tenant in tenants] == ["event-1"]
    assert [dict(request.url.params) for request in script.requests] == [{"authEventId": "event-2"}, {}]


def test_a_consent_without_any_organisation_is_empty() -> None:
    script = Script(answer(200, []))

    assert Around(script).open().consent.tenants("the-access") == ()
    assert len(script.requests) == 1


def test_a_refused_token_lists_nothing() -> None:
    body = {"Title": "Unauthorized", "Status": 401, "Detail": "TokenExpired: token expired at 01/23/2020"}

    with pytest.raises(AccessLost):
        Around(Script(answer(401, body))).open().consent.tenants("the-access")


def test_too_many_calls_are_told() -> None:
    script = Script(answer(429, None, x_rate_limit_problem="appminute", retry_after="40"))

    with pytest.raises(Throttled) as throttled:
        Around(script).open().consent.tenants("the-access")

    assert throttled.value.limit == "app-minute"


@pytest.mark.parametrize("response", [httpx.Response(204), page(404, "cannot be found")])
def test_disconnecting_what_is_gone_is_fine(response: httpx.Response) -> None:
    script = Script(response)

    Around(script).open().consent.disconnect(GRANT, "link-1")

    request = script.requests[0]
    assert (request.method, request.url.path) == ("DELETE", "/connections/link-1")
    assert request.headers["Authorization"] == "Bearer access-1"


def test_disconnecting_renews_an_old_token_once() -> None:
    expired = answer(401, {"Detail": "TokenExpired: token expired at 01/23/2020 18:21:16"})
    script = Script(expired, new_tokens(2), httpx.Response(204))

    Around(script).open().consent.disconnect(GRANT, "link-1")

    assert script.requests[2].headers["Authorization"] == "Bearer access-2"


def test_a_missing_scope_is_no_reason_to_renew() -> None:
    script = Script(answer(401, {"Detail": "AuthorizationUnsuccessful"}))

    with pytest.raises(ScopeMissing):
        Around(script).open().consent.disconnect(GRANT, "link-1")

    assert len(script.requests) == 1


def test_not_found_means_gone_only_when_disconnecting() -> None:
    with pytest.raises(NotFound):
        Around(Script(page(404, "cannot be found"))).open().consent.tenants("the-access")
