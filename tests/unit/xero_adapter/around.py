"""What stands around the adapter in these tests: a clock that jumps, rows in memory, a scripted Xero."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Lock

import httpx

from adapters.xero.addresses import Addresses
from adapters.xero.line import Line
from adapters.xero.opening import Xero, open_xero
from adapters.xero.settings import XeroSettings
from adapters.xero.token_endpoint import TokenEndpoint
from adapters.xero.transport import Transport
from domain import budget as rules
from domain.access import App, AppKind, Grant, Tokens
from domain.budget import Budget, Limits, Purpose, Told, Wait
from domain.connection import Connection, ConnectionState
from domain.ids import AppId, ConnectionId, GrantId, PortalOrganizationId, TenantId, WorkspaceId
from domain.ports.budgets import Budgets
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.registry import Apps, Grants

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
APP, GRANT, TENANT = AppId("app-1"), GrantId("grant-1"), TenantId("4e3e0000-0000-4000-8000-000000000001")
CLIENT_ID = "0123456789ABCDEF0123456789ABCDEF"
BUDGET = f"xero:{CLIENT_ID}:{TENANT}"

Handler = Callable[[httpx.Request], httpx.Response]


@dataclass(slots=True)
class FakeClock(Clock):
    """Time passes only in `pause`, which is noted; `meanwhile` happens in each, told how many there were."""

    at: datetime = NOW
    pauses: list[float] = field(default_factory=list)
    meanwhile: Callable[[int], None] = lambda _pauses: None

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - NOW).total_seconds()

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.at += timedelta(seconds=seconds)
        self.meanwhile(len(self.pauses))


class Numbers(Identity):
    """Ids that count."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)

    def new_id(self) -> str:
        return f"id-{next(self._numbers)}"

    def secret(self, bits: int) -> str:
        return "s" * bits


class MemoryBudgets(Budgets):
    """The domain's own rules over a dictionary."""

    def __init__(self) -> None:
        self.rows: dict[str, Budget] = {}
        self.taken: list[tuple[str, Purpose]] = []

    def take(
        self, key: str, limits: Limits, now: datetime, *, purpose: Purpose, call: str = ""
    ) -> Wait | None:
        taken = rules.take(self.read(key), limits, now, purpose=purpose, call=call)
        if isinstance(taken, Wait):
            return taken
        self.rows[key] = taken
        self.taken.append((key, purpose))
        return None

    def landed(self, key: str, told: Told, *, call: str) -> None:
        self.rows[key] = rules.landed(self.read(key), told, call=call)

    def blocked(self, key: str, *, until: datetime, limit: str) -> None:
        self.rows[key] = rules.blocked(self.read(key), until=until, limit=limit)

    def read(self, key: str) -> Budget:
        return self.rows.get(key, Budget())


class OneApp(Apps):
    """One registration."""

    def __init__(self, app: App, secret: str) -> None:
        self._app = app
        self._secret = secret
        self._webhook_key = ""

    def default_workspace(self) -> WorkspaceId:
        return self._app.workspace_id

    def put(self, app: App, *, secret: str) -> App:
        self._app, self._secret = app, secret
        return app

    def get(self, app_id: AppId) -> App:
        assert app_id == self._app.id
        return self._app

    def by_client_id(self, client_id: str) -> App | None:
        return self._app if client_id == self._app.client_id else None

    def secret(self, app_id: AppId) -> str:
        assert app_id == self._app.id
        return self._secret

    def set_webhook_key(self, app_id: AppId, key: str) -> None:
        assert app_id == self._app.id
        self._webhook_key = key

    def webhook_key(self, app_id: AppId) -> str:
        assert app_id == self._app.id
        return self._webhook_key


class MemoryGrants(Grants):
    """Grants in dictionaries. `refreshing` is who holds the lease of refreshing, by grant."""

    def __init__(self) -> None:
        self.grants: dict[GrantId, Grant] = {}
        self.pairs: dict[GrantId, Tokens] = {}
        self.refreshing: dict[GrantId, str] = {}
        self._lock = Lock()

    def add(self, app_id: AppId, tokens: Tokens, now: datetime) -> Grant:
        grant = Grant(id=GRANT, app_id=app_id, created_at=now, tokens_at=now)
        self.grants[grant.id], self.pairs[grant.id] = grant, tokens
        return grant

    def get(self, grant_id: GrantId) -> Grant:
        return self.grants[grant_id]

    def tokens(self, grant_id: GrantId) -> Tokens:
        return self.pairs[grant_id]

    def swap(self, grant_id: GrantId, *, old_access: str, tokens: Tokens, now: datetime) -> bool:
        with self._lock:
            if self.pairs[grant_id].access != old_access:
                return False
            self.replace(grant_id, tokens, now)
            return True

    def replace(self, grant_id: GrantId, tokens: Tokens, now: datetime) -> None:
        self.pairs[grant_id] = tokens
        self.grants[grant_id] = replace(self.grants[grant_id], tokens_at=now, lost_at=None)

    def lost(self, grant_id: GrantId, now: datetime) -> None:
        self.grants[grant_id] = replace(self.grants[grant_id], lost_at=now)

    def lock_refresh(self, grant_id: GrantId, holder: str, seconds: float) -> bool:
        assert seconds > 0
        with self._lock:
            return self.refreshing.setdefault(grant_id, holder) == holder

    def unlock_refresh(self, grant_id: GrantId, holder: str) -> None:
        with self._lock:
            if self.refreshing.get(grant_id) == holder:
                del self.refreshing[grant_id]


