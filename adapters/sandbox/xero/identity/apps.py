"""Registering an app, as a developer does on Xero's portal."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from adapters.sandbox.xero.identity.records import App, AppKind
from adapters.sandbox.xero.identity.scopes import ScopeSet
from adapters.sandbox.xero.state import XeroState

_MOST_REDIRECTS = 50


def register_app(
    state: XeroState,
    *,
    redirect_uris: Iterable[str] = (),
    kind: AppKind = "web",
    client_secret: str | None = None,
    scopes: ScopeSet = "granular",
    tenant_id: str | None = None,
    name: str = "Hubflo for Xero",
    assigned_scopes: Iterable[str] | None = None,
) -> App:
    """A new app with its client id, secret (none for a public client) and webhook key.

    A custom connection names its one organisation, and may be limited to the scopes chosen when it was made.
    """
    uris = tuple(redirect_uris)
    if len(uris) > _MOST_REDIRECTS:
        raise ValueError(f"an app has at most {_MOST_REDIRECTS} redirect addresses, not {len(uris)}")
    for uri in uris:
        _check_redirect(uri)
    if (kind == "custom") != (tenant_id is not None):
        raise ValueError("a custom connection, and only that, belongs to one organisation")
    if tenant_id is not None and tenant_id not in state.organisations:
        raise ValueError(f"no organisation {tenant_id}")
    secret = None if kind == "pkce" else client_secret or state.seeds.text("client secret", 48)
    app = App(
        client_id=state.seeds.text("client id", 32, "0123456789ABCDEF"),
        client_secret=secret,
        webhook_key=state.seeds.text("webhook key", 88),
        name=name,
        kind=kind,
        redirect_uris=uris,
        scopes=scopes,
        tenant_id=tenant_id,
        assigned_scopes=None if assigned_scopes is None else frozenset(assigned_scopes),
    )
    state.identity.apps[app.client_id] = app
    return app


def _check_redirect(uri: str) -> None:
    """https, or http on `localhost` by that name: Xero refuses 127.0.0.1 and wildcards."""
    parts = urlsplit(uri)
    local = parts.scheme == "http" and parts.hostname == "localhost"
    if "*" in uri or not (local or (parts.scheme == "https" and parts.hostname)):
        raise ValueError(f"Xero does not accept the redirect address {uri}")
