"""One request in, one answer out: identity, connections, or the accounting API behind its gateway."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote

from adapters.sandbox.http import Request, Response
from adapters.sandbox.xero import idempotency, limits
from adapters.sandbox.xero.access import Context, check_scope, enter, identify
from adapters.sandbox.xero.identity import connections, consent_page, token_endpoint
from adapters.sandbox.xero.identity.scopes import is_resource
from adapters.sandbox.xero.identity.tokens import Bearer
from adapters.sandbox.xero.logs import Call
from adapters.sandbox.xero.routes import ROUTES
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.wire.moments import http_date
from adapters.sandbox.xero.wire.replies import Refused, Reply, not_found, not_implemented, problem, unhandled

_API = ("api.xro", "2.0")
_OFFLINE = Reply(status=503, text="The organisation is offline", content_type="text/plain; charset=utf-8")


def answer(state: XeroState, request: Request, now: datetime) -> Response:
    """What Xero answers at `now` (aware, UTC). Changes `state` and nothing else."""
    if now.tzinfo is None:
        raise ValueError("now must know its time zone")
    now = now.astimezone(UTC)
    parts = tuple(unquote(part) for part in request.path.strip("/").split("/"))
    match (request.method, *parts):
        case ("GET", "identity", "connect", "authorize"):
            return _finish(state, request, now, consent_page.show(state, request))
        case ("POST", "identity", "connect", "consent"):
            return _finish(state, request, now, consent_page.decide(state, request, now))
        case ("POST", "connect", "token"):
            return _finish(state, request, now, token_endpoint.token(state, request, now))
        case ("POST", "connect", "revocation"):
            return _finish(state, request, now, token_endpoint.revoke(state, request))
        case (_, "connections" | "Connections", *rest):
            reply, client_id = connections.handle(state, request, tuple(rest), now)
            return _finish(state, request, now, reply, client_id)
    if parts[:2] == _API and len(parts) > 2:
        return _api(state, request, parts[2].lower(), parts[3:], now)
    return _finish(state, request, now, not_found())


def _api(state: XeroState, request: Request, resource: str, rest: tuple[str, ...], now: datetime) -> Response:
    """The gateway's checks (token, organisation, limits, scope), the store of keys, the handler."""
    bearer: Bearer | None = None
    headers: dict[str, str] = {}
    try:
        bearer = identify(state, request, now)
        context = enter(state, request, bearer, rest, now)
        headers = _within_limits(context)
        if context.organisation.offline:
            raise Refused(_OFFLINE)
        if not is_resource(resource):
            raise Refused(not_found())
        check_scope(context, resource)
        response, replayed = _once(context, resource)
    except Refused as refused:
        response, replayed = refused.reply.response(as_json=_wants_json(request)), False
    client_id = None if bearer is None else bearer.client_id
    response = _correlated(state, response)
    response = replace(response, headers={**response.headers, **headers})
    return _log(state, request, now, response, client_id, replayed=replayed)


def _within_limits(context: Context) -> dict[str, str]:
    """The rate headers. Raises Refused with a 429; for too many in flight it carries no Retry-After."""
    told = context.request.header(limits.IN_FLIGHT) or "1"
    in_flight = int(told) if told.isdecimal() else 1
    verdict = limits.admit(
        context.state.windows,
        context.state.switches,
        context.app.client_id,
        context.tenant_id,
        in_flight,
        context.now,
    )
    if verdict.problem is None:
        return verdict.headers
    headers = verdict.headers | {"X-Rate-Limit-Problem": verdict.problem}
    if verdict.retry_after is not None:
        headers["Retry-After"] = str(verdict.retry_after)
    raise Refused(Reply(status=429, headers=headers))


def _once(context: Context, resource: str) -> tuple[Response, bool]:
    """Handle the request, or give the remembered answer of its key. Also says which of the two."""
    state, request, client_id = context.state, context.request, context.app.client_id
    key = idempotency.key_of(request)
    if key is None:
        return _handle(context, resource), False
    if state.switches.idempotency_store_down:
        raise Refused(unhandled())
    try:
        known = idempotency.recall(state.idempotent, state.switches, client_id, key, request, context.now)
    except idempotency.KeyRefused as refused:
        raise Refused(problem(400, "Bad Request", refused.detail, state.seeds.guid("instance"))) from None
    if known is not None:
        return known, True
    response = _handle(context, resource)
    idempotency.remember(state.idempotent, state.switches, client_id, key, request, response, context.now)
    return response, False


def remember(state: XeroState, request: Request, response: Response, now: datetime) -> None:
    """Keep under the request's key what something behind the store of keys answered."""
    key = idempotency.key_of(request)
    if key is None:
        return
    client_id = identify(state, request, now).client_id
    idempotency.remember(state.idempotent, state.switches, client_id, key, request, response, now)


def _handle(context: Context, resource: str) -> Response:
    handler = ROUTES.get((context.request.method, resource, len(context.rest)))
    try:
        reply = not_implemented() if handler is None else handler(context)
    except Refused as refused:
        reply = refused.reply
    return _correlated(context.state, reply.response(as_json=_wants_json(context.request)))


def _correlated(state: XeroState, response: Response) -> Response:
    """Every answer has a correlation id; an envelope brought its own, and a remembered answer keeps it."""
    if "Xero-Correlation-Id" in response.headers:
        return response
    return replace(
        response, headers={**response.headers, "Xero-Correlation-Id": state.seeds.guid("correlation")}
    )


def _wants_json(request: Request) -> bool:
    return "json" in (request.header("accept") or "").lower()


def _finish(
    state: XeroState, request: Request, now: datetime, reply: Reply, client_id: str | None = None
) -> Response:
    return _log(state, request, now, reply.response(as_json=True), client_id)


def _log(
    state: XeroState,
    request: Request,
    now: datetime,
    response: Response,
    client_id: str | None,
    *,
    replayed: bool = False,
) -> Response:
    tenant_id = request.header("xero-tenant-id")
    state.calls.append(
        Call(
            at=now,
            method=request.method,
            path=request.path,
            query=request.query,
            tenant_id=None if tenant_id is None else tenant_id.lower(),
            client_id=client_id,
            status=response.status,
            body_sha256=hashlib.sha256(request.body).hexdigest(),
            idempotency_key=idempotency.key_of(request),
            replayed=replayed,
        )
    )
    return replace(response, headers={**response.headers, "Date": http_date(now)})
