"""A connection: one portal organization joined to one ledger organisation, for good."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.errors import Invalid
from domain.ids import AppId, ConnectionId, GrantId, PortalOrganizationId, TenantId, WorkspaceId


class ConnectionState(StrEnum):
    """Where a connection stands; only `live` writes anything on either side."""

    PREVIEW = "preview"
    LIVE = "live"
    PAUSED = "paused"
    REBUILDING = "rebuilding"
    ENDED = "ended"


_ARROWS: dict[ConnectionState, frozenset[ConnectionState]] = {
    ConnectionState.PREVIEW: frozenset(
        {ConnectionState.LIVE, ConnectionState.PAUSED, ConnectionState.REBUILDING, ConnectionState.ENDED}
    ),
    ConnectionState.LIVE: frozenset(
        {ConnectionState.PAUSED, ConnectionState.REBUILDING, ConnectionState.ENDED}
    ),
    ConnectionState.PAUSED: frozenset(
        {ConnectionState.PREVIEW, ConnectionState.LIVE, ConnectionState.REBUILDING, ConnectionState.ENDED}
    ),
    ConnectionState.REBUILDING: frozenset(
        {ConnectionState.PREVIEW, ConnectionState.LIVE, ConnectionState.PAUSED, ConnectionState.ENDED}
    ),
    ConnectionState.ENDED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Born with both ids and never changes either; reconnecting with another organisation is refused.

    Times are UTC.
    `distrusted_at` is set when the store may be older than the world (a restored backup, a copy
    taken over): until both sides were read whole after it, nothing is written.
    """

    id: ConnectionId
    workspace_id: WorkspaceId
    name: str
    state: ConnectionState
    portal_id: PortalOrganizationId
    portal_name: str
    tenant_id: TenantId
    ledger_name: str
    ledger_country: str
    base_currency: str
    time_zone: str
    is_demo: bool
    app_id: AppId
    grant_id: GrantId
    link_id: str
    created_at: datetime
    live_since: datetime | None = None
    ended_at: datetime | None = None
    distrusted_at: datetime | None = None

    def moved_to(self, state: ConnectionState, now: datetime) -> "Connection":
        """The connection in another state. Raises Invalid (`state-not-allowed`) if no arrow leads there."""
        if state is self.state:
            return self
        if state not in _ARROWS[self.state]:
            raise Invalid("state-not-allowed", connection=self.name, current=self.state, wanted=state)
        return replace(
            self,
            state=state,
            live_since=self.live_since or (now if state is ConnectionState.LIVE else None),
            ended_at=now if state is ConnectionState.ENDED else None,
        )

    @property
    def may_write(self) -> bool:
        """Whether anything may be written on either side."""
        return self.state is ConnectionState.LIVE
