"""What a clerk has in hand while it works on one connection."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from domain.connection import Connection
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.ledger import Ledger
from domain.ports.portal import Portal
from domain.ports.store import Books, Store
from domain.settings import Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One clerk's turn: both sides under its permit, the books under its fence.

    `give_up_after` is how long a write to the portal may take before we stop waiting for its answer,
    `ledger_give_up_after` the same of the ledger. `hook_address` is where the portal's webhooks are to
    post, '' if nobody can reach us.
    """

    connection: Connection
    fence: int
    settings_version: int
    rhythm: Rhythm
    give_up_after: timedelta
    ledger_give_up_after: timedelta
    store: Store
    ledger: Ledger
    portal: Portal
    clock: Clock
    identity: Identity
    hook_address: str = ""

    def reading(self) -> AbstractContextManager[Books]:
        """The books, to read."""
        return self.store.reading(self.connection.id)

    def writing(self) -> AbstractContextManager[Books]:
        """The books, to write as this clerk: refused once a newer lease was given."""
        return self.store.writing(self.connection.id, fence=self.fence)
