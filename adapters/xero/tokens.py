"""A live access token for a grant: refreshed early, by one caller at a time, never lost.

Xero replaces the refresh token at each use (Xero: OAuth 2.0 FAQ), so two who refresh at once could
cost the consent. Threads of this process queue at a lock; processes at a short lease in a row of the
grant. Whoever gets through reads again first, and stores both tokens, by comparing with the old ones,
before anyone uses them. If the answer is lost, or we die before it is stored, the old refresh token
works for 30 more minutes, and the next caller uses it.
"""

from datetime import timedelta
from threading import Lock

from adapters.xero.errors import SERVICE
from adapters.xero.settings import XeroSettings
from adapters.xero.token_endpoint import TokenEndpoint
from domain.access import AppKind, Grant, Tokens
from domain.errors import AccessLost, Rejected, ScopeMissing, Unavailable
from domain.ids import GrantId
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.ledger import AccessTokens
from domain.ports.registry import Apps, Grants

_LOOK_SECONDS = 0.2
"""How often a process looks whether another has finished refreshing."""


class GrantTokens(AccessTokens):
    """Access tokens from the stored grants. Safe for threads; nothing is kept in memory."""

    def __init__(
        self,
        *,
        endpoint: TokenEndpoint,
        grants: Grants,
        apps: Apps,
        clock: Clock,
        identity: Identity,
        settings: XeroSettings,
    ) -> None:
        """One object serves all grants of a process."""
        self._endpoint = endpoint
        self._grants = grants
        self._apps = apps
        self._clock = clock
        self._identity = identity
        self._lease_seconds = settings.refresh_lease_seconds
        self._ahead = timedelta(seconds=settings.refresh_ahead_seconds)
        self._queues: dict[GrantId, Lock] = {}

    def token(self, grant_id: GrantId) -> str:
        """An access token that is good for a while."""
        return self._live(grant_id, refused="")

    def refused(self, grant_id: GrantId, access: str) -> str:
        """A newer token than the one that was refused."""
        return self._live(grant_id, refused=access)

    def _live(self, grant_id: GrantId, refused: str) -> str:
        tokens = self._grants.tokens(grant_id)
        if not self._is_good(tokens, refused):
            with self._queues.setdefault(grant_id, Lock()):
                tokens = self._renewed_alone(grant_id, refused)
        return tokens.access

    def _is_good(self, tokens: Tokens, refused: str) -> bool:
        return tokens.access != refused and tokens.expires_at - self._ahead > self._clock.now()

    def _renewed_alone(self, grant_id: GrantId, refused: str) -> Tokens:
        """Good tokens: what another thread or process stored meanwhile, else what we ask for."""
        holder = self._identity.new_id()
        left_seconds = self._lease_seconds
        while not self._grants.lock_refresh(grant_id, holder, self._lease_seconds):
            tokens = self._grants.tokens(grant_id)
            if self._is_good(tokens, refused):
                return tokens
            if left_seconds <= 0:
                raise Unavailable(service=SERVICE, why="refresh-busy")
            left_seconds -= _LOOK_SECONDS
            self._clock.pause(_LOOK_SECONDS)
        try:
            tokens = self._grants.tokens(grant_id)
            if self._is_good(tokens, refused):
                return tokens
            return self._renewed(self._grants.get(grant_id), tokens, refused)
        finally:
            self._grants.unlock_refresh(grant_id, holder)

    def _renewed(self, grant: Grant, old: Tokens, refused: str) -> Tokens:
        """Ask Xero and store; whoever was overtaken meanwhile takes what the other stored."""
        if grant.lost_at is not None:
            raise AccessLost("reconnect", service=SERVICE)
        try:
            new = self._asked(grant, old)
        except Rejected as rejected:
            stored = self._grants.tokens(grant.id)
            if self._is_good(stored, refused):
                return stored
            raise self._lost(grant, rejected) from rejected
        if self._grants.swap(grant.id, old_access=old.access, tokens=new, now=self._clock.now()):
            return new
        stored = self._grants.tokens(grant.id)
        if not self._is_good(stored, refused):
            raise Unavailable(service=SERVICE, why="overtaken")
        return stored

    def _asked(self, grant: Grant, old: Tokens) -> Tokens:
        app = self._apps.get(grant.app_id)
        if app.kind is AppKind.CUSTOM:
            return self._endpoint.credentials(app)
        return self._endpoint.refresh(app, old)

    def _lost(self, grant: Grant, rejected: Rejected) -> AccessLost:
        """Only a dead refresh token loses the grant; a wrong secret of the app can be put right."""
        error = rejected.facts.get("error", "")
        if error == "invalid_scope":
            return ScopeMissing(**rejected.facts)
        if error != "invalid_grant":
            return AccessLost("app-refused", **rejected.facts)
        self._grants.lost(grant.id, self._clock.now())
        return AccessLost("reconnect", **rejected.facts)
