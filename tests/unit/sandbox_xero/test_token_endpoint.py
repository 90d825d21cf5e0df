"""Tokens: codes, rotation and its grace, client credentials, and every way of being refused."""

import base64
import hashlib
import json

import pytest

from adapters.sandbox import xero
from adapters.sandbox.http import Request
from tests.unit.sandbox_xero.firm import CALLBACK, FORM, START, Firm, firm, read

VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def claims(token: str) -> dict[str, object]:
    body = token.split(".")[1]
    value: dict[str, object] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return value


def refresh(made: Firm, token: str) -> object:
    """The new refresh token, or the error."""
    body = read(made.token(grant_type="refresh_token", refresh_token=token))
    return body.get("refresh_token") or body["error"]


def custom(**more: object) -> Firm:
    state = xero.XeroState()
    tenant_id = xero.add_organisation(state, name="Acme Ltd", now=START)
    scopes = ["accounting.contacts.read", "accounting.settings.read"]
    app = xero.register_app(state, kind="custom", tenant_id=tenant_id, assigned_scopes=scopes)
    return Firm(state, app, tenant_id)


def test_a_code_gives_every_token() -> None:
    tokens = firm().tokens
    assert tokens.keys() == {"id_token", "access_token", "expires_in", "token_type", "refresh_token", "scope"}
    assert tokens["expires_in"] == 1800


def test_the_access_token_names_the_authentication_event() -> None:
    made = firm()
    told = claims(made.tokens["access_token"])
    assert told["authentication_event_id"] == made.state.identity.connections[0].event_id
    assert {
        "nbf",
        "exp",
        "iss",
        "aud",
        "client_id",
        "sub",
        "xero_userid",
        "jti",
        "scope",
        "amr",
    } <= told.keys()


def test_without_offline_access_there_is_no_refresh_token() -> None:
    made = firm(connected=False)
    assert "refresh_token" not in made.connect(scope="accounting.contacts")


def test_a_code_works_once() -> None:
    made = firm(connected=False)
    code = made.code()
    made.token(grant_type="authorization_code", code=code, redirect_uri=CALLBACK)
    again = made.token(grant_type="authorization_code", code=code, redirect_uri=CALLBACK)
    assert (again.status, read(again)) == (400, {"error": "invalid_grant"})


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (300, 400)])
def test_a_code_lives_five_minutes(seconds: int, status: int) -> None:
    made = firm(connected=False)
    code = made.code()
    made.later(seconds=seconds)
    assert made.token(grant_type="authorization_code", code=code, redirect_uri=CALLBACK).status == status


def test_a_code_belongs_to_its_redirect_address() -> None:
    made = firm(connected=False)
    answer = made.token(grant_type="authorization_code", code=made.code(), redirect_uri=CALLBACK + "x")
    assert read(answer) == {"error": "invalid_grant"}


@pytest.mark.parametrize(("verifier", "status"), [(VERIFIER, 200), ("w" * 43, 400), ("", 400)])
def test_pkce_asks_for_the_verifier_of_the_challenge(verifier: str, status: int) -> None:
    made = firm(connected=False, kind="pkce")
    code = made.code(code_challenge=CHALLENGE, code_challenge_method="S256")
    answer = made.token(
        grant_type="authorization_code", code=code, redirect_uri=CALLBACK, code_verifier=verifier
    )
    assert answer.status == status


def test_basic_credentials_count_too() -> None:
    made = firm()
    basic = base64.b64encode(f"{made.app.client_id}:{made.app.client_secret}".encode()).decode()
    form = {"grant_type": "refresh_token", "refresh_token": made.tokens["refresh_token"]}
    assert made.send_form("/connect/token", form, authorization=f"Basic {basic}").status == 200


def test_a_refresh_rotates_the_refresh_token() -> None:
    made = firm()
    assert refresh(made, made.tokens["refresh_token"]) != made.tokens["refresh_token"]


@pytest.mark.parametrize(("seconds", "works"), [(1799, True), (1800, False)])
def test_the_previous_refresh_token_works_for_thirty_minutes(seconds: int, works: bool) -> None:
    made = firm()
    refresh(made, made.tokens["refresh_token"])
    made.later(seconds=seconds)
    assert (refresh(made, made.tokens["refresh_token"]) != "invalid_grant") == works


@pytest.mark.parametrize(("reuse", "works"), [("many", True), ("once", False)])
def test_how_often_the_previous_token_works_is_a_switch(reuse: str, works: bool) -> None:
    made = firm(old_refresh_token_reuse=reuse)
    for _ in range(2):
        refresh(made, made.tokens["refresh_token"])
    assert (refresh(made, made.tokens["refresh_token"]) != "invalid_grant") == works


def test_a_refresh_token_dies_after_sixty_days_without_use() -> None:
    made = firm()
    made.later(days=60)
    assert refresh(made, made.tokens["refresh_token"]) == "invalid_grant"


def test_scopes_of_a_user_add_up() -> None:
    made = firm()
    assert "accounting.settings.read" in made.connect(scope="accounting.invoices")["scope"]


def test_a_json_body_is_an_invalid_request() -> None:
    made = firm()
    body = json.dumps({"grant_type": "refresh_token", "client_id": made.app.client_id}).encode()
    request = Request(
        method="POST", path="/connect/token", headers={"content-type": "application/json"}, body=body
    )
    assert read(xero.answer(made.state, request, made.now)) == {"error": "invalid_request"}


