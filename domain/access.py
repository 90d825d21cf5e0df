"""Apps, grants and connect attempts: by what right we speak to the ledger."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import AppId, AttemptId, ConnectionId, GrantId, WorkspaceId


class AppKind(StrEnum):
    """How an app asks: `consent` with a secret, `public` with PKCE alone, `custom` by client credentials."""

    CONSENT = "consent"
    PUBLIC = "public"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A registration at the ledger. Its secret is sealed in the store and never in this value."""

    id: AppId
    workspace_id: WorkspaceId
    kind: AppKind
    client_id: str
    redirect_address: str = ""
    broad_scopes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A token pair as the ledger gave it; times are UTC. `refresh` is '' for client credentials."""

    access: str
    refresh: str
    expires_at: datetime
    scopes: frozenset[str]
    event_id: str = ""

    def __repr__(self) -> str:
        """Without the secrets."""
        return f"Tokens(expires_at={self.expires_at.isoformat()})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One user's consent to an app, or the client credentials of a custom connection.

    `tokens_at` is when the pair was stored; the consent ends 60 days after its last use
    (Xero: OAuth 2.0 FAQ). `lost_at` is set when the ledger refused it for good.
    """

    id: GrantId
    app_id: AppId
    created_at: datetime
    tokens_at: datetime
    lost_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectAttempt:
    """A consent that was asked for: single use, five minutes, bound to where it was begun.

    `state_hash` is the SHA-256 of the state in hex; the PKCE verifier is sealed in the store.
    """

    id: AttemptId
    workspace_id: WorkspaceId
    app_id: AppId
    state_hash: str
    redirect_address: str
    created_at: datetime
    expires_at: datetime
    connection_id: ConnectionId | None = None
    used_at: datetime | None = None
