"""What the identity server keeps: apps, codes, refresh tokens, and which organisations are open to whom."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from adapters.sandbox.xero.identity.scopes import ScopeSet, offered

AppKind = Literal["web", "pkce", "custom"]

DEFAULT_USER = "owner@example.com"
"""The user who consents unless a test names another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A registration at Xero. A custom connection is an app for one organisation, without consent."""

    client_id: str
    client_secret: str | None
    webhook_key: str
    name: str
    kind: AppKind
    redirect_uris: tuple[str, ...]
    scopes: ScopeSet
    tenant_id: str | None = None
    assigned_scopes: frozenset[str] | None = None

    def may_ask_for(self, scopes: frozenset[str]) -> bool:
        return scopes <= (offered(self.scopes) if self.assigned_scopes is None else self.assigned_scopes)


@dataclass(slots=True, kw_only=True)
class Code:
    """An authorization code: used once, within minutes."""

    client_id: str
    redirect_uri: str
    user: str
    event_id: str
    issued_at: datetime
    challenge: str | None
    used: bool = False


@dataclass(slots=True, kw_only=True)
class RefreshToken:
    """One refresh token; `replaced_at` says since when a newer one exists."""

    client_id: str
    user: str
    event_id: str
    issued_at: datetime
    replaced_at: datetime | None = None
    used_in_grace: bool = False


@dataclass(slots=True, kw_only=True)
class Connection:
    """An organisation that a user opened to an app. Disconnected ones are kept: they may come back."""

    connection_id: str
    client_id: str
    user: str
    tenant_id: str
    event_id: str
    created: datetime
    updated: datetime
    active: bool = True


@dataclass(slots=True)
class Identity:
    """Everything the identity server remembers. Scopes add up per (app, user) and shrink only by revoking."""

    apps: dict[str, App] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    refresh_tokens: dict[str, RefreshToken] = field(default_factory=dict)
    connections: list[Connection] = field(default_factory=list)
    scopes: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)

    def connection(self, client_id: str, user: str, tenant_id: str) -> Connection | None:
        """The connection, active or not."""
        wanted = (client_id, user, tenant_id)
        return next(
            (one for one in self.connections if (one.client_id, one.user, one.tenant_id) == wanted), None
        )