def test_no_client_id_is_an_invalid_request() -> None:
    assert read(firm().send_form("/connect/token", {"grant_type": "refresh_token"})) == {
        "error": "invalid_request"
    }


def test_a_wrong_secret_is_an_invalid_client() -> None:
    answer = firm().token(grant_type="refresh_token", client_secret="wrong")
    assert (answer.status, read(answer)) == (400, {"error": "invalid_client"})


def test_an_unknown_refresh_token_is_an_invalid_grant() -> None:
    assert refresh(firm(), "unknown") == "invalid_grant"


def test_a_token_of_another_app_is_an_invalid_grant() -> None:
    made = firm()
    token = made.tokens["refresh_token"]
    made.app = xero.register_app(made.state, redirect_uris=[CALLBACK])
    assert refresh(made, token) == "invalid_grant"


def test_a_code_of_another_app_is_an_invalid_grant() -> None:
    made = firm(connected=False)
    code = made.code()
    made.app = xero.register_app(made.state, redirect_uris=[CALLBACK])
    answer = made.token(grant_type="authorization_code", code=code, redirect_uri=CALLBACK)
    assert read(answer) == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    ("grant", "error"), [("", "invalid_request"), ("password", "unsupported_grant_type")]
)
def test_an_unknown_grant_is_refused(grant: str, error: str) -> None:
    assert read(firm().token(grant_type=grant)) == {"error": error}


@pytest.mark.parametrize(("kind", "error"), [("web", "invalid_scope"), ("pkce", "unauthorized_client")])
def test_client_credentials_do_not_read_books_without_a_custom_connection(kind: str, error: str) -> None:
    answer = firm(connected=False, kind=kind).token(
        grant_type="client_credentials", scope="accounting.contacts"
    )
    assert read(answer) == {"error": error}


def test_credentials_that_are_no_base64_are_an_invalid_request() -> None:
    answer = firm().send_form("/connect/token", {"grant_type": "refresh_token"}, authorization="Basic ?")
    assert read(answer) == {"error": "invalid_request"}


def test_an_unknown_client_is_invalid() -> None:
    assert read(firm().token(client_id="nobody")) == {"error": "invalid_client"}


def test_a_custom_connection_cannot_ask_a_user() -> None:
    made = custom()
    with pytest.raises(xero.ConsentRefused):
        xero.consent(made.state, made.query(), made.now)


def test_a_custom_connection_may_have_to_name_its_organisation_by_switch() -> None:
    made = custom()
    made.state.switches = xero.Switches(custom_connection_needs_tenant=True)
    made.tokens = read(made.token(grant_type="client_credentials", scope="accounting.contacts.read"))
    assert made.get("Contacts", {"xero-tenant-id": None}).status == 403
    assert made.get("Contacts").status == 200


def test_revoking_narrows_the_scopes() -> None:
    made = firm()
    secret = made.app.client_secret or ""
    form = {"client_id": made.app.client_id, "client_secret": secret, "token": made.tokens["refresh_token"]}
    made.send_form("/connect/revocation", form)
    assert made.connect(scope="accounting.contacts.read")["scope"] == "accounting.contacts.read"


def test_a_grant_that_the_app_has_not_is_an_unauthorized_client() -> None:
    answer = custom().token(grant_type="refresh_token", refresh_token="x")
    assert read(answer) == {"error": "unauthorized_client"}


def test_a_custom_connection_gets_a_token_without_refresh_token() -> None:
    tokens = read(custom().token(grant_type="client_credentials", scope="accounting.contacts.read"))
    assert "refresh_token" not in tokens
    assert tokens["expires_in"] == 1800


def test_a_scope_not_assigned_to_a_custom_connection_is_invalid() -> None:
    answer = custom().token(grant_type="client_credentials", scope="accounting.invoices")
    assert read(answer) == {"error": "invalid_scope"}


def test_a_custom_connection_need_not_name_its_organisation() -> None:
    made = custom()
    made.tokens = read(made.token(grant_type="client_credentials", scope="accounting.contacts.read"))
    assert made.get("Contacts", {"xero-tenant-id": None}).status == 200


def test_revoking_ends_tokens_and_connections() -> None:
    made = firm()
    token = made.tokens["refresh_token"]
    secret = made.app.client_secret or ""
    form = {"client_id": made.app.client_id, "client_secret": secret, "token": token}
    answer = made.send_form("/connect/revocation", form)
    assert (answer.status, answer.body) == (200, b"")
    assert refresh(made, token) == "invalid_grant"
    assert made.get("Organisation").status == 403


def test_revoking_needs_the_secret() -> None:
    made = firm()
    form = {"client_id": made.app.client_id, "token": made.tokens["refresh_token"]}
    assert made.send_form("/connect/revocation", form).status == 400
    assert made.get("Organisation").status == 200


def test_the_content_type_may_name_a_charset() -> None:
    made = firm()
    form = {"client_id": made.app.client_id, "client_secret": made.app.client_secret or ""}
    form |= {"grant_type": "refresh_token", "refresh_token": made.tokens["refresh_token"]}
    header = FORM["content-type"] + "; charset=utf-8"
    assert made.send_form("/connect/token", form, **{"content-type": header}).status == 200
