"""One request to Hubflo, answered: key, then rate, then route."""

from datetime import UTC, datetime

from adapters.sandbox.http import Request, Response
from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.invoices.overdue import fall_due
from adapters.sandbox.hubflo.logs import RequestEntry
from adapters.sandbox.hubflo.replies import Refusal, failure, missing, too_many_requests
from adapters.sandbox.hubflo.routes import route
from adapters.sandbox.hubflo.state import HubfloState, Organization


def answer(state: HubfloState, request: Request, now: datetime) -> Response:
    """What Hubflo answers at that moment, and the state after it: the same inputs give the same bytes."""
    if now.tzinfo is None:
        raise ValueError("the sandbox needs a moment with a time zone")
    moment = now.astimezone(UTC)
    organization: Organization | None = None
    try:
        organization = _authenticated(state, request)
        response = _answered(state, organization, request, moment)
    except Refusal as refusal:
        response = failure(refusal.status, refusal.message)
    state.requests.append(
        RequestEntry(
            at=moment,
            method=request.method,
            path=request.path,
            query=request.query,
            organization=organization.id if organization else None,
            status=response.status,
        )
    )
    return response


def _authenticated(state: HubfloState, request: Request) -> Organization:
    """Bearer check, before anything else is looked at (Hubflo: API reference, authentication)."""
    scheme, _, key = (request.header("authorization") or "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise Refusal(401, "API token not found")
    organization = state.organization_of(key.strip())
    if organization is None:
        raise Refusal(401, "Invalid API token")
    return organization


def _answered(state: HubfloState, organization: Organization, request: Request, now: datetime) -> Response:
    if not organization.meter.admits(now, state.switches):
        return too_many_requests()
    found = route(request.method, request.path)
    if found is None:
        raise missing()
    handler, ids = found
    fall_due(state, organization, now)
    return handler(Call(state=state, organization=organization, request=request, now=now, ids=ids))
