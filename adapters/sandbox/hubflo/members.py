"""Members, the organization itself, and the check of a key (Hubflo: API reference, members and pings)."""

from adapters.sandbox.http import Response
from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.filters import selected
from adapters.sandbox.hubflo.paging import listing
from adapters.sandbox.hubflo.replies import success


def index(call: Call) -> Response:
    """`GET /members`."""
    rows = selected(
        call, call.organization.members, email=("email", call.state.switches.email_filter), role="role"
    )
    return listing(call, rows, dict)


def organization(call: Call) -> Response:
    """`GET /organizations`: one object in spite of the plural, and no time zone in it."""
    return success(call.state, call.organization, call.organization.profile)


def ping(call: Call) -> Response:
    """`POST /pings`: whether the key is good."""
    return success(call.state, call.organization, {"pong": "ok"}, status=201)
