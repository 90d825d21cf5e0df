"""What belongs to no single connection: workspaces, apps, grants, attempts, the list of connections."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.access import App, ConnectAttempt, Grant, Tokens
from domain.connection import Connection
from domain.event import Event
from domain.ids import AppId, AttemptId, ConnectionId, GrantId, TenantId, WorkspaceId


class Connections(Protocol):
    """The list of connections."""

    @abstractmethod
    def add(self, connection: Connection, *, api_key: str, first: Event) -> None:
        """Store a new connection with its portal key sealed and the first event of its story, in one step.

        Raises Invalid (`already-joined`) if a live pair of these two organizations exists, and
        Invalid (`name-taken`) if another connection of the workspace that has not ended has its name.
        """

    @abstractmethod
    def all(self, *, with_ended: bool = False) -> tuple[Connection, ...]:
        """Every connection, by name."""

    @abstractmethod
    def named(self, name: str) -> Connection:
        """The connection of that name that has not ended. Raises NotFound."""

    @abstractmethod
    def get(self, connection_id: ConnectionId) -> Connection:
        """One connection. Raises NotFound."""

    @abstractmethod
    def using_grant(self, grant_id: GrantId) -> tuple[Connection, ...]:
        """Connections that rest on a grant and have not ended."""

    @abstractmethod
    def api_key(self, connection_id: ConnectionId) -> str:
        """The portal key, opened. Raises SealBroken."""

    @abstractmethod
    def set_api_key(self, connection_id: ConnectionId, api_key: str) -> None:
        """Replace the portal key."""

    @abstractmethod
    def of_tenant(self, app_id: AppId, tenant_id: TenantId) -> tuple[Connection, ...]:
        """Connections through that app to that organisation of the ledger which have not ended."""


class Apps(Protocol):
    """Registrations at the ledger."""

    @abstractmethod
    def default_workspace(self) -> WorkspaceId:
        """The one workspace of an installation that runs for itself."""

    @abstractmethod
    def put(self, app: App, *, secret: str) -> App:
        """Store an app, or the one that has its client id already, with the new secret sealed."""

    @abstractmethod
    def get(self, app_id: AppId) -> App:
        """One app. Raises NotFound."""

    @abstractmethod
    def by_client_id(self, client_id: str) -> App | None:
        """The app with that client id."""

    @abstractmethod
    def secret(self, app_id: AppId) -> str:
        """The client secret, opened; '' for a public app. Raises SealBroken."""

    @abstractmethod
    def set_webhook_key(self, app_id: AppId, key: str) -> None:
        """Keep the key that signs the ledger's webhooks to that app, sealed; '' takes it away."""

    @abstractmethod
    def webhook_key(self, app_id: AppId) -> str:
        """That key, opened; '' if none is known. Raises SealBroken."""


class Grants(Protocol):
    """Token pairs, sealed, changed only by comparing with what they were."""

    @abstractmethod
    def add(self, app_id: AppId, tokens: Tokens, now: datetime) -> Grant:
        """Store a new consent."""

    @abstractmethod
    def get(self, grant_id: GrantId) -> Grant:
        """One grant. Raises NotFound."""

    @abstractmethod
    def tokens(self, grant_id: GrantId) -> Tokens:
        """The token pair, opened. Raises SealBroken."""

    @abstractmethod
    def swap(self, grant_id: GrantId, *, old_access: str, tokens: Tokens, now: datetime) -> bool:
        """Store a new pair if the stored access token still is `old_access`; answers whether it was."""

    @abstractmethod
    def replace(self, grant_id: GrantId, tokens: Tokens, now: datetime) -> None:
        """Store the pair of a new consent for the same grant; it is no longer lost."""

    @abstractmethod
    def lost(self, grant_id: GrantId, now: datetime) -> None:
        """The ledger refused it for good."""

    @abstractmethod
    def lock_refresh(self, grant_id: GrantId, holder: str, seconds: float) -> bool:
        """Take the short lease of refreshing, by the database's clock; answers whether it was free."""

    @abstractmethod
    def unlock_refresh(self, grant_id: GrantId, holder: str) -> None:
        """Give it back."""


class Attempts(Protocol):
    """Consents that were asked for."""

    @abstractmethod
    def add(self, attempt: ConnectAttempt, *, verifier: str) -> None:
        """Store an attempt with its PKCE verifier sealed."""

    @abstractmethod
    def use(self, state_hash: str, now: datetime) -> tuple[ConnectAttempt, str]:
        """The attempt of that state with its verifier, used up by this call.

        Raises Invalid (`consent-unknown`, `consent-used`), NotNow (`consent-late`).
        """

    @abstractmethod
    def get(self, attempt_id: AttemptId) -> ConnectAttempt:
        """One attempt. Raises NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceState:
    """What the store says of itself: its id, where it was last used, whether all is stopped, its schema."""

    id: str
    place: str
    stopped_at: datetime | None
    schema: str


class Instance(Protocol):
    """The store as a whole."""

    @abstractmethod
    def state(self) -> InstanceState:
        """What the store says of itself."""

    @abstractmethod
    def check_place(self) -> None:
        """Raises WrongInstance if this store was last used in another place."""

    @abstractmethod
    def take_over(self, now: datetime) -> int:
        """This place uses the store from now on; open dispatches become unknown, and connections are
        distrusted. Answers how many dispatches were open."""

    @abstractmethod
    def stop_all(self, now: datetime) -> None:
        """Stop everything: every fence check fails from now on."""

    @abstractmethod
    def resume_all(self) -> None:
        """Lift the stop."""

    @abstractmethod
    def reseal(self) -> int:
        """Seal every secret anew with the vault's current key, in one transaction; answers how many."""

    @abstractmethod
    def backup(self, file: str, now: datetime) -> int:
        """Write everything (secrets sealed) into one file; answers how many rows.

        Raises Invalid if the file exists.
        """

    @abstractmethod
    def restore(self, file: str, now: datetime) -> int:
        """Fill an empty store from a backup: connections are paused and distrusted, open dispatches
        unknown, this place uses the store. Answers how many rows. Raises Invalid if the file is not a
        backup, is of a newer schema, or the store is not empty."""
