"""Consent: what Xero asks before it asks the user, and where it sends the browser."""

from typing import Any

import pytest

from adapters.sandbox import xero
from adapters.sandbox.http import Request, Response
from tests.unit.sandbox_xero.firm import CALLBACK, SCOPES, Firm, firm, in_address


def page(made: Firm, **more: str) -> Response:
    request = Request(
        method="GET", path="/identity/connect/authorize", query=tuple(made.query(**more).items())
    )
    return xero.answer(made.state, request, made.now)


def decide(made: Firm, **more: str) -> Response:
    return made.send_form("/identity/connect/consent", made.query(tenant_id=made.tenant_id) | more)


def test_the_page_names_the_app_and_the_organisations() -> None:
    made = firm(connected=False)
    html = page(made).body.decode()
    assert made.app.name in html
    assert "Acme Ltd" in html
    assert 'value="allow"' in html
    assert 'value="cancel"' in html


def test_the_page_may_not_be_framed() -> None:
    assert page(firm(connected=False)).headers["X-Frame-Options"] == "DENY"


def test_text_from_outside_cannot_become_markup_on_the_page() -> None:
    assert b"<script>" not in page(firm(connected=False), state='"><script>').body


def test_allow_redirects_with_a_code_and_the_same_state() -> None:
    answer = decide(firm(connected=False), decision="allow")
    assert answer.status == 302
    assert answer.headers["Location"].startswith(CALLBACK + "?")
    assert in_address(answer.headers["Location"])["state"] == "a state"
    assert in_address(answer.headers["Location"])["code"]


def test_cancel_redirects_with_access_denied_and_no_code() -> None:
    told = in_address(decide(firm(connected=False), decision="cancel").headers["Location"])
    assert told == {"error": "access_denied", "state": "a state"}


def test_cancel_opens_no_connection() -> None:
    made = firm(connected=False)
    decide(made, decision="cancel")
    assert made.state.identity.connections == []


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"client_id": "nobody"}, "unauthorized_client"),
        ({"redirect_uri": CALLBACK + "/"}, "Invalid redirect_uri"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": ""}, "invalid_request"),
        ({"scope": SCOPES + " accounting.transactions"}, "Invalid scope for client"),
        ({"code_challenge": "x" * 43, "code_challenge_method": "plain"}, "Transform algorithm"),
        ({"code_challenge": "short", "code_challenge_method": "S256"}, "code challenge"),
    ],
)
def test_a_wrong_request_is_shown_on_a_page_and_not_redirected(more: dict[str, str], error: str) -> None:
    answer = page(firm(connected=False), **more)
    assert answer.status == 400
    assert error in answer.body.decode()
    assert "Location" not in answer.headers


def test_a_wrong_scope_can_be_told_to_the_app_by_switch() -> None:
    answer = page(firm(connected=False, invalid_scope_redirects=True), scope="accounting.transactions")
    assert in_address(answer.headers["Location"]) == {"error": "invalid_scope", "state": "a state"}


@pytest.mark.parametrize(
    ("kind", "scope", "status"),
    [
        ("granular", "accounting.invoices", 200),
        ("granular", "accounting.transactions", 400),
        ("broad", "accounting.invoices", 400),
        ("broad", "accounting.transactions", 200),
        ("both", "accounting.invoices accounting.transactions", 200),
    ],
)
def test_the_age_of_an_app_decides_which_scopes_it_may_ask_for(kind: str, scope: str, status: int) -> None:
    assert page(firm(connected=False, scopes=kind), scope=scope).status == status


def test_a_public_client_must_send_a_challenge() -> None:
    assert page(firm(connected=False, kind="pkce")).status == 400


def test_the_form_is_checked_like_the_page() -> None:
    assert decide(firm(connected=False), redirect_uri="https://evil.example/", decision="allow").status == 400


def test_a_form_without_a_decision_decides_nothing() -> None:
    made = firm(connected=False)
    assert made.send_form("/identity/connect/consent", made.query()).status == 400
    assert made.state.identity.connections == []


def test_a_code_is_only_given_for_an_organisation_of_the_user() -> None:
    answer = decide(firm(connected=False), tenant_id="another", decision="allow")
    assert answer.status == 400


@pytest.mark.parametrize(
    "uri", ["http://127.0.0.1:8765/callback", "http://example.com/", "https://*.example.com/"]
)
def test_xero_refuses_such_a_redirect_address_when_an_app_is_registered(uri: str) -> None:
    with pytest.raises(ValueError, match="does not accept"):
        xero.register_app(xero.XeroState(), redirect_uris=[uri])


def test_an_app_has_at_most_fifty_redirect_addresses() -> None:
    uris = [f"https://example.com/{number}" for number in range(51)]
    with pytest.raises(ValueError, match="at most 50"):
        xero.register_app(xero.XeroState(), redirect_uris=uris)


def test_a_public_client_has_no_secret() -> None:
    made: Any = firm(connected=False, kind="pkce")
    assert made.app.client_secret is None
