"""Whose record it is: the member named by id or email, else the organization's first member."""

from collections.abc import Mapping
from typing import Any

from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.fields import texts
from adapters.sandbox.hubflo.replies import invalid
from adapters.sandbox.hubflo.table import Row


def owner(call: Call, body: Mapping[str, Any], existing: Row | None) -> dict[str, str | None]:
    """The owner to write; a new record without one belongs to the first member, as in every example."""
    named = {
        key: value for key, value in texts(body, ("owner_id", "owner_email")).items() if value is not None
    }
    members = call.organization.members
    if "owner_id" in named:
        found = members.get(named["owner_id"])
    else:
        matching = members.having("email", named.get("owner_email") or "", "case-insensitive")
        found = matching[0] if matching else None
    if found:
        return {"owner_id": found["id"]}
    if named and call.state.switches.unknown_link == "refused":
        raise invalid("Owner must exist")
    return {} if existing else {"owner_id": members.rows[0]["id"]}
