"""Connections, apps, grants and connect attempts; their secrets are handled elsewhere."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from domain.access import App, AppKind, ConnectAttempt, Grant
from domain.connection import Connection, ConnectionState
from domain.ids import (
    AppId,
    AttemptId,
    ConnectionId,
    GrantId,
    PortalOrganizationId,
    TenantId,
    WorkspaceId,
)


def connection_row(connection: Connection) -> Mapping[str, Any]:
    """What may change of a connection."""
    return {
        "name": connection.name,
        "state": connection.state.value,
        "portal_name": connection.portal_name,
        "ledger_name": connection.ledger_name,
        "ledger_country": connection.ledger_country,
        "base_currency": connection.base_currency,
        "time_zone": connection.time_zone,
        "is_demo": connection.is_demo,
        "app_id": connection.app_id,
        "grant_id": connection.grant_id,
        "link_id": connection.link_id,
        "live_since": connection.live_since,
        "ended_at": connection.ended_at,
        "distrusted_at": connection.distrusted_at,
    }


def birth_row(connection: Connection) -> Mapping[str, Any]:
    """What a connection is born with and never changes."""
    return {
        "id": connection.id,
        "workspace_id": connection.workspace_id,
        "portal_id": connection.portal_id,
        "tenant_id": connection.tenant_id,
        "created_at": connection.created_at,
    }


@lru_cache(64)
def connection_of(row: Row[Any]) -> Connection:
    """The connection. Every transaction begins with it, and it hardly ever changes."""
    return Connection(
        id=ConnectionId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        name=row.name,
        state=ConnectionState(row.state),
        portal_id=PortalOrganizationId(row.portal_id),
        portal_name=row.portal_name,
        tenant_id=TenantId(row.tenant_id),
        ledger_name=row.ledger_name,
        ledger_country=row.ledger_country,
        base_currency=row.base_currency,
        time_zone=row.time_zone,
        is_demo=row.is_demo,
        app_id=AppId(row.app_id),
        grant_id=GrantId(row.grant_id),
        link_id=row.link_id,
        created_at=row.created_at,
        live_since=row.live_since,
        ended_at=row.ended_at,
        distrusted_at=row.distrusted_at,
    )


def app_row(app: App) -> Mapping[str, Any]:
    """What may change of an app."""
    return {
        "kind": app.kind.value,
        "redirect_address": app.redirect_address,
        "broad_scopes": app.broad_scopes,
    }


def app_of(row: Row[Any]) -> App:
    """The app."""
    return App(
        id=AppId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        kind=AppKind(row.kind),
        client_id=row.client_id,
        redirect_address=row.redirect_address,
        broad_scopes=row.broad_scopes,
    )


def grant_of(row: Row[Any]) -> Grant:
    """The grant."""
    return Grant(
        id=GrantId(row.id),
        app_id=AppId(row.app_id),
        created_at=row.created_at,
        tokens_at=row.tokens_at,
        lost_at=row.lost_at,
    )


def attempt_row(attempt: ConnectAttempt) -> Mapping[str, Any]:
    """A connect attempt."""
    return {
        "id": attempt.id,
        "workspace_id": attempt.workspace_id,
        "app_id": attempt.app_id,
        "state_hash": attempt.state_hash,
        "redirect_address": attempt.redirect_address,
        "created_at": attempt.created_at,
        "expires_at": attempt.expires_at,
        "connection_id": attempt.connection_id,
        "used_at": attempt.used_at,
    }


def attempt_of(row: Row[Any]) -> ConnectAttempt:
    """The connect attempt."""
    return ConnectAttempt(
        id=AttemptId(row.id),
        workspace_id=WorkspaceId(row.workspace_id),
        app_id=AppId(row.app_id),
        state_hash=row.state_hash,
        redirect_address=row.redirect_address,
        created_at=row.created_at,
        expires_at=row.expires_at,
        connection_id=ConnectionId(row.connection_id) if row.connection_id else None,
        used_at=row.used_at,
    )
