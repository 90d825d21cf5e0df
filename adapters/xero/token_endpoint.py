"""Tokens for a code, a refresh token or client credentials (Xero: OAuth 2.0, standard flow, PKCE, FAQ)."""

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

from adapters.xero.claims import claims_of
from adapters.xero.counting import Uncounted
from adapters.xero.errors import untrusted
from adapters.xero.exchange import Host, Kind, Outgoing
from adapters.xero.line import Line
from adapters.xero.reading import read
from adapters.xero.scopes import scopes_of
from adapters.xero.wire import TOKENS
from domain.access import App, Tokens
from domain.ports.clock import Clock
from domain.ports.registry import Apps
from domain.ports.sending import AlwaysPermitted

_PATH = "/connect/token"
_VISIBLE = re.compile(r"[\x21-\x7e]+")
"""What a header can carry; anything else would be quoted by the error of whoever refuses to send it."""


class TokenEndpoint:
    """Three ways to tokens. Each raises Rejected with Xero's `error`, Unavailable or Throttled.

    An answer that was lost may be asked for again: a refresh token that was just replaced works for
    30 more minutes, and a code that was used is refused.
    """

    def __init__(self, *, line: Line, apps: Apps, clock: Clock) -> None:
        """Secrets of apps are opened when they are needed and kept nowhere."""
        self._line = line
        self._apps = apps
        self._clock = clock

    def redeem(self, app: App, *, code: str, verifier: str, redirect_address: str) -> Tokens:
        """The first tokens of a consent."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_address,
            "code_verifier": verifier,
        }
        return self._tokens(app, form, secrets=(code, verifier))

    def refresh(self, app: App, tokens: Tokens) -> Tokens:
        """The next pair. Should Xero ever keep the refresh token, so do we."""
        form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh}
        return self._tokens(app, form, secrets=(tokens.refresh, tokens.access), known=tokens)

    def credentials(self, app: App) -> Tokens:
        """A custom connection's token: there is no refresh token, the next one is asked for the same way."""
        return self._tokens(app, {"grant_type": "client_credentials", "scope": scopes_of(app)}, secrets=())

    def _tokens(
        self, app: App, form: Mapping[str, str], *, secrets: tuple[str, ...], known: Tokens | None = None
    ) -> Tokens:
        asked_at = self._clock.now()
        outgoing = self._outgoing(app, form, secrets)
        answer = self._line.ask(outgoing, permit=AlwaysPermitted(), counter=Uncounted())
        wire = read(TOKENS, answer, outgoing)
        access = wire["access_token"]
        refresh = wire.get("refresh_token") or (known.refresh if known else "")
        if not (_VISIBLE.fullmatch(access) and _VISIBLE.fullmatch(refresh or "-")):
            raise untrusted(answer, outgoing, why="unreadable")
        claims = claims_of(access)
        return Tokens(
            access=access,
            refresh=refresh,
            expires_at=asked_at + timedelta(seconds=wire["expires_in"]),
            scopes=frozenset((wire.get("scope") or "").split()) or claims.scopes,
            event_id=claims.event_id or (known.event_id if known else ""),
        )

    def _outgoing(self, app: App, form: Mapping[str, str], secrets: tuple[str, ...]) -> Outgoing:
        """The app proves itself by its secret; a public one, that has none, only names itself."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        secret = self._apps.secret(app.id)
        if secret:
            basic = b64encode(f"{app.client_id}:{secret}".encode()).decode()
            headers["Authorization"] = f"Basic {basic}"
            secrets = (*secrets, secret, basic)
        else:
            form = {**form, "client_id": app.client_id}
        return Outgoing(
            host=Host.IDENTITY,
            method="POST",
            path=_PATH,
            kind=Kind.REPEATABLE,
            headers=headers,
            body=urlencode(form).encode(),
            secrets=tuple(filter(None, secrets)),
        )
