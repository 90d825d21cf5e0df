"""Access tokens in the shape of Xero's JWTs, with the claims that xero-node names; signed by the sandbox."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.sandbox.xero.identity.records import App
from adapters.sandbox.xero.state import XeroState

ACCESS_SECONDS = 1800
ID_TOKEN_SECONDS = 300
_ISSUER = "https://identity.xero.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """What a valid access token says. `user` is None for a token got with client credentials."""

    client_id: str
    user: str | None
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class BadToken(Exception):
    """The token is no good: `detail` is Xero's word for why."""

    detail: str


def access_token(
    state: XeroState, app: App, user: str | None, scopes: frozenset[str], event_id: str | None, now: datetime
) -> str:
    claims: dict[str, Any] = {
        "nbf": _second(now),
        "exp": _second(now) + ACCESS_SECONDS,
        "iss": _ISSUER,
        "aud": f"{_ISSUER}/resources",
        "client_id": app.client_id,
        "jti": state.seeds.text("token id", 32, "0123456789abcdef"),
        "scope": sorted(scopes),
    }
    if user is not None:
        claims |= _user_claims(state, user, now) | {"idp": "local", "amr": ["pwd"]}
        state.identity.users[claims["sub"]] = user
        claims["authentication_event_id"] = event_id
    return _sign(state, claims)


def id_token(state: XeroState, app: App, user: str, now: datetime) -> str:
    claims = {
        "nbf": _second(now),
        "exp": _second(now) + ID_TOKEN_SECONDS,
        "iss": _ISSUER,
        "aud": app.client_id,
        "iat": _second(now),
        "email": user,
        "preferred_username": user,
        "given_name": user.partition("@")[0].title(),
        "family_name": "Sandbox",
    }
    return _sign(state, claims | _user_claims(state, user, now))


def read_bearer(state: XeroState, header: str | None, now: datetime) -> Bearer:
    """Who is asking. Raises BadToken with the detail of Xero's 401."""
    kind, _, token = (header or "").partition(" ")
    parts = token.strip().split(".")
    if kind.lower() != "bearer" or len(parts) != 3:
        raise BadToken("AuthenticationUnsuccessful")
    if not hmac.compare_digest(parts[2].encode(), _signature(state, f"{parts[0]}.{parts[1]}").encode()):
        raise BadToken("AuthenticationUnsuccessful")
    claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    if "scope" not in claims:
        raise BadToken("AuthenticationUnsuccessful")
    expires = datetime.fromtimestamp(claims["exp"], UTC)
    if now >= expires:
        raise BadToken(f"TokenExpired: token expired at {expires:%m/%d/%Y %H:%M:%S}")
    user = state.identity.users.get(claims.get("sub", ""))
    return Bearer(client_id=claims["client_id"], user=user, scopes=frozenset(claims["scope"]))


def _user_claims(state: XeroState, user: str, now: datetime) -> dict[str, Any]:
    key = hashlib.sha256(f"{state.seed}:{user}".encode()).hexdigest()
    return {
        "sub": key[:32],
        "auth_time": _second(now),
        "xero_userid": f"{key[:8]}-{key[8:12]}-4{key[13:16]}-a{key[17:20]}-{key[20:32]}",
        "global_session_id": key[32:],
    }


def _sign(state: XeroState, claims: dict[str, Any]) -> str:
    head = _part({"alg": "HS256", "kid": "sandbox", "typ": "JWT"})
    body = _part(claims)
    return f"{head}.{body}.{_signature(state, f'{head}.{body}')}"


def _signature(state: XeroState, signed: str) -> str:
    key = hashlib.sha256(f"{state.seed}:signing key".encode()).digest()
    return _base64(hmac.digest(key, signed.encode(), "sha256"))


def _part(value: dict[str, Any]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _second(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
