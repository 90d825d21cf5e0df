"""Xero's official SDK, set up as its own guide says and told only where Xero is."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from xero_python.accounting import AccountingApi, Contact, Contacts
from xero_python.api_client import ApiClient
from xero_python.api_client.configuration import Configuration
from xero_python.api_client.oauth2 import OAuth2Token
from xero_python.identity import IdentityApi

from adapters.sandbox import xero
from adapters.sandbox.world import World
from adapters.sandbox.xero.identity.records import App

REDIRECT = "http://localhost:8765/callback"
SCOPES = "openid profile email offline_access accounting.contacts accounting.settings.read"


@dataclass
class Client:
    """The SDK as its own guide sets it up: an app, a place for the token, two APIs."""

    world: World
    app: App
    tenant_id: str
    base: str
    token: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Consent as a person, take the first token as an app does, and hand it to the SDK."""
        Configuration.set_default(None)  # the SDK hands out copies of the first one it ever made
        oauth = OAuth2Token(client_id=self.app.client_id, client_secret=self.app.client_secret)
        self.api = ApiClient(
            Configuration(oauth2_token=oauth),
            oauth2_token_getter=lambda: self.token,
            oauth2_token_saver=self.save,
        )
        self.accounting = AccountingApi(self.api, base_url=f"{self.base}/api.xro/2.0")
        self.identity = IdentityApi(self.api, base_url=self.base)
        self.token = self.first_token()

    def save(self, token: dict[str, Any]) -> None:
        """Where the SDK puts what it refreshed."""
        self.token = token

    def first_token(self) -> dict[str, Any]:
        """By consent, which the SDK leaves to others."""
        asked = {
            "response_type": "code",
            "client_id": self.app.client_id,
            "redirect_uri": REDIRECT,
            "scope": SCOPES,
            "state": "s",
        }
        back = xero.consent(self.world.xero, asked, self.world.now(), tenant_id=self.tenant_id)
        form = {
            "grant_type": "authorization_code",
            "code": parse_qs(urlsplit(back).query)["code"][0],
            "redirect_uri": REDIRECT,
        }
        answer = httpx.post(
            f"{self.base}/connect/token",
            data=form,
            auth=(self.app.client_id, self.app.client_secret or ""),
            trust_env=False,
        )
        token: dict[str, Any] = answer.raise_for_status().json()
        return {**token, "scope": token["scope"].split()}

    def contacts(self, **asked: Any) -> list[Contact]:
        """Contacts of the organisation."""
        return list(self.accounting.get_contacts(self.tenant_id, **asked).contacts)

    def create(self, *contacts: Contact, **how: Any) -> list[Contact]:
        """New contacts."""
        sent = Contacts(contacts=list(contacts))
        return list(self.accounting.create_contacts(self.tenant_id, sent, **how).contacts)
