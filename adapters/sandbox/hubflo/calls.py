"""One authenticated call, as every route sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.sandbox.http import Request
from adapters.sandbox.hubflo.replies import Refusal, missing
from adapters.sandbox.hubflo.state import HubfloState, Organization
from adapters.sandbox.hubflo.table import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The request, whose it is, when it came, and the ids in its path."""

    state: HubfloState
    organization: Organization
    request: Request
    now: datetime
    ids: tuple[str, ...] = ()

    def record(self, kind: str) -> Row:
        """The record that the path names first; those of other organizations are not found either."""
        found = self.organization.table(kind).get(self.ids[0])
        if found is None:
            raise missing()
        return found

    def fields(self) -> dict[str, Any]:
        """The JSON body. A body under another content type is not read, as if nothing had been sent."""
        if not (self.request.header("content-type") or "").startswith("application/json"):
            return {}
        try:
            fields = self.request.json() if self.request.body.strip() else {}
        except ValueError:
            fields = None
        if not isinstance(fields, dict):
            raise Refusal(400, "Invalid parameters")
        return fields
