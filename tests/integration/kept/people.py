"""What a person does around a kept database: connect it, or connect it again."""

from collections.abc import Mapping
from typing import Protocol

from domain.access import App, AppKind
from domain.connection import Connection
from domain.ids import AppId
from tests.support.house import REDIRECT, House


class Ids(Protocol):
    """What a person needs to connect."""

    @property
    def api_key(self) -> str:
        """Of Hubflo."""

    @property
    def client_id(self) -> str:
        """Of the app at Xero."""

    @property
    def tenant_id(self) -> str:
        """Of the organisation in Xero."""


def connect(house: House, ids: Ids, existing: Connection | None = None) -> Connection:
    """The key, the consent, the join; for a connection that is there already the consent is renewed."""
    connecting, apps = house.container.connecting(), house.container.storage().apps
    portal = connecting.portal(ids.api_key)
    app = apps.put(
        App(
            id=AppId(house.container.identity().new_id()),
            workspace_id=apps.default_workspace(),
            kind=AppKind.PUBLIC,
            client_id=ids.client_id,
            redirect_address=REDIRECT,
        ),
        secret="",
    )
    reached = connecting.finish(house.consent(connecting.begin(app, existing), ids.tenant_id))
    return connecting.join(
        reached,
        reached.tenants[0],
        name="default",
        api_key=ids.api_key,
        portal=portal,
        actor="person:test",
    )


def switch_on(house: House, connection: Connection, settings: Mapping[str, str]) -> None:
    """Let invoices be sent."""
    for name, value in settings.items():
        house.container.adjusting().change(connection, name, value, actor="person:test")