class Script:
    """Answers requests in turn with responses, or raises what stands in their place; keeps the requests.

    The last one answers for ever.
    """

    def __init__(self, *turns: httpx.Response | Exception | Handler) -> None:
        self.requests: list[httpx.Request] = []
        self._turns: Sequence[httpx.Response | Exception | Handler] = turns

    def __call__(self, request: httpx.Request) -> httpx.Response:
        turn = self._turns[min(len(self.requests), len(self._turns) - 1)]
        self.requests.append(request)
        if isinstance(turn, Exception):
            raise turn
        return turn if isinstance(turn, httpx.Response) else turn(request)


@dataclass(slots=True)
class Around:
    """One app, one grant with a token that is good for half an hour, and Xero as the handler plays it."""

    handler: Handler
    kind: AppKind = AppKind.CONSENT
    secret: str = "app-secret"
    access: str = "access-1"
    refresh: str = "refresh-1"
    settings: XeroSettings = field(default_factory=XeroSettings)
    addresses: Addresses = field(default_factory=Addresses)
    clock: FakeClock = field(default_factory=FakeClock)
    identity: Numbers = field(default_factory=Numbers)
    budgets: MemoryBudgets = field(default_factory=MemoryBudgets)
    grants: MemoryGrants = field(default_factory=MemoryGrants)
    app: App = field(init=False)
    apps: OneApp = field(init=False)

    def __post_init__(self) -> None:
        self.app = App(
            id=APP,
            workspace_id=WorkspaceId("workspace-1"),
            kind=self.kind,
            client_id=CLIENT_ID,
            redirect_address="http://localhost:8976/callback",
        )
        self.apps = OneApp(self.app, self.secret)
        self.grants.add(
            APP,
            Tokens(
                access=self.access,
                refresh=self.refresh,
                expires_at=NOW + timedelta(seconds=1_800),
                scopes=frozenset(),
            ),
            NOW,
        )

    def open(self) -> Xero:
        """The adapter as the container builds it."""
        return open_xero(
            addresses=self.addresses,
            settings=self.settings,
            clock=self.clock,
            identity=self.identity,
            budgets=self.budgets,
            grants=self.grants,
            apps=self.apps,
            wire=httpx.MockTransport(self.handler),
        )

    def line(self) -> Line:
        """The line alone."""
        wire = httpx.MockTransport(self.handler)
        transport = Transport(addresses=self.addresses, settings=self.settings, clock=self.clock, wire=wire)
        return Line(transport=transport, clock=self.clock, identity=self.identity, settings=self.settings)

    def endpoint(self) -> TokenEndpoint:
        """The token endpoint alone."""
        return TokenEndpoint(line=self.line(), apps=self.apps, clock=self.clock)

    def tokens_last(self, seconds: float) -> None:
        """The stored access token ends so many seconds from now."""
        old = self.grants.pairs[GRANT]
        self.grants.pairs[GRANT] = replace(old, expires_at=self.clock.now() + timedelta(seconds=seconds))


def connection() -> Connection:
    """A live connection to the tenant."""
    return Connection(
        id=ConnectionId("connection-1"),
        workspace_id=WorkspaceId("workspace-1"),
        name="main",
        state=ConnectionState.LIVE,
        portal_id=PortalOrganizationId("portal-1"),
        portal_name="Studio",
        tenant_id=TENANT,
        ledger_name="Studio Ltd",
        ledger_country="GB",
        base_currency="GBP",
        time_zone="Europe/London",
        is_demo=False,
        app_id=APP,
        grant_id=GRANT,
        link_id="link-1",
        created_at=NOW,
    )


def answer(status: int, body: object = None, **headers: str) -> httpx.Response:
    """JSON as Xero writes it, with headers (`_` for `-`)."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    written = b"" if body is None else json.dumps(body, indent=2).replace("\n", "\r\n").encode()
    content = {} if body is None else {"Content-Type": "application/json; charset=utf-8"}
    return httpx.Response(status, headers={**content, **named}, content=written)


def page(status: int, text: str, content_type: str = "text/html; charset=utf-8") -> httpx.Response:
    """Text that is no JSON."""
    return httpx.Response(status, headers={"Content-Type": content_type}, content=text.encode())


def new_tokens(number: int, expires_in: int = 1_800) -> httpx.Response:
    """What the token endpoint gives."""
    body = {
        "id_token": "id",
        "access_token": f"access-{number}",
        "expires_in": expires_in,
        "token_type": "Bearer",
        "refresh_token": f"refresh-{number}",
        "scope": "openid accounting.contacts",
    }
    return answer(200, body)


def contacts(*rows: object, **pagination: int) -> httpx.Response:
    """A page of contacts by Xero's clock of 9:00:05."""
    body: dict[str, object] = {"Status": "OK", "DateTimeUTC": "/Date(1795165205000)/"}
    if pagination:
        body["pagination"] = pagination
    return answer(200, body | {"Contacts": list(rows)}, date="Fri, 20 Nov 2026 09:00:05 GMT")
