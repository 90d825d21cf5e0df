"""Who may ask: the 401 and 403 of the gateway before the API (Xero: response codes, OAuth 2.0 FAQ)."""

from dataclasses import dataclass
from datetime import datetime

from adapters.sandbox.http import Request
from adapters.sandbox.xero.identity.connections import open_to
from adapters.sandbox.xero.identity.records import App
from adapters.sandbox.xero.identity.scopes import permits
from adapters.sandbox.xero.identity.tokens import BadToken, Bearer, read_bearer
from adapters.sandbox.xero.organisations.record import Organisation
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.wire.replies import Refused, Reply, problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One request to the accounting API by a known app for an open organisation."""

    state: XeroState
    request: Request
    now: datetime
    app: App
    bearer: Bearer
    organisation: Organisation
    rest: tuple[str, ...] = ()

    @property
    def tenant_id(self) -> str:
        return self.organisation.tenant_id


def identify(state: XeroState, request: Request, now: datetime) -> Bearer:
    """The token's app and user. Raises Refused with a 401."""
    try:
        return read_bearer(state, request.header("authorization"), now)
    except BadToken as bad:
        raise Refused(problem(401, "Unauthorized", bad.detail, state.seeds.guid("instance"))) from None


def enter(
    state: XeroState, request: Request, bearer: Bearer, rest: tuple[str, ...], now: datetime
) -> Context:
    """The organisation named by `Xero-tenant-id`. Raises Refused with a 403 if it is not open to the token.

    A custom connection has one organisation, and need not name it.
    """
    app = state.identity.apps[bearer.client_id]
    named = request.header("xero-tenant-id")
    if named is None and app.kind == "custom" and not state.switches.custom_connection_needs_tenant:
        named = app.tenant_id
    mine = {one.tenant_id for one in open_to(state, bearer)}
    if named is None or named.lower() not in mine:
        raise Refused(problem(403, "Forbidden", "AuthenticationUnsuccessful", state.seeds.guid("instance")))
    organisation = state.organisations[named.lower()]
    return Context(
        state=state, request=request, now=now, app=app, bearer=bearer, organisation=organisation, rest=rest
    )


def check_scope(context: Context, resource: str) -> None:
    """Raises Refused with the 401 that refreshing cannot cure."""
    if permits(context.bearer.scopes, resource, write=context.request.method != "GET"):
        return
    reply = problem(401, "Unauthorized", "AuthorizationUnsuccessful", context.state.seeds.guid("instance"))
    headers = {}
    if context.state.switches.insufficient_scope_challenge:
        headers["WWW-Authenticate"] = 'Bearer error="insufficent_scope"'
    raise Refused(Reply(status=401, text=reply.text, content_type=reply.content_type, headers=headers))
