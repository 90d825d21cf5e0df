"""What every suite of the store's ports stands on: a store of its own, once on each database."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from adapters.storage.engine import open_engine
from adapters.storage.migrate import upgrade
from adapters.storage.opening import Storage
from adapters.storage.place import place_of
from adapters.vault import FileVault
from domain.access import App, AppKind, Grant, Tokens
from domain.connection import Connection, ConnectionState
from domain.event import SYSTEM, Event
from domain.ids import AppId, ConnectionId, PortalOrganizationId, TenantId
from domain.ports.store import Books
from tests.conftest import Fill
from tests.support.clock import NOON, ManualClock
from tests.support.identity import SeededIdentity

TOKENS_FOR = timedelta(minutes=30)
FIRST = Event(seq=1, at=NOON, actor=SYSTEM, subject="connection", code="connected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rig:
    """A store with its surroundings, and what a test needs to exist before it begins."""

    url: str
    engine: Engine
    storage: Storage
    clock: ManualClock
    identity: SeededIdentity
    vault: FileVault

    @property
    def now(self) -> datetime:
        """The time."""
        return self.clock.now()

    def app(self, client_id: str = "client-1", secret: str = "app-secret") -> App:
        """A stored app."""
        return self.storage.apps.put(
            App(
                id=AppId(self.identity.new_id()),
                workspace_id=self.storage.apps.default_workspace(),
                kind=AppKind.CONSENT,
                client_id=client_id,
                redirect_address="http://localhost:8765/callback",
            ),
            secret=secret,
        )

    def tokens(self, access: str = "access-1", refresh: str = "refresh-1") -> Tokens:
        """A token pair."""
        return Tokens(
            access=access,
            refresh=refresh,
            expires_at=self.now + TOKENS_FOR,
            scopes=frozenset({"contacts", "offline"}),
            event_id="event-1",
        )

    def grant(self, app: App | None = None) -> Grant:
        """A stored consent."""
        return self.storage.grants.add((app or self.app()).id, self.tokens(), self.now)

    def draft(
        self, name: str = "default", *, portal: str = "portal-1", tenant: str = "tenant-1"
    ) -> Connection:
        """A connection that is not stored yet."""
        grant = self.grant()
        return Connection(
            id=ConnectionId(self.identity.new_id()),
            workspace_id=self.storage.apps.default_workspace(),
            name=name,
            state=ConnectionState.LIVE,
            portal_id=PortalOrganizationId(portal),
            portal_name="Studio",
            tenant_id=TenantId(tenant),
            ledger_name="Studio Ltd",
            ledger_country="GB",
            base_currency="GBP",
            time_zone="Europe/London",
            is_demo=False,
            app_id=grant.app_id,
            grant_id=grant.id,
            link_id="link-1",
            created_at=self.now,
        )

    def connect(
        self, name: str = "default", *, portal: str = "portal-1", tenant: str = "tenant-1"
    ) -> Connection:
        """A stored connection."""
        connection = self.draft(name, portal=portal, tenant=tenant)
        self.storage.connections.add(connection, api_key="portal-key", first=FIRST)
        return connection

    def end(self, connection: Connection) -> Connection:
        """The connection, ended."""
        with self.storage.store.writing(connection.id) as books:
            books.save_connection(connection.moved_to(ConnectionState.ENDED, self.now))
            return books.connection

    def writing(self, connection: Connection, fence: int | None = None) -> AbstractContextManager[Books]:
        """The connection's books, for writing."""
        return self.storage.store.writing(connection.id, fence=fence)

    def reading(self, connection: Connection) -> AbstractContextManager[Books]:
        """The connection's books, for reading."""
        return self.storage.store.reading(connection.id)

    def wanted(self, connection: Connection) -> int:
        """How many causes the connection has had."""
        with self.reading(connection) as books:
            return books.wanted

    def sql(self, statement: str, **values: Any) -> list[Any]:
        """Raw SQL, past all code of ours, committed."""
        with self.engine.begin() as transaction:
            result = transaction.execute(text(statement), values)
            return list(result.all()) if result.returns_rows else []

    def elsewhere(self, **changes: Any) -> Storage:
        """The same database opened again, with another surrounding."""
        given: dict[str, Any] = {"place": place_of(self.engine), "identity": self.identity, **changes}
        return Storage(self.engine, self.vault, self.clock, **given)


def open_rig(url: str, folder: Path, **options: Any) -> Rig:
    """A rig on an existing database; times of leases are the rig's clock unless told otherwise."""
    clock, identity = ManualClock(), SeededIdentity()
    vault = FileVault(folder / "key", may_create=True)
    engine = open_engine(url)
    options = {"now": clock.now, **options}
    storage = Storage(engine, vault, clock, identity, place_of(engine), **options)
    return Rig(url=url, engine=engine, storage=storage, clock=clock, identity=identity, vault=vault)


class StorageSuite:
    """Base of the suites: each takes its database from the class it is joined with."""

    @pytest.fixture
    def rig(self, database_url: str, tmp_path: Path) -> Iterator[Rig]:
        """A store of the test's own."""
        rig = open_rig(database_url, tmp_path)
        yield rig
        rig.engine.dispose()

    @pytest.fixture
    def connection(self, rig: Rig) -> Connection:
        """A stored connection."""
        return rig.connect()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    upgrade(f"sqlite:///{path}")
    return path


class OnSqlite:
    """Takes a suite on SQLite."""

    @pytest.fixture
    def database_url(self, sqlite_template: Path, tmp_path: Path) -> str:
        """A file of the test's own."""
        path = tmp_path / "data" / "store.db"
        path.parent.mkdir()
        shutil.copy(sqlite_template, path)
        return f"sqlite:///{path}"


class OnPostgres:
    """Takes a suite on PostgreSQL."""

    @pytest.fixture
    def database_url(self, postgres_url: str) -> str:
        """A database of the test's own."""
        return postgres_url


class EmptyOnSqlite:
    """Gives a second, empty store on SQLite."""

    @pytest.fixture
    def empty(self, sqlite_template: Path, tmp_path: Path) -> Iterator[Rig]:
        """An empty store whose vault has the same keys."""
        path = tmp_path / "empty.db"
        shutil.copy(sqlite_template, path)
        rig = open_rig(f"sqlite:///{path}", tmp_path)
        yield rig
        rig.engine.dispose()


class EmptyOnPostgres:
    """Gives a second, empty store on PostgreSQL."""

    @pytest.fixture
    def empty(self, postgres_template: Callable[[Fill], str], tmp_path: Path) -> Iterator[Rig]:
        """An empty store whose vault has the same keys."""
        rig = open_rig(postgres_template(upgrade), tmp_path)
        yield rig
        rig.engine.dispose()


def renamed(connection: Connection, name: str) -> Connection:
    """The connection under another name."""
    return replace(connection, name=name)
