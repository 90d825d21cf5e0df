"""A small client of the sandbox, so that a test says only what it is about."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from adapters.sandbox import xero
from adapters.sandbox.http import Request, Response
from adapters.sandbox.xero.identity.records import App

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CALLBACK = "http://localhost:8765/callback"
SCOPES = "openid profile email offline_access accounting.contacts accounting.settings.read"
Headers = Mapping[str, str | None]
FORM = {"content-type": "application/x-www-form-urlencoded"}


@dataclass
class Firm:
    """An organisation, an app with a secret that is connected to it, and the time."""

    state: xero.XeroState
    app: App
    tenant_id: str
    now: datetime = START
    tokens: dict[str, Any] = field(default_factory=dict)

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def query(self, **more: str) -> dict[str, str]:
        """An authorization request."""
        base = {"response_type": "code", "client_id": self.app.client_id, "redirect_uri": CALLBACK}
        return base | {"scope": SCOPES, "state": "a state"} | more

    def code(self, **more: str) -> str:
        address = xero.consent(self.state, self.query(**more), self.now, tenant_id=self.tenant_id)
        return in_address(address)["code"]

    def token(self, **form: str) -> Response:
        """`POST /connect/token` with the app's own credentials in the form."""
        secret = {"client_secret": self.app.client_secret} if self.app.client_secret else {}
        return self.send_form("/connect/token", {"client_id": self.app.client_id} | secret | form)

    def send_form(self, path: str, form: dict[str, str], **headers: str) -> Response:
        request = Request(method="POST", path=path, headers=FORM | headers, body=urlencode(form).encode())
        return xero.answer(self.state, request, self.now)

    def connect(self, **more: str) -> dict[str, Any]:
        """Consent and take the tokens."""
        code = self.code(**more)
        self.tokens = read(self.token(grant_type="authorization_code", code=code, redirect_uri=CALLBACK))
        return self.tokens

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: Headers | None = None,
        /,
        **query: str,
    ) -> Response:
        """A request to the accounting API; a header given as None is left out."""
        known: dict[str, str | None] = {
            "authorization": f"Bearer {self.tokens.get('access_token', '')}",
            "xero-tenant-id": self.tenant_id,
            "accept": "application/json",
        }
        sent = {name: value for name, value in {**known, **(headers or {})}.items() if value is not None}
        content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        request = Request(method=method, path=path, query=tuple(query.items()), headers=sent, body=content)
        return xero.answer(self.state, request, self.now)

    def get(self, path: str, headers: Headers | None = None, /, **query: str) -> Response:
        return self.send("GET", f"/api.xro/2.0/{path}", None, headers, **query)

    def put(self, *contacts: dict[str, Any], **query: str) -> Response:
        return self.send("PUT", "/api.xro/2.0/Contacts", {"Contacts": list(contacts)}, **query)

    def post(self, *contacts: dict[str, Any], **query: str) -> Response:
        return self.send("POST", "/api.xro/2.0/Contacts", {"Contacts": list(contacts)}, **query)

    def names(self, headers: Headers | None = None, /, **query: str) -> list[str]:
        """The names of a paged list."""
        answer = self.get("Contacts", headers, **({"page": "1", "order": "Name"} | query))
        return [contact["Name"] for contact in read(answer)["Contacts"]]

    def contact(self, contact_id: str) -> dict[str, Any]:
        row: dict[str, Any] = read(self.get(f"Contacts/{contact_id}"))["Contacts"][0]
        return row

    def add(self, **fields: Any) -> str:
        return xero.add_contact(self.state, self.tenant_id, self.now, **fields)


def firm(*, connected: bool = True, scopes: Any = "granular", kind: Any = "web", **switches: Any) -> Firm:
    """A British organisation, connected unless told otherwise."""
    state = xero.XeroState(switches=xero.Switches(**switches))
    tenant_id = xero.add_organisation(state, name="Acme Ltd", country="GB", now=START)
    app = xero.register_app(state, redirect_uris=[CALLBACK], kind=kind, scopes=scopes)
    made = Firm(state, app, tenant_id)
    if connected:
        made.connect()
    return made


def read(response: Response) -> Any:
    return json.loads(response.body, parse_float=Decimal)


def in_address(address: str) -> dict[str, str]:
    """The query of a redirect address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def sentences(response: Response) -> list[str]:
    """All validation messages of an answer."""
    body = read(response)
    rows = body.get("Elements") or body["Contacts"]
    return [error["Message"] for row in rows for error in row.get("ValidationErrors", [])]
