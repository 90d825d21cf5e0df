"""The ledger as the domain needs it."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.budget import Budget, Purpose
from domain.connection import Connection
from domain.contact import LedgerContact
from domain.ids import AppId, GrantId, TenantId
from domain.organisation import LedgerOrganisation
from domain.ports.sending import Permit


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsPage:
    """One page of contacts. `as_of` is the ledger's own clock (UTC), `expected` the total it announced."""

    contacts: tuple[LedgerContact, ...]
    as_of: datetime
    is_last: bool
    expected: int | None


class Ledger(Protocol):
    """One organisation of the ledger. Any call may raise Throttled, Unavailable, AccessLost or LeaseLost."""

    @abstractmethod
    def organisation(self) -> LedgerOrganisation:
        """The organisation's own description."""

    @abstractmethod
    def contacts_page(self, page: int, *, since: datetime | None, purpose: Purpose) -> ContactsPage:
        """Page `page` (from 1) of all contacts, archived and merged included, in an order that never changes.

        With `since` (UTC, the ledger's clock) only those changed at or after it; a contact that turned
        customer may be missing then.
        """


class Ledgers(Protocol):
    """Opens the ledger of a connection."""

    @abstractmethod
    def of(self, connection: Connection, permit: Permit) -> Ledger:
        """The ledger as that connection sees it."""

    @abstractmethod
    def at(self, app_id: AppId, grant_id: GrantId, tenant_id: TenantId) -> Ledger:
        """The ledger before a connection exists, for reading only."""

    @abstractmethod
    def budget(self, connection: Connection) -> Budget:
        """The calls counted for that connection's app and organisation."""


class AccessTokens(Protocol):
    """A live access token for a grant, refreshed by one caller at a time."""

    @abstractmethod
    def token(self, grant_id: GrantId) -> str:
        """An access token that is good for a while. Raises AccessLost when a person must reconnect."""

    @abstractmethod
    def refused(self, grant_id: GrantId, access: str) -> str:
        """That access token was refused as expired: a newer one, or AccessLost."""
