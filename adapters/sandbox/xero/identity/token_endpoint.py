"""`POST /connect/token` and `POST /connect/revocation` (Xero: OAuth 2.0 FAQ; failures as probed in 2026)."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.sandbox.http import Request
from adapters.sandbox.xero.identity.authorize import connect
from adapters.sandbox.xero.identity.records import App, RefreshToken
from adapters.sandbox.xero.identity.scopes import APP_CONNECTIONS
from adapters.sandbox.xero.identity.tokens import ACCESS_SECONDS, access_token, id_token
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.wire.replies import Reply

REFRESH_DAYS = 60
CUSTOM_USER = "custom connection"
"""Whom a custom connection's organisation is connected for: nobody in particular."""


@dataclass(frozen=True, slots=True)
class _Denied(Exception):
    error: str


def token(state: XeroState, request: Request, now: datetime) -> Reply:
    """Give tokens for a code, a refresh token or client credentials."""
    try:
        app, form = _client(state, request)
        match form.get("grant_type"):
            case "authorization_code":
                return _json(_for_code(state, app, form, now))
            case "refresh_token":
                return _json(_for_refresh(state, app, form, now))
            case "client_credentials":
                return _json(_for_credentials(state, app, form, now))
            case None | "":
                raise _Denied("invalid_request")
            case _:
                raise _Denied("unsupported_grant_type")
    except _Denied as denied:
        return _json({"error": denied.error}, status=400)


def revoke(state: XeroState, request: Request) -> Reply:
    """End the consent behind a refresh token: all connections of that user with the app go."""
    try:
        app, form = _client(state, request)
    except _Denied as denied:
        return _json({"error": denied.error}, status=400)
    identity = state.identity
    held = identity.refresh_tokens.get(form.get("token", ""))
    if held is not None and held.client_id == app.client_id:
        for connection in identity.connections:
            if (connection.client_id, connection.user) == (app.client_id, held.user):
                connection.active = False
        for text, other in list(identity.refresh_tokens.items()):
            if (other.client_id, other.user) == (app.client_id, held.user):
                del identity.refresh_tokens[text]
        identity.scopes.pop((app.client_id, held.user), None)
    return Reply(status=200)


def _client(state: XeroState, request: Request) -> tuple[App, dict[str, str]]:
    """The app that proves itself by Basic header or form fields. A body that is no form is refused."""
    media_type = (request.header("content-type") or "").partition(";")[0].strip().lower()
    if media_type != "application/x-www-form-urlencoded":
        raise _Denied("invalid_request")
    form = request.form()
    client_id, secret = form.get("client_id", ""), form.get("client_secret")
    scheme, _, value = (request.header("authorization") or "").partition(" ")
    if scheme.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise _Denied("invalid_request") from None
    if not client_id:
        raise _Denied("invalid_request")
    app = state.identity.apps.get(client_id)
    if app is None:
        raise _Denied("invalid_client")
    expected = app.client_secret
    if expected is not None and not hmac.compare_digest(expected.encode(), (secret or "").encode()):
        raise _Denied("invalid_client")
    return app, form


def _for_code(state: XeroState, app: App, form: dict[str, str], now: datetime) -> dict[str, Any]:
    if app.kind == "custom":
        raise _Denied("unauthorized_client")
    code = state.identity.codes.get(form.get("code", ""))
    if code is None or code.used or code.client_id != app.client_id:
        raise _Denied("invalid_grant")
    if now - code.issued_at >= timedelta(seconds=state.switches.authorization_code_seconds):
        raise _Denied("invalid_grant")
    if form.get("redirect_uri") != code.redirect_uri or not _proves(
        code.challenge, form.get("code_verifier")
    ):
        raise _Denied("invalid_grant")
    code.used = True
    return _grant(state, app, code.user, code.event_id, now)


def _for_refresh(state: XeroState, app: App, form: dict[str, str], now: datetime) -> dict[str, Any]:
    """Rotate. The token before stays good for a while, in case the answer was lost."""
    if app.kind == "custom":
        raise _Denied("unauthorized_client")
    held = state.identity.refresh_tokens.get(form.get("refresh_token", ""))
    if (
        held is None
        or held.client_id != app.client_id
        or now - held.issued_at >= timedelta(days=REFRESH_DAYS)
    ):
        raise _Denied("invalid_grant")
    if held.replaced_at is None:
        held.replaced_at = now
    else:
        used_up = held.used_in_grace and state.switches.old_refresh_token_reuse == "once"
        if used_up or now - held.replaced_at >= timedelta(seconds=state.switches.refresh_grace_seconds):
            raise _Denied("invalid_grant")
        held.used_in_grace = True
    return _grant(state, app, held.user, held.event_id, now)


def _for_credentials(state: XeroState, app: App, form: dict[str, str], now: datetime) -> dict[str, Any]:
    """A custom connection's token, or for any other confidential app one that only manages connections."""
    scopes = frozenset(form.get("scope", "").split())
    if app.kind == "custom" and app.tenant_id is not None:
        scopes = scopes or app.assigned_scopes or frozenset()
        if not scopes or not app.may_ask_for(scopes):
            raise _Denied("invalid_scope")
        if state.identity.connection(app.client_id, CUSTOM_USER, app.tenant_id) is None:
            event_id = state.seeds.guid("authentication event")
            connect(state, app.client_id, CUSTOM_USER, app.tenant_id, event_id, now)
    elif app.kind == "pkce":
        raise _Denied("unauthorized_client")
    elif scopes != {APP_CONNECTIONS}:
        raise _Denied("invalid_scope")
    return {
        "access_token": access_token(state, app, None, scopes, None, now),
        "expires_in": ACCESS_SECONDS,
        "token_type": "Bearer",
        "scope": " ".join(sorted(scopes)),
    }


def _grant(state: XeroState, app: App, user: str, event_id: str, now: datetime) -> dict[str, Any]:
    scopes = state.identity.scopes.get((app.client_id, user), frozenset())
    answer: dict[str, Any] = {}
    if "openid" in scopes:
        answer["id_token"] = id_token(state, app, user, now)
    answer["access_token"] = access_token(state, app, user, scopes, event_id, now)
    answer["expires_in"] = ACCESS_SECONDS
    answer["token_type"] = "Bearer"
    if "offline_access" in scopes:
        text = state.seeds.text("refresh token", 43)
        state.identity.refresh_tokens[text] = RefreshToken(
            client_id=app.client_id, user=user, event_id=event_id, issued_at=now
        )
        answer["refresh_token"] = text
    answer["scope"] = " ".join(sorted(scopes))
    return answer


def _proves(challenge: str | None, verifier: str | None) -> bool:
    """PKCE with S256: the verifier of 43 to 128 characters hashes to the challenge."""
    if challenge is None:
        return True
    if verifier is None or not 43 <= len(verifier) <= 128:
        return False
    digest = hashlib.sha256(verifier.encode()).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), challenge)


def _json(value: dict[str, Any], status: int = 200) -> Reply:
    return Reply(
        status=status,
        text=json.dumps(value, separators=(",", ":")),
        content_type="application/json; charset=UTF-8",
        headers={"Cache-Control": "no-store, no-cache, max-age=0", "Pragma": "no-cache"},
    )
