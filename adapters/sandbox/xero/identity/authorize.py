"""Asking a user for consent (Xero: OAuth 2.0 authorization code flow, with and without PKCE)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlencode

from adapters.sandbox.xero.identity.records import DEFAULT_USER, App, Code, Connection
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.wire.moments import to_millisecond

Decision = Literal["allow", "cancel"]
_CHALLENGE = re.compile(r"[A-Za-z0-9._~-]{43,128}$")


@dataclass(frozen=True, slots=True)
class ConsentRefused(Exception):
    """Xero shows an error page of its own instead of asking."""

    error: str
    detail: str


@dataclass(frozen=True, slots=True)
class ScopeRedirected(Exception):
    """The app is told of a wrong scope at this address (see `Switches.invalid_scope_redirects`)."""

    address: str


@dataclass(frozen=True, slots=True)
class Question:
    """A valid request for consent."""

    app: App
    redirect_uri: str
    scopes: frozenset[str]
    state: str | None
    challenge: str | None

    def answer(self, **fields: str) -> str:
        """The redirect address that carries the answer and echoes `state`."""
        query = dict(fields) if self.state is None else {**fields, "state": self.state}
        return f"{self.redirect_uri}{'&' if '?' in self.redirect_uri else '?'}{urlencode(query)}"


def read_question(state: XeroState, query: Mapping[str, str]) -> Question:
    """Check an authorization request. Raises ConsentRefused, or ScopeRedirected where the switch says so."""
    app = state.identity.apps.get(query.get("client_id", ""))
    if app is None or app.kind == "custom":
        raise ConsentRefused("unauthorized_client", "Unknown client or client not enabled")
    if query.get("redirect_uri") not in app.redirect_uris:
        raise ConsentRefused("invalid_request", "Invalid redirect_uri")
    if query.get("response_type") != "code":
        raise ConsentRefused("unsupported_response_type", "Response type not supported")
    question = Question(
        app=app,
        redirect_uri=query["redirect_uri"],
        scopes=frozenset(query.get("scope", "").split()),
        state=query.get("state"),
        challenge=_challenge(app, query),
    )
    if not question.scopes:
        raise ConsentRefused("invalid_request", "scope is missing")
    if not app.may_ask_for(question.scopes):
        if state.switches.invalid_scope_redirects:
            raise ScopeRedirected(question.answer(error="invalid_scope"))
        raise ConsentRefused("invalid_scope", "Invalid scope for client")
    return question


def consent(
    state: XeroState,
    request_query: Mapping[str, str],
    now: datetime,
    decision: Decision = "allow",
    tenant_id: str | None = None,
    user: str = DEFAULT_USER,
) -> str:
    """Where the browser is sent after Allow or Cancel, for one organisation (the first, if not named)."""
    question = read_question(state, request_query)
    if decision == "cancel":
        return question.answer(error="access_denied")
    chosen = tenant_id or next(iter(state.organisations), None)
    if chosen not in state.organisations:
        raise ConsentRefused("invalid_request", "The user has no such organisation")
    event_id = state.seeds.guid("authentication event")
    client_id = question.app.client_id
    connect(state, client_id, user, chosen, event_id, now)
    identity = state.identity
    identity.scopes[client_id, user] = identity.scopes.get((client_id, user), frozenset()) | question.scopes
    code = state.seeds.text("authorization code", 43)
    identity.codes[code] = Code(
        client_id=client_id,
        redirect_uri=question.redirect_uri,
        user=user,
        event_id=event_id,
        issued_at=now,
        challenge=question.challenge,
    )
    return question.answer(code=code, scope=" ".join(sorted(question.scopes)))


def connect(
    state: XeroState, client_id: str, user: str, tenant_id: str, event_id: str, now: datetime
) -> Connection:
    """Open the organisation to the app. One that was open before keeps the id of its first authorisation."""
    at = to_millisecond(now)
    known = state.identity.connection(client_id, user, tenant_id)
    if known is not None:
        known.updated, known.active = at, True
        if not state.switches.reconnect_keeps_auth_event:
            known.event_id = event_id
        return known
    new = Connection(
        connection_id=state.seeds.guid("connection"),
        client_id=client_id,
        user=user,
        tenant_id=tenant_id,
        event_id=event_id,
        created=at,
        updated=at,
    )
    state.identity.connections.append(new)
    return new


def _challenge(app: App, query: Mapping[str, str]) -> str | None:
    """The PKCE challenge: a public client must send one, and only S256 is known."""
    challenge = query.get("code_challenge")
    if challenge is None and app.kind != "pkce":
        return None
    if challenge is None or not _CHALLENGE.match(challenge):
        raise ConsentRefused("invalid_request", "code challenge required")
    if query.get("code_challenge_method") != "S256":
        raise ConsentRefused("invalid_request", "Transform algorithm not supported")
    return challenge
