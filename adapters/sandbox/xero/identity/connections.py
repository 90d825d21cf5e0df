"""`/connections`: which organisations are open to the app (Xero: managing connections)."""

import json
from datetime import datetime

from adapters.sandbox.http import Request
from adapters.sandbox.xero.identity.records import Connection
from adapters.sandbox.xero.identity.scopes import APP_CONNECTIONS
from adapters.sandbox.xero.identity.token_endpoint import CUSTOM_USER
from adapters.sandbox.xero.identity.tokens import BadToken, Bearer, read_bearer
from adapters.sandbox.xero.limits import admit_without_tenant
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.wire.moments import connection_time
from adapters.sandbox.xero.wire.replies import Reply, not_found, problem


def handle(
    state: XeroState, request: Request, rest: tuple[str, ...], now: datetime
) -> tuple[Reply, str | None]:
    """List or delete. Gives the client id back too, for the log."""
    try:
        bearer = read_bearer(state, request.header("authorization"), now)
    except BadToken as bad:
        return problem(401, "Unauthorized", bad.detail, state.seeds.guid("instance")), None
    verdict = admit_without_tenant(state.windows, state.switches, bearer.client_id, now)
    if verdict.problem is not None:
        retry = {"X-Rate-Limit-Problem": verdict.problem, "Retry-After": str(verdict.retry_after)}
        return Reply(status=429, headers=verdict.headers | retry), bearer.client_id
    if request.method == "GET" and not rest:
        reply = _list(state, bearer, request.param("authEventId"), verdict.headers)
    elif request.method == "DELETE" and len(rest) == 1:
        reply = _delete(state, bearer, rest[0], verdict.headers)
    else:
        reply = not_found()
    return reply, bearer.client_id


def open_to(state: XeroState, bearer: Bearer) -> list[Connection]:
    """The active connections that this token may see: of its user, or with `app.connections` of all users."""
    user = CUSTOM_USER if bearer.user is None else bearer.user
    everyone = APP_CONNECTIONS in bearer.scopes
    return [
        one
        for one in state.identity.connections
        if one.active and one.client_id == bearer.client_id and (everyone or one.user == user)
    ]


def _list(state: XeroState, bearer: Bearer, event_id: str | None, headers: dict[str, str]) -> Reply:
    rows = [
        {
            "id": one.connection_id,
            "authEventId": one.event_id,
            "tenantId": one.tenant_id,
            "tenantType": "ORGANISATION",
            "tenantName": state.organisations[one.tenant_id].name,
            "createdDateUtc": connection_time(one.created),
            "updatedDateUtc": connection_time(one.updated),
        }
        for one in open_to(state, bearer)
        if event_id is None or one.event_id == event_id.lower()
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return Reply(status=200, text=text, content_type="application/json; charset=utf-8", headers=headers)


def _delete(state: XeroState, bearer: Bearer, connection_id: str, headers: dict[str, str]) -> Reply:
    for one in open_to(state, bearer):
        if one.connection_id == connection_id.lower():
            one.active = False
            return Reply(status=204, headers=headers)
    return Reply(status=404, text=not_found().text, headers=headers)
