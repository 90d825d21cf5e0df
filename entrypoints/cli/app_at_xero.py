"""The app at Xero that a connection is made with: asked for, kept, and put back if the consent fails."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from domain.access import App, AppKind
from domain.connection import Connection
from domain.errors import Invalid, SealBroken
from domain.ids import AppId
from entrypoints.cli import asking
from entrypoints.container import Container


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line says of the app."""

    client_id: str
    custom: bool
    broad: bool


@contextmanager
def app_at_xero(container: Container, existing: Connection | None, asked: Asked) -> Iterator[App]:
    """The app to ask for consent with: that of the connection, or one that is asked for.

    Other connections may rest on the same app: if the consent fails, it is again what it was.
    """
    apps = container.storage().apps
    app, secret = _known(container, existing, asked) or _given(container, existing, asked)
    app = replace(app, redirect_address=container.settings().redirect_address)
    before = apps.by_client_id(app.client_id)
    secret_before = _secret_of(container, before)
    stored = apps.put(app, secret=secret)
    try:
        yield stored
    except BaseException:
        if before is not None and secret_before is not None:
            apps.put(before, secret=secret_before)
        raise


def _known(container: Container, existing: Connection | None, asked: Asked) -> tuple[App, str] | None:
    """The connection's own app and its secret, if no other was named and the secret can be opened."""
    if existing is None or asked.client_id:
        return None
    app = container.storage().apps.get(existing.app_id)
    secret = _secret_of(container, app)
    return None if secret is None else (app, secret)


def _given(container: Container, existing: Connection | None, asked: Asked) -> tuple[App, str]:
    """Raises Invalid (`client-id-missing`, `client-secret-missing`)."""
    apps = container.storage().apps
    client_id = asked.client_id.strip()
    if not client_id and existing is not None:
        app = apps.get(existing.app_id)
        client_id = app.client_id
        asked = replace(asked, custom=app.kind is AppKind.CUSTOM, broad=app.broad_scopes)
    client_id = client_id or asking.text("Client id of your app at Xero")
    if not client_id:
        raise Invalid("client-id-missing")
    secret = _asked_secret(asked)
    app = App(
        id=AppId(container.identity().new_id()),
        workspace_id=apps.default_workspace(),
        kind=AppKind.CUSTOM if asked.custom else AppKind.CONSENT if secret else AppKind.PUBLIC,
        client_id=client_id,
        broad_scopes=asked.broad,
    )
    return app, secret


def _asked_secret(asked: Asked) -> str:
    secret = os.environ.get("HUBFLO_XERO_CLIENT_SECRET")
    if secret is None:
        hint = "" if asked.custom else " (Enter if it is a PKCE app without one)"
        secret = asking.secret(f"Client secret{hint}")
    if asked.custom and not secret.strip():
        raise Invalid("client-secret-missing")
    return secret.strip()


def _secret_of(container: Container, app: App | None) -> str | None:
    """None where there is none that can be opened."""
    try:
        return container.storage().apps.secret(app.id) if app is not None else None
    except SealBroken:
        return None
