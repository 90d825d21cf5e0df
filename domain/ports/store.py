"""Our store: one transaction over one connection's rows at a time."""

from abc import abstractmethod
from contextlib import AbstractContextManager
from typing import Protocol

from domain.connection import Connection
from domain.ids import ConnectionId
from domain.ports.intake import Hooks, Nudges
from domain.ports.invoices import CustomerAnswers, Documents, Findings, Invoices, NamedWrites
from domain.ports.mirror import LedgerMirror, PortalMirror
from domain.ports.notices import Told
from domain.ports.payments import Payments
from domain.ports.records import Answers, Dispatches, Events, Holds, Links, Requests, Scans, SettingsRows


class Books(Protocol):
    """All that is kept for one connection, as one transaction sees it."""

    ledger: LedgerMirror
    portal: PortalMirror
    links: Links
    holds: Holds
    events: Events
    dispatches: Dispatches
    scans: Scans
    answers: Answers
    requests: Requests
    settings: SettingsRows
    invoices: Invoices
    documents: Documents
    customer_answers: CustomerAnswers
    named_writes: NamedWrites
    payments: Payments
    findings: Findings
    nudges: Nudges
    hooks: Hooks
    told: Told

    @property
    @abstractmethod
    def connection(self) -> Connection:
        """The connection as it stands."""

    @abstractmethod
    def save_connection(self, connection: Connection) -> None:
        """Store what changed of it; its two ids never change."""

    @property
    @abstractmethod
    def wanted(self) -> int:
        """How many causes to look there were when this transaction began: what they left is seen in it."""

    @abstractmethod
    def nudge(self) -> None:
        """Raise `wanted`, in this transaction: there is something to look at again."""


class Store(Protocol):
    """Opens the books. A transaction commits when its block ends well and is rolled back otherwise."""

    @abstractmethod
    def reading(self, connection_id: ConnectionId) -> AbstractContextManager[Books]:
        """A transaction that only reads. Raises NotFound if there is no such connection."""

    @abstractmethod
    def writing(
        self, connection_id: ConnectionId, *, fence: int | None = None
    ) -> AbstractContextManager[Books]:
        """A transaction that writes, the only writer of the moment on SQLite.

        With a fence it raises LeaseLost if a newer lease was given, and Stopped if everything was
        stopped, before anything is written. Without one it is a person's command.
        """
