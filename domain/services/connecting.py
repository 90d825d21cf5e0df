"""Joins a portal organization to a ledger organisation: the key, the consent, the two names, the join."""

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from domain.access import App, AppKind, ConnectAttempt, Tokens
from domain.connection import Connection, ConnectionState
from domain.errors import Invalid, NotFound, Problem
from domain.event import Event
from domain.ids import AttemptId, ConnectionId, GrantId
from domain.organisation import LedgerOrganisation, PortalOrganization, Tenant
from domain.outage import Side
from domain.ports.clock import Clock
from domain.ports.consent import Consent
from domain.ports.identity import Identity
from domain.ports.ledger import Ledgers
from domain.ports.portal import Portals
from domain.ports.registry import Apps, Attempts, Connections, Grants
from domain.ports.store import Store
from domain.services.outages import end_outage

CONSENT_MINUTES = 5
"""A consent must come back within this time; Xero's own codes live as long (Xero: OAuth 2.0)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consented:
    """What a consent gave: tokens, not stored yet, and the organisations it reaches."""

    app: App
    tokens: Tokens
    tenants: tuple[Tenant, ...]
    connection_id: ConnectionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What the browser brought back to the redirect address; empty where it had nothing."""

    state: str = ""
    code: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connecting:
    """The steps of `connect`, in order: `portal`, `begin` and `finish` (or `own`), `join`."""

    portals: Portals
    ledgers: Ledgers
    consent: Consent
    apps: Apps
    attempts: Attempts
    grants: Grants
    connections: Connections
    store: Store
    clock: Clock
    identity: Identity

    def portal(self, api_key: str) -> PortalOrganization:
        """Check the key, first of all, because without it nothing works. Raises AccessLost, Invalid."""
        if not api_key.strip():
            raise Invalid("portal-key-empty")
        return self.portals.with_key(api_key.strip()).organization()

    def begin(self, app: App, existing: Connection | None = None) -> str:
        """The address that asks a person for consent. It is good once, for five minutes."""
        now = self.clock.now()
        state, verifier = self.identity.secret(256), self.identity.secret(512)
        attempt = ConnectAttempt(
            id=AttemptId(self.identity.new_id()),
            workspace_id=app.workspace_id,
            app_id=app.id,
            state_hash=sha256(state.encode()).hexdigest(),
            redirect_address=app.redirect_address,
            created_at=now,
            expires_at=now + timedelta(minutes=CONSENT_MINUTES),
            connection_id=existing.id if existing is not None else None,
        )
        self.attempts.add(attempt, verifier=verifier)
        return self.consent.request(app, state=state, verifier=verifier).address

    def finish(self, returned: Returned) -> Consented:
        """What the consent reaches. Raises Invalid, NotNow (`consent-...`) or Rejected (what was said)."""
        if returned.error:
            raise Invalid("consent-refused", said=returned.error)
        if not returned.state or not returned.code:
            raise Invalid("consent-incomplete")
        state_hash = sha256(returned.state.encode()).hexdigest()
        attempt, verifier = self.attempts.use(state_hash, self.clock.now())
        app = self.apps.get(attempt.app_id)
        tokens = self.consent.redeem(
            app, code=returned.code, verifier=verifier, redirect_address=attempt.redirect_address
        )
        tenants = self.consent.tenants(tokens.access, event_id=tokens.event_id)
        return self._reached(app, tokens, tenants, attempt.connection_id)

    def own(self, app: App, existing: Connection | None = None) -> Consented:
        """A custom connection asks for itself, by client credentials. Raises Rejected."""
        if app.kind is not AppKind.CUSTOM:
            raise Invalid("app-not-custom")
        tokens = self.consent.own_tokens(app)
        tenants = self.consent.tenants(tokens.access)
        return self._reached(app, tokens, tenants, existing.id if existing is not None else None)

    def join(
        self,
        consented: Consented,
        tenant: Tenant,
        *,
        name: str,
        api_key: str,
        portal: PortalOrganization,
        actor: str,
    ) -> Connection:
        """Store the connection, or renew the consent of the one that asked for it.

        Raises Invalid (`other-organisation`) with both names when a connection is renewed with
        another organisation, on either side: a connection never changes its two ids.
        """
        if consented.connection_id is not None:
            return self._renew(consented, tenant, api_key=api_key, portal=portal, actor=actor)
        now = self.clock.now()
        self._refuse_taken(name, portal, tenant)
        grant = self.grants.add(consented.app.id, consented.tokens, now)
        try:
            organisation = self.ledgers.at(consented.app.id, grant.id, tenant.tenant_id).organisation()
        except Problem:
            self.grants.lost(grant.id, now)  # nothing rests on it, and nothing ever will
            raise
        connection = self._born(consented, tenant, name, portal, organisation, grant.id)
        facts = {"portal": portal.name, "ledger": organisation.name}
        told = Event(seq=1, at=now, actor=actor, subject="connection", code="connected", facts=facts)
        self.connections.add(connection, api_key=api_key, first=told)
        return connection

    def _born(
        self,
        consented: Consented,
        tenant: Tenant,
        name: str,
        portal: PortalOrganization,
        organisation: LedgerOrganisation,
        grant_id: GrantId,
    ) -> Connection:
        return Connection(
            id=ConnectionId(self.identity.new_id()),
            workspace_id=consented.app.workspace_id,
            name=name,
            state=ConnectionState.PREVIEW,
            portal_id=portal.id,
            portal_name=portal.name,
            tenant_id=tenant.tenant_id,
            ledger_name=organisation.name,
            ledger_country=organisation.country,
            base_currency=organisation.base_currency,
            time_zone=organisation.time_zone,
            is_demo=organisation.is_demo,
            app_id=consented.app.id,
            grant_id=grant_id,
            link_id=tenant.link_id,
            created_at=self.clock.now(),
        )

    def _renew(
        self, consented: Consented, tenant: Tenant, *, api_key: str, portal: PortalOrganization, actor: str
    ) -> Connection:
        if consented.connection_id is None:
            raise AssertionError("only a known connection is renewed")
        connection = self.connections.get(consented.connection_id)
        _refuse_other(connection, portal, tenant)
        now = self.clock.now()
        app_id, grant_id = consented.app.id, connection.grant_id
        if app_id == connection.app_id:
            self.grants.replace(grant_id, consented.tokens, now)
        else:  # tokens of one app are refused to another
            grant_id = self.grants.add(app_id, consented.tokens, now).id
        self.connections.set_api_key(connection.id, api_key)
        with self.store.writing(connection.id) as books:
            renewed = replace(books.connection, app_id=app_id, grant_id=grant_id, link_id=tenant.link_id)
            books.save_connection(renewed)
            for side in Side:
                end_outage(books, side, now)
            books.events.add(at=now, actor=actor, subject="connection", code="reconnected")
            books.nudge()
        return self.connections.get(connection.id)

    def _reached(
        self, app: App, tokens: Tokens, tenants: tuple[Tenant, ...], connection_id: ConnectionId | None
    ) -> Consented:
        if not tenants:
            raise NotFound("no-organisation")
        return Consented(app=app, tokens=tokens, tenants=tenants, connection_id=connection_id)

    def _refuse_taken(self, name: str, portal: PortalOrganization, tenant: Tenant) -> None:
        for other in self.connections.all():
            if other.name == name:
                raise Invalid("name-taken", name=name)
            if (other.portal_id, other.tenant_id) == (portal.id, tenant.tenant_id):
                raise Invalid(
                    "already-joined", name=other.name, portal=other.portal_name, ledger=other.ledger_name
                )


def _refuse_other(connection: Connection, portal: PortalOrganization, tenant: Tenant) -> None:
    if tenant.tenant_id != connection.tenant_id:
        raise Invalid(
            "other-organisation", name=connection.name, mine=connection.ledger_name, other=tenant.name
        )
    if portal.id != connection.portal_id:
        raise Invalid(
            "other-organisation", name=connection.name, mine=connection.portal_name, other=portal.name
        )


def tenant_of(consented: Consented, connection: Connection | None, wanted: str = "") -> Tenant | None:
    """The one tenant that is meant: that of the connection, the one named, or the only one; else None."""
    if connection is not None:
        mine = [t for t in consented.tenants if t.tenant_id == connection.tenant_id]
        return mine[0] if mine else consented.tenants[0]
    if wanted:
        named = [t for t in consented.tenants if wanted.casefold() in (t.name.casefold(), t.tenant_id)]
        return named[0] if len(named) == 1 else None
    return consented.tenants[0] if len(consented.tenants) == 1 else None
